/** A choice of view that survives a reload, where the browser allows storage. */
export function remembered<T extends string>(name: string, initial: T): { value: T } {
  const key = `investbot.${name}`;
  let value = $state<T>(initial);
  try {
    value = (localStorage.getItem(key) as T | null) ?? initial;
  } catch {
    // Storage is blocked: the choice holds until the page closes.
  }
  return {
    get value() {
      return value;
    },
    set value(next: T) {
      value = next;
      try {
        localStorage.setItem(key, next);
      } catch {
        // As above.
      }
    },
  };
}

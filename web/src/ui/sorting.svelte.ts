type Sortable = string | number | null | undefined;

/** By which column a table is sorted. Decimals as strings sort by value; unknown values come last. */
export class Sorting<T> {
  #key = $state('');
  #down = $state(false);

  constructor(key: string, way: 'up' | 'down') {
    this.#key = key;
    this.#down = way === 'down';
  }

  get key(): string {
    return this.#key;
  }

  get down(): boolean {
    return this.#down;
  }

  by(key: string): void {
    if (this.#key === key) this.#down = !this.#down;
    else {
      this.#key = key;
      this.#down = true;
    }
  }

  apply(rows: readonly T[], pick: (row: T, key: string) => Sortable): T[] {
    const way = this.#down ? -1 : 1;
    return rows.toSorted((a, b) => compare(pick(a, this.#key), pick(b, this.#key), way));
  }
}

function compare(a: Sortable, b: Sortable, way: number): number {
  if (a == null || b == null) return a == null ? (b == null ? 0 : 1) : -1;
  const left = Number(a);
  const right = Number(b);
  if (!Number.isNaN(left) && !Number.isNaN(right)) return (left - right) * way;
  return String(a).localeCompare(String(b), 'en') * way;
}

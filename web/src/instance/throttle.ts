/**
 * Calls at most once per interval, the last call never lost: a burst of events becomes one request.
 * A call while the work is still under way waits for it.
 */
export function throttle(interval: number, work: () => Promise<unknown>): { (): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  let busy = false;
  let again = false;

  async function run() {
    timer = undefined;
    last = performance.now();
    busy = true;
    try {
      await work();
    } finally {
      busy = false;
      if (again) {
        again = false;
        call();
      }
    }
  }

  function call() {
    if (busy) again = true;
    else timer ??= setTimeout(run, Math.max(0, last + interval - performance.now()));
  }

  return Object.assign(call, {
    cancel() {
      clearTimeout(timer);
      again = false;
    },
  });
}

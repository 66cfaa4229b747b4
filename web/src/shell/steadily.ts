const PAUSE = 1_000;

/** Loads a part of the page; while the server is away it tries again, so that nothing stays half drawn. */
export async function steadily<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resume) => window.setTimeout(resume, PAUSE));
    }
  }
}

/** Fetches the parts that are not on screen yet once there is time: they then open at once, also while the server is away. */
export function fetchAhead(): void {
  const parts = [
    () => import('$/instance/InstancePage.svelte'),
    () => import('$/charts/candle-chart'),
    () => import('$/charts/equity-chart'),
    () => import('$/trades/TradesPage.svelte'),
    () => import('$/analytics/AnalyticsPage.svelte'),
    () => import('$/system/SystemPage.svelte'),
    () => import('$/account/AccountMenu.svelte'),
  ];
  const when = window.requestIdleCallback ?? ((work: () => void) => window.setTimeout(work, PAUSE));
  when(() => parts.forEach((part) => void part().catch(() => undefined)));
}

export type Route =
  | { page: 'fleet' }
  | { page: 'instance'; id: string }
  | { page: 'trades'; instance: string | null }
  | { page: 'analytics'; instance: string | null }
  | { page: 'system' }
  | { page: 'missing' };

/** Turns an address into a route. Pages live outside /api and /hub, which belong to the server. */
export function parse(url: URL): Route {
  const [first = '', second, ...rest] = url.pathname.split('/').filter((part) => part !== '');
  const instance = url.searchParams.get('bot');
  if (first === 'bots' && second !== undefined && rest.length === 0)
    return { page: 'instance', id: decodeURIComponent(second) };
  if (second !== undefined) return { page: 'missing' };
  if (first === '' || first === 'bots') return { page: 'fleet' };
  if (first === 'trades') return { page: 'trades', instance };
  if (first === 'analytics') return { page: 'analytics', instance };
  if (first === 'system') return { page: 'system' };
  return { page: 'missing' };
}

export const instancePath = (id: string): string => `/bots/${encodeURIComponent(id)}`;

/** The page's address. Plain links work; clicks on them are taken over so that the page does not reload. */
export class Router {
  #route = $state.raw<Route>(parse(new URL(location.href)));

  constructor() {
    addEventListener('popstate', () => (this.#route = parse(new URL(location.href))));
    document.addEventListener('click', (event) => this.#takeOver(event));
  }

  get route(): Route {
    return this.#route;
  }

  go(path: string, replace = false): void {
    if (replace) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    const next = parse(new URL(location.href));
    if (!replace) scrollTo(0, 0);
    this.#route = next;
  }

  #takeOver(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export type ThemeChoice = 'light' | 'dark' | 'system';

const key = 'investbot.theme';
const bar = { dark: '#0a0d13', light: '#f5f6f8' };

/** The colours in force. `/theme.js` sets them before the first paint; this follows later changes. */
export class Theme {
  #choice = $state<ThemeChoice>('system');
  #system = $state(false);
  readonly #dark = $derived(this.#choice === 'dark' || (this.#choice === 'system' && this.#system));

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#system = query.matches;
    query.addEventListener('change', () => {
      this.#system = query.matches;
      this.#apply();
    });
    const stored = read();
    if (stored === 'light' || stored === 'dark') this.#choice = stored;
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get dark(): boolean {
    return this.#dark;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    try {
      localStorage.setItem(key, choice);
    } catch {
      // Storage is blocked: the choice holds until the page closes.
    }
    this.#apply();
  }

  #apply(): void {
    const name = this.#dark ? 'dark' : 'light';
    document.documentElement.dataset.theme = name;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', bar[name]);
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

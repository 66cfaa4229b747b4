import type { Page } from '$/api/orders';
import type { Trade } from '$/api/trades';

export type BotTrade = Trade & { bot: string };
export type PageLoader = (bot: string, cursor: string | null) => Promise<Page<Trade>>;

interface Source {
  bot: string;
  buffer: BotTrade[];
  next: string | null;
  started: boolean;
  total: number;
}

/** The trades of one or several bots as one list, newest first, read page by page as far as it is looked at. */
export class TradeList {
  #rows = $state.raw<BotTrade[]>([]);
  #total = $state<number | null>(null);
  readonly #sources: Source[];

  constructor(
    bots: string[],
    private readonly load: PageLoader,
  ) {
    this.#sources = bots.map((bot) => ({ bot, buffer: [], next: null, started: false, total: 0 }));
  }

  /** What has been read so far, newest first. */
  get rows(): BotTrade[] {
    return this.#rows;
  }

  /** How many there are; null until the first page is there. */
  get total(): number | null {
    return this.#total;
  }

  /** Reads on until so many rows are there, or all. */
  async reach(length: number): Promise<void> {
    const rows = [...this.#rows];
    while (rows.length < length) {
      await Promise.all(this.#sources.map((source) => this.#fill(source)));
      this.#total = this.#sources.reduce((sum, source) => sum + source.total, 0);
      const newest = this.#sources
        .filter((source) => source.buffer.length > 0)
        .toSorted((a, b) => opened(b) - opened(a))[0];
      const trade = newest?.buffer.shift();
      if (trade === undefined) break;
      rows.push(trade);
    }
    this.#rows = rows;
  }

  async #fill(source: Source): Promise<void> {
    if (source.buffer.length > 0 || (source.started && source.next === null)) return;
    const page = await this.load(source.bot, source.next);
    source.started = true;
    source.next = page.next;
    source.total = page.total;
    source.buffer = page.items.map((trade) => ({ ...trade, bot: source.bot }));
  }
}

const opened = (source: Source): number => Date.parse(source.buffer[0]?.openedAt ?? '');

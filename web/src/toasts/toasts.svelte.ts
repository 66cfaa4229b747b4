import { Problem } from '$/api/problem';

export interface Toast {
  id: number;
  tone: 'good' | 'bad';
  text: string;
  remedy?: string;
}

/** Short messages about what a person just did. Errors stay until dismissed. */
export class Toasts {
  #items = $state.raw<Toast[]>([]);
  #next = 1;

  get items(): Toast[] {
    return this.#items;
  }

  good(text: string): void {
    const id = this.#add({ tone: 'good', text });
    setTimeout(() => this.dismiss(id), 5_000);
  }

  /** Shows why something failed and what helps. Repeating the same failure does not pile up. */
  problem(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof Problem ? error.remedy : undefined;
    if (this.#items.some((toast) => toast.text === text)) return;
    this.#add({ tone: 'bad', text, remedy });
  }

  dismiss(id: number): void {
    this.#items = this.#items.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#next++;
    this.#items = [...this.#items.slice(-3), { id, ...toast }];
    return id;
  }
}

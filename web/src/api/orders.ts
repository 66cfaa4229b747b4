export interface Order {
  id: string;
  tradeId: string;
  instrument: string;
  symbol: string;
  side: 'buy' | 'sell';
  type: string;
  purpose: string;
  quantity: string;
  filled: string;
  limit?: string | null;
  stop?: string | null;
  averagePrice?: string | null;
  status: string;
  reason: string;
  note?: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Fill {
  id: string;
  orderId: string;
  tradeId: string;
  instrument: string;
  symbol?: string;
  side: 'buy' | 'sell';
  quantity: string;
  price: string;
  commission: string;
  purpose: string;
  at: string;
  reason?: string;
}

/** One page of a list, newest first. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}

export interface Feature {
  name: string;
  value: number | string | null;
}

export interface Signal {
  id?: string;
  instrument: string;
  symbol?: string;
  at: string;
  side: 'buy' | 'sell';
  confidence: number;
  entry: string;
  stop: string | null;
  target?: string | null;
  strategy: string;
  reasons: string[];
  features: Feature[];
  outcome: string;
  explanation: string;
  strength?: number | null;
}

export interface FailedRule {
  rule: string;
  limit: string;
  value: string;
  explanation: string;
}

export interface Verdict {
  id: string;
  instrument: string;
  symbol?: string;
  verdict: 'approved' | 'reduced' | 'rejected';
  quantity: string;
  requested: string;
  failed: FailedRule[];
}

/** A proposal of a semi-automatic instance that waits for a person. */
export interface Approval {
  id: string;
  instrument: string;
  symbol: string;
  side: 'buy' | 'sell';
  quantity: string | null;
  entry: string;
  stop: string | null;
  target?: string | null;
  confidence: number;
  reasons: string[];
  expiresAt: string;
  remainingSeconds: number;
}

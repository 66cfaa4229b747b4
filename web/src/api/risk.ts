export interface RiskRule {
  rule: string;
  limit: string;
  value: string;
  /** How much of the limit is used, 0 to 1. */
  used: number;
  breached: boolean;
}

export interface Risk {
  tradingState: 'active' | 'reducing' | 'halted';
  rules: RiskRule[];
  breaker?: { rule?: string; reason: string; since: string; resumes: string } | null;
}

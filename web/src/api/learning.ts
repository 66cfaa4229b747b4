/** An expert of a strategy: how much it counts and what the signals that it spoke for came to. */
export interface LearnedExpert {
  expert: string;
  /** The mean of all is 1. */
  weight: number;
  /** Its part of all weights, 0 to 1. */
  share: number;
  outcomes: number;
  won: number;
}

export interface InstrumentWeights {
  instrument: string;
  symbol: string;
  weights: { expert: string; weight: number }[];
}

/** What signals of a range of raw confidence came to. */
export interface CalibrationRange {
  from: number;
  to: number;
  outcomes: number;
  won: number;
  /** Share with a profit after costs; null without outcomes. */
  realized: number | null;
  /** The confidence that such a signal has now. */
  confidence: number;
  /** Standard deviation of its posterior. */
  deviation: number;
}

export interface Model {
  number: number;
  kind: string;
  trainedFrom: string;
  trainedTo: string;
  /** Signals out of sample. */
  outcomes: number;
  logLoss: number;
  baseLogLoss: number;
}

export interface Shadow {
  model: Model;
  outcomes: number;
  /** How many are asked before it may be put in force. */
  asked: number;
  logLoss: number | null;
  presentLogLoss: number | null;
}

export interface Learning {
  enabled: boolean;
  strategy: string;
  outcomes: number;
  won: number;
  awaited: number;
  baseRate: number;
  priorStrength: number;
  floor: number;
  experts: LearnedExpert[];
  instruments: InstrumentWeights[];
  calibration: CalibrationRange[];
  models: { inForce: Model | null; shadow: Shadow | null; pinned: boolean; versions: Model[] };
}

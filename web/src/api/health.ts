export interface HealthCheck {
  name: string;
  status: string;
  detail: string;
  remedy?: string | null;
}

export interface Health {
  status: string;
  checks: HealthCheck[];
  version: string;
  engine: string;
  uptimeSeconds: number;
}

export interface GrainStatistics {
  type: string;
  activations: number;
  calls: number;
  errors: number;
  p50Micros: number;
  p99Micros: number;
}

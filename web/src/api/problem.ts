/** RFC 9457 problem details, with the fields that this API adds. */
export interface ProblemDetails {
  title?: string;
  detail?: string;
  status?: number;
  code?: string;
  field?: string;
  value?: unknown;
  remedy?: string;
  retryAfter?: number | string;
  traceId?: string;
}

/** A request that did not succeed. `status` is 0 when no answer came at all. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly details: ProblemDetails,
  ) {
    super(details.detail ?? details.title ?? `The server answered ${status}.`);
  }

  get code(): string {
    return this.details.code ?? '';
  }

  get remedy(): string | undefined {
    if (this.details.remedy) return this.details.remedy;
    if (this.status === 0) return 'Check that InvestBot is running. This page keeps trying.';
    if (this.status === 403) return 'Ask an admin for the role that this needs.';
    if (this.status >= 500)
      return `Try again. If it stays, look at the System page${this.details.traceId ? ` and quote trace ${this.details.traceId}` : ''}.`;
    return undefined;
  }

  static unreachable(): Problem {
    return new Problem(0, { code: 'unreachable', title: 'The server does not answer.' });
  }

  static async from(response: Response): Promise<Problem> {
    const text = await response.text().catch(() => '');
    try {
      return new Problem(response.status, JSON.parse(text) as ProblemDetails);
    } catch {
      return new Problem(response.status, { title: `The server answered ${response.status}.` });
    }
  }
}

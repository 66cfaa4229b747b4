import { Problem } from './problem';

/** Who lends the access token; refreshing gives a fresh one or null when nobody is signed in. */
export interface TokenSource {
  token(): Promise<string | null>;
  refresh(): Promise<string | null>;
}

export type Query = Record<string, string | number | null | undefined>;

const root = '/api/v1';

/** A key that makes a repeated mutation count once. `randomUUID` is missing on plain-http origins. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  const text = parameters.toString();
  return root + path + (text === '' ? '' : `?${text}`);
}

/** The REST API: bearer token, one silent refresh on 401, problems as exceptions. */
export class Client {
  constructor(private readonly tokens: TokenSource) {}

  get<T>(path: string, query?: Query): Promise<T> {
    return this.#send<T>('GET', address(path, query));
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#send<T>('POST', address(path), body);
  }

  async #send<T>(method: string, url: string, body?: unknown): Promise<T> {
    const key = method === 'GET' ? undefined : idempotencyKey();
    let response = await this.#once(method, url, await this.tokens.token(), key, body);
    if (response.status === 401)
      response = await this.#once(method, url, await this.tokens.refresh(), key, body);
    if (!response.ok) throw await Problem.from(response);
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async #once(method: string, url: string, token: string | null, key?: string, body?: unknown) {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    if (key !== undefined) headers['Idempotency-Key'] = key;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    try {
      return await fetch(url, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch {
      throw Problem.unreachable();
    }
  }
}

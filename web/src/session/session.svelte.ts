import type { Role, SignIn, User } from '$/api/auth';
import type { TokenSource } from '$/api/client';
import { Problem } from '$/api/problem';

const rank: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };
/** A token that ends sooner than this is renewed before use. */
const margin = 60_000;

export type SessionPhase = 'restoring' | 'signedOut' | 'signedIn';

/** Who is signed in. The access token lives in memory only; the refresh cookie is the server's. */
export class Session implements TokenSource {
  #phase = $state<SessionPhase>('restoring');
  #user = $state.raw<User | null>(null);
  #expired = $state(false);
  #token: string | null = null;
  #expiresAt = 0;
  #refreshing: Promise<string | null> | null = null;

  get phase(): SessionPhase {
    return this.#phase;
  }

  get user(): User | null {
    return this.#user;
  }

  /** Whether the last session ended by itself rather than by signing out. */
  get expired(): boolean {
    return this.#expired;
  }

  can(role: Role): boolean {
    return this.#user !== null && rank[this.#user.role] >= rank[role];
  }

  /** Picks up the session of an earlier visit. Keeps trying while the server does not answer. */
  async restore(): Promise<void> {
    if (!mayHaveSession()) {
      this.#phase = 'signedOut';
      return;
    }
    for (let wait = 500; this.#phase === 'restoring'; wait = Math.min(wait * 2, 8_000)) {
      try {
        await this.refresh();
        return;
      } catch {
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  }

  async signIn(name: string, password: string): Promise<void> {
    const response = await post('/login', { name, password });
    if (!response.ok) throw await Problem.from(response);
    this.#accept((await response.json()) as SignIn);
  }

  /** Changes the password; the server ends every session and answers with a new one. */
  async changePassword(current: string, next: string): Promise<void> {
    const response = await post('/password', { current, new: next }, await this.token());
    if (!response.ok) throw await Problem.from(response);
    this.#accept((await response.json()) as SignIn);
  }

  async signOut(): Promise<void> {
    try {
      await post('/logout', {}, this.#token);
    } finally {
      this.#end();
    }
  }

  async token(): Promise<string | null> {
    return this.#token !== null && Date.now() < this.#expiresAt - margin ? this.#token : this.refresh();
  }

  /** Asks for a new token once, however many ask at the same time. Null means: signed out. */
  refresh(): Promise<string | null> {
    this.#refreshing ??= exclusively(() => this.#renew()).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #renew(): Promise<string | null> {
    const response = await post('/refresh', {});
    if (response.ok) this.#accept((await response.json()) as SignIn);
    else if (response.status < 500 && response.status !== 429) {
      this.#expired = this.#phase === 'signedIn';
      this.#end();
    } else throw await Problem.from(response);
    return this.#token;
  }

  #accept(signIn: SignIn): void {
    this.#token = signIn.accessToken;
    this.#expiresAt = Date.parse(signIn.expiresAt);
    this.#user = signIn.user;
    this.#expired = false;
    this.#phase = 'signedIn';
    remember(true);
  }

  #end(): void {
    this.#token = null;
    this.#expiresAt = 0;
    this.#user = null;
    this.#phase = 'signedOut';
    remember(false);
  }
}

const key = 'investbot.session';

/** Whether asking for a session makes sense: the cookie itself is not readable here. */
function mayHaveSession(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return true;
  }
}

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(key, 'open');
    else localStorage.removeItem(key);
  } catch {
    // Storage is blocked: the next visit asks the server.
  }
}

async function post(path: string, body: unknown, token: string | null = null): Promise<Response> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  try {
    return await fetch(`/api/v1/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  } catch {
    throw Problem.unreachable();
  }
}

/** The refresh cookie rotates, so two tabs must not use it at once. Locks exist on secure origins only. */
function exclusively(renew: () => Promise<string | null>): Promise<string | null> {
  return navigator.locks === undefined
    ? renew()
    : (navigator.locks.request('investbot.refresh', renew) as Promise<string | null>);
}

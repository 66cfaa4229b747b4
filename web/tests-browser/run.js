/**
 * Runs the browser journeys. Against the server that INVESTBOT_URL and INVESTBOT_ADMIN_PASSWORD name; without them it
 * starts one of its own, on a free port with a home of its own, and ends it afterwards. With a file's name, runs that instead.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const investbot = path.join(here, '..', '..', 'investbot');
const script = process.argv[2];

const freePort = () =>
  new Promise((done) => {
    const listener = createServer().listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => done(port));
    });
  });

/** Starts a server; returns the environment that leads the journeys to it, and what ends it. */
async function ownServer() {
  // The database runs as another user, who must be able to reach this folder.
  const home = mkdtempSync(path.join('/var/tmp', 'investbot-browser-'));
  chmodSync(home, 0o755);
  const port = String(await freePort());
  const env = { ...process.env, INVESTBOT_HOME: home };
  const up = spawnSync(investbot, ['up', '--detach', '--port', port], { env, encoding: 'utf8' });
  const end = () => {
    spawnSync(investbot, ['down'], { env, stdio: 'inherit' });
    rmSync(home, { recursive: true, force: true });
  };
  const password = /^\s*Password\s+(\S+)/m.exec(up.stdout)?.[1];
  if (up.status !== 0 || password === undefined) {
    end();
    throw new Error(`The server did not start:\n${up.stdout}\n${up.stderr}`);
  }
  return {
    end,
    env: {
      INVESTBOT_HOME: home,
      INVESTBOT_URL: `http://127.0.0.1:${port}`,
      INVESTBOT_ADMIN_PASSWORD: password,
      INVESTBOT_RESTART_COMMAND: `kill -9 "$(node "${path.join(here, 'server-process.js')}" "${home}")"; "${investbot}" up --detach --port ${port}`,
    },
  };
}

const server = process.env.INVESTBOT_ADMIN_PASSWORD ? { env: {}, end: () => undefined } : await ownServer();
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.js'))
  .map((name) => path.join(here, name));
const command = script ? [path.join(here, script)] : ['--test', '--test-concurrency=1', ...tests];
const child = spawn(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...server.env } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  server.end();
  process.exit(code ?? 1);
});

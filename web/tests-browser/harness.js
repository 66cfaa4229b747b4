import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import process from 'node:process';
import { chromium } from 'playwright-core';

/** Where the server under test is, and how to sign in. */
export const url = (process.env.INVESTBOT_URL ?? 'http://127.0.0.1:9090').replace(/\/$/, '');
const name = process.env.INVESTBOT_ADMIN_NAME ?? 'admin';
const password = process.env.INVESTBOT_ADMIN_PASSWORD;
/** A shell command that ends the server hard and starts it again at the same address; the test waits for its exit. */
export const restartCommand = process.env.INVESTBOT_RESTART_COMMAND;

if (!password)
  throw new Error('Set INVESTBOT_ADMIN_PASSWORD (and INVESTBOT_URL unless it is the usual one).');

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export function launch() {
  return chromium.launch({
    executablePath: process.env.INVESTBOT_CHROMIUM ?? '/usr/bin/chromium',
    args: flags.split(' '),
  });
}

/** A page that collects what went wrong in it. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/i.test(message.text()))
      page.faults.push(message.text());
  });
  return page;
}

export async function signIn(page, path = '/') {
  await page.goto(url + path);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-connection="live"]').waitFor();
}

/** The API as the admin, for finding out what a test can work on and for cleaning up. */
export async function api() {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, password }),
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
  const { accessToken } = await answer.json();
  const call = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...headers, Authorization: `Bearer ${accessToken}` },
      body: body && JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return { get: (path) => call('GET', path), post: (path, body = {}) => call('POST', path, body) };
}

/** The running bot that trades most; waits for a first trade of any, since a fresh fleet has none yet. */
export async function busiestBot(client) {
  for (let left = 120; left > 0; left--) {
    const { instances } = await client.get('/fleet');
    const [busiest] = instances
      .filter((each) => each.status === 'running' && each.trades + each.openPositions > 0)
      .sort((a, b) => b.trades + b.openPositions - a.trades - a.openPositions);
    if (busiest !== undefined) return busiest;
    await pause(1_000);
  }
  throw new Error('No running bot has traded for two minutes.');
}

export function run(command) {
  return new Promise((done, failed) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', failed);
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`"${command}" ended with ${code}`))));
  });
}

/** The pages of the dashboard, with a bot's own page. */
export const pagesWith = (bot) => ({
  fleet: '/',
  bot: `/bots/${encodeURIComponent(bot)}`,
  trades: '/trades',
  analytics: '/analytics',
  system: '/system',
});

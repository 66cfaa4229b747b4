import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, busiestBot, launch, open, restartCommand, run, signIn, url } from './harness.js';

let browser;
let client;

before(async () => {
  browser = await launch();
  client = await api();
});
after(() => browser?.close());

const status = (page, value) => page.locator(`[data-status="${value}"]`).waitFor();
const feed = (page) => page.locator('[data-feed] [data-sequence]');
const sequences = (page) =>
  feed(page).evaluateAll((items) => items.map((item) => Number(item.dataset.sequence)));

test('SignIn_WrongThenRightPassword_ExplainsThenShowsTheFleet', async () => {
  const page = await open(browser);
  await page.goto(url);
  await page.getByLabel('Name').fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('Name or password is wrong.').waitFor();
  await signIn(page);
  await page.getByRole('heading', { name: 'Fleet', exact: true }).waitFor();
  await page.locator('[data-total-equity]').waitFor();
  assert.ok((await page.locator('[data-instance]').count()) > 0, 'the fleet lists its bots');
  assert.match(await page.locator('main').innerText(), /paper money/i);
  await page.reload();
  await page.locator('[data-total-equity]').waitFor();
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to InvestBot' }).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('Trades_ArriveInTheFeed_AndExplainThemselves', { timeout: 180_000 }, async () => {
  const bot = await busiestBot(client);
  const page = await open(browser);
  await signIn(page, `/bots/${bot.id}`);
  await page
    .locator('[data-feed] :is([data-kind="entry"], [data-kind="exit"])')
    .first()
    .waitFor({ timeout: 150_000 });
  const newest = Math.max(...(await sequences(page)));
  await page.waitForFunction(
    (known) => Number(document.querySelector('[data-feed] [data-sequence]')?.dataset.sequence) > known,
    newest,
    { timeout: 150_000 },
  );
  await page.locator('[data-feed] :is([data-kind="entry"], [data-kind="exit"]) button').first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('heading', { name: 'Signal' }).waitFor();
  await drawer.getByRole('heading', { name: 'Fills' }).waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('Bot_PausedAndResumed_SaysSo', async () => {
  const bot = await busiestBot(client);
  const page = await open(browser);
  await signIn(page, `/bots/${bot.id}`);
  await status(page, 'running');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await status(page, 'paused');
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await status(page, 'running');
  assert.equal((await client.get(`/instances/${bot.id}`)).status, 'running');
  await page.context().close();
});

test('Bot_EmergencyStoppedInWords_IsFlatUntilReset', { timeout: 120_000 }, async () => {
  const bot = await busiestBot(client);
  const page = await open(browser);
  await signIn(page, `/bots/${bot.id}`);
  await page.getByRole('button', { name: 'Emergency stop' }).click();
  const dialog = page.getByRole('dialog');
  const act = dialog.getByRole('button', { name: 'Stop and close everything' });
  await dialog.getByRole('textbox').fill('something else');
  assert.equal(await act.isDisabled(), true, 'wrong words do not stop anything');
  await dialog.getByRole('textbox').fill(bot.id);
  await act.click();
  await status(page, 'emergencyStopped');
  await page.getByText('No open position').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(bot.id);
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await page.locator('[data-status="emergencyStopped"]').waitFor({ state: 'detached' });
  const start = page.getByRole('button', { name: /^(Start|Resume)$/ });
  await start.click();
  await status(page, 'running');
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test(
  'Connection_ServerRestarted_ComesBackWithoutReloadLossOrRepeat',
  { timeout: 240_000, skip: !restartCommand && 'INVESTBOT_RESTART_COMMAND is not set' },
  async () => {
    const bot = await busiestBot(client);
    const page = await open(browser);
    await signIn(page, `/bots/${bot.id}`);
    await page.evaluate(() => (window.neverReloaded = true));
    const lost = page.locator('[data-connection="reconnecting"]').waitFor({ timeout: 120_000 });
    await Promise.all([lost, run(restartCommand)]);
    await page.locator('[data-connection="live"]').waitFor({ timeout: 120_000 });
    const newest = Math.max(0, ...(await sequences(page)));
    // The market tells something sooner or later; this does now.
    await client.post(`/instances/${bot.id}/pause`);
    await client.post(`/instances/${bot.id}/resume`);
    await page.waitForFunction(
      (known) => Number(document.querySelector('[data-feed] [data-sequence]')?.dataset.sequence) > known,
      newest,
      { timeout: 120_000 },
    );
    const seen = await sequences(page);
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((a, b) => b - a),
      'no event is repeated or out of order',
    );
    assert.equal(await page.evaluate(() => window.neverReloaded), true, 'the page was not reloaded');
    assert.deepEqual(page.faults, []);
    await page.context().close();
  },
);

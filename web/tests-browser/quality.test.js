import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { api, busiestBot, launch, open, pagesWith, signIn, url } from './harness.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
let pages;

before(async () => {
  browser = await launch();
  pages = pagesWith((await busiestBot(await api())).id);
});
after(() => browser?.close());

/** Goes to a page of the dashboard without a reload and waits until its skeletons are gone. */
async function visit(page, path) {
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await page.locator('main h1').waitFor();
  await page.waitForFunction(
    () => document.querySelector('main [aria-hidden].animate-pulse.rounded-md') === null,
  );
}

async function violations(page, only) {
  // Evaluated over the debugging protocol: the page's own security policy stays in force.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations: found } = await page.evaluate(
    (rules) => window.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }),
    only,
  );
  return found.map(
    (each) => `${each.id}: ${each.help} (${each.nodes.map((node) => node.target.join(' ')).join('; ')})`,
  );
}

/** What axe finds in the page as it is now, in light and, where only colours differ, in dark. */
async function inBothThemes(page) {
  const found = [];
  for (const [theme, rules] of [['light'], ['dark', ['color-contrast', 'link-in-text-block']]]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForFunction(
      (wanted) =>
        document.documentElement.dataset.theme === wanted &&
        !document.getAnimations().some((each) => each instanceof CSSTransition),
      theme,
    );
    found.push(...(await violations(page, rules)).map((each) => `${theme}: ${each}`));
  }
  return found;
}

for (const [device, viewport] of Object.entries({
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  test(`Accessibility_EveryPage_${device}_AxeFindsNothing`, { timeout: 120_000 }, async () => {
    const page = await open(browser, { viewport, reducedMotion: 'reduce' });
    await page.goto(url);
    await page.getByLabel('Password', { exact: true }).waitFor();
    const found = { signIn: await inBothThemes(page) };
    await signIn(page);
    for (const [name, path] of Object.entries(pages)) {
      await visit(page, path);
      found[name] = await inBothThemes(page);
    }
    assert.deepEqual(
      Object.entries(found).filter(([, each]) => each.length > 0),
      [],
    );
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test('Accessibility_DialogsAndDrawer_AxeFindsNothing', { timeout: 120_000 }, async () => {
  const page = await open(browser, { reducedMotion: 'reduce' });
  await signIn(page);
  await page.getByRole('button', { name: 'New bot' }).click();
  await page.getByLabel('Preset').waitFor();
  assert.deepEqual(await violations(page), [], 'new bot');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Emergency stop' }).click();
  assert.deepEqual(await violations(page), [], 'emergency stop');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Change password' }).waitFor();
  assert.deepEqual(await violations(page), [], 'account menu');
  await page.context().close();
});

test('Phone_EveryPage_DoesNotScrollSideways', { timeout: 120_000 }, async () => {
  const page = await open(browser, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await signIn(page);
  for (const [name, path] of Object.entries(pages)) {
    await visit(page, path);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(excess <= 0, `${name} is ${excess} px too wide`);
  }
  await page.context().close();
});

test('Keyboard_FirstTab_SkipsToTheContent', async () => {
  const page = await open(browser);
  await signIn(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
  await page.context().close();
});

test('Theme_Chosen_StaysAfterAReload', async () => {
  const page = await open(browser, { colorScheme: 'light' });
  await signIn(page);
  await page.getByRole('radio', { name: 'Dark' }).first().check({ force: true });
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.context().close();
});

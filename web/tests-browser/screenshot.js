import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, open, signIn } from './harness.js';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
mkdirSync(folder, { recursive: true });

const browser = await launch();
const page = await open(browser, { colorScheme: 'dark', viewport: { width: 1440, height: 900 } });
await signIn(page);
await page.locator('[data-instance]').first().waitFor();
await page.mouse.move(0, 0);
await page.evaluate(() => document.fonts.ready);
await page.waitForTimeout(1_500);
await page.screenshot({ path: `${folder}fleet.png` });
await browser.close();
console.log(`${folder}fleet.png`);

/** Takes the README's picture: node test/browser/screenshot.ts. The real bot, a short conversation on the page, one screenshot. */
import { join } from 'node:path';
import { runApp } from '../running-app.ts';
import { inPane, launchBrowser, openPage } from './browser.ts';

const running = await runApp({ RATING_DELAY_MS: '200' });
const browser = await launchBrowser();
const { page, close } = await openPage(browser, running.url, {
  viewport: { width: 1440, height: 860 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
const learner = inPane(page, 'learner');
const staff = inPane(page, 'staff');
const admin = inPane(page, 'admin');

await learner.say('付了钱课程还是锁着的，怎么回事');
await learner.pane.locator('[data-action]').first().waitFor();
await learner.action('human').last().click();
const card = staff.pane.locator('[data-ticket^="T-"]').first();
await card.waitFor();
await card.locator('[data-action="claim"]').click();
await card.locator('[data-action="reply"]').waitFor();
await staff.say('订单在另一个手机号下，先核实身份');
await card.locator('[data-action="reply"]').click();
await staff.pane.locator('textarea').first().fill('查到了，课程在你的另一个手机号下面，已经帮你合并，刷新一下就能看。');
await staff.pane.locator('textarea').first().press('Enter');
await learner.messages.filter({ hasText: '已经帮你合并' }).waitFor();
await card.locator('[data-action="resolve"]').click();
await learner.action('rate:9').click();
await learner.action('comment').waitFor();
await admin.say('/report overview');
await admin.messages.filter({ hasText: '9.0' }).waitFor();
await page.waitForTimeout(300);
await page.screenshot({ path: join(import.meta.dirname, '../../adapters/local/screenshot.png') });
await close();
await browser.close();
await running.stop();
process.exit(0);

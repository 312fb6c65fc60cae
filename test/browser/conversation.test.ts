/** The main job on the page, in both languages: ask, escalate, claim, reply, resolve, rate, report. The real bot behind a real browser. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunningApp, runApp } from '../running-app.ts';
import { describeInBrowser, inPane, type OpenedPage, openPage } from './browser.ts';

const LANGUAGES = [
  {
    language: 'zh',
    question: '忘记密码了怎么找回',
    answer: '验证码',
    follow: '我的邮箱也登不上',
    reply: '已为你重置，请查收短信。',
    note: '这位学员换过手机',
    report: '对话',
  },
  {
    language: 'en',
    question: 'i forgot my password how do i reset it',
    answer: 'reset',
    follow: 'my e-mail does not work either',
    reply: 'I have reset it for you, please check your messages.',
    note: 'this learner changed phones',
    report: 'onversations',
  },
] as const;

describeInBrowser('one whole conversation', (browser) => {
  let running: RunningApp;
  let opened: OpenedPage;
  beforeEach(async () => {
    running = await runApp();
  });
  afterEach(async () => {
    await opened.close();
    await running.stop();
  });

  it.each(LANGUAGES)('in $language', async (words) => {
    opened = await openPage(browser(), running.url, { locale: words.language === 'zh' ? 'zh-CN' : 'en-GB' });
    const learner = inPane(opened.page, 'learner');
    const staff = inPane(opened.page, 'staff');
    const admin = inPane(opened.page, 'admin');

    await learner.say(words.question);
    await learner.action('solved').waitFor();
    expect(await learner.pane.innerText()).toContain(words.answer);

    await learner.action('human').click();
    const card = staff.pane.locator('[data-ticket^="T-"]').first();
    await card.waitFor();
    const ticket = await card.getAttribute('data-ticket');
    await learner.messages.filter({ hasText: ticket ?? '' }).waitFor();

    await card.locator('[data-action="claim"]').click();
    await card.locator('[data-action="reply"]').waitFor();
    await learner.say(words.follow);
    await staff.pane.getByText(words.follow).first().waitFor();

    await staff.say(words.note);
    await card.locator('[data-action="reply"]').click();
    await staff.pane.locator('textarea').first().fill(words.reply);
    await staff.pane.locator('textarea').first().press('Enter');
    await learner.messages.filter({ hasText: words.reply }).waitFor();
    expect(await learner.pane.innerText()).not.toContain(words.note);

    await card.locator('[data-action="resolve"]').click();
    await learner.action('rate:9').click();
    await learner.action('comment').waitFor();

    await admin.say('/report overview');
    await admin.messages.filter({ hasText: '9.0' }).waitFor();
    expect(await admin.pane.innerText()).toContain(words.report);
    const [facts] = await running.app.store.reports.conversations(null, null);
    expect(facts).toMatchObject({ score: 9, resolution: 'agent', queue: 'technical' });
    expect(opened.errors).toEqual([]);
  });
});

/** The local page in a real browser, against the local adapter with a scripted bot. The whole conversation with the engine is tested elsewhere. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asLearner, type LocalServer, post, startLocal } from '../adapters/local/serve.ts';
import { describeInBrowser, inPane, type OpenedPage, openPage } from './browser.ts';

const T = 'T-ABC234';

describeInBrowser('the local page', (browser) => {
  let local: LocalServer;
  let opened: OpenedPage;
  beforeEach(async () => {
    local = await startLocal();
    opened = await openPage(browser(), local.url);
  });
  afterEach(async () => {
    await opened.close();
    await local.close();
    expect(opened.errors.filter((text) => !/Failed to load resource|ERR_/.test(text))).toEqual([]);
  });

  const learner = () => inPane(opened.page, 'learner');
  const staff = () => inPane(opened.page, 'staff');
  const admin = () => inPane(opened.page, 'admin');
  const toStaff = (text: string, buttons: string[][], rest = {}) =>
    local.deliver({ text, buttons, place: 'local:staff', audience: 'staff', ...rest });

  it('says what to try while nothing has been said, and puts it into the input', async () => {
    await learner().pane.getByRole('button', { name: '视频打不开' }).click();
    expect(await learner().input.inputValue()).toBe('视频打不开');
    expect(local.events).toEqual([]);
    await learner().input.press('Enter');
    await learner().messages.filter({ hasText: '视频打不开' }).waitFor();
    expect(await learner().pane.getByText('问一句试试').count()).toBe(0);
  });

  it('sends with Enter, breaks lines with Shift+Enter, and shows the answer live', async () => {
    await learner().input.fill('第一行');
    await learner().input.press('Shift+Enter');
    await learner().input.pressSequentially('第二行');
    await learner().input.press('Enter');
    await expect.poll(() => local.events).toMatchObject([{ kind: 'messageReceived', text: '第一行\n第二行' }]);
    await local.deliver({ text: '请试试这几步', buttons: [['solved:C1', 'human:C1']] });
    await learner().action('human').click();
    await expect.poll(() => local.events[1]).toMatchObject({ kind: 'choiceMade', choice: 'human', target: 'C1' });
    expect(await learner().action('human').getAttribute('data-target')).toBe('C1');
  });

  it('shows pictures with their description, and other files as links', async () => {
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const bytes = Buffer.from(pixel, 'base64');
    const file = (name: string, mediaType: string, alt: string) => ({
      name,
      mediaType,
      alt,
      source: { kind: 'bytes', bytes } as const,
    });
    const files = [file('chart.png', 'image/png', '满意度：8.2'), file('page.html', 'text/html', '')];
    const message = { text: '总览', buttons: [], files };
    await local.deliver({ text: '', place: 'local:admin', audience: 'admin', body: { kind: 'message', message } });
    const picture = admin().pane.getByAltText('满意度：8.2');
    await expect
      .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(1);
    const link = admin().pane.getByText('📎 page.html');
    expect(await link.getAttribute('download')).toBe('page.html');
    // The page of a learner's making is never opened as one of ours.
    const saved = await fetch(local.url + (await link.getAttribute('href')));
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('leaves Enter and Escape to an input method that is composing, in every browser', async () => {
    await learner().input.fill('ni hao');
    await learner().input.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    // Safari ends the composition before it tells of the key; the old key code is what is left to tell it by.
    await learner().input.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    expect(await learner().input.inputValue()).toBe('ni hao');
    await learner().input.press('Enter');
    await expect.poll(() => learner().input.inputValue()).toBe('');
    expect(local.events).toMatchObject([{ text: 'ni hao' }]);

    await toStaff(`工单 ${T}`, [[`reply:${T}`, `resolve:${T}`]]);
    await staff().action('reply').click();
    const form = staff().pane.locator('[data-form=reply] textarea');
    await form.fill('qing');
    await form.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
    expect(await form.inputValue()).toBe('qing');
    await form.press('Escape');
    await expect.poll(() => form.count()).toBe(0);
  });

  it('shows whatever people write as text', async () => {
    const nasty = '<img src=x onerror="document.title=1"> @everyone **b** &amp; \u202eabc <script>1</script>';
    await local.deliver({ text: nasty });
    const text = learner().messages.locator('.text');
    await text.waitFor();
    expect(await text.textContent()).toBe(nasty);
    expect(await learner().messages.locator('img, script').count()).toBe(0);
  });

  it('keeps the words when sending fails, and sends the same message again', async () => {
    local.receive = () => Promise.reject(new Error('disk full'));
    await learner().say('在吗');
    await learner().pane.getByText('没有收妥').waitFor();
    expect(await learner().input.inputValue()).toBe('在吗');
    local.receive = async () => 'accepted';
    await learner().pane.getByRole('button', { name: '再发一次' }).click();
    await expect.poll(() => learner().input.inputValue()).toBe('');
    expect(local.events).toHaveLength(2);
    expect(local.events[0]?.id).toBe(local.events[1]?.id);
    expect(await learner().messages.count()).toBe(1);
  });

  it('opens further learners in tabs, with arrow keys and a dot for what is new', async () => {
    await opened.page.locator('#learner-add').click();
    await learner().say('我是第二位');
    await expect.poll(() => local.events).toMatchObject([{ spot: { place: 'local:learner-佳怡' } }]);
    await local.deliver({ text: '给小明的' });
    const tabs = learner().pane.getByRole('tab');
    await tabs.first().locator('.dot').waitFor();
    await tabs.nth(1).focus();
    await opened.page.keyboard.press('ArrowLeft');
    await learner().messages.filter({ hasText: '给小明的' }).waitFor();
    expect(await learner().messages.count()).toBe(1);
    expect(await tabs.first().getAttribute('aria-selected')).toBe('true');
  });

  it('says above the input of a thread whether words stay inside or go to the learner', async () => {
    const buttons = [[`reply:${T}`, `resolve:${T}`], [`live:${T}`]];
    const card = await toStaff(`工单 ${T}\n问题: 🔴\n负责人: 小林`, buttons);
    const placeholder = () => staff().input.getAttribute('placeholder');
    await expect.poll(placeholder).toBe('内部备注（学员看不到）');
    await toStaff(`工单 ${T}\n问题: 🔴\n负责人: 小林 🔴`, buttons, { edits: card });
    await expect.poll(placeholder).toBe('🔴 实时回复中：负责人写的会发给学员');
    await toStaff(`工单 ${T}\n问题: 🔴\n负责人: 小林`, buttons, { edits: card });
    await expect.poll(placeholder).toBe('内部备注（学员看不到）');
  });

  it('shows a ticket as a card with its status, and its thread below', async () => {
    const card = await toStaff(`工单 ${T}`, [[`claim:${T}`]]);
    const ticket = opened.page.locator(`[data-ticket="${T}"]`);
    await ticket.locator('.chip', { hasText: '等待认领' }).waitFor();
    await ticket.locator('[data-action=claim]').click();
    await expect
      .poll(() => local.events)
      .toMatchObject([{ choice: 'claim', author: { id: 'local:agent-lin', name: '小林' } }]);
    await toStaff(`工单 ${T} 小林`, [[`reply:${T}`, `resolve:${T}`]], { edits: card });
    await ticket.locator('.chip', { hasText: '处理中' }).waitFor();
    await toStaff('学员：还是不行', [], { threadId: card.threadId });
    await ticket.locator('[data-message]', { hasText: '还是不行' }).waitFor();

    await ticket.locator('[data-action=reply]').click();
    await opened.page.keyboard.type('请更新');
    await opened.page.keyboard.press('Enter');
    await expect
      .poll(() => local.events[1])
      .toMatchObject({ choice: 'reply', text: '请更新', spot: { thread: card.threadId } });

    await staff().say('已更新，观察一下');
    await expect
      .poll(() => local.events[2])
      .toMatchObject({ kind: 'messageReceived', spot: { thread: card.threadId } });
    await ticket.locator('[data-message]', { hasText: '观察一下' }).waitFor();
    await staff().pane.getByRole('button', { name: '改为写到频道' }).click();
    await staff().say('大家早');
    await expect.poll(() => local.events[3]).toMatchObject({ spot: { place: 'local:staff', thread: null } });
  });

  it('keeps half-written words in a form when the card is edited, and gives the focus back', async () => {
    const card = await toStaff(`工单 ${T}`, [[`reply:${T}`, `resolve:${T}`]]);
    await staff().action('reply').click();
    await opened.page.keyboard.type('写到一半');
    await toStaff(`工单 ${T} · 新消息`, [[`reply:${T}`, `resolve:${T}`, `live:${T}`]], { edits: card });
    await staff().action('live').waitFor();
    const field = staff().pane.locator('[data-form=reply] textarea');
    expect(await field.inputValue()).toBe('写到一半');
    await field.press('Escape');
    expect(await opened.page.locator('[data-action=reply]:focus').count()).toBe(1);
  });

  it('acts as the agent that is chosen', async () => {
    await toStaff(`工单 ${T}`, [[`claim:${T}`]]);
    await opened.page.locator('#agent').selectOption('qing');
    await staff().action('claim').click();
    await expect.poll(() => local.events).toMatchObject([{ author: { id: 'local:agent-qing', name: '阿青' } }]);
  });

  it('tells the one who pressed why it was refused', async () => {
    local.receive = () => Promise.reject(new Error('disk full'));
    await local.deliver({ text: '?', buttons: [['solved:C1']] });
    await learner().action('solved').click();
    await learner().messages.getByRole('alert').filter({ hasText: '没有收妥' }).waitFor();
    local.receive = async () => 'accepted';
    await learner().action('solved').click();
    await expect.poll(() => local.events.length).toBe(2);
    expect(local.events[0]?.id).toBe(local.events[1]?.id);
  });

  it('shows the scale from 0 to 10 in one row', async () => {
    const scores = Array.from({ length: 11 }, (_, n) => `rate:${n}:C1`);
    await local.deliver({ text: '请打分', buttons: [scores.slice(0, 6), scores.slice(6)] });
    const buttons = learner().pane.locator('[data-action^="rate:"]');
    await buttons.first().waitFor();
    const tops = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    expect(tops).toHaveLength(11);
    await learner().action('rate:10').click();
    await expect.poll(() => local.events).toMatchObject([{ choice: 'rate:10' }]);
  });

  it('suggests commands in the admin pane and sends them', async () => {
    await admin().input.pressSequentially('/re');
    await admin().pane.getByRole('option', { name: '/report overview' }).waitFor();
    await opened.page.keyboard.press('ArrowDown');
    await opened.page.keyboard.press('Enter');
    expect(await admin().input.inputValue()).toBe('/report overview');
    await opened.page.keyboard.press('Enter');
    await expect.poll(() => local.events).toMatchObject([{ kind: 'commandInvoked', verb: 'report', args: 'overview' }]);
    await local.deliver({ text: '类别      会话\n技术问题    12', place: 'local:admin' });
    const text = admin().messages.locator('.text', { hasText: '技术问题' });
    await text.waitFor();
    expect(await text.textContent()).toBe('类别      会话\n技术问题    12');
  });

  it('says that the connection is lost, and goes on by itself', async () => {
    const port = Number(new URL(local.url).port);
    await local.kill();
    await opened.page.locator('#banner').waitFor({ state: 'visible' });
    await learner().say('断线时写的');
    await learner().pane.getByText('没连上服务').waitFor();
    await local.adapter.stop();
    local = await startLocal({ port });
    await local.deliver({ text: '又见面了' });
    await learner().messages.filter({ hasText: '又见面了' }).waitFor();
    await opened.page.locator('#banner').waitFor({ state: 'hidden' });
    await learner().input.press('Enter');
    await expect.poll(() => local.events).toMatchObject([{ text: '断线时写的' }]);
  });

  it('speaks both languages', async () => {
    await opened.page.getByRole('button', { name: 'EN' }).click();
    await staff().pane.getByRole('heading', { name: 'Staff channel' }).waitFor();
    expect(await learner().input.getAttribute('placeholder')).toBe('Ask anything about your course');
    expect(await opened.page.locator('html').getAttribute('lang')).toBe('en');
    const english = await openPage(browser(), local.url, { locale: 'en-GB' });
    await english.page.getByRole('heading', { name: 'Learner' }).waitFor();
    await english.close();
  });

  it('folds a very long message, all of which is there', async () => {
    const long = '课'.repeat(100_000);
    await post(`${local.url}/local/messages`, asLearner(long));
    const bubble = learner().messages.first();
    await bubble.getByRole('button', { name: '展开全文' }).waitFor();
    expect((await bubble.locator('.text').textContent())?.length).toBe(100_000);
    const folded = (await bubble.boundingBox())?.height ?? 0;
    await bubble.getByRole('button', { name: '展开全文' }).click();
    expect((await bubble.boundingBox())?.height).toBeGreaterThan(folded * 10);
  });

  it('stays usable with 10,000 messages in a pane', async () => {
    for (let n = 1; n <= 10_000; n++) await local.deliver({ text: `第 ${n} 条` });
    const many = await openPage(browser(), local.url);
    const pane = inPane(many.page, 'learner');
    await pane.messages.filter({ hasText: '第 10000 条' }).waitFor();
    expect(await pane.messages.count()).toBe(300);
    await pane.pane.getByRole('button', { name: '显示更早的 300 条' }).click();
    await expect.poll(() => pane.messages.count()).toBe(600);
    await pane.say('还在吗');
    await pane.messages.filter({ hasText: '还在吗' }).waitFor();
    await many.close();
  });

  it('shows one pane at a time on a phone, with a dot where something came in', async () => {
    const phone = await openPage(browser(), local.url, {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    const { page } = phone;
    expect(await inPane(page, 'learner').pane.isVisible()).toBe(true);
    expect(await inPane(page, 'staff').pane.isVisible()).toBe(false);
    await toStaff(`工单 ${T}`, [[`claim:${T}`]]);
    await page.locator('[data-show=staff].news').waitFor();
    await page.locator('[data-show=staff]').tap();
    await inPane(page, 'staff').action('claim').tap();
    await expect.poll(() => local.events).toMatchObject([{ choice: 'claim' }]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await phone.close();
  });

  it('can be used by keyboard alone', async () => {
    await toStaff(`工单 ${T}`, [[`claim:${T}`, `note:${T}`]]);
    await staff().action('claim').waitFor();
    const seen = new Set<string>();
    for (let n = 0; n < 40 && !seen.has('note'); n++) {
      await opened.page.keyboard.press('Tab');
      const focused = opened.page.locator(':focus');
      if ((await focused.count()) === 0) continue;
      expect(await focused.evaluate('(element) => getComputedStyle(element).outlineStyle')).not.toBe('none');
      const action = await focused.getAttribute('data-action');
      seen.add(action ?? (await focused.getAttribute('id')) ?? '');
    }
    expect(seen).toContain('claim');
    expect(seen).toContain('note');
    expect(seen).toContain('learner-add');
    expect(seen).toContain('agent');
    await opened.page.keyboard.press('Enter');
    await opened.page.keyboard.type('看到了');
    await opened.page.keyboard.press('Enter');
    await expect.poll(() => local.events).toMatchObject([{ choice: 'note', text: '看到了' }]);
  });
});

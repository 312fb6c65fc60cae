/** The loopback Telegram itself: what it must refuse, with the real client where that lets it. */
import { Api, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKEN } from '../../fakes/telegram/index.ts';
import { findAnswerProblems, findRequestProblems, findUpdateProblems } from '../../fakes/telegram/spec.ts';
import { type Course, startCourse } from './serve.ts';

describe('the published document', () => {
  it.each<[string, object, string]>([
    ['sendMessage', { chat_id: 1 }, 'sendMessage: text is missing'],
    ['sendMessage', { chat_id: 1, text: 'x', disable_web_page_preview: true }, 'there is no disable_web_page_preview'],
    ['sendMessage', { chat_id: true, text: 'x' }, 'sendMessage.chat_id: true is no'],
    ['sendMessage', { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{}]] } }, 'text is missing'],
    ['sendMessage', { chat_id: 1, text: 'x', entities: [{ type: 'bold' }] }, 'offset is missing'],
    ['setMyCommands', { commands: [], scope: { type: 'chat' } }, ''],
    ['sendDocument', { chat_id: 1, document: {} }, 'sendDocument.document: {} is no'],
    ['sendMassage', {}, 'no such method'],
  ])('refuses %s %j', (method, body, problem) => {
    expect(findRequestProblems(method, body).join('; ')).toContain(problem);
  });

  it('refuses answers and updates that Telegram would not give', () => {
    expect(findAnswerProblems('sendMessage', { message_id: 1 })).not.toEqual([]);
    expect(findAnswerProblems('setWebhook', 'yes')).not.toEqual([]);
    expect(findUpdateProblems({ update_id: 1, message: { message_id: 1, date: 1, chat: { id: 1 } } })).not.toEqual([]);
    expect(findUpdateProblems({ update_id: 1, massage: {} })).not.toEqual([]);
  });
});

describe('the loopback server', () => {
  let course: Course;
  let api: Api;
  beforeEach(async () => {
    course = await startCourse({ staffForum: true });
    api = new Api(TOKEN, { apiRoot: course.telegram.apiRoot });
  });
  afterEach(() => course.telegram.close());

  it('records what is against the document, and refuses it', async () => {
    const { telegram } = course;
    const response = await fetch(`${telegram.apiRoot}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: course.ming.id, text: 'x', colour: 'red' }),
    });
    expect(response.status).toBe(400);
    expect(telegram.violations).toEqual(['sendMessage: there is no colour']);
  });

  it('keeps the limits and says no in Telegram’s words', async () => {
    const { ming, staff, lin, telegram } = course;
    const button = (data: string) => ({ inline_keyboard: [[{ text: 'x', callback_data: data }]] });
    const refused = (call: Promise<unknown>) =>
      call.then(
        () => null,
        (error: { description: string }) => error.description,
      );
    expect(await refused(api.sendMessage(ming.id, 'x'.repeat(4097)))).toContain('message is too long');
    expect(await refused(api.sendMessage(ming.id, ' \n'))).toContain('message text is empty');
    expect(await refused(api.sendMessage(ming.id, 'x', { reply_markup: button('字'.repeat(22)) }))).toContain(
      'BUTTON_DATA',
    );
    expect(await refused(api.sendMessage(ming.id, 'x', { reply_markup: button('字'.repeat(21)) }))).toBeNull();
    expect(await refused(api.sendMessage(-5, 'x'))).toContain('chat not found');
    expect(await refused(api.sendMessage(lin.id, 'x'))).toContain("can't initiate conversation");
    expect(await refused(api.sendMessage(staff.id, 'x', { message_thread_id: 99 }))).toContain('thread not found');
    telegram.people.block(ming);
    expect(await refused(api.sendMessage(ming.id, 'x'))).toContain('blocked by the user');
    const sent = await api.sendMessage(staff.id, 'x');
    expect(await refused(api.editMessageText(staff.id, sent.message_id, 'x'))).toContain('not modified');
    expect(telegram.violations).toEqual([]);
  });

  it('takes files and gives them back', async () => {
    const { telegram, ming } = course;
    const bytes = new Uint8Array([1, 2, 3, 250]);
    const sent = await api.sendDocument(ming.id, new InputFile(bytes, '说明.pdf'), { caption: '附件' });
    expect(sent).toMatchObject({ caption: '附件', document: { file_name: '说明.pdf', file_size: 4 } });
    await api.sendPhoto(ming.id, new InputFile(bytes, 'chart.png'), { caption: 'chart' });
    const { file_path: path } = await api.getFile(sent.document.file_id);
    const response = await fetch(`${telegram.apiRoot}/file/bot${TOKEN}/${path}`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(telegram.violations).toEqual([]);
  });

  it('repeats what no offset has confirmed, and lets one process poll', async () => {
    const { telegram, ming } = course;
    const update = telegram.people.say(ming, telegram.world.privateOf(ming), 'x')!;
    expect(await api.getUpdates()).toEqual([update]);
    expect(await api.getUpdates()).toEqual([update]);
    const first = api.getUpdates({ offset: update.update_id + 1, timeout: 20 }).catch((error: Error) => error.message);
    await expect.poll(() => telegram.updates.isPolled).toBe(true);
    expect(await api.getUpdates({ offset: update.update_id + 1 })).toEqual([]);
    expect(await first).toContain('terminated by other getUpdates');
    await api.setWebhook('http://127.0.0.1:9/');
    await expect(api.getUpdates()).rejects.toThrow('webhook is active');
  });
});

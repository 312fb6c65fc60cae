/** The adapter without the service: who may poll, tokens, starts without Telegram, long texts, edits, the webhook's secret. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAdapter, createLog, payloadsOf, startAdapter, startCourse } from './serve.ts';

describe('the adapter by itself', () => {
  it('says that another process polls, and goes on when that one is gone', async () => {
    const started = await startAdapter(await startCourse());
    onTestFinished(() => started.close());
    const { telegram, ming } = started;
    telegram.faults.push({
      method: 'getUpdates',
      meets: { status: 409, description: 'Conflict: terminated by other getUpdates request' },
      times: 3,
    });
    telegram.people.say(ming, telegram.world.privateOf(ming), '一');
    telegram.people.say(ming, telegram.world.privateOf(ming), '二');
    await expect.poll(() => started.events.length, { timeout: 5000 }).toBe(2);
    const told = started.log.lines.filter(({ level }) => level === 'error');
    expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('another process') })]);
  });

  it('is refused with a wrong token at the start, with the remedy', async () => {
    const course = await startCourse();
    onTestFinished(() => course.telegram.close());
    await expect(startAdapter(course, { botToken: '1:wrong' })).rejects.toMatchObject({
      name: 'OperatorError',
      message: expect.stringContaining('TELEGRAM_BOT_TOKEN'),
    });
  });

  it('stops asking when the token is taken back, and says what to do', async () => {
    const started = await startAdapter(await startCourse());
    onTestFinished(() => started.close());
    const { telegram, ming } = started;
    telegram.faults.push({ method: 'getUpdates', meets: { status: 401, description: 'Unauthorized' } });
    telegram.people.say(ming, telegram.world.privateOf(ming), '一');
    await expect
      .poll(() => started.log.lines.map(({ message }) => message).join(), { timeout: 5000 })
      .toContain('TELEGRAM_BOT_TOKEN');
  });

  it('goes on with a long answer where a limit cut it off, and keeps its order', async () => {
    const started = await startAdapter(await startCourse());
    onTestFinished(() => started.close());
    const { telegram, ming } = started;
    const chat = telegram.world.privateOf(ming);
    const text = Array.from({ length: 100 }, (_, n) => `第 ${n} 段。${'字'.repeat(95)}`).join('\n\n');
    const delivery = { id: 'long:0', place: `telegram:${ming.id}` } as const;
    telegram.faults.push({ method: 'editMessageText', meets: { retryAfter: 3 } });
    const first = await started.deliver(text, delivery, ['solved:CAAAA']);
    expect(
      telegram
        .read(chat)
        .map((message) => message.text)
        .join('\n\n'),
    ).toBe(text);
    expect(telegram.read(chat).map((message) => payloadsOf(message).length)).toEqual([0, 0, 1]);
    await expect(started.deliver(text, { ...delivery, id: 'long:1', edits: first })).rejects.toMatchObject({
      permanent: false,
      retryAfterMs: 3000,
    });
    expect(await started.deliver(text, { ...delivery, id: 'long:1', edits: first })).toEqual(first);
    expect(telegram.read(chat).map((message) => payloadsOf(message).length)).toEqual([0, 0, 0]);
  });

  it('edits a text that grew, shrank or went away', async () => {
    const started = await startAdapter(await startCourse());
    onTestFinished(() => started.close());
    const { telegram, ming } = started;
    const chat = telegram.world.privateOf(ming);
    const place = `telegram:${ming.id}` as const;
    const long = `${'一'.repeat(4000)}\n${'二'.repeat(4000)}`;
    const texts = () => telegram.read(chat).map(({ text }) => text?.slice(0, 2));
    const short = await started.deliver('短', { place }, ['solved:CAAAA']);
    const grown = await started.deliver(long, { place, edits: short }, ['solved:CAAAA']);
    expect(texts()).toEqual(['一一', '二二']);
    expect(telegram.read(chat).map((message) => payloadsOf(message).length)).toEqual([0, 1]);
    const shrunk = await started.deliver('短', { place, edits: grown }, ['solved:CAAAA']);
    expect(shrunk).toEqual(short);
    expect(telegram.read(chat).map((message) => payloadsOf(message).length)).toEqual([1]);
    chat.messages.clear();
    await started.deliver('新', { place, edits: shrunk });
    expect(texts()).toEqual(['新']);
  });

  it('shares a token with another process as well as can be, and both say so', async () => {
    const course = await startCourse();
    const started = await startAdapter(course);
    const second = createLog();
    const other = createAdapter(course, { log: second });
    onTestFinished(async () => {
      await other.stop();
      await started.close();
    });
    await other.start(async () => 'accepted');
    for (const { lines } of [started.log, second]) {
      const told = () => lines.filter(({ level }) => level === 'error').map(({ message }) => message);
      await expect.poll(told, { timeout: 5000 }).toEqual([expect.stringContaining('another process')]);
    }
  });

  it('begins while Telegram is out of reach, and is connected when it is back', async () => {
    const course = await startCourse();
    const { telegram, ming } = course;
    telegram.faults.push(
      { method: 'getMe', meets: 'drop', times: 12 },
      { method: 'deleteWebhook', meets: { status: 502 } },
    );
    telegram.people.say(ming, telegram.world.privateOf(ming), '等了很久');
    const started = await startAdapter(course);
    onTestFinished(() => started.close());
    await expect.poll(() => started.events, { timeout: 10_000 }).toMatchObject([{ text: '等了很久' }]);
  });

  it('does not repeat the parts that arrived', async () => {
    const started = await startAdapter(await startCourse());
    onTestFinished(() => started.close());
    const { telegram, ming } = started;
    const text = Array.from({ length: 12 }, (_, n) => `${n}${'字'.repeat(999)}`).join('\n');
    const attempt = () => started.deliver(text, { id: 'parts:0', place: `telegram:${ming.id}` });
    telegram.faults.push({ method: 'sendMessage', meets: { status: 500 }, spared: 2 });
    await expect(attempt()).rejects.toMatchObject({ permanent: false });
    await attempt();
    const shown = telegram.read(telegram.world.privateOf(ming)).map((message) => message.text);
    expect(shown.join('\n')).toBe(text);
  });

  it('answers a webhook call only with the secret', async () => {
    const course = await startCourse();
    const started = await startAdapter(course, {
      webhookUrl: 'http://127.0.0.1:9/telegram/webhook',
      webhookSecret: 's3cret',
    });
    onTestFinished(() => started.close());
    const call = async (headers: Record<string, string>, body = '{"update_id":1}', method = 'POST') => {
      const request = new Request('http://127.0.0.1:9/telegram/webhook', {
        method,
        headers,
        ...(method === 'POST' && { body }),
      });
      return (await started.adapter.routes![0]!.fetch(request)).status;
    };
    const header = 'x-telegram-bot-api-secret-token';
    expect(await call({})).toBe(401);
    expect(await call({ [header]: '' })).toBe(401);
    expect(await call({ [header]: 's3cre' })).toBe(401);
    expect(await call({ [header]: 's3cret' })).toBe(200);
    expect(await call({ [header]: 's3cret' }, 'no json')).toBe(400);
    expect(await call({ [header]: 's3cret' }, '{}')).toBe(400);
    expect(await call({ [header]: 's3cret' }, '', 'GET')).toBe(405);
    expect(course.telegram.calls.some(({ method }) => method === 'getUpdates')).toBe(false);
  });
});

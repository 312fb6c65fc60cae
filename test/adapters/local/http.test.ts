/** The HTTP calls: limits, protection, and what the chat refuses. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asLearner, LIN, type LocalServer, post, startLocal } from './serve.ts';

let local: LocalServer;
beforeEach(async () => {
  local = await startLocal();
});
afterEach(() => local.close());

const send = (body: unknown, headers?: Record<string, string>) => post(`${local.url}/local/messages`, body, headers);
const press = (body: object) => post(`${local.url}/local/choices`, { ...body, text: null });
const asAgent = (rest: object) => ({ ...asLearner(''), place: 'local:staff', author: LIN, ...rest });

/** `fetch` does not let us lie about the host. */
function statusFor(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(local.url + path, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end();
  });
}

describe('limits', () => {
  it('refuses a body above 1 MB with 413 and says the limit in both languages', async () => {
    const { status, body } = await send(asLearner('x'.repeat(1_100_000)));
    expect(status).toBe(413);
    expect(body).toMatchObject({ error: 'body_too_large', message: { zh: /1 MB/, en: /1 MB/ } as never });
    expect(local.events).toEqual([]);
  });

  it('names the field and the limit where the text is too long', async () => {
    const { status, body } = await send(asLearner('x'.repeat(100_001)));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'text_too_long', field: 'text' });
    expect(body.message).toMatchObject({
      zh: expect.stringContaining('100,000'),
      en: expect.stringContaining('100,000'),
    });
  });

  it('takes 100,000 Chinese characters', async () => {
    expect((await send(asLearner('课'.repeat(100_000)))).status).toBe(200);
    expect(local.events).toHaveLength(1);
  });

  it.each([
    ['broken JSON', '{"place":'],
    ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['nothing', ''],
  ])('refuses %s', async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { error: 'not_json' } });
  });
});

describe('protection', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '10.0.0.7:3000'])(
    'refuses the host %j',
    async (host) => {
      expect(await statusFor('/', { host })).toBe(403);
      expect(await statusFor('/local/messages', { host })).toBe(403);
    },
  );

  it.each(['localhost', 'localhost:3000', '127.0.0.1:1', '[::1]:3000', 'LOCALHOST'])(
    'takes the host %j',
    async (host) => {
      expect(await statusFor('/', { host })).toBe(200);
    },
  );

  it('takes the host it was told to listen on, and no other', async () => {
    const open = await startLocal({ httpHost: 'box.lan' });
    const ask = (host: string) => open.adapter.routes[0]!.fetch(new Request(`http://${host}/`, { headers: { host } }));
    expect((await ask('box.lan:3000')).status).toBe(200);
    expect((await ask('other.lan:3000')).status).toBe(403);
    await open.close();
  });

  it('refuses POSTs of other origins and takes its own', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'rubbish']) {
      expect(await send(asLearner('hi'), { origin })).toMatchObject({ status: 403, body: { error: 'foreign_origin' } });
    }
    expect((await send(asLearner('hi'), { origin: local.url })).status).toBe(200);
    expect(local.events).toHaveLength(1);
  });

  it('refuses what a plain form of another site could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await send(asLearner('hi'), { 'content-type': type })).status).toBe(415);
    }
    expect(local.events).toEqual([]);
  });

  it('serves the page with a policy that lets only its own files run', async () => {
    const response = await fetch(local.url);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const html = await response.text();
    expect(html).not.toMatch(/\son\w+=|style="|<script>(?!<)/);
  });
});

describe('the files of the page', () => {
  it('are served as JavaScript without types', async () => {
    const response = await fetch(`${local.url}/page.ts`);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    const text = await response.text();
    expect(text).not.toContain('import type');
    expect(text).toContain("from './feed.ts'");
  });

  it.each(['/tsconfig.json', '/README.md', '/..%2findex.ts', '/%2e%2e/index.ts', '/wire.ts', '/local', '/nothing'])(
    'do not include %s',
    async (path) => {
      expect((await fetch(local.url + path)).status).toBe(404);
    },
  );
});

describe('acting', () => {
  it('answers 503 with a kind error when the core did not take it, and takes it the next time', async () => {
    local.receive = () => Promise.reject(new Error('disk full'));
    const body = asLearner('视频打不开');
    expect(await send(body)).toMatchObject({ status: 503, body: { error: 'not_received' } });
    local.receive = async () => 'accepted';
    expect((await send(body)).status).toBe(200);
    expect(new Set(local.events.map(({ id }) => id)).size).toBe(1);
    expect(local.adapter.chat.list().messages).toHaveLength(1);
  });

  it('tells the log why, without what was said', async () => {
    const logged: unknown[] = [];
    const other = await startLocal({ log: { error: (...line) => logged.push(line) } });
    other.receive = () => Promise.reject(new Error('disk full'));
    await post(`${other.url}/local/messages`, asLearner('秘密'));
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('秘密');
    await other.close();
  });

  it('refuses a key that was used for other words', async () => {
    await send(asLearner('一', { key: 'same' }));
    expect(await send(asLearner('二', { key: 'same' }))).toMatchObject({ status: 409, body: { error: 'key_reused' } });
    expect(local.events).toHaveLength(1);
  });

  it('takes a command in any pane', async () => {
    await send(asLearner('/human'));
    await send(asAgent({ text: '/claim T-ABC234' }));
    expect(local.events).toMatchObject([
      { kind: 'commandInvoked', verb: 'human', args: '' },
      { kind: 'commandInvoked', verb: 'claim', args: 'T-ABC234', spot: { place: 'local:staff', thread: null } },
    ]);
  });

  it('knows threads below messages of the staff channel only', async () => {
    const card = await local.deliver({ text: '工单', buttons: [['claim:T-ABC234']], place: 'local:staff' });
    const inThread = await local.deliver({ text: '记录', place: 'local:staff', threadId: card.threadId });
    expect((await send(asAgent({ text: '看看', thread: card.threadId }))).status).toBe(200);
    for (const thread of ['m-none', inThread.messageId]) {
      expect(await send(asAgent({ text: '看看', thread }))).toMatchObject({
        status: 404,
        body: { error: 'unknown_thread' },
      });
    }
    expect(await send(asLearner('看看', { thread: card.threadId }))).toMatchObject({ status: 404 });
  });

  it('lets a press on a card be heard in the card’s thread', async () => {
    const card = await local.deliver({ text: '工单', buttons: [['claim:T-ABC234']], place: 'local:staff' });
    await press({ ...asAgent({ messageId: card.messageId, payload: 'claim:T-ABC234' }) });
    expect(local.events).toMatchObject([{ choice: 'claim', target: 'T-ABC234', spot: { thread: card.threadId } }]);
  });

  it('refuses a button the message never had, and one of another place', async () => {
    const { messageId } = await local.deliver({ text: '解决了吗', buttons: [['solved:C1']] });
    const learner = asLearner('', { messageId });
    expect(await press({ ...learner, payload: 'human:C1' })).toMatchObject({ status: 409 });
    expect(await press({ ...learner, payload: 'solved:C2' })).toMatchObject({ status: 409 });
    expect(await press({ ...asAgent({ messageId, payload: 'solved:C1' }) })).toMatchObject({ status: 404 });
    const other = { place: 'local:learner-小红', author: { id: 'local:小红', name: '小红' } };
    expect(await press({ ...learner, ...other, payload: 'solved:C1' })).toMatchObject({ status: 404 });
    expect(local.events).toEqual([]);
  });

  it('takes a press that crossed an edit: the core knows what it is worth', async () => {
    const card = await local.deliver({ text: '等待', buttons: [['claim:T-ABC234']], place: 'local:staff' });
    await local.deliver({ text: '处理中', buttons: [['resolve:T-ABC234']], place: 'local:staff', edits: card });
    const { status } = await press({
      ...asAgent({ messageId: card.messageId, payload: 'claim:T-ABC234' }),
    });
    expect(status).toBe(200);
  });

  it('lists the messages of one place', async () => {
    await send(asLearner('一'));
    await local.deliver({ text: '二', place: 'local:staff' });
    const list = await (await fetch(`${local.url}/local/messages?place=local:staff`)).json();
    expect(list).toMatchObject({ messages: [{ text: '二', place: 'local:staff' }] });
    expect((await fetch(`${local.url}/local/messages?place=nowhere`)).status).toBe(404);
  });
});

/** The chat file: what a restart, a crash and a foreign file do. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalAdapter } from '../../../adapters/local/index.ts';
import { OperatorError } from '../../../src/errors.ts';
import { asLearner, createAdapter, toDelivery } from './serve.ts';

let folder: string;
let file: string;
const opened: LocalAdapter[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-chat-'));
  file = join(folder, 'deep', 'local-chat.jsonl');
});
afterEach(async () => {
  for (const adapter of opened.splice(0)) await adapter.stop();
  rmSync(folder, { recursive: true });
});

function open(chatFile: string | null = file): LocalAdapter {
  const adapter = createAdapter({ chatFile });
  opened.push(adapter);
  return adapter;
}

const say = (adapter: LocalAdapter, text: string, key: string) =>
  adapter.intake.say(asLearner(text, { key, locale: null }) as never);
const textsOf = (adapter: LocalAdapter) => adapter.chat.list().messages.map(({ text }) => text);

describe('the chat file', () => {
  it('keeps messages, edits and cursors over a restart', async () => {
    const first = open();
    await first.start(async () => 'accepted');
    await say(first, '视频打不开', 'a');
    const receipt = await first.deliver(toDelivery('请稍等'));
    await first.deliver(toDelivery('解决了吗', [['solved:C1']], { edits: receipt }));
    const source = { kind: 'bytes', bytes: Buffer.from('像素') } as const;
    const files = [{ name: 'a.png', mediaType: 'image/png', alt: '图', source }];
    const message = { text: '看图', buttons: [], files };
    const { messageId } = await first.deliver(toDelivery('', [], { body: { kind: 'message', message } }));
    const before = first.chat.list();
    await first.stop();

    const { chat } = open();
    expect(chat.list()).toEqual(before);
    expect(Buffer.from(chat.findFile(messageId, 0)?.content ?? '', 'base64').toString()).toBe('像素');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('tells the core after a crash what it may have missed, under the same ids, and nothing else', async () => {
    const first = open();
    const seen: string[] = [];
    await first.start(async ({ id }) => {
      seen.push(id);
      if (seen.length > 1) throw new Error('the store is gone');
      return 'accepted';
    });
    await say(first, '收到的', 'a');
    await say(first, '没收到的', 'b');
    const { messageId } = await first.deliver(toDelivery('?', [['human:C1']]));
    await first.intake.press({
      ...asLearner('', { key: 'c' }),
      messageId,
      payload: 'human:C1',
      text: null,
      locale: null,
    } as never);

    // What the system does to the files of a killed process.
    first.chat.close();
    const again: string[] = [];
    const second = open();
    await second.start(async (event) => {
      again.push(event.id);
      return 'duplicate';
    });
    expect(again).toEqual(seen.slice(1));
    expect(again).toHaveLength(2);

    second.chat.close();
    const third: string[] = [];
    await open().start(async (event) => {
      third.push(event.id);
      return 'duplicate';
    });
    expect(third).toEqual([]);
  });

  it('gives a repeated request the same id even where the chat has forgotten it', async () => {
    const ids = await Promise.all(
      [open(null), open(null)].map(async (adapter) => {
        let eventId = '';
        await adapter.start(async ({ id }) => {
          eventId = id;
          return 'accepted';
        });
        await say(adapter, '在吗', 'same-key');
        return eventId;
      }),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('cuts off a line that a crash left half written, and goes on', async () => {
    const first = open();
    await first.deliver(toDelivery('一'));
    await first.stop();
    appendFileSync(file, '{"type":"posted","id":"m1","text":"二');
    const second = open();
    expect(textsOf(second)).toEqual(['一']);
    await second.deliver(toDelivery('三'));
    await second.stop();
    expect(textsOf(open())).toEqual(['一', '三']);
  });

  it.each([
    ['rubbish', 'hello\n', /line 1/],
    ['another version', '{"type":"opened","version":2,"epoch":"x"}\n', /another version/],
    ['an unknown record', '{"type":"opened","version":1,"epoch":"x"}\n{"type":"burned"}\n', /line 2/],
    ['half a record', '{"type":"opened","version":1,"epoch":"x"}\n{"type":"posted","id":"m1"}\n', /line 2/],
    [
      'an edit to nothing',
      '{"type":"opened","version":1,"epoch":"x"}\n{"type":"edited","id":"m1","text":"x"}\n',
      /line 2/,
    ],
  ])('refuses a file with %s and says what to do', (_, content, message) => {
    const foreign = join(folder, 'foreign.jsonl');
    writeFileSync(foreign, content);
    expect(() => open(foreign)).toThrow(OperatorError);
    expect(() => open(foreign)).toThrow(foreign);
    expect(() => open(foreign)).toThrow(message);
    expect(readFileSync(foreign, 'utf8')).toBe(content);
  });

  it('belongs to one process at a time: a second one would show nobody the answers it sends', async () => {
    const first = open();
    const child = join(import.meta.dirname, 'open-chat.ts');
    const second = spawnSync(process.execPath, [child, file], { encoding: 'utf8' });
    expect(second.stdout).toContain('OperatorError');
    expect(second.stdout).toContain(`${file} is in use`);
    await first.stop();
    expect(spawnSync(process.execPath, [child, file], { encoding: 'utf8' }).stdout).toContain('opened');
    await first.deliver(toDelivery('late'));
    expect(() => open()).toThrow(/in use/);
  });

  it('names the file it cannot read', () => {
    expect(() => open(folder)).toThrow(new RegExp(`${folder}.*cannot be read`));
  });

  it('brings back a forgotten message under its id when it is edited, so that its thread stays', async () => {
    const card = await open(null).deliver(toDelivery('等待', [['claim:T-ABC234']], { place: 'local:staff' }));
    const restarted = open(null);
    const edited = await restarted.deliver(
      toDelivery('处理中', [['resolve:T-ABC234']], { place: 'local:staff', edits: card }),
    );
    expect(edited).toEqual(card);
    expect(restarted.chat.list().messages).toMatchObject([{ id: card.messageId, text: '处理中', ticket: 'T-ABC234' }]);
  });

  it('knows a ticket’s card by its staff buttons, and only the first', async () => {
    const adapter = open(null);
    const place = 'local:staff' as const;
    const card = await adapter.deliver(toDelivery('工单', [['claim:T-ABC234']], { place }));
    await adapter.deliver(toDelivery('低分提醒 T-ABC234', [['reopen:T-ABC234']], { place }));
    await adapter.deliver(toDelivery('回执', [['resolve:T-ABC234']], { place, threadId: card.threadId }));
    await adapter.deliver(toDelivery('已关闭', [], { place, edits: card }));
    expect(adapter.chat.list().messages.map(({ ticket }) => ticket)).toEqual(['T-ABC234', null, null]);
  });
});

/** The terminal: what it prints, what typing does, and that messages cannot take it over. */
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTerminal } from '../../../adapters/local/terminal.ts';
import { createInk, readLine, toLines, toPrintable } from '../../../adapters/local/terminal-text.ts';
import type { ChatMessage } from '../../../adapters/local/wire.ts';
import { UsageError } from '../../../src/errors.ts';
import { type LocalServer, startLocal } from './serve.ts';

const button = (choice: string, label: string) => ({ choice: choice as never, target: 'C1', label });
const message = (text: string, buttons: ChatMessage['buttons'] = []): ChatMessage => ({
  id: 'm1',
  seq: 1,
  place: 'local:learner-sam',
  thread: null,
  author: { id: 'local:bot', name: 'Bot' },
  text,
  buttons,
  at: 0,
  editedAt: null,
  key: 'k',
  ticket: null,
  files: [],
});
const ANSWER = message('Try this', [
  [button('solved', 'Solved'), button('not_this', 'Not this')],
  [button('human', 'Person')],
]);
const RATING = message('How was it?', [[0, 3, 8, 10].map((n) => button(`rate:${n}`, String(n)))]);

describe('a typed line', () => {
  it.each([
    ['1', ANSWER, { press: button('solved', 'Solved') }],
    [' 3 ', ANSWER, { press: button('human', 'Person') }],
    ['4', ANSWER, { say: '4' }],
    ['0', ANSWER, { say: '0' }],
    ['1', null, { say: '1' }],
    ['8', RATING, { press: button('rate:8', '8') }],
    ['0', RATING, { press: button('rate:0', '0') }],
    ['８分', RATING, { press: button('rate:8', '8') }],
    ['11', RATING, { say: '11' }],
    ['-1', RATING, { say: '-1' }],
    ['7.5', RATING, { say: '7.5' }],
    ['thanks', RATING, { say: 'thanks' }],
  ])('%j does %j', (line, latest, meaning) => {
    expect(readLine(line, latest)).toEqual(meaning);
  });
});

describe('printing', () => {
  it('shows control characters instead of obeying them', () => {
    expect(toPrintable('a\x1b[2Jb\x07c\r\nd\x9b31m\u202ee\tf')).toBe('a␛[2Jb␇c\nd\ufffd31m\ufffde\tf');
  });

  it('numbers the buttons and asks for a number where a rating is asked', () => {
    const ink = createInk(new PassThrough());
    expect(toLines(ANSWER, ink, 'en', 'local:bot')).toBe('Bot\n  Try this\n  [1] Solved   [2] Not this   [3] Person\n');
    expect(toLines(RATING, ink, 'en', 'local:bot')).toBe('Bot\n  How was it?\n  type 0–10 to rate\n');
  });

  it('colours a terminal only', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, getColorDepth: () => 8, hasColors: () => true });
    expect(createInk(new PassThrough()).bot('x')).toBe('x');
    expect(createInk(terminal).dim('x')).toContain('\x1b[');
  });
});

describe('a conversation in the terminal', () => {
  let local: LocalServer;
  beforeEach(async () => {
    local = await startLocal();
  });
  afterEach(() => local.close());

  function open(learner = 'Sam') {
    const input = new PassThrough();
    const output = new PassThrough();
    let text = '';
    output.on('data', (chunk) => {
      text += chunk;
    });
    const done = runTerminal({ baseUrl: local.url, input, output, learner, language: 'en' });
    return { input, done, printed: () => text };
  }
  const place = 'local:learner-sam' as const;

  it('sends lines, prints answers, presses by number, and ends with the input', async () => {
    local.receive = async (event) => {
      const text = event.kind === 'choiceMade' ? 'Glad to hear it' : 'Try this';
      setTimeout(() => local.deliver({ text, place, buttons: event.kind === 'choiceMade' ? [] : [['solved:C1']] }), 20);
      return 'accepted';
    };
    const { input, done, printed } = open();
    input.end('video won’t play\n1\n');
    await done;
    expect(local.events).toMatchObject([
      { kind: 'messageReceived', text: 'video won’t play', author: { id: 'local:sam', name: 'Sam' } },
      { kind: 'choiceMade', choice: 'solved', target: 'C1' },
    ]);
    expect(printed()).toMatch(/Try this\n {2}\[1\] solved[\s\S]*Glad to hear it/);
  });

  it('sends commands, and the terminal’s language for answers to words that are in none', async () => {
    const { input, done } = open();
    input.write('/human\n');
    await vi.waitFor(() =>
      expect(local.events).toMatchObject([{ kind: 'commandInvoked', verb: 'human', locale: 'en' }]),
    );
    await local.deliver({ text: 'ok', place });
    input.end();
    await done;
  });

  it('shows what was said before, follows edits, and leaves other places alone', async () => {
    const receipt = await local.deliver({ text: 'waiting', place });
    await local.deliver({ text: 'not for you', place: 'local:staff' });
    const { input, done, printed } = open();
    await vi.waitFor(() => expect(printed()).toContain('waiting'));
    await local.deliver({ text: 'in hand', place, edits: receipt });
    await vi.waitFor(() => expect(printed()).toContain('(updated)\n  in hand'));
    expect(printed()).not.toContain('not for you');
    input.end();
    await done;
  });

  it('says so when the server is gone, and comes back', async () => {
    const port = Number(new URL(local.url).port);
    const { input, done, printed } = open();
    await vi.waitFor(() => expect(printed()).toContain('Just ask'));
    await local.close();
    await vi.waitFor(() => expect(printed()).toContain('Connection lost'), { timeout: 5000 });
    local = await startLocal({ port });
    await vi.waitFor(() => expect(printed()).toContain('Connected again'), { timeout: 5000 });
    await local.deliver({ text: 'hello again', place });
    await vi.waitFor(() => expect(printed()).toContain('hello again'));
    input.end();
    await done;
  });

  it('keeps a line that could not be sent and sends it again on Enter', async () => {
    local.receive = () => Promise.reject(new Error('full'));
    const { input, done, printed } = open();
    input.write('hello\n');
    await vi.waitFor(() => expect(printed()).toContain('please send it again'));
    local.receive = async () => 'accepted';
    input.write('\n');
    await vi.waitFor(() => expect(local.events).toHaveLength(2));
    expect(new Set(local.events.map(({ id }) => id)).size).toBe(1);
    await local.deliver({ text: 'ok', place });
    input.end();
    await done;
  });

  it('refuses the name of somebody else', async () => {
    await expect(open('agent-lin').done).rejects.toThrow(UsageError);
  });
});

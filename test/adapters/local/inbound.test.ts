/** Request bodies: what is taken, what is refused and why. */
import { describe, expect, it } from 'vitest';
import { parseCommand, readChoice, readCommand, readMessage } from '../../../adapters/local/inbound.ts';
import { toSlug } from '../../../adapters/local/places.ts';
import { asLearner, LIN } from './serve.ts';

const problemOf = (body: unknown) => {
  const read = readMessage(body);
  return read.ok ? null : read.problem;
};

describe('a message body', () => {
  it.each([
    ['no object', 'hello', { code: 'not_json', field: null }],
    ['a list', [], { code: 'not_json', field: null }],
    ['null', null, { code: 'not_json', field: null }],
    ['no place', asLearner('a', { place: undefined }), { code: 'bad_field', field: 'place' }],
    ['a place elsewhere', asLearner('a', { place: 'slack:C1' }), { code: 'unknown_place', field: 'place' }],
    ['an unknown pane', asLearner('a', { place: 'local:attic' }), { code: 'unknown_place', field: 'place' }],
    [
      'a place not in its plain form',
      asLearner('a', { place: 'local:learner-A_B' }),
      { code: 'unknown_place', field: 'place' },
    ],
    ['no author', asLearner('a', { author: null }), { code: 'bad_field', field: 'author' }],
    [
      'an author without a name',
      asLearner('a', { author: { id: 'local:小明', name: ' \u200b' } }),
      { code: 'bad_field', field: 'author' },
    ],
    [
      'another learner',
      asLearner('a', { author: { id: 'local:小红', name: '小红' } }),
      { code: 'not_yours', field: 'author' },
    ],
    ['an agent in a learner’s place', asLearner('a', { author: LIN }), { code: 'not_yours', field: 'author' }],
    [
      'a learner in the staff channel',
      asLearner('a', { place: 'local:staff' }),
      { code: 'not_yours', field: 'author' },
    ],
    [
      'an agent as admin',
      asLearner('a', { place: 'local:admin', author: LIN }),
      { code: 'not_yours', field: 'author' },
    ],
    [
      'words that are no command in the admin pane: they would be a learner’s question in every report',
      asLearner('hello', { place: 'local:admin', author: { id: 'local:admin', name: 'admin' } }),
      { code: 'not_a_command', field: 'text' },
    ],
    [
      'an agent whose id is not in its plain form',
      asLearner('a', { place: 'local:staff', author: { id: 'local:agent-Lin/../x', name: 'Lin' } }),
      { code: 'not_yours', field: 'author' },
    ],
    ['the bot', asLearner('a', { author: { id: 'local:bot', name: 'bot' } }), { code: 'not_yours', field: 'author' }],
    ['a thread that is no text', asLearner('a', { thread: 7 }), { code: 'bad_field', field: 'thread' }],
    ['no key', asLearner('a', { key: undefined }), { code: 'bad_field', field: 'key' }],
    ['a key with a line break', asLearner('a', { key: 'a\nb' }), { code: 'bad_field', field: 'key' }],
    ['text that is no text', asLearner('a', { text: 5 }), { code: 'bad_field', field: 'text' }],
    ['empty text', asLearner(''), { code: 'empty_text', field: 'text' }],
    ['blank text', asLearner(' \n\t　'), { code: 'empty_text', field: 'text' }],
    ['only U+0000', asLearner('\0'), { code: 'empty_text', field: 'text' }],
    ['100,001 characters', asLearner('题'.repeat(100_001)), { code: 'text_too_long', field: 'text' }],
  ])('with %s is refused', (_, body, problem) => {
    expect(problemOf(body)).toEqual(problem);
  });

  it.each([
    ['100,000 characters', '题'.repeat(100_000)],
    ['100,000 emoji', '🎓'.repeat(100_000)],
    ['emoji only', '🙏🙏🙏'],
    ['control characters', 'a\x07b\x1b[2Jc'],
    ['zero-width and right-to-left marks', 'a\u200b\u202e\u2066b'],
    ['HTML, Markdown, SQL, mentions', "<script>alert(1)</script> **b** '; DROP TABLE x;-- @everyone <!channel>"],
  ])('with %s is taken as it is', (_, text) => {
    expect(readMessage(asLearner(text))).toMatchObject({ ok: true, value: { text } });
  });

  it('loses only what no database stores: U+0000 and half surrogates', () => {
    expect(readMessage(asLearner('a\0b\ud83dc'))).toMatchObject({ ok: true, value: { text: 'ab\ufffdc' } });
  });
});

describe('a command', () => {
  it.each([
    ['/report overview', { verb: 'report', args: 'overview' }],
    ['/Report   overview  2026 ', { verb: 'report', args: 'overview  2026' }],
    ['／report overview', { verb: 'report', args: 'overview' }],
    ['  /help', { verb: 'help', args: '' }],
    ['/reply T-ABC234 line one\nline two', { verb: 'reply', args: 'T-ABC234 line one\nline two' }],
    ['/usr/bin/python 打不开', null],
    ['/ 什么意思', null],
    ['a /report', null],
    ['//', null],
  ])('%j is %j', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  it('sent as one must be one', () => {
    expect(readCommand(asLearner('report'))).toMatchObject({ ok: false, problem: { code: 'not_a_command' } });
  });
});

describe('a choice body', () => {
  const body = (rest: object) => ({ ...asLearner(''), messageId: 'm1', payload: 'solved:CAAA', text: null, ...rest });

  it.each([
    ['no message', { messageId: 3 }, 'bad_field'],
    ['no payload', { payload: null }, 'bad_field'],
    ['a rating of 11', { payload: 'rate:11:CAAA' }, 'unknown_button'],
    ['a rating of -1', { payload: 'rate:-1:CAAA' }, 'unknown_button'],
    ['a rating of 7.5', { payload: 'rate:7.5:CAAA' }, 'unknown_button'],
    ['an unknown choice', { payload: 'delete:CAAA' }, 'unknown_button'],
    ['a form left blank', { text: '  ' }, 'empty_text'],
    ['too long a form', { text: 'x'.repeat(100_001) }, 'text_too_long'],
  ])('with %s is refused', (_, rest, code) => {
    expect(readChoice(body(rest))).toMatchObject({ ok: false, problem: { code } });
  });

  it('is taken with and without words', () => {
    expect(readChoice(body({}))).toMatchObject({ ok: true, value: { payload: 'solved:CAAA', text: null } });
    expect(readChoice(body({ text: ' ok ' }))).toMatchObject({ ok: true, value: { text: ' ok ' } });
  });
});

describe('a learner’s name', () => {
  it.each([
    ['小明', '小明'],
    ['Wang Li', 'wang-li'],
    ['  Ａnna!! ', 'anna'],
    ['learner1', 'learner1'],
    ['admin', null],
    ['Agent Lin', null],
    ['agent-lin', null],
    ['bot', null],
    ['learner-小明', null],
    ['🙂', null],
    ['x'.repeat(41), null],
  ])('%j becomes %j', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
  });
});

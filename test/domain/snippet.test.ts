/** Templates and macros: reading them, and putting values in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSnippet, parseActions, parseSnippet } from '../../src/domain/snippet.ts';
import { isTemplate, parseTemplate, renderTemplate, type Template } from '../../src/domain/template.ts';
import { planMacro, toSnippetList } from '../../src/support/macro.ts';

const template = (text: string): Template => {
  const parsed = parseTemplate(text);
  if (!isTemplate(parsed)) throw new Error(`no template: ${parsed.found}`);
  return parsed;
};
const VALUES = { name: '小梅', course: 'Python 入门', ticket: 'T-000001' };

describe('a template', () => {
  it.each([
    ['你好 {name}，《{course}》的工单是 {ticket}。', '你好 小梅，《Python 入门》的工单是 T-000001。'],
    ['{ Name }{name}', '小梅小梅'],
    ['{{name}} is written like this', '{name} is written like this'],
    ['a }} b {{', 'a } b {'],
    ['two\nlines', 'two\nlines'],
    ['', ''],
  ])('%j', (text, rendered) => expect(renderTemplate(template(text), VALUES)).toBe(rendered));

  it('does without what is not known', () => {
    expect(renderTemplate(template('Hello {name}, welcome'), {})).toBe('Hello, welcome');
    expect(renderTemplate(template('Hello {name}!'), { name: ' ' })).toBe('Hello!');
  });

  it.each([
    ['{price}', '{price}', 'unknown'],
    ['a {name', '{', 'brace'],
    ['a } b', '}', 'brace'],
    ['{}', '{}', 'unknown'],
    ['{name\n}', '{', 'brace'],
    ['{{{name}', null, null],
  ])('%j: %s', (text, found, problem) => {
    if (found === null) expect(renderTemplate(template(text), VALUES)).toBe('{小梅');
    else expect(parseTemplate(text)).toEqual({ found, problem });
  });

  it('never reads what is put in: any name stays as it is', () => {
    const value = fc
      .array(fc.constantFrom('{ticket}', '{{', '}', 'x', '{name}'), { minLength: 1 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(value, (name) => {
        expect(renderTemplate(template('<{name}>'), { name, ticket: 'SECRET' })).toBe(`<${name}>`);
      }),
    );
  });

  it('any text can be written with doubled braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(renderTemplate(template(text.replace(/[{}]/g, '$&$&')), VALUES)).toBe(text);
      }),
    );
  });
});

describe('actions', () => {
  it('are done in their order, whatever was written first', () => {
    expect(parseActions('resolve; tag:refund; Priority: High; reply; tag:refund')).toEqual([
      { act: 'reply' },
      { act: 'tag', tag: 'refund' },
      { act: 'priority', priority: 'high' },
      { act: 'resolve' },
    ]);
    expect(parseActions(' ; ')).toEqual([]);
  });

  it.each([
    ['delete', '"delete" is no action; write some of reply'],
    ['tag', '"tag" is no action'],
    ['priority:asap', '"priority:asap" is no action'],
    ['reply:now', '"reply:now" is no action'],
    ['reply; reply', '"reply" stands twice'],
    ['reply; resolve; pending', 'either resolved or pending'],
    ['pending', 'pending waits for an answer to a reply; add reply'],
  ])('%s', (text, message) => expect(parseActions(text)).toContain(message));
});

describe('a snippet', () => {
  const source = {
    name: 'refund',
    text_zh: '{name}，已退款',
    text_en: '{name}, refunded',
    actions: 'reply; tag:refund; resolve',
  };

  it('is used in the language of the learner', () => {
    const snippet = parseSnippet(source);
    if (!isSnippet(snippet)) throw new Error('no snippet');
    expect(planMacro(snippet, 'en', VALUES)).toEqual({
      text: '小梅, refunded',
      sends: true,
      actions: [{ act: 'tag', tag: 'refund' }, { act: 'resolve' }],
    });
    expect(toSnippetList([snippet], 'zh')).toBe('refund [回复 + 标签 refund + 解决]: {name}，已退款');
    expect(toSnippetList([], 'en')).toContain('/snippet add');
  });

  it('without actions is handed to the agent', () => {
    const snippet = parseSnippet({ ...source, actions: '' });
    expect(isSnippet(snippet) && planMacro(snippet, 'zh', VALUES)).toMatchObject({ sends: false, actions: [] });
  });

  it('tells everything that is wrong with it at once', () => {
    expect(parseSnippet({ name: 'Re fund', text_zh: '{price}', text_en: ' ', actions: 'x' })).toEqual([
      { field: 'name', message: expect.stringContaining('"Re fund" is no name; use up to 32') },
      {
        field: 'text_zh',
        message:
          '{price} is unknown; write one of {name}, {course}, {ticket}, or double the braces to have them in the text',
      },
      { field: 'text_en', message: 'is empty; write something' },
      { field: 'actions', message: expect.stringContaining('"x" is no action') },
    ]);
  });
});

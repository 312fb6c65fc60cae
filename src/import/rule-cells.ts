/** How the cells of rules.csv are written: lists with exclusions, words or a pattern, times. Text in, a value or a complaint out. */
import { type Hours, parseHours } from '../domain/hours.ts';
import type { Choosing } from '../domain/rule.ts';
import { plainText } from '../domain/words.ts';
import { splitList } from './cells.ts';

/** What is wrong with a cell and, after a semicolon, the remedy. */
export interface Complaint {
  readonly wrong: string;
}

/** `a; b; !c` → any of a and b, but not c. */
export function parseChoosing(cell: string, toName: (text: string) => string = (text) => text): Choosing {
  const entries = splitList(cell);
  const isNot = (entry: string) => /^[!！]/.test(entry);
  return {
    any: [...new Set(entries.filter((entry) => !isNot(entry)).map(toName))],
    not: [...new Set(entries.filter(isNot).map((entry) => toName(entry.slice(1).trim())))],
  };
}

const NONE: Choosing = { any: [], not: [] };
const MOST_REPEATS = 2;

/** `*`, `+`, `?`, `{2,}`: what lets a part of a pattern fit more than one length. */
const QUANTIFIER = /^(?:[*+?]|\{\d+,)/;
/** Without bound, or as good as. */
const LONG_QUANTIFIER = /^(?:[*+]|\{\d+,(?:\}|\d{3}))/;

/**
 * Why a pattern could take for ever on some text: a repeated group in which something repeats or branches, or more than two
 * parts without bound. null where it cannot. Stricter than need be: words do most of what rules are for.
 */
export function findEndless(source: string): string | null {
  const plain = source
    .replace(/\\./gs, '_')
    .replace(/\[[^\]]*\]/g, '_')
    .replace(/\(\?(?:[:=!]|<[=!]?)/g, '(');
  let repeats = 0;
  const varies: boolean[] = [false];
  for (let at = 0; at < plain.length; at++) {
    const rest = plain.slice(at);
    if (LONG_QUANTIFIER.test(rest)) repeats++;
    if (rest.startsWith('|') || QUANTIFIER.test(rest)) varies[varies.length - 1] = true;
    if (rest.startsWith('(')) varies.push(false);
    if (rest.startsWith(')')) {
      const isVaried = varies.pop() ?? false;
      if (isVaried && /^.[*+{]/.test(rest)) return 'a group that repeats must not hold | or another repeat';
      if (isVaried) varies[varies.length - 1] = true;
    }
  }
  return repeats > MOST_REPEATS ? `at most ${MOST_REPEATS} of *, + and {n,}` : null;
}

/** `退款; refund*; !发票`, or one pattern between slashes. */
export function parseWords(cell: string): { words: Choosing; pattern: RegExp | null } | Complaint {
  const source = /^\/(.*)\/$/s.exec(cell)?.[1];
  if (source === undefined) {
    const words = parseChoosing(cell, plainText);
    const bad = [...words.any, ...words.not].find((word) => /^\**$/.test(word) || /\*(?!$)/.test(word));
    if (bad === undefined) return { words, pattern: null };
    return { wrong: `"${bad}" is no word; a star may stand at the end of a word only` };
  }
  const endless = findEndless(source);
  if (endless) return { wrong: `the pattern could take for ever; ${endless}, or write words instead` };
  try {
    const pattern = new RegExp(source, 'iu');
    if (!pattern.test('')) return { words: NONE, pattern };
    return { wrong: 'the pattern fits every text; leave the cell empty, or require a character' };
  } catch (error) {
    const reason = (error as Error).message.replace(/^.*: /s, '').toLowerCase();
    return { wrong: `the pattern cannot be read (${reason}); correct it, or write words instead` };
  }
}

/** `Mon-Fri 09:00-18:00`, or `outside` before it. */
export function parseTime(cell: string): { hours: Hours; outside: boolean } | null | Complaint {
  if (cell === '') return null;
  const outside = /^outside\s+/i.test(cell);
  const hours = parseHours(cell.replace(/^outside\s+/i, ''));
  if (hours) return { hours, outside };
  return { wrong: `"${cell}" cannot be used; write times like Mon-Fri 09:00-18:00, or outside Mon-Fri 09:00-18:00` };
}

export function isComplaint(value: object | null): value is Complaint {
  return value !== null && 'wrong' in value;
}

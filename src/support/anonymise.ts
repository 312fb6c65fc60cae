/** Past tickets for practice: words without who said them, how to reach them, and what they ordered. */
import type { Language } from '../domain/language.ts';

const MARKS = {
  zh: { name: '[姓名]', mention: '[某人]', mail: '[邮箱]', link: '[链接]', number: '[号码]' },
  en: { name: '[name]', mention: '[somebody]', mail: '[mail]', link: '[link]', number: '[number]' },
} as const;

const LINK = /(?:https?:\/\/|www\.)[^\s，。；、）】」》"'<>]+/giu;
const MAIL = /[\p{Script=Latin}\p{N}._%+@-]+@[\p{Script=Latin}\p{N}-]+(?:\.[\p{Script=Latin}\p{N}-]+)+/gu;
/** `<@U123>` of Slack and Discord, `@name` of Telegram. */
const MENTION = /<[@#!&][^>\s]*>|@[\p{Script=Latin}\p{N}_.-]+/gu;
/** Five digits or more, whatever stands between them and before: phones, orders, cards, identities. Times and dates are shorter. */
const NUMBER = /(?:\+|[A-Za-z]{1,4}[-_]?)?[\p{Nd}](?:[ \-_.()]?[\p{Nd}Xx]){4,}/gu;
/** What people say before their name; the name is at most three Chinese characters or two Latin words. */
const INTRODUCTION =
  /((?:我叫|我的名字是|本人姓名|姓名[:：]|联系人[:：])\s*)\p{Script=Han}{2,4}|((?:my name is|this is|name:)\s+)\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)?/giu;

/** Full-width letters, digits and signs of addresses as ASCII; Chinese punctuation stays as it is. */
function narrow(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＠＋．－＿]/g, (character) => character.normalize('NFKC'));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A name whole and, where it has several words, each of them; single letters and characters would hit half the text. */
function toNamePattern(names: readonly string[]): RegExp | null {
  const parts = names.flatMap((name) => [name.trim(), ...name.trim().split(/[\s·.]+/)]);
  const known = [...new Set(parts)].filter((part) => [...part].length > 1).sort((a, b) => b.length - a.length);
  if (known.length === 0) return null;
  const one = known.map((part) => {
    const isLatin = /^[\p{Script=Latin}\p{N}]/u.test(part);
    return isLatin
      ? `(?<![\\p{Script=Latin}\\p{N}])${escapePattern(part)}(?![\\p{Script=Latin}\\p{N}])`
      : escapePattern(part);
  });
  return new RegExp(one.join('|'), 'giu');
}

/**
 * The text with marks in place of links, mail addresses, mentions, long numbers and the `names` that are known (the learner's and
 * the agents'), and of names that people give themselves. What else tells who somebody is cannot be found by rules: a lead looks
 * over what goes into practice.
 */
export function anonymise(text: string, names: readonly string[], language: Language): string {
  const marks = MARKS[language];
  const plain = narrow(text);
  const pattern = toNamePattern(names.map(narrow));
  const bare = plain
    .replace(LINK, marks.link)
    .replace(MAIL, marks.mail)
    .replace(MENTION, marks.mention)
    .replace(NUMBER, marks.number)
    .replace(INTRODUCTION, (_, han = '', latin = '') => `${han}${latin}${marks.name}`);
  return pattern ? bare.replace(pattern, marks.name) : bare;
}

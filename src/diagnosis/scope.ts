/** What kind of message it is, where that changes what the bot does: not every message that no intent covers is a question. */
import type { Scope } from '../domain/diagnosis.ts';
import type { Reading } from './reading.ts';

const LETTER = /\p{L}/gu;
/** Scripts of other languages than Chinese and English; kana makes even a text full of Chinese characters Japanese. */
const OTHER_SCRIPT =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Greek}]/gu;
/** Letters English does not use; one alone may be a name or a loan word. */
const OTHER_LATIN = /[àâäæáãåçéèêëíìîïñóòôöõøœúùûüýÿßąćęłńśźżčďěňřšťůžğışăîșț]/giu;

/** Words of anger at the service, in both languages; a question may stand beside them. */
const ANGER =
  /垃圾(平台|课程|客服|公司|app|软件)?|骗子|骗钱|骗人的|坑人|坑钱|无语|气死|什么破|什么玩意|太差劲|差评|投诉你们|烦死|受够|忽悠|(?:\b(?:scam(?:mers?)?|rip-?off|fraud|ridiculous|unacceptable|disgusting|pathetic|useless|garbage|rubbish|terrible service|worst (?:service|support|course)|waste of (?:money|time)|fed up|pissed|wtf|bullshit|this sucks?|you suck)\b)/i;

/** Fewer letters than this are too few to tell a language or a mash of keys. */
const FEWEST_LETTERS = 4;
/** So much of a text of Latin letters must be foreign to everything known to be another language. */
const MOSTLY_UNKNOWN = 0.5;

export interface WordKnowledge {
  /** True for a word of the language, whether or not an utterance contains it. */
  isWord(term: string): boolean;
}

/** `text` as typed. Without word vectors a mash of keys cannot be told from rare words and counts as a question. */
export function toScope(text: string, { tokens, repaired, unknown }: Reading, words: WordKnowledge | null): Scope {
  const start = text.slice(0, 2000);
  const letters = start.match(LETTER)?.length ?? 0;
  const foreign = start.match(OTHER_SCRIPT)?.length ?? 0;
  if (letters >= FEWEST_LETTERS && foreign * 3 >= letters) return 'otherLanguage';
  const accents = start.match(OTHER_LATIN)?.length ?? 0;
  if (accents >= 2 && accents * 25 >= letters && unknown >= MOSTLY_UNKNOWN) return 'otherLanguage';
  if (ANGER.test(start.normalize('NFKC'))) return 'anger';
  const latin = tokens.filter(({ kind }) => kind === 'word');
  if (latin.length === 0 && !tokens.some(({ kind }) => kind === 'han')) return 'gibberish';
  const mashed =
    words !== null &&
    latin.length === tokens.length &&
    letters >= FEWEST_LETTERS &&
    repaired.size === 0 &&
    unknown === 1 &&
    latin.every(({ term }) => !words.isWord(term));
  return mashed ? 'gibberish' : 'question';
}

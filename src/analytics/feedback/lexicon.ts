/**
 * Words that are good or bad by themselves, Chinese and English, with negation and emphasis: what is known about a comment
 * before anything was learnt.
 */

export interface LexiconEntry {
  readonly language: 'zh' | 'en';
  readonly word: string;
  /** −3 (terrible) … 3 (excellent). */
  readonly weight: number;
}

export interface Verdict {
  /** Sum of the good, and of the bad as a positive number. */
  readonly good: number;
  readonly bad: number;
  /** How many words of the lexicon were found. */
  readonly found: number;
}

export interface Lexicon {
  /** `text` must be plain (`toPlain`). */
  judge(text: string): Verdict;
}

const EN_NEGATIONS =
  /^(?:not|no|never|neither|nor|without|hardly|cannot|cant|dont|isnt|wasnt|didnt|doesnt|wont|couldnt|wouldnt|shouldnt|arent|aint|nothing)$/;
const EN_EMPHASIS = /^(?:very|really|so|extremely|super|totally|absolutely|incredibly|highly|too|truly)$/;
/** How many words a negation reaches, and what is left of a word that is negated: "not great" is less bad than "bad". */
const REACH = 3;
const TURNED = -0.7;
const EMPHASIS = 1.4;
/** The longest first: 不是很 before 不. What stands between negation and word is at most two characters. */
const ZH_NEGATION = /(?:不是很|并不|不太|不够|不怎么|没有|没什么|毫无|不会|从不|不|没|无|未|别|难以)(?:.{0,2})$/;
const ZH_EMPHASIS = /(?:非常|特别|十分|极其|超级|太|很|真|超|极|相当|格外)$/;
const LONGEST_WORD = 4;

export function createLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const english = new Map<string, number>();
  const chinese = new Map<string, number>();
  /** First characters: most positions of a text begin no word. */
  const beginnings = new Set<number>();
  for (const { language, word, weight } of entries) {
    (language === 'zh' ? chinese : english).set(word, weight);
    if (language === 'zh') beginnings.add(word.charCodeAt(0));
  }
  return {
    judge(text) {
      const sums = { good: 0, bad: 0, found: 0 };
      judgeEnglish(text, english, sums);
      judgeChinese(text, chinese, beginnings, sums);
      return sums;
    },
  };
}

type Sums = { -readonly [Key in keyof Verdict]: Verdict[Key] };

function add(sums: Sums, weight: number): void {
  sums.found += 1;
  if (weight > 0) sums.good += weight;
  else sums.bad -= weight;
}

function judgeEnglish(text: string, words: ReadonlyMap<string, number>, sums: Sums): void {
  let negated = 0;
  let emphasis = 1;
  for (const [token] of text.matchAll(/[a-z]+(?:['’][a-z]+)?|[.,;:!?]/g)) {
    const word = token.replace(/['’]/g, '');
    if (word === '' || /^[.,;:!?]/.test(word)) {
      negated = 0;
      continue;
    }
    const weight = words.get(word) ?? words.get(word.replace(/(?:s|d|ly)$/, ''));
    if (weight !== undefined) add(sums, weight * (negated > 0 ? TURNED : emphasis));
    negated = EN_NEGATIONS.test(word) ? REACH : Math.max(0, negated - 1);
    emphasis = EN_EMPHASIS.test(word) ? EMPHASIS : 1;
  }
}

function judgeChinese(
  text: string,
  words: ReadonlyMap<string, number>,
  beginnings: ReadonlySet<number>,
  sums: Sums,
): void {
  for (let at = 0; at < text.length; ) {
    let length = 0;
    if (beginnings.has(text.charCodeAt(at))) {
      length = LONGEST_WORD;
      while (length > 0 && !words.has(text.slice(at, at + length))) length -= 1;
    }
    if (length === 0) {
      at += 1;
      continue;
    }
    const before = text.slice(Math.max(0, at - 5), at).replace(/^.*[\p{P}\s]/u, '');
    const weight = words.get(text.slice(at, at + length))!;
    add(sums, weight * (ZH_NEGATION.test(before) ? TURNED : ZH_EMPHASIS.test(before) ? EMPHASIS : 1));
    at += length;
  }
}

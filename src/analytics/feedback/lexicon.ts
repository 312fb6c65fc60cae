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
const LATIN = /[a-z]/;
const EN_EMPHASIS = /^(?:very|really|so|extremely|super|totally|absolutely|incredibly|highly|too|truly)$/;
/** How many words a negation reaches, and what is left of a word that is negated: "not great" is less bad than "bad". */
const REACH = 3;
const TURNED = -0.7;
const EMPHASIS = 1.4;
/** Also inside 不太, 不是很, 没有, 没什么. */
const ZH_NEGATIONS = new Set('不没無无未别毫');
const ZH_EMPHASIS = new Set('很太真超极挺常好');
const ZH_STOPS = new Set(',，。.!！?？;；、 ~…');

export function createLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const english = new Map<string, number>();
  const chinese = new Map<string, number>();
  /** The longest word by its first character: most positions of a text begin none. */
  const lengths = new Map<number, number>();
  for (const { language, word, weight } of entries) {
    (language === 'zh' ? chinese : english).set(word, weight);
    const first = word.charCodeAt(0);
    if (language === 'zh') lengths.set(first, Math.max(word.length, lengths.get(first) ?? 0));
  }
  const toWord = createEnglish(english);
  return {
    judge(text) {
      const sums = { good: 0, bad: 0, found: 0 };
      if (LATIN.test(text)) judgeEnglish(text, toWord, sums);
      judgeChinese(text, chinese, lengths, sums);
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

interface EnglishWord {
  readonly weight: number | undefined;
  readonly role: 'negation' | 'emphasis' | 'stop' | null;
}

/** Words repeat: what one means is worked out once. */
const MOST_WORDS = 60_000;

function createEnglish(weights: ReadonlyMap<string, number>): (token: string) => EnglishWord {
  const cache = new Map<string, EnglishWord>();
  return (token) => {
    const cached = cache.get(token);
    if (cached) return cached;
    const word = token.replace(/['’]/g, '');
    const weight = weights.get(word) ?? weights.get(word.replace(/(?:s|d|ly)$/, ''));
    const role = /^[.,;:!?]/.test(word)
      ? 'stop'
      : EN_NEGATIONS.test(word)
        ? 'negation'
        : EN_EMPHASIS.test(word)
          ? 'emphasis'
          : null;
    if (cache.size >= MOST_WORDS) cache.clear();
    cache.set(token, { weight, role });
    return { weight, role };
  };
}

function judgeEnglish(text: string, toWord: (token: string) => EnglishWord, sums: Sums): void {
  let negated = 0;
  let emphasis = 1;
  for (const token of text.match(/[a-z]+(?:['’][a-z]+)?|[.,;:!?]/g) ?? []) {
    const { weight, role } = toWord(token);
    if (role === 'stop') {
      negated = 0;
      continue;
    }
    if (weight !== undefined) add(sums, weight * (negated > 0 ? TURNED : emphasis));
    negated = role === 'negation' ? REACH : Math.max(0, negated - 1);
    emphasis = role === 'emphasis' ? EMPHASIS : 1;
  }
}

function judgeChinese(
  text: string,
  words: ReadonlyMap<string, number>,
  lengths: ReadonlyMap<number, number>,
  sums: Sums,
): void {
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    let length = code < 0x2e80 ? 0 : (lengths.get(code) ?? 0);
    let weight: number | undefined;
    for (; length > 0; length--) {
      weight = words.get(text.slice(at, at + length));
      if (weight !== undefined) break;
    }
    if (weight === undefined) {
      at += 1;
      continue;
    }
    add(sums, weight * toFactor(text, at));
    at += length;
  }
}

/** What the four characters before a word make of it, up to the last sign. */
function toFactor(text: string, at: number): number {
  let emphasis = 1;
  for (let n = at - 1; n >= Math.max(0, at - 4); n--) {
    const character = text[n]!;
    if (ZH_STOPS.has(character)) break;
    if (ZH_NEGATIONS.has(character)) return TURNED;
    if (n === at - 1 && ZH_EMPHASIS.has(character)) emphasis = EMPHASIS;
  }
  return emphasis;
}

/**
 * The model that ships: learnt from our own labelled comments, and more from those that a community has labelled. It says
 * nothing where it is not sure, and how often that is.
 */
import type { Lexicon } from './lexicon.ts';
import type { WordVectors } from './meaning.ts';
import { fitSentiment } from './sentiment.ts';
import { type CommentTheme, isCommentTheme, THEME_TEXTS } from './theme-list.ts';
import { fitThemes } from './themes.ts';

export interface KnownComment {
  readonly text: string;
  /** null where nobody said. */
  readonly positive: boolean | null;
  readonly theme: CommentTheme | null;
}

export interface Judgement {
  /** Probability that the comment is content, 0..1. */
  readonly score: number;
  /** null = abstained. */
  readonly positive: boolean | null;
  readonly theme: CommentTheme | null;
  /** Of the likeliest theme, also where `theme` abstained. */
  readonly themeScore: number;
}

export interface Judge {
  judge(text: string): Judgement;
}

export interface JudgeOptions {
  readonly random: () => number;
  readonly lexicon: Lexicon | null;
  readonly wordVectors: WordVectors | null;
  /** Labelled by the community itself. */
  readonly own?: readonly KnownComment[];
  /** Unlabelled comments of the community: they teach the themes. */
  readonly unlabelled?: readonly string[];
}

/** A probability nearer to one half than this is no verdict, nor is a theme less likely than `LEAST_THEME`. */
export const LEAST_DISTANCE = 0.2;
export const LEAST_THEME = 0.5;
/** A comment of the community tells more about it than one of ours. */
const OWN_IMPORTANCE = 3;

/** `shipped` must hold comments of both kinds and of at least two themes. */
export function createJudge(shipped: readonly KnownComment[], options: JudgeOptions): Judge {
  const { random, lexicon, wordVectors, own = [], unlabelled = [] } = options;
  const toLabelled = (comments: readonly KnownComment[], importance: number) =>
    comments.flatMap(({ text, positive }) => (positive === null ? [] : [{ text, positive, importance }]));
  const sentiment = fitSentiment([...toLabelled(shipped, 1), ...toLabelled(own, OWN_IMPORTANCE)], {
    random,
    lexicon,
    wordVectors,
  });
  const themed = [...shipped, ...own].flatMap(({ text, theme }) => (theme === null ? [] : [{ text, theme }]));
  const names = new Map(Object.entries(THEME_TEXTS).map(([theme, { name }]) => [theme, [name.zh, name.en]]));
  const themes = fitThemes(themed, { random, wordVectors, unlabelled, names });
  return {
    judge(text) {
      const score = sentiment.score(text);
      const best = themes.guess(text)[0];
      const sure = best !== undefined && best.score >= LEAST_THEME && isCommentTheme(best.theme);
      return {
        score,
        positive: Math.abs(score - 0.5) < LEAST_DISTANCE ? null : score > 0.5,
        theme: sure ? (best.theme as CommentTheme) : null,
        themeScore: best?.score ?? 0,
      };
    },
  };
}

/** Where learners are discontent, and how much that weighs: sentiment per theme, the three dimensions, weak spots by impact. */
import { type Metric, toShare } from '../metric.ts';
import { COMMENT_THEMES, type CommentTheme, DIMENSIONS, type Dimension, THEME_TEXTS } from './theme-list.ts';

export interface JudgedComment {
  readonly text: string;
  /** null = the model abstained, and no rating decided. */
  readonly positive: boolean | null;
  readonly theme: CommentTheme | null;
  /** null where unknown. */
  readonly course: string | null;
  readonly queue: string | null;
  readonly intent: string | null;
}

/** Under this many comments nothing is said of a group: one voice would show. */
export const LEAST_COMMENTS = 5;

export const PLACES = ['course', 'queue', 'intent'] as const;
export type PlaceKind = (typeof PLACES)[number];

export interface Coverage {
  readonly comments: number;
  /** Share with a verdict, and share with a theme. */
  readonly withSentiment: Metric;
  readonly withTheme: Metric;
}

export function toCoverage(comments: readonly JudgedComment[]): Coverage {
  const count = (is: (comment: JudgedComment) => boolean) => comments.filter(is).length;
  return {
    comments: comments.length,
    withSentiment: toShare(
      count(({ positive }) => positive !== null),
      comments.length,
    ),
    withTheme: toShare(
      count(({ theme }) => theme !== null),
      comments.length,
    ),
  };
}

/** Share of content ones among comments with a verdict, Wilson interval; no value below `LEAST_COMMENTS`. */
export function toContentShare(comments: readonly JudgedComment[]): Metric {
  const judged = comments.filter(({ positive }) => positive !== null);
  const metric = toShare(judged.filter(({ positive }) => positive).length, judged.length);
  return judged.length < LEAST_COMMENTS ? { value: null, n: judged.length } : metric;
}

/** Every theme, in their order. */
export function toThemeShares(comments: readonly JudgedComment[]): Map<CommentTheme, Metric> {
  return new Map(
    COMMENT_THEMES.map((theme) => [theme, toContentShare(comments.filter((each) => each.theme === theme))]),
  );
}

/** Speed, attitude and effect, from the comments on the themes that speak of them. */
export function toDimensions(comments: readonly JudgedComment[]): Record<Dimension, Metric> {
  const of = (dimension: Dimension) =>
    toContentShare(comments.filter(({ theme }) => theme !== null && THEME_TEXTS[theme].dimension === dimension));
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, of(dimension)])) as Record<Dimension, Metric>;
}

export interface WeakSpot {
  readonly kind: PlaceKind;
  readonly place: string;
  readonly theme: CommentTheme;
  /** Share of discontent comments, with its interval; n comments with a verdict. */
  readonly discontent: Metric;
  /** How many discontent comments more there are here than if the place were like all comments; never below 0. */
  readonly excess: number;
  /** Volume × dissatisfaction: n × the lower end of the interval of `discontent`. A few angry voices weigh little. */
  readonly impact: number;
}

/** Groups of at least `LEAST_COMMENTS` in which somebody is discontent, the largest impact first; ties by place and theme. */
export function rankWeakSpots(comments: readonly JudgedComment[], kind: PlaceKind): WeakSpot[] {
  const judged = comments.filter(({ positive, theme }) => positive !== null && theme !== null);
  const usual = judged.length === 0 ? 0 : judged.filter(({ positive }) => !positive).length / judged.length;
  const groups = new Map<string, JudgedComment[]>();
  for (const comment of judged) {
    const place = comment[kind];
    if (place === null) continue;
    // Themes have no spaces.
    const key = `${comment.theme} ${place}`;
    const group = groups.get(key);
    if (group) group.push(comment);
    else groups.set(key, [comment]);
  }
  return [...groups.entries()]
    .filter(([, group]) => group.length >= LEAST_COMMENTS)
    .map(([key, group]) => {
      const space = key.indexOf(' ');
      const [theme, place] = [key.slice(0, space) as CommentTheme, key.slice(space + 1)];
      const bad = group.filter(({ positive }) => !positive).length;
      const discontent = toShare(bad, group.length);
      return {
        kind,
        place,
        theme,
        discontent,
        excess: Math.max(0, bad - usual * group.length),
        impact: group.length * (discontent.low ?? 0),
      };
    })
    .filter(({ discontent }) => (discontent.value ?? 0) > 0)
    .sort((a, b) => b.impact - a.impact || a.place.localeCompare(b.place) || a.theme.localeCompare(b.theme));
}

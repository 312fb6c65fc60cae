/** Improvement actions: the code by which an admin accepts one, and whether its figure has moved since. */
import type { ConversationFacts } from '../../domain/conversation-facts.ts';
import { findWeakPlace, type ImprovementKind, toImprovementCode } from '../../domain/improvement.ts';
import { type Metric, toShare } from '../metric.ts';
import { type Difference, shareDifference } from '../statistics/newcombe.ts';
import { COMMENT_THEMES, type CommentTheme } from './theme-list.ts';
import type { Voice } from './voices.ts';
import type { WeakSpot } from './weak-spots.ts';

/** An action that an admin accepted and nobody dropped since. */
export interface AcceptedAction {
  readonly code: string;
  readonly acceptedAt: number;
}

/** What of the history is looked at: from `LOOK_BACK_MS` before the first acceptance until now. */
export interface ImprovementHistory {
  readonly rows: readonly ConversationFacts[];
  readonly voices: readonly Voice[];
}

export interface Progress {
  readonly action: AcceptedAction;
  readonly kind: ImprovementKind;
  readonly theme: CommentTheme;
  /** null: no conversation of the time looked at has it. */
  readonly place: string | null;
  /** Share of the conversations there in which a learner was discontent about the theme. */
  readonly before: Metric;
  readonly after: Metric;
  /** after − before, Newcombe's interval; null where either has no conversations. */
  readonly difference: Difference | null;
  /** early: fewer than `FEWEST_CONVERSATIONS` on a side · level: the interval holds 0. */
  readonly verdict: 'early' | 'better' | 'worse' | 'level';
}

export const LOOK_BACK_MS = 90 * 86_400_000;
export const FEWEST_CONVERSATIONS = 30;

export function toSpotCode({ kind, theme, place }: Pick<WeakSpot, 'kind' | 'theme' | 'place'>): string {
  return toImprovementCode(kind, COMMENT_THEMES.indexOf(theme), place);
}

/** null where the code is none of ours. */
export function toProgress(
  action: AcceptedAction,
  { rows, voices }: ImprovementHistory,
  courseOf: (facts: ConversationFacts) => string | null,
): Progress | null {
  const placeOf = (facts: ConversationFacts, kind: ImprovementKind) =>
    kind === 'course' ? courseOf(facts) : facts[kind];
  const spot = findWeakPlace(action.code, (kind) => rows.map((facts) => placeOf(facts, kind)));
  const theme = spot ? COMMENT_THEMES[spot.theme] : undefined;
  if (!spot || !theme) return null;
  const { kind, place } = spot;
  const discontent = new Set(
    voices.flatMap((voice) => (voice.theme === theme && voice.positive === false ? voice.conversationId : [])),
  );
  const here = place === null ? [] : rows.filter((facts) => placeOf(facts, kind) === place);
  const count = (from: number, to: number) => {
    const own = here.filter(({ startedAt }) => startedAt >= from && startedAt < to);
    return { part: own.filter(({ conversationId }) => discontent.has(conversationId)).length, n: own.length };
  };
  const before = count(action.acceptedAt - LOOK_BACK_MS, action.acceptedAt);
  const after = count(action.acceptedAt, Number.POSITIVE_INFINITY);
  const difference = shareDifference(after.part, after.n, before.part, before.n);
  return {
    action,
    kind,
    theme,
    place,
    before: toShare(before.part, before.n),
    after: toShare(after.part, after.n),
    difference,
    verdict:
      !difference || Math.min(before.n, after.n) < FEWEST_CONVERSATIONS
        ? 'early'
        : difference.high < 0
          ? 'better'
          : difference.low > 0
            ? 'worse'
            : 'level',
  };
}

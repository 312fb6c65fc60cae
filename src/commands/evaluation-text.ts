/** The figures of `evaluate` in words. */
import type { Confusion, IntentAccuracy } from '../diagnosis/evaluation/confusions.ts';
import type { Bin } from '../diagnosis/evaluation/figures.ts';

/** A share of `n` rows with its 95 % interval (Wilson). */
export interface Share {
  readonly value: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The shape of `evaluate --json`. */
export interface Evaluation {
  readonly accuracy1: Share;
  readonly accuracy3: Share;
  readonly answeredRight: Share;
  readonly wrongAmongAnswers: Share;
  readonly rightAmongOffered: Share;
  readonly unanswerableNotAnswered: Share;
  readonly mrr: number | null;
  readonly auroc: number | null;
  /** Share of the covered questions answered rightly at 2 and 5 % wrong answers, at best. */
  readonly rightAt2: number | null;
  readonly rightAt5: number | null;
  readonly ece: number | null;
  readonly bins: readonly Bin[];
  readonly confusions: readonly Confusion[];
  readonly worst: readonly IntentAccuracy[];
  readonly questionsPerSecond: number | null;
}

const SHARES = {
  accuracy1: 'First candidate right',
  accuracy3: 'Among the first three',
  answeredRight: 'Answered at once, and rightly',
  wrongAmongAnswers: 'Wrong among the answers given',
  rightAmongOffered: 'Right one offered when asking back',
  unanswerableNotAnswered: 'Unanswerable, not answered',
} as const;

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)}%`);

export function toEvaluationText(figures: Evaluation): string {
  const lines = Object.entries(SHARES).map(([name, words]) => {
    const { value, n, low, high } = figures[name as keyof typeof SHARES];
    return `${words}: ${percent(value)} of ${n} (95%: ${percent(low)} to ${percent(high)})`;
  });
  const { mrr, auroc, rightAt2, rightAt5, ece, questionsPerSecond } = figures;
  lines.push(
    `Mean reciprocal rank: ${mrr === null ? '–' : mrr.toFixed(3)}`,
    `Answerable told from unanswerable (AUROC): ${percent(auroc)}`,
    `Answered rightly while 2% / 5% of the answers are wrong, at best: ${percent(rightAt2)} / ${percent(rightAt5)}`,
    `Confidence off by, on average (calibration error): ${percent(ece)}`,
    `Questions a second: ${questionsPerSecond === null ? '–' : Math.round(questionsPerSecond)}`,
    '',
    'Confidence      questions   right',
    ...figures.bins.map(
      ({ from, n, right }) =>
        `${percent(from).padStart(6)} and up ${String(n).padStart(9)}  ${percent(right).padStart(6)}`,
    ),
  );
  if (figures.confusions.length > 0) {
    lines.push('', 'Taken for each other (merge them, or tell them apart with more utterances):');
    for (const { intents, count, example } of figures.confusions) {
      lines.push(`${String(count).padStart(4)}  ${intents.join(' / ')}   e.g. ${shorten(example)}`);
    }
  }
  if (figures.worst.length > 0) {
    lines.push('', 'Recognised worst:');
    for (const { intent, right, n } of figures.worst)
      lines.push(`${percent(right / n).padStart(6)} of ${n}  ${intent}`);
  }
  return `${lines.join('\n')}\n`;
}

function shorten(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join('');
}

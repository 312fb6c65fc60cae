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

/** `right` of a bin with its 95 % interval (Wilson). */
export interface MeasuredBin extends Bin {
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
  /** Share of the covered questions answered rightly at 2 and 5 % wrong answers; upper bounds, see `toRightAt`. */
  readonly rightAt2: number | null;
  readonly rightAt5: number | null;
  readonly ece: number | null;
  readonly bins: readonly MeasuredBin[];
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

/** `oosShare`: the setting OOS_SHARE, which the confidence supposes and the test may not have. */
export function toEvaluationText(figures: Evaluation, oosShare: number): string {
  const lines = Object.entries(SHARES).map(([name, words]) => {
    const { value, n, low, high } = figures[name as keyof typeof SHARES];
    return `${words}: ${percent(value)} of ${n} (95%: ${percent(low)} to ${percent(high)})`;
  });
  const { mrr, auroc, rightAt2, rightAt5, ece, questionsPerSecond } = figures;
  lines.push(
    `Mean reciprocal rank: ${mrr === null ? '–' : mrr.toFixed(3)}`,
    `Answerable told from unanswerable (AUROC): ${percent(auroc)}`,
    `Answered rightly while at most 2% / 5% of the answers are wrong: ${percent(rightAt2)} / ${percent(rightAt5)}`,
    '  (an upper bound: the threshold is the best one for this very test)',
    `Confidence off by, on average (calibration error): ${percent(ece)}`,
    `  (it supposes OOS_SHARE, ${percent(oosShare)} unanswerable questions; this test has ${percent(toForeignShare(figures))})`,
    `Questions a second: ${questionsPerSecond === null ? '–' : Math.round(questionsPerSecond)}`,
    '',
    'Confidence   questions   its mean    right   95%',
    ...figures.bins.map(toBinLine),
  );
  if (figures.confusions.length > 0) {
    lines.push(
      '',
      'Taken for each other. Both ways (↔): merge the two, or say better what tells them apart. One way (→): split the one',
      'that is not recognised, or give it more utterances. A single case says little.',
    );
    for (const confusion of figures.confusions) lines.push(toConfusionLine(confusion));
  }
  if (figures.worst.length > 0) {
    lines.push('', 'Recognised worst:');
    for (const { intent, right, n } of figures.worst)
      lines.push(`${percent(right / n).padStart(6)} of ${n}  ${intent}`);
  }
  return `${lines.join('\n')}\n`;
}

function toForeignShare({ accuracy1, unanswerableNotAnswered }: Evaluation): number | null {
  const n = accuracy1.n + unanswerableNotAnswered.n;
  return n === 0 ? null : unanswerableNotAnswered.n / n;
}

function toBinLine({ from, n, confidence, right, low, high }: MeasuredBin): string {
  const range = `${Math.round(from * 100)}% and up`.padStart(10);
  const cells = `${String(n).padStart(12)} ${percent(confidence).padStart(10)} ${percent(right).padStart(8)}`;
  return `${range} ${cells}${n === 0 ? '' : `   ${percent(low)} to ${percent(high)}`}`;
}

function toConfusionLine({ intents: [one, other], count, ways, example, meant }: Confusion): string {
  const pair = ways[0] === 0 ? `${other} → ${one}` : ways[1] === 0 ? `${one} → ${other}` : `${one} ↔ ${other}`;
  return `${String(count).padStart(4)}  ${pair}   e.g. ${shorten(example)} (${meant})`;
}

function shorten(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join('');
}

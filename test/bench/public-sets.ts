/**
 * Early warning, sentiment and themes on public sets, split by row (or id) modulo 5: `node test/bench/public-sets.ts FOLDER`.
 * The folder holds the files named below (gzipped CSV as published by their authors); what is missing is left out. The sets are
 * measured on only: nothing of them, and no weights from them, is in this repository.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toActivity } from '../../src/analytics/early-warning/activity.ts';
import { toAuc, toBrier, toCalibrationError } from '../../src/analytics/early-warning/figures.ts';
import { fitEarlyWarning } from '../../src/analytics/early-warning/model.ts';
import { createLexicon } from '../../src/analytics/feedback/lexicon.ts';
import { fitSentiment } from '../../src/analytics/feedback/sentiment.ts';
import { fitThemes } from '../../src/analytics/feedback/themes.ts';
import { createRandom } from '../../src/demo/random.ts';
import { parseRecords } from '../../src/import/csv.ts';
import { readSentimentWords } from '../../src/import/lexicon.ts';
import { readText } from '../../src/import/text-file.ts';
import { readWordVectors } from '../../src/import/word-vectors.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { printTable, type Row } from './table.ts';

const folder = process.argv[2] ?? '.';
const PARTS = 5;

/** Rows as records by column name; null where the file is not there. */
function readSet(name: string): Record<string, string>[] | null {
  const file = join(folder, `${name}.csv.gz`);
  if (!existsSync(file)) return null;
  const [header, ...rows] = parseRecords(file, readText(file));
  return rows.map(({ cells }) => Object.fromEntries(header!.cells.map((column, n) => [column, cells[n] ?? ''])));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function measureChurn(until: number): Row[] {
  const days = readSet('kddcup2015_days.train');
  const learners = readSet('kddcup2015_enrollments.train');
  if (!days || !learners) return [];
  const columns = ['access', 'discussion', 'navigate', 'page_close', 'problem', 'video', 'wiki'];
  const activity = toActivity(
    columns,
    days
      .filter(({ day }) => Number(day) < until)
      .map((row) => ({
        learner: row.enrollment_id!,
        day: Number(row.day),
        counts: columns.map((column) => Number(row[column])),
      })),
  );
  const rows = learners.map(({ enrollment_id = '', course = '', first_day = '', label }) => ({
    learner: enrollment_id,
    attributes: [course, first_day],
    left: label === '1',
  }));
  const partOf = ({ learner }: { learner: string }) => Number(learner) % PARTS;
  return [...new Set(rows.map(partOf))].sort().map((part) => {
    const started = performance.now();
    const model = fitEarlyWarning({
      activity,
      columns: ['course', 'first_day'],
      rows: rows.filter((row) => partOf(row) !== part),
      random: createRandom(1).next,
    });
    const seconds = (performance.now() - started) / 1000;
    const held = rows.filter((row) => partOf(row) === part);
    const labels = held.map(({ left }) => Number(left));
    const warnings = held.map((row) => model.predict(row));
    const probabilities = warnings.map(({ probability }) => probability);
    const rule = warnings.map(({ summary }) => summary.recency);
    return {
      'days seen': until,
      part,
      'AUC of the rule': toAuc(rule, labels)!.toFixed(4),
      AUC: toAuc(probabilities, labels)!.toFixed(4),
      Brier: toBrier(probabilities, labels)!.toFixed(4),
      'calibration error': toCalibrationError(probabilities, labels)!.toFixed(4),
      'fit s': seconds.toFixed(2),
    };
  });
}

function readComments(name: string): { text: string; label: string; theme: string }[] | null {
  const seen = new Set<string>();
  const rows = readSet(name)?.map(({ review = '', label = '', cat = '' }) => ({ text: review, label, theme: cat }));
  return rows?.filter(({ text }) => text !== '' && !seen.has(text) && seen.add(text)) ?? null;
}

function measureSentiment(name: string): Row[] {
  const rows = readComments(name);
  if (!rows) return [];
  const lexicon = createLexicon(readSentimentWords(join(DATA_FOLDER, 'sentiment-words.csv')));
  const wordVectors = readWordVectors(join(DATA_FOLDER, 'word-vectors.en.bin'));
  // The largest set is measured on one part: it moves little.
  const parts = Array.from({ length: rows.length > 20_000 ? 1 : PARTS }, (_, part) => {
    const toComment = ({ text, label }: { text: string; label: string }) => ({ text, positive: label === '1' });
    const known = rows.filter((_, n) => n % PARTS !== part).map(toComment);
    const held = rows.filter((_, n) => n % PARTS === part).map(toComment);
    const started = performance.now();
    const model = fitSentiment(known, { random: createRandom(1).next, lexicon, wordVectors });
    const fitted = performance.now();
    const scores = held.map(({ text }) => model.score(text));
    const rated = performance.now();
    return {
      right: mean(held.map(({ positive }, n) => Number(scores[n]! > 0.5 === positive))),
      error: toCalibrationError(
        scores,
        held.map(({ positive }) => Number(positive)),
      )!,
      fit: (fitted - started) / 1000,
      speed: (1000 * held.length) / (rated - fitted),
    };
  });
  return [
    {
      set: name,
      texts: rows.length,
      accuracy: mean(parts.map(({ right }) => right)).toFixed(4),
      'calibration error': mean(parts.map(({ error }) => error)).toFixed(4),
      'fit s': mean(parts.map(({ fit }) => fit)).toFixed(2),
      'texts/s, best': Math.round(Math.max(...parts.map(({ speed }) => speed))),
    },
  ];
}

function measureThemes(perTheme: number): Row[] {
  const rows = readComments('online_shopping_10_cats.train');
  if (!rows) return [];
  const accuracies = [1, 2, 3].map((seed) => {
    const counts = new Map<string, number>();
    const [known, rest]: [typeof rows, typeof rows] = [[], []];
    for (const row of createRandom(seed).shuffle(rows)) {
      const count = counts.get(row.theme) ?? 0;
      counts.set(row.theme, count + 1);
      (count < perTheme ? known : rest).push(row);
    }
    const held = rest.slice(0, 10_000);
    const { guess } = fitThemes(known, { random: createRandom(1).next, unlabelled: held.map(({ text }) => text) });
    return mean(held.map(({ text, theme }) => Number(guess(text)[0]?.theme === theme)));
  });
  return [{ 'labels per theme': perTheme, 'accuracy, mean of 3 draws': mean(accuracies).toFixed(4) }];
}

const NAMES = ['waimai_10k', 'chnsenticorp_htl', 'online_shopping_10_cats', 'rt_polarity'];
const print = (title: string, rows: readonly Row[]) => {
  if (rows.length > 0) printTable(title, rows);
};
print('Early warning, KDD Cup 2015', [30, 14].flatMap(measureChurn));
print(
  'Sentiment',
  NAMES.flatMap((name) => measureSentiment(`${name}.train`)),
);
print('Themes of online_shopping, from few labels', [20, 50, 100].flatMap(measureThemes));

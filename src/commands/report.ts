/** `afterclass report`: the figures that `/report` answers in the chat, on the command line. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Weighting } from '../analytics/metrics/satisfaction.ts';
import { toReportJson } from '../analytics/reports/index.ts';
import { toCsv } from '../analytics/reports/table.ts';
import { systemClock } from '../clock.ts';
import { parseConfig } from '../config.ts';
import { THEMES } from '../domain/chart.ts';
import { parseDuration } from '../domain/duration.ts';
import type { Language } from '../domain/language.ts';
import { DIMENSIONS, REPORT_NAMES } from '../domain/report.ts';
import { parseReport } from '../engine/report-command.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { loadKnowledge } from '../import/knowledge.ts';
import { createJudging } from '../judging.ts';
import { createKnowledgeDiagnoser, DATA_FOLDER, measureCoverage } from '../knowledge.ts';
import { COMMUNITY } from '../platforms.ts';
import type { Store } from '../ports.ts';
import { drawReport, gatherReport, type ReportingOptions, toExplainText } from '../reporting.ts';
import { openStore } from '../store/open.ts';
import type { Finish, Io } from './io.ts';
import { createProgressBar } from './progress-bar.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly within?: string;
  readonly organisation?: string;
  readonly learner?: string;
  readonly full?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly png?: string;
  readonly theme: string;
  readonly language?: string;
  readonly purchases?: string;
  readonly weights?: string;
  readonly costPerHour?: string;
  readonly costPerConversation?: string;
}

export function registerReport(program: Command, io: Io, finish: Finish): void {
  program
    .command('report')
    .description('Print a report from the stored history.')
    .argument('<name>', `${REPORT_NAMES.join(', ')}, or explain`)
    .argument('[metric]', 'of explain: the metric')
    .option('--from <day>', 'first day, such as 2026-01-01')
    .option('--to <day>', 'last day, included')
    .option('--by <dimension>', `split by ${DIMENSIONS.join(', ')}, as far as the report can be`)
    .option('--within <time>', 'the wished time of the response report, such as 30m')
    .option('--organisation <id>', 'of the enterprise report: one organisation instead of all')
    .option('--learner <id>', 'of segments and early-warning: one learner of the shop')
    .option('--full', 'every figure, not the compact text')
    .option('--json', 'machine-readable output')
    .option('--csv', 'rows for a spreadsheet')
    .option('--png <file>', 'draw the chart into this file')
    .option('--theme <theme>', THEMES.join(' or '), 'light')
    .option('--language <language>', 'zh or en (default: by LANG)')
    .option(
      '--purchases <file>',
      'learner,course,purchased_at,amount (default: purchases.csv beside the knowledge base)',
    )
    .option('--weights <how>', 'equal, recency:90d (half-life) or course:sql=2,python=1', 'equal')
    .option('--cost-per-hour <amount>', 'what an hour of an agent costs')
    .option('--cost-per-conversation <amount>', 'what one conversation costs the machine')
    .action(async (name: string, metric: string | undefined, options: Options) =>
      finish(await report(name, metric, options, io)),
    );
}

async function report(name: string, metric: string | undefined, options: Options, io: Io): Promise<number> {
  const config = parseConfig(io.env);
  const language = readLanguage(options.language, io);
  const theme = THEMES.find((known) => known === options.theme);
  if (!theme) throw new UsageError(`--theme ${options.theme} is neither ${THEMES.join(' nor ')}`);
  if (options.json && options.csv) throw new UsageError('--json and --csv are two forms; ask for one');
  const parsed = parseReport(toArgs(name, metric, options), language, config.timeZone);
  if (!parsed.ok) throw new UsageError(parsed.problem);
  const { name: kind } = parsed.report;
  if (kind === 'explain') {
    io.stdout.write(`${toExplainText(parsed.report.metric, language)}\n`);
    return 0;
  }
  refuseOverwriting(options);
  const now = systemClock.now();
  const weighting = readWeighting(options.weights ?? 'equal', now);
  const cost = {
    perAgentHour: readAmount('--cost-per-hour', options.costPerHour),
    perConversation: readAmount('--cost-per-conversation', options.costPerConversation) ?? 0,
  };
  const store = await openStore(config.databaseUrl);
  try {
    const loaded = loadKnowledge(DATA_FOLDER);
    const reporting: ReportingOptions = {
      store,
      community: COMMUNITY,
      judging: createJudging(DATA_FOLDER),
      timeZone: config.timeZone,
      now: () => now,
      knowledge: () => loaded.knowledge,
      knowledgeFigures: () => {
        const diagnoser = createKnowledgeDiagnoser(loaded, config);
        return {
          intents: loaded.knowledge.solutions.size,
          utterances: loaded.examples.length,
          queues: loaded.knowledge.queues.size,
          maxError: config.answerMaxError,
          gate: diagnoser.gate,
          measured: measureCoverage(diagnoser, DATA_FOLDER),
        };
      },
      dataFolder: DATA_FOLDER,
      ...(options.purchases === undefined ? {} : { purchasesFile: options.purchases }),
      cost,
      weighting,
    };
    await refuseUnknown(store, parsed.report.organisation);
    const bar = createProgressBar(io.stderr, () => systemClock.now());
    const made = await gatherReport(reporting, { ...parsed.report, name: kind }, (read, total) =>
      bar.show(total === 0 ? 1 : read / total, language === 'zh' ? `${read} 个对话` : `${read} conversations`),
    );
    bar.clear();
    if (options.png !== undefined) await writePng(options.png, made.chart && (await drawReport(made.chart, theme)));
    if (options.json) io.stdout.write(`${JSON.stringify(toReportJson(made, parsed.report))}\n`);
    else io.stdout.write(options.csv ? toCsv(made.table) : `${made.text}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

/** The same words as in the chat, so that both are read by the same reader. */
function toArgs(
  name: string,
  metric: string | undefined,
  { from, to, by, within, organisation, learner, full }: Options,
): string {
  const option = (word: string, value: string | undefined) => (value === undefined ? [] : [word, value]);
  return [
    name,
    ...(metric === undefined ? [] : [metric]),
    ...option('--from', from),
    ...option('--to', to),
    ...option('--by', by),
    ...option('--within', within),
    ...option('--organisation', organisation),
    ...option('--learner', learner),
    ...(full ? ['--full'] : []),
  ].join(' ');
}

async function refuseUnknown(store: Store, organisation: string | undefined): Promise<void> {
  if (organisation === undefined) return;
  const known = (await store.imports.read('organisations')).map(({ id }) => id);
  if (known.includes(organisation)) return;
  throw new OperatorError(
    `there is no organisation "${organisation}"; ${known.length > 0 ? `choose one of ${known.join(', ')}` : 'afterclass import organisations FILE adds some'}`,
  );
}

function readLanguage(typed: string | undefined, io: Io): Language {
  const language = typed ?? (/^zh/i.test(io.env.LC_ALL ?? io.env.LANG ?? '') ? 'zh' : 'en');
  if (language !== 'zh' && language !== 'en') throw new UsageError(`--language ${language} is neither zh nor en`);
  return language;
}

function readAmount(option: string, typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const amount = Number(typed);
  if (typed.trim() === '' || !(amount >= 0 && amount < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`${option} ${typed} is no amount; write 80 or 0.05`);
  }
  return amount;
}

/** `equal`, `recency:90d`, `course:sql=2,python=1`. */
function readWeighting(typed: string, now: number): Weighting {
  const [kind = '', rest = ''] = typed.split(':', 2);
  if (kind === 'equal' && rest === '') return { kind: 'equal' };
  const halfLifeMs = kind === 'recency' ? parseDuration(rest) : null;
  if (halfLifeMs !== null) return { kind: 'recency', now, halfLifeMs };
  const pairs = rest.split(',').map((pair) => /^([^=]+)=(\d+(?:\.\d+)?)$/.exec(pair.trim()));
  if (kind === 'course' && pairs.every((pair) => pair !== null)) {
    return { kind: 'course', weights: new Map(pairs.map((pair) => [pair[1] ?? '', Number(pair[2])])) };
  }
  throw new UsageError(`--weights ${typed} cannot be read; write equal, recency:90d or course:sql=2,python=1`);
}

function refuseOverwriting({ png, purchases }: Options): void {
  if (png !== undefined && purchases !== undefined && resolve(png) === resolve(purchases)) {
    throw new UsageError(`--png ${png} is one of the files to read; give it a name of its own`);
  }
}

async function writePng(file: string, png: Uint8Array | null): Promise<void> {
  if (!png) throw new OperatorError('there is nothing to draw in this time; leave --png out or choose other days');
  try {
    writeFileSync(file, png);
  } catch (error) {
    const { code = 'fault' } = error as NodeJS.ErrnoException;
    throw new OperatorError(`cannot write ${file} (${code}); check --png`, { cause: error });
  }
}

/** `afterclass report`: the figures that `/report` answers in the chat, on the command line. */
import type { Command } from 'commander';
import { toOverview } from '../analytics/overview.ts';
import { toOverviewText, toReportJson } from '../analytics/overview-text.ts';
import { parseConfig } from '../config.ts';
import { parseReport } from '../engine/report-command.ts';
import { UsageError } from '../errors.ts';
import { openStore } from '../store/open.ts';
import type { Finish, Io } from './io.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
  readonly language?: string;
}

export function registerReport(program: Command, io: Io, finish: Finish): void {
  program
    .command('report')
    .description('Print a report from the stored history.')
    .argument('<name>', 'overview')
    .option('--from <day>', 'first day, such as 2026-01-01')
    .option('--to <day>', 'last day, included')
    .option('--language <language>', 'zh or en (default: by LANG)')
    .option('--json', 'machine-readable output')
    .action(async (name: string, options: Options) => finish(await report(name, options, io)));
}

async function report(name: string, options: Options, io: Io): Promise<number> {
  const config = parseConfig(io.env);
  const typed = options.language ?? (/^zh/i.test(io.env.LC_ALL ?? io.env.LANG ?? '') ? 'zh' : 'en');
  if (typed !== 'zh' && typed !== 'en') throw new UsageError(`--language ${typed} is neither zh nor en`);
  const { from, to } = options;
  const args = [name, ...(from === undefined ? [] : ['--from', from]), ...(to === undefined ? [] : ['--to', to])];
  const parsed = parseReport(args.join(' '), typed, config.timeZone);
  if (!parsed.ok) throw new UsageError(parsed.problem);
  const store = await openStore(config.databaseUrl);
  try {
    const facts = await store.reports.conversations(parsed.report.from, parsed.report.to);
    const overview = toOverview(facts);
    io.stdout.write(
      options.json
        ? `${JSON.stringify(toReportJson(overview, parsed.report))}\n`
        : `${toOverviewText(overview, parsed.report, config.timeZone)}\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

/** `afterclass link`: the code (and Telegram's deep link) that joins a chat account to a learner of the shop. */
import type { Command } from 'commander';
import { parseConfig } from '../config.ts';
import { OperatorError, UsageError } from '../errors.ts';
import { LONGEST_ACCOUNT_BYTES, toLinkCode } from '../link-code.ts';
import type { Finish, Io } from './io.ts';

const DAY_MS = 24 * 3_600_000;

interface Options {
  readonly days: string;
  readonly bot?: string;
}

export function registerLink(program: Command, io: Io, finish: Finish): void {
  program
    .command('link')
    .description('Print the code that joins a chat account to a learner of your shop.')
    .argument('<learner>', 'the learner’s id in the shop')
    .option('--days <n>', 'how long it holds', '7')
    .option('--bot <username>', 'the Telegram bot, for a link to open')
    .action((learner: string, options: Options) => finish(link(learner, options, io)));
}

function link(learner: string, { days, bot }: Options, io: Io): number {
  const { linkSecret } = parseConfig(io.env);
  const length = Number(days);
  if (!(length > 0 && length <= 365)) throw new UsageError(`--days ${days}: between 1 and 365`);
  const bytes = Buffer.byteLength(learner);
  if (bytes === 0 || bytes > LONGEST_ACCOUNT_BYTES) {
    throw new UsageError(`the learner’s id has ${bytes} bytes; a link takes 1 to ${LONGEST_ACCOUNT_BYTES}`);
  }
  if (linkSecret === null) throw new OperatorError('LINK_SECRET is not set: put at least 16 characters into .env');
  const code = toLinkCode(learner, Date.now() + length * DAY_MS, linkSecret);
  io.stdout.write(`/settings link ${code}\n`);
  if (bot) io.stdout.write(`https://t.me/${bot.replace(/^@/, '')}?start=${code}\n`);
  return 0;
}

/** The `afterclass` command: its subcommands, and errors turned into words and exit codes (0 done, 1 failed, 2 wrong use). */
import { Command, CommanderError } from 'commander';
import { registerAsk } from './commands/ask.ts';
import { registerChat } from './commands/chat.ts';
import { registerChurn } from './commands/churn.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDiagnose } from './commands/diagnose.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerEvaluate } from './commands/evaluate.ts';
import { registerImport } from './commands/import.ts';
import type { Finish, Io } from './commands/io.ts';
import { registerLink } from './commands/link.ts';
import { registerOrg } from './commands/org.ts';
import { registerPath } from './commands/path.ts';
import { registerRecommend } from './commands/recommend.ts';
import { registerReport } from './commands/report.ts';
import { registerSegments } from './commands/segments.ts';
import { registerSentiment } from './commands/sentiment.ts';
import { registerServe } from './commands/serve.ts';
import { registerThemes } from './commands/themes.ts';
import { OperatorError, UsageError } from './errors.ts';

export async function runCli(args: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const finish: Finish = (result) => {
    code = result;
  };
  const program = new Command('afterclass')
    .description('After-sales service for paid courses, in the chat the learners already use.')
    .version('0.1.0')
    .showHelpAfterError('(afterclass --help shows the commands)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  for (const register of [
    registerServe,
    registerChat,
    registerAsk,
    registerDiagnose,
    registerEvaluate,
    registerImport,
    registerLink,
    registerReport,
    registerRecommend,
    registerPath,
    registerOrg,
    registerDemo,
    registerDoctor,
    registerChurn,
    registerSegments,
    registerSentiment,
    registerThemes,
  ]) {
    register(program, io, finish);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return toExitCode(error, io);
  }
}

function toExitCode(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    io.stderr.write(`afterclass: ${error.message}\n`);
    return 2;
  }
  if (error instanceof OperatorError) {
    io.stderr.write(`afterclass: ${error.message}\n`);
    return 1;
  }
  io.stderr.write(`afterclass: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

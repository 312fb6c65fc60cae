/** `afterclass chat`: the learner's conversation in a terminal, against a running bot or one started for it. */
import type { Command } from 'commander';
import { createApp } from '../app.ts';
import { type Config, parseConfig } from '../config.ts';
import { OperatorError } from '../errors.ts';
import { toOrigin } from '../http.ts';
import { createLog } from '../log.ts';
import type { Finish, Io } from './io.ts';

export function registerChat(program: Command, io: Io, finish: Finish): void {
  program
    .command('chat')
    .description('Talk to the bot as a learner, in this terminal. Uses the bot that runs on HTTP_PORT, or starts one.')
    .option('--learner <name>', 'the name to talk as', 'Terminal')
    .action(async ({ learner }: { learner: string }) => finish(await chat(learner, io)));
}

async function chat(learner: string, io: Io): Promise<number> {
  const config = parseConfig(io.env);
  if (!config.localPage) throw new OperatorError('chat needs the local page; set LOCAL_PAGE=1');
  const { runTerminal } = await import('../../adapters/local/terminal.ts');
  const running = await findRunning(config);
  const app = running ? null : await createApp(config, createLog('error', io.stderr));
  await app?.start();
  const baseUrl = running ?? app?.url ?? '';
  io.stdout.write(`课后 Afterclass · ${baseUrl}  (Ctrl-D 结束 / ends)\n`);
  await runTerminal({ baseUrl, input: io.stdin, output: io.stdout, learner });
  await app?.stop();
  return 0;
}

/** The address of a bot of ours on the configured port, or null. */
async function findRunning(config: Config): Promise<string | null> {
  const url = toOrigin(config.httpHost, config.httpPort);
  if (config.httpPort === 0) return null;
  try {
    const response = await fetch(`${url}/local/messages`, { signal: AbortSignal.timeout(1000) });
    return response.ok ? url : null;
  } catch {
    return null;
  }
}

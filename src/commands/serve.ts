/** `afterclass serve`: runs the bot until it is told to stop. */
import type { Command } from 'commander';
import { createApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { Finish, Io } from './io.ts';

export function registerServe(program: Command, io: Io, finish: Finish): void {
  program
    .command('serve')
    .description('Run the bot (what `npm start` does). Stops on Ctrl-C or SIGTERM after finishing what is under way.')
    .action(async () => finish(await serve(io)));
}

async function serve(io: Io): Promise<number> {
  const config = parseConfig(io.env);
  const log = createLog(config.logLevel, io.stderr);
  // A client library may forget to wait for a promise of its own; that must not end the service for everybody.
  process.on('unhandledRejection', (reason) => {
    const { name, message, stack } = reason instanceof Error ? reason : new Error(typeof reason);
    log.error({ err: { type: name, message, stack } }, 'a promise failed that nobody waited for');
  });
  const app = await createApp(config, log);
  await app.start();
  const stopped = waitForSignal();
  log.info({ url: app.url, platforms: [...app.adapters.keys()] }, 'afterclass is running');
  if (config.localPage) io.stdout.write(`课后 Afterclass  ${app.url}\n`);
  const signal = await stopped;
  log.info({ signal }, 'stopping: finishing what is under way, press again to stop at once');
  process.once('SIGINT', () => process.kill(process.pid, 'SIGKILL'));
  await app.stop();
  log.info('stopped');
  return 0;
}

function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    // A signal handler alone does not keep the process up once every socket is closed; the server does that.
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

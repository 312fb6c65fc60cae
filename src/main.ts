#!/usr/bin/env -S node --env-file-if-exists=.env --disable-warning=ExperimentalWarning
/** The process edge: arguments and environment in, exit code out. The only `process.exit`. */
import { runCli } from './cli.ts';

const code = await runCli(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
// Nothing is left to do: a library's stray timer must not keep the process alive.
process.exit(code);

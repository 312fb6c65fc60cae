/** Runs the command line as a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export function runAfterclass(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', MAIN, ...args],
      { env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', DATABASE_URL: 'sqlite::memory:', ...env }, cwd },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

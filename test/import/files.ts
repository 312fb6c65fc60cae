/** Files for the readers, in folders that are gone when the test is over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { OperatorError } from '../../src/errors.ts';

/** Writes the files into a new folder and answers its path. */
export function writeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterclass-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

export const writeFile = (name: string, content: string | Uint8Array): string =>
  join(writeFolder({ [name]: content }), name);

/** The operator's message of what `act` throws, with folders left out. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return (error as Error).message.replaceAll(/[^\s]*afterclass-import-\w+[\\/]/g, '');
  }
  throw new Error('nothing was thrown');
}

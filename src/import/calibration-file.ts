/** Remembers a calibration beside the database, so that a start does not make it again for a knowledge base that has not changed. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Example } from '../domain/diagnosis.ts';

/** Anything that JSON can hold; what it means is the diagnoser's business. */
interface Remembered<T> {
  readonly knowledge: string;
  readonly version: string;
  readonly calibration: T;
}

/** SHA-256 over everything that is known, in order. */
export function toKnowledgeHash(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  for (const { intent, text } of examples) hash.update(`${intent}\0${text}\0`);
  return hash.digest('hex');
}

/** null where there is none, or it belongs to another knowledge base or another version of the confidence. */
export function readCalibration<T>(file: string, knowledge: string, version: string): T | null {
  try {
    const remembered = JSON.parse(readFileSync(file, 'utf8')) as Remembered<T>;
    return remembered.knowledge === knowledge && remembered.version === version ? remembered.calibration : null;
  } catch {
    // Missing or damaged: it can always be made again.
    return null;
  }
}

/** Best effort: a folder that cannot be written costs the next start some time and nothing else. */
export function writeCalibration<T>(file: string, knowledge: string, version: string, calibration: T): void {
  const remembered: Remembered<T> = { knowledge, version, calibration };
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(remembered), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // See above.
  }
}

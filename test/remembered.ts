/** Where the tests' services remember what the shipped knowledge base's confidence is: fitting it again for each would take most of the time. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../src/config.ts';

/** Guarded by a hash of the knowledge and the version of the fit, so that what another check-out left there does no harm. */
const CALIBRATION = join(tmpdir(), 'afterclass-tests', 'calibration.json');

/** As `parseConfig`, with the remembered calibration though the database is in memory. */
export function toTestConfig(env: Readonly<Record<string, string>>): ReturnType<typeof parseConfig> {
  return { ...parseConfig(env), calibrationFile: CALIBRATION };
}

/** What every store must do, as cases that each implementation runs. Read from top to bottom they are the description of `Store`. */
import { describe } from 'vitest';
import type { OpenDatabase } from './store/bench.ts';
import { describeClaimingDeliveries } from './store/claiming-deliveries.ts';
import { describeCommitting } from './store/committing.ts';
import { describeFinding } from './store/finding.ts';
import { describeIntake } from './store/intake.ts';
import { describeLearningImports } from './store/learning-imports.ts';
import { describeReports } from './store/reports.ts';
import { describeRollUps } from './store/roll-ups.ts';
import { describeSettling } from './store/settling.ts';
import { describeTimers } from './store/timers.ts';

export type { OpenDatabase, OpenedDatabase } from './store/bench.ts';

/** `open` answers a store on an empty database of its own. */
export function describeStore(name: string, open: OpenDatabase): void {
  describe(`${name} store`, () => {
    describeIntake(open);
    describeCommitting(open);
    describeFinding(open);
    describeTimers(open);
    describeClaimingDeliveries(open);
    describeSettling(open);
    describeReports(open);
    describeRollUps(open);
    describeLearningImports(open);
  });
}

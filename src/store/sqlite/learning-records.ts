/** What was imported of learners: their purchases. */

import type { PersonId } from '../../domain/place.ts';
import type { Purchase } from '../../domain/purchase.ts';
import type { LearningRecords, Milestone } from '../../ports.ts';
import type { Connection } from './connection.ts';

/** The row that says that somebody has looked; no learner is without a name. */
const WATCHED = ['', '', 'watched'] as const;

export function createLearningRecords(connection: Connection): LearningRecords {
  const add = connection.prepare<[string, string, number, number | null]>(`
    insert into purchases (learner, course, purchased_at, amount) values (?, ?, ?, ?)
    on conflict do nothing`);
  const of = connection.prepare<
    [string],
    { learner: string; course: string; purchasedAt: number; amount: number | null }
  >(
    'select learner, course, purchased_at as purchasedAt, amount from purchases where learner = ? order by purchased_at',
  );
  const all = connection.prepare<[], Purchase>(
    'select learner, course, purchased_at as purchasedAt, amount from purchases order by purchased_at, learner, course',
  );
  const joined = connection.prepare<[], { account: string; person: string }>(
    `select body ->> 'account' as account, person from profiles where body ->> 'account' is not null order by person`,
  );
  const any = connection.prepare<[], { one: number }>('select 1 as one from purchases limit 1');
  const addAll = connection.transaction((rows: readonly Purchase[]): number => {
    let added = 0;
    for (const { learner, course, purchasedAt, amount } of rows) {
      added += add.run(learner, course, purchasedAt, amount).changes;
    }
    return added;
  });
  const milestone = connection.prepare<[string, string, string], { seenAt: number }>(
    'select seen_at as seenAt from milestones where learner = ? and course = ? and milestone = ?',
  );
  const keepMilestone = connection.prepare<[string, string, string, number]>(
    'insert into milestones (learner, course, milestone, seen_at) values (?, ?, ?, ?) on conflict do nothing',
  );
  const noteAll = connection.transaction((rows: readonly Milestone[], now: number): number[] => {
    const seenAt = milestone.get(...WATCHED) ? now : 0;
    return rows.map(({ learner, course, milestone: reached }) => {
      keepMilestone.run(learner, course, reached, seenAt);
      return milestone.get(learner, course, reached)?.seenAt ?? seenAt;
    });
  });
  return {
    async noteMilestones(rows, now) {
      return noteAll.immediate(rows, now);
    },
    async watchMilestones(now) {
      keepMilestone.run(...WATCHED, now);
    },
    async addPurchases(rows) {
      return addAll.immediate(rows);
    },
    async purchases() {
      return all.all();
    },
    async accounts() {
      return new Map(joined.all().map(({ account, person }) => [account, person as PersonId]));
    },
    async purchasesOf(learner) {
      return any.get() ? of.all(learner) : null;
    },
  };
}

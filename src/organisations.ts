/** Organisations with what is recorded of their members, for reports and for their managers. Reads the store, decides nothing. */
import type { OrganisationRecords } from './analytics/metrics/training.ts';
import type { ConversationFacts } from './domain/conversation-facts.ts';
import type { ActivityRecord, BehaviourRecord, ScoreRecord } from './domain/learning-record.ts';
import type { Store } from './ports.ts';

/** One organisation, or all; none where the id is unknown. `rows`: the conversations whose ratings count. */
export async function gatherOrganisations(
  store: Pick<Store, 'imports' | 'records'>,
  rows: readonly ConversationFacts[],
  only: string | undefined,
): Promise<readonly OrganisationRecords[]> {
  const organisations = (await store.imports.read('organisations')).filter(
    ({ id }) => only === undefined || id === only,
  );
  if (organisations.length === 0) return [];
  const everybody = Map.groupBy(await store.imports.read('members'), ({ organisation }) => organisation);
  const accounts = await store.records.accounts();
  const scoresOf = Map.groupBy(
    rows.filter(({ score }) => score !== null),
    ({ learner }) => learner,
  );
  const gathered: OrganisationRecords[] = [];
  for (const organisation of organisations) {
    const members = everybody.get(organisation.id) ?? [];
    const behavior: BehaviourRecord[] = [];
    const scores: ScoreRecord[] = [];
    const activity: ActivityRecord[] = [];
    const ratings: number[] = [];
    for (const { learner, role } of members) {
      if (role !== 'member') continue;
      behavior.push(...(await store.imports.read('behavior', learner)));
      scores.push(...(await store.imports.read('scores', learner)));
      activity.push(...(await store.imports.read('activity', learner)));
      const person = accounts.get(learner);
      for (const { score } of person ? (scoresOf.get(person) ?? []) : []) if (score !== null) ratings.push(score);
    }
    gathered.push({ organisation, members, behavior, scores, activity, ratings });
  }
  return gathered;
}

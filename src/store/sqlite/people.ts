/** What is known of people beyond one conversation, and what was set in chat for everybody. */
import type { PersonId, PlaceId } from '../../domain/place.ts';
import type { AgentState, Linked, Profile, ProfileChange, SettingChange } from '../../domain/profile.ts';
import type { SharedRating } from '../../ports.ts';
import { fromProfile, toProfile } from '../codec.ts';
import type { Connection } from './connection.ts';

export interface People {
  profiles(community: string, persons: readonly PersonId[]): ReadonlyMap<PersonId, Profile>;
  reachable(community: string): ReadonlyMap<PersonId, Profile>;
  agents(community: string): readonly AgentState[];
  linkedTo(community: string, account: string): readonly Linked[];
  settings(community: string): ReadonlyMap<string, unknown>;
  countOpenTickets(community: string, learner: PersonId): number;
  sharedRatings(community: string, limit: number): readonly SharedRating[];
  /** Reads and writes in the caller's transaction, so that nothing another event changed is lost. */
  writeProfile(community: string, change: ProfileChange): void;
  writeSetting(community: string, change: SettingChange): void;
}

export function createPeople(connection: Connection): People {
  const one = connection.prepare<[string, string], { person: string; body: string }>(
    'select person, body from profiles where community = ? and person = ?',
  );
  const withSpot = connection.prepare<[string], { person: string; body: string }>(
    `select person, body from profiles where community = ? and body ->> 'privateSpot' is not null order by person`,
  );
  const ofAgents = connection.prepare<[string], { person: string; body: string; open: number }>(`
    select p.person, p.body, (
      select count(*) from tickets t where t.assignee = p.person and t.status in ('open', 'pending')
    ) as open
    from profiles p where p.community = ? and p.is_agent = 1 order by p.person`);
  // Read only when somebody links an account: no index.
  const ofAccount = connection.prepare<[string, string], { person: string; place: string | null; thread: string }>(`
    select p.person, c.place, coalesce(c.thread, '') as thread from profiles p
    left join conversations c on c.seq = (
      select max(seq) from conversations where community = p.community and learner = p.person
    )
    where p.community = ? and json_extract(p.body, '$.account') = ? order by p.person`);
  const upsert = connection.prepare<[string, string, number, string]>(`
    insert into profiles (community, person, is_agent, body) values (?, ?, ?, ?)
    on conflict (community, person) do update set is_agent = excluded.is_agent, body = excluded.body`);
  const allSettings = connection.prepare<[string], { key: string; value: string }>(
    'select key, value from community_settings where community = ? order by key',
  );
  const set = connection.prepare<[string, string, string]>(`
    insert into community_settings (community, key, value) values (?, ?, ?)
    on conflict (community, key) do update set value = excluded.value`);
  const amend = connection.prepare<[string, string, string]>(`
    insert into community_settings (community, key, value) values (?, ?, ?)
    on conflict (community, key) do update set value = json_patch(value, excluded.value)`);
  const unset = connection.prepare<[string, string]>('delete from community_settings where community = ? and key = ?');
  const openTickets = connection.prepare<[string, string], { n: number }>(`
    select count(*) as n from conversations c join tickets t on t.conversation_id = c.id
    where c.community = ? and c.learner = ? and t.status in ('open', 'pending')`);

  const shared = connection.prepare<[number, string], SharedRating>(`
    select t.queue, c.learner, c.score
    from (select seq, queue, conversation_id from tickets order by seq desc limit ?) t
    join conversations c on c.id = t.conversation_id
    join profiles p on p.community = c.community and p.person = c.learner
    where c.community = ? and c.score is not null and p.body ->> 'sharesRatings'
    order by t.seq`);

  return {
    profiles(community, persons) {
      const found = new Map<PersonId, Profile>();
      for (const person of persons) {
        const row = one.get(community, person);
        if (row) found.set(person, toProfile(row));
      }
      return found;
    },
    reachable(community) {
      return new Map(withSpot.all(community).map((row) => [row.person as PersonId, toProfile(row)]));
    },
    agents(community) {
      return ofAgents.all(community).map((row) => ({
        id: row.person as PersonId,
        profile: toProfile(row),
        open: row.open,
      }));
    },
    linkedTo(community, account) {
      return ofAccount.all(community, account).map(({ person, place, thread }) => ({
        person: person as PersonId,
        spot: place === null ? null : { place: place as PlaceId, thread: thread || null },
      }));
    },
    settings(community) {
      return new Map(allSettings.all(community).map(({ key, value }) => [key, JSON.parse(value) as unknown]));
    },
    countOpenTickets(community, learner) {
      return openTickets.get(community, learner)?.n ?? 0;
    },
    sharedRatings(community, limit) {
      return shared.all(limit, community);
    },
    writeProfile(community, { person, changes }) {
      const row = one.get(community, person);
      const profile = { ...toProfile(row ?? { person, body: '{}' }), ...changes };
      upsert.run(community, person, profile.isAgent ? 1 : 0, fromProfile(profile));
    },
    writeSetting(community, { key, value, patch }) {
      if (value === null) unset.run(community, key);
      else if (patch) amend.run(community, key, JSON.stringify(value));
      else set.run(community, key, JSON.stringify(value));
    },
  };
}

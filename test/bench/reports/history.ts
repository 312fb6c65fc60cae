/** A long made-up history in a database: ten entries for each conversation, written by the store's own schema. */
import Database from 'better-sqlite3';
import { createChance } from '../../../src/analytics/statistics/chance.ts';
import { openStore } from '../../../src/store/open.ts';

const MINUTE = 60_000;

/** `conversations` over a year until `until`; every third is handed to people. Entries are written in the order of their conversations. */
export async function writeHistory(file: string, conversations: number, until: number): Promise<void> {
  await (await openStore(`sqlite:${file}`)).close();
  const database = new Database(file);
  database.pragma('synchronous = off');
  database.pragma('foreign_keys = off');
  const insert = database.prepare(
    `insert into history_entries (id, conversation_id, community, happened_at, kind, actor, facts) values (?, ?, 'default', ?, ?, ?, ?)`,
  );
  const chance = createChance(1);
  const queues = ['technical', 'billing', 'tutoring'];
  const write = database.transaction((from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const id = `C${i}`;
      const learner = `slack:L${i % Math.max(1, Math.floor(conversations / 4))}`;
      let at = until - Math.floor((1 - i / conversations) * 365 * 1440) * MINUTE;
      let n = 0;
      const say = (kind: string, actor: string, facts: object, minutes: number): void => {
        at += Math.floor(minutes * MINUTE);
        insert.run(`e${i}:h${n++}`, id, at, kind, actor, JSON.stringify(facts));
      };
      const queue = queues[i % 3];
      say('conversationStarted', learner, { language: 'zh' }, 0);
      say('learnerMessage', learner, { text: '…' }, 0);
      say('answered', 'bot', { intent: 'login', category: 'account', confidence: 0.9 }, 0);
      if (i % 3 === 0) {
        say('refused', learner, { intent: 'login' }, 1);
        say('escalated', 'bot', { queue, category: 'account', intent: 'login', reason: 'asked' }, 0);
        say('claimed', `slack:A${i % 7}`, {}, 2);
        say('replied', `slack:A${i % 7}`, { text: '…' }, 1 + 30 * chance());
        say('resolved', `slack:A${i % 7}`, { resolution: 'agent' }, 20 * chance());
      } else {
        for (let k = 0; k < 3; k++) say('learnerMessage', learner, { text: '…' }, 1);
        say('answered', 'bot', { intent: 'login', category: 'account', confidence: 0.9 }, 0);
        say('confirmed', learner, { resolution: 'confirmed' }, 2);
      }
      say('ratingAsked', 'bot', {}, 1);
      say('rated', learner, { score: Math.min(10, 5 + Math.floor(6 * chance())) }, 1);
    }
  });
  for (let from = 0; from < conversations; from += 10_000) write(from, Math.min(conversations, from + 10_000));
  database.close();
}

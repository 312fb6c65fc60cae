/** Names and languages of people, asked of Slack once an hour: its events carry neither. */
import type { Author } from '../../src/domain/event.ts';
import type { Clock } from '../../src/ports.ts';
import type { WebClient } from './api.ts';

export interface Person {
  readonly author: Author;
  /** As Slack writes it, such as `zh-CN`. */
  readonly locale: string | null;
}

export interface People {
  /** Never rejects: where Slack does not tell in time, the id stands for the name. */
  find(user: string): Promise<Person>;
}

const FRESH_MS = 3_600_000;
const MOST = 5000;

export function createPeople(client: WebClient, clock: Clock): People {
  const known = new Map<string, { readonly person: Person; readonly until: number }>();

  async function ask(user: string): Promise<Person> {
    const answer = await client.users.info({ user, include_locale: true });
    const { profile, real_name, name } = answer.user ?? {};
    const shown = profile?.display_name || real_name || profile?.real_name || name || user;
    return { author: { id: `slack:${user}`, name: shown }, locale: answer.user?.locale ?? null };
  }

  return {
    async find(user) {
      const found = known.get(user);
      if (found && found.until > clock.now()) return found.person;
      try {
        const person = await ask(user);
        if (known.size >= MOST) known.delete([...known.keys()][0] ?? '');
        known.set(user, { person, until: clock.now() + FRESH_MS });
        return person;
      } catch {
        return found?.person ?? { author: { id: `slack:${user}`, name: user }, locale: null };
      }
    },
  };
}

/** Names and languages of people, asked of Slack once an hour: its events carry neither. */
import type { Author } from '../../src/domain/event.ts';
import { type Language, languageOfLocale } from '../../src/domain/language.ts';
import type { Clock } from '../../src/ports.ts';
import type { WebClient } from './api.ts';

export interface Person {
  readonly author: Author;
  /** As Slack writes it, such as `zh-CN`. */
  readonly locale: string | null;
}

/** What the bot's own hints are written in. */
export function languageOf({ locale }: Person): Language {
  return languageOfLocale(locale) ?? 'en';
}

export interface People {
  /** Never rejects: where Slack does not tell in time, the id stands for the name. */
  find(user: string): Promise<Person>;
  /** The address that Slack has confirmed; null where there is none, or Slack does not tell. Never kept. */
  emailOf(user: string): Promise<string | null>;
}

const FRESH_MS = 3_600_000;
const PAUSE_MS = 10_000;
const MOST = 5000;

export function createPeople(client: WebClient, clock: Clock): People {
  const known = new Map<string, { readonly person: Person; readonly until: number }>();
  const asking = new Map<string, Promise<Person>>();

  async function ask(user: string): Promise<Person> {
    const answer = await client.users.info({ user, include_locale: true });
    const { profile, real_name, name } = answer.user ?? {};
    const shown = profile?.display_name || real_name || profile?.real_name || name || user;
    return { author: { id: `slack:${user}`, name: shown }, locale: answer.user?.locale ?? null };
  }

  function remember(user: string, person: Person, ms: number): Person {
    if (known.size >= MOST) known.delete([...known.keys()][0] ?? '');
    known.set(user, { person, until: clock.now() + ms });
    return person;
  }

  async function refresh(user: string, before: Person | undefined): Promise<Person> {
    try {
      return remember(user, await ask(user), FRESH_MS);
    } catch {
      // Not asked again for a moment: whoever waits has three seconds for everything.
      return remember(user, before ?? { author: { id: `slack:${user}`, name: user }, locale: null }, PAUSE_MS);
    }
  }

  return {
    async emailOf(user) {
      try {
        const { user: found } = await client.users.info({ user });
        return found?.is_email_confirmed === true ? (found.profile?.email ?? null) : null;
      } catch {
        return null;
      }
    },
    find(user) {
      const found = known.get(user);
      if (found && found.until > clock.now()) return Promise.resolve(found.person);
      let asked = asking.get(user);
      if (!asked) {
        asked = refresh(user, found?.person).finally(() => asking.delete(user));
        asking.set(user, asked);
      }
      return asked;
    },
  };
}

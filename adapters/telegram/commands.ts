/** The verbs, how they are typed, and the menus that show them: by scope and by language. */
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Language } from '../../src/domain/language.ts';
import { VERBS, type Verb } from '../../src/domain/verbs.ts';

type Audience = Verb['who'];

const KNOWN: ReadonlySet<string> = new Set(VERBS.map(({ verb }) => verb));

export interface TypedCommand {
  readonly verb: string;
  readonly args: string;
  /** The name behind an @, in small letters; null where none is written. */
  readonly to: string | null;
}

/** `/report@a_bot overview` → its parts; null for ordinary words. A full-width slash counts: input methods type it. */
export function parseCommand(text: string): TypedCommand | null {
  const match = /^\s*[/／]([a-z][a-z0-9_]{0,31})(?:@(\w+))?(?:\s+([\s\S]*))?$/i.exec(text);
  if (!match) return null;
  return { verb: match[1]!.toLowerCase(), args: (match[3] ?? '').trim(), to: match[2]?.toLowerCase() ?? null };
}

/** In a group with other bots, a verb that nobody is named for may be theirs. */
export function isKnownVerb(verb: string): boolean {
  return KNOWN.has(verb) || verb === 'start';
}

const LONGEST_DESCRIPTION = 256;

/** `回复学员：/reply 内容` for what needs words, else what it is about. */
function toDescription({ verb, about, takes }: Verb, language: Language): string {
  const needed = takes.filter(({ required }) => required).map(({ local }) => local[language]);
  const usage = needed.length === 0 ? '' : `${language === 'zh' ? '：' : ': '}/${verb} ${needed.join(' ')}`;
  return `${about[language]}${usage}`.slice(0, LONGEST_DESCRIPTION);
}

function toMenu(audiences: readonly Audience[], language: Language): BotCommand[] {
  return VERBS.filter(({ who }) => audiences.includes(who)).map((verb) => ({
    command: verb.verb,
    description: toDescription(verb, language),
  }));
}

export interface Menu {
  readonly scope: BotCommandScope;
  /** Null = everybody whose language has no menu of its own. */
  readonly languageCode: string | null;
  readonly commands: readonly BotCommand[];
}

/** What is to be set: learners everywhere, agents and admins in the staff chats. */
export function toMenus(staffChats: readonly number[]): Menu[] {
  const scopes: { scope: BotCommandScope; audiences: readonly Audience[] }[] = [
    { scope: { type: 'default' }, audiences: ['learner'] },
    { scope: { type: 'all_group_chats' }, audiences: ['learner'] },
    ...staffChats.map((id) => ({
      scope: { type: 'chat', chat_id: id } as const,
      audiences: ['staff', 'admin'] as const,
    })),
  ];
  return scopes.flatMap(({ scope, audiences }) => [
    { scope, languageCode: null, commands: toMenu(audiences, 'en') },
    { scope, languageCode: 'zh', commands: toMenu(audiences, 'zh') },
  ]);
}

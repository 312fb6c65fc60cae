/** The verbs, how they are typed, and the menus that show them: by scope and by language. */
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Language } from '../../src/domain/language.ts';

type Audience = 'learner' | 'staff' | 'admin';

const VERBS: readonly { verb: string; for: Audience; zh: string; en: string }[] = [
  { verb: 'ask', for: 'learner', zh: '提问：/ask 你的问题', en: 'Ask: /ask your question' },
  { verb: 'status', for: 'learner', zh: '我的问题处理到哪里了', en: 'Where my question stands' },
  { verb: 'human', for: 'learner', zh: '找人工', en: 'Talk to a person' },
  { verb: 'rate', for: 'learner', zh: '打分：/rate 0 到 10', en: 'Rate: /rate 0 to 10' },
  { verb: 'ratings', for: 'learner', zh: '大家的评分和回复快慢', en: 'Ratings and reply times' },
  { verb: 'help', for: 'learner', zh: '我能做什么', en: 'What I can do' },
  { verb: 'claim', for: 'staff', zh: '认领这张工单', en: 'Claim this ticket' },
  { verb: 'release', for: 'staff', zh: '放回队列', en: 'Put it back into the queue' },
  { verb: 'reply', for: 'staff', zh: '回复学员：/reply 内容', en: 'Reply to the learner: /reply text' },
  { verb: 'note', for: 'staff', zh: '内部备注：/note 内容', en: 'Internal note: /note text' },
  { verb: 'resolve', for: 'staff', zh: '标记为解决', en: 'Resolve this ticket' },
  { verb: 'reopen', for: 'staff', zh: '重新打开', en: 'Reopen it' },
  { verb: 'live', for: 'staff', zh: '直播回复 开/关', en: 'Live replies on/off' },
  { verb: 'report', for: 'admin', zh: '报告：/report overview', en: 'Report: /report overview' },
];

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

function toMenu(audiences: readonly Audience[], language: Language): BotCommand[] {
  return VERBS.filter((entry) => audiences.includes(entry.for)).map((entry) => ({
    command: entry.verb,
    description: entry[language],
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

/** The slash and message-menu commands, made of the shared table of verbs, and how what was filled in becomes arguments. Pure. */
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { type Argument, findVerb, REPORTS, VERBS, type Verb, type Words } from '../../src/domain/verbs.ts';

const LONGEST_TEXT = 100;
const MOST_CHOICES = 25;

const cut = (text: string): string => [...text].slice(0, LONGEST_TEXT).join('');
const toLocal = ({ zh, tw }: Words): LocalizationMap => ({ 'zh-CN': cut(zh), 'zh-TW': cut(tw) });

const named = (name: string, local: Words, about: Words) => ({
  name,
  name_localizations: toLocal(local),
  description: cut(about.en),
  description_localizations: toLocal(about),
});

export const ASK_ABOUT = 'Ask support about this';
export const MARK_ANSWER = 'Mark as answer';

/** More than Discord shows as a list are found by typing. */
const isList = ({ choices = [] }: Argument): boolean => choices.length > 0 && choices.length <= MOST_CHOICES;

/** What is completed while it is typed: tickets by the ones shown, questions by the knowledge base, long lists by themselves. */
const suggests = ({ kind, name, choices = [] }: Argument): boolean =>
  kind === 'ticket' || name === 'question' || choices.length > MOST_CHOICES;

function toOption(argument: Argument): APIApplicationCommandOption {
  const { name, local, about, required, choices } = argument;
  const option = { ...named(name, local, about), type: ApplicationCommandOptionType.String as const, required };
  if (choices && isList(argument)) return { ...option, choices: choices.map((name) => ({ name, value: name })) };
  return suggests(argument) ? { ...option, autocomplete: true } : option;
}

/** Discord wants what is needed first. */
const toOptions = (takes: readonly Argument[]): APIApplicationCommandOption[] =>
  [...takes.filter(({ required }) => required), ...takes.filter(({ required }) => !required)].map(toOption);

/** What has no field of its own is typed as on platforms without fields: definitions, splits, schedules. */
const AS_TYPED = {
  name: 'other',
  local: { en: 'other', zh: '其他', tw: '其他' },
  about: {
    en: 'As typed: explain csat, overview --by queue, action, alerts, schedule weekly overview',
    zh: '照写：explain csat、overview --by queue、action、alerts、schedule weekly overview',
    tw: '照寫：explain csat、overview --by queue、action、alerts、schedule weekly overview',
  },
  field: 'words',
} as const;

/** Each report is a subcommand; what stands behind its name are the options of all. */
const toReports = ({ takes }: Verb): APIApplicationCommandOption[] => [
  ...REPORTS.map(({ name, local, about }) => ({
    ...named(name, local, about),
    type: ApplicationCommandOptionType.Subcommand as const,
    options: takes.filter(({ kind }) => kind === 'option').map(toOption) as never,
  })),
  {
    ...named(AS_TYPED.name, AS_TYPED.local, AS_TYPED.about),
    type: ApplicationCommandOptionType.Subcommand as const,
    options: [
      {
        ...named(AS_TYPED.field, { en: 'words', zh: '内容', tw: '內容' }, AS_TYPED.about),
        type: ApplicationCommandOptionType.String as const,
        required: true,
      },
    ],
  },
];

const EVERYWHERE = [InteractionContextType.Guild, InteractionContextType.BotDM];
const INSTALLED = { integration_types: [ApplicationIntegrationType.GuildInstall] };
/** Hidden from those who cannot; who really may is decided by the roles of the service, on every call. */
const STAFF_ONLY = {
  default_member_permissions: String(PermissionFlagsBits.ManageMessages),
  contexts: [InteractionContextType.Guild],
};
const ACCESS = {
  learner: { contexts: EVERYWHERE },
  staff: STAFF_ONLY,
  admin: { default_member_permissions: String(PermissionFlagsBits.ManageGuild), contexts: EVERYWHERE },
} as const satisfies Record<Verb['who'], object>;

/** All commands, as they are registered in one call. */
export function toCommands(): RESTPutAPIApplicationCommandsJSONBody {
  const verbs = VERBS.map((verb) => ({
    ...named(verb.verb, verb.local, verb.about),
    type: ApplicationCommandType.ChatInput as const,
    options: verb.verb === 'report' ? toReports(verb) : toOptions(verb.takes),
    ...INSTALLED,
    ...ACCESS[verb.who],
  }));
  const menus = [
    { name: ASK_ABOUT, local: { zh: '就这条消息问客服', tw: '就這則訊息問客服' }, access: ACCESS.learner },
    { name: MARK_ANSWER, local: { zh: '作为答复发给学员', tw: '作為答覆發給學員' }, access: STAFF_ONLY },
  ].map(({ name, local: { zh, tw }, access }) => ({
    type: ApplicationCommandType.Message as const,
    name,
    name_localizations: { 'zh-CN': zh, 'zh-TW': tw },
    ...INSTALLED,
    ...access,
  }));
  return [...verbs, ...menus] as RESTPutAPIApplicationCommandsJSONBody;
}

/** `{ text, ticket }` of `/reply` → `T-… text`; `{ from: '2026-01-01' }` of `/report overview` → `overview --from 2026-01-01`. */
export function toArgs(verb: string, subcommand: string | null, options: ReadonlyMap<string, string>): string {
  if (subcommand === AS_TYPED.name) return options.get(AS_TYPED.field)?.trim() ?? '';
  const takes = findVerb(verb)?.takes ?? [];
  const of = (...kinds: readonly Argument['kind'][]) =>
    takes
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ name }) => {
        const value = options.get(name)?.trim() ?? '';
        return value === '' ? [] : [{ name, value }];
      });
  // A suggestion that was taken holds more than the id.
  const tickets = of('ticket').map(({ value }) => /T-[0-9A-Z]{6}/i.exec(value)?.[0] ?? value);
  const isAboutOne = takes.some(({ kind }) => kind === 'ticket');
  const isUnnamed = isAboutOne && tickets.length === 0;
  // Words that begin with another ticket's id are words: what they are about has a field of its own.
  const words = of('words', 'choice').map(({ value }) =>
    isUnnamed ? value.replace(/^(?=T-[0-9A-Z]{6}\s)/i, '\u200B') : value,
  );
  const named = of('option').map(({ name, value }) => `--${name} ${value}`);
  return [...tickets, ...(subcommand === null ? [] : [subcommand]), ...words, ...named].join(' ');
}

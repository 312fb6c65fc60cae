/** Commands: slash commands, and the same verbs behind a mention, because slash commands do not work in threads. All of the shared table; pure. */
import type { Language } from '../../src/domain/language.ts';
import { standsAlone, VERBS, type Verb } from '../../src/domain/verbs.ts';

/** Commands of their own; every other verb is `/afterclass <verb>`. */
export const OWN_COMMANDS = ['/ask', '/report'] as const;
export const COMMAND = '/afterclass';

/** A verb as somebody typed it, whether or not it exists. */
export interface TypedVerb {
  readonly verb: string;
  readonly args: string;
}

/** A ticket's number, or a bare one: nobody asks a question like that. */
const NUMBER = /^(?:T-[0-9A-Z]{6}|\d{1,2}\s*分?)$/i;

/** By its name, or by what it is called in Chinese; null for any other word. */
function findTyped(word: string): Verb | null {
  const name = word.toLowerCase();
  return VERBS.find(({ verb, local }) => [verb, local.zh, local.tw].includes(name)) ?? null;
}

/** `claim T-1` → the verb and the rest; a name of the table in either language becomes the verb itself. */
function toTyped(words: string): TypedVerb {
  const [, word = '', rest = ''] = /^\/?(\S+)\s*([\s\S]*)$/.exec(words) ?? [];
  return { verb: findTyped(word)?.verb ?? word.toLowerCase(), args: rest.trim() };
}

/** `/report overview` → report; `/afterclass claim T-7K3F9A` → claim; `/afterclass` alone → help. */
export function parseSlashCommand(command: string, text: string): TypedVerb {
  const words = text.trim();
  if (command !== COMMAND) return { verb: command.slice(1).toLowerCase(), args: words };
  return words === '' ? { verb: 'help', args: '' } : toTyped(words);
}

/** Whether these words can be nothing but a command, without a slash in front of them. */
function isPlain(verb: Verb, args: string, isStaff: boolean): boolean {
  // In staff places nobody asks questions.
  if (isStaff && verb.who !== 'learner') return args !== '' || standsAlone(verb);
  if (args === '') return standsAlone(verb);
  const isChosen = verb.takes.some(({ choices }) => choices?.includes(args.toLowerCase()));
  return isChosen || (verb.takes.length > 0 && NUMBER.test(args));
}

/**
 * What somebody wrote beside the bot's mention, as a command, or null for a question. With a slash any verb counts;
 * without one only what can be nothing else. The mention alone asks for help.
 */
export function parseMention(words: string, isStaff: boolean): TypedVerb | null {
  if (words === '') return { verb: 'help', args: '' };
  const slashed = /^[/／]([\p{L}_]{1,32})(?:\s+([\s\S]*))?$/u.exec(words);
  if (slashed) {
    const own = `/${slashed[1]!.toLowerCase()}` === COMMAND;
    return own ? parseSlashCommand(COMMAND, slashed[2] ?? '') : toTyped(words.slice(1));
  }
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(words) ?? [];
  const verb = findTyped(word);
  return verb && isPlain(verb, rest.trim(), isStaff) ? { verb: verb.verb, args: rest.trim() } : null;
}

/** How a verb is typed on Slack, with what it takes: `/afterclass rate <score>`. */
function toUse({ verb, takes }: Verb, language: Language): string {
  const own = OWN_COMMANDS.find((command) => command === `/${verb}`);
  const rest = takes.map(({ kind, local, required }) => {
    const name = kind === 'option' ? `--${local.en} …` : local[language];
    return required ? `<${name}>` : `[${name}]`;
  });
  return [own ?? `${COMMAND} ${verb}`, ...rest].join(' ');
}

/** Every verb for these people, a line each. */
export function toUsage(who: ReadonlySet<Verb['who']>, language: Language): string {
  return VERBS.filter((verb) => who.has(verb.who))
    .map((verb) => `${toUse(verb, language)} · ${verb.about[language]}`)
    .join('\n');
}

const HELP_LINE = new RegExp(`^/(${VERBS.map(({ verb }) => verb).join('|')})(?=(?: [^\\n·]*)? · )`, 'gm');

/** Lists of commands as the core writes them (`/status · …`), the way they are typed on Slack. Other words stay as they are. */
export function toSlackCommands(text: string): string {
  return text.replace(HELP_LINE, (typed) =>
    OWN_COMMANDS.some((own) => own === typed) ? typed : `${COMMAND} ${typed.slice(1)}`,
  );
}

/** What the manifest says of the command: what learners use, the rest is told by `help`. */
export function toUsageHint(): string {
  const verbs = VERBS.filter(({ who, verb }) => who === 'learner' && !OWN_COMMANDS.some((own) => own === `/${verb}`));
  return verbs.map(({ verb }) => verb).join(' | ');
}

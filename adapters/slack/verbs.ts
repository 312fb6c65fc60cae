/** Commands: slash commands, and the same verbs behind a mention, because slash commands do not work in threads. Pure. */

/** Commands of their own; every other verb is `/afterclass <verb>`. */
export const OWN_COMMANDS = ['/ask', '/report'] as const;
export const COMMAND = '/afterclass';

export interface Verb {
  readonly verb: string;
  readonly args: string;
}

/** `/report overview` → report; `/afterclass claim T-7K3F9A` → claim; `/afterclass` alone → help. */
export function parseSlashCommand(command: string, text: string): Verb {
  const words = text.trim();
  if (command !== COMMAND) return { verb: command.slice(1).toLowerCase(), args: words };
  const match = /^\/?(\S+)\s*([\s\S]*)$/.exec(words);
  return match ? { verb: match[1]!.toLowerCase(), args: match[2]!.trim() } : { verb: 'help', args: '' };
}

/** Verbs that stand alone or before a number: as a whole message they are hardly meant as a question. */
const PLAIN = /^(?:(status|human|help|claim|release|resolve|reopen|live)(?:\s+(T-[0-9A-Z]{6}))?|(rate)\s+(\d{1,2}))$/i;
/** Verbs that take words; only in staff places, where nobody asks questions. */
const WITH_WORDS = /^(reply|note)\s+([\s\S]+)$/i;

/**
 * What somebody wrote beside the bot's mention, as a command, or null for a question. With a slash any verb counts;
 * without one only what can be nothing else. The mention alone asks for help.
 */
export function parseMention(words: string, isStaff: boolean): Verb | null {
  if (words === '') return { verb: 'help', args: '' };
  const slashed = /^[/／]([a-z][a-z_]{0,31})(?:\s+([\s\S]*))?$/i.exec(words);
  if (slashed) {
    const verb = slashed[1]!.toLowerCase();
    return verb === COMMAND.slice(1)
      ? parseSlashCommand(COMMAND, slashed[2] ?? '')
      : { verb, args: (slashed[2] ?? '').trim() };
  }
  const plain = PLAIN.exec(words);
  if (plain) return { verb: (plain[1] ?? plain[3] ?? '').toLowerCase(), args: plain[2] ?? plain[4] ?? '' };
  const worded = isStaff ? WITH_WORDS.exec(words) : null;
  return worded ? { verb: worded[1]!.toLowerCase(), args: worded[2]!.trim() } : null;
}

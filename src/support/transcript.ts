/** A ticket as a file: what was said and what happened, for the learner without notes, for staff with them. */
import type { Language } from '../domain/language.ts';
import type { TranscriptEntry } from './transcript-entries.ts';

export interface TranscriptHead {
  readonly ticket: string;
  /** What learner and staff both may read: queue, category, rating … with their names, in order. */
  readonly facts: readonly (readonly [string, string])[];
  /** What only staff may read: assignee, learner id, tags … */
  readonly staffFacts: readonly (readonly [string, string])[];
}

export interface TranscriptOptions {
  readonly audience: 'learner' | 'staff';
  readonly format: 'markdown' | 'text';
  readonly language: Language;
  readonly timeZone: string;
}

export interface TranscriptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** People's words stay words: nothing in them becomes markup, a link or a mention. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&@]/g, (character) =>
    character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
  );
}

const LABELS = {
  zh: { title: '工单', note: '内部备注', staff: '客服版：含内部备注，请勿转发给学员', zone: '时区' },
  en: {
    title: 'Ticket',
    note: 'internal note',
    staff: 'Staff version: it holds internal notes, do not pass it on',
    zone: 'Time zone',
  },
} as const;

function toMarkdownEntry(clock: string, { kind, who, text }: TranscriptEntry, note: string): string {
  const name = escapeMarkdown(who);
  if (kind === 'event') return `*${clock} ${name}: ${escapeMarkdown(text)}*`;
  const lines = text.split(/\r?\n/).map((line) => `> ${escapeMarkdown(line)}`);
  return [`**${clock} ${name}**${kind === 'note' ? ` (${note})` : ''}`, '', ...lines].join('\n');
}

function toTextEntry(clock: string, { kind, who, text }: TranscriptEntry, note: string): string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const mark = kind === 'note' ? ` [${note}]` : '';
  const open = kind === 'event' ? `${clock} – ${who}: ${first}` : `${clock} ${who}${mark}: ${first}`;
  // Further lines are set in, so that none of them can pass for somebody else's words.
  return [open, ...rest.map((line) => `      ${line}`)].join('\n');
}

/**
 * The file, with a heading for each day in `timeZone`. The learner's holds only entries and facts for all, whatever else is
 * given. Its name is safe on any system.
 */
export function toTranscript(
  head: TranscriptHead,
  entries: readonly TranscriptEntry[],
  { audience, format, language, timeZone }: TranscriptOptions,
): TranscriptFile {
  const labels = LABELS[language];
  const isStaff = audience === 'staff';
  const isMarkdown = format === 'markdown';
  const plain = (text: string) => (isMarkdown ? escapeMarkdown(text) : text);
  const shown = isStaff ? entries : entries.filter((entry) => entry.audience === 'all' && entry.kind !== 'note');
  const facts = [...head.facts, ...(isStaff ? head.staffFacts : []), [labels.zone, timeZone] as const];
  const blocks = [
    `${isMarkdown ? '# ' : ''}${labels.title} ${plain(head.ticket)}`,
    ...(isStaff ? [isMarkdown ? `**${labels.staff}**` : labels.staff] : []),
    facts.map(([name, value]) => `${isMarkdown ? '- ' : ''}${plain(name)}: ${plain(value)}`).join('\n'),
  ];
  let lastDay = '';
  for (const entry of shown) {
    const moment = Temporal.Instant.fromEpochMilliseconds(entry.at).toZonedDateTimeISO(timeZone);
    const day = moment.toPlainDate().toString();
    if (day !== lastDay) blocks.push(isMarkdown ? `## ${day}` : `== ${day} ==`);
    lastDay = day;
    const clock = moment.toPlainTime().toString({ smallestUnit: 'minute' });
    blocks.push((isMarkdown ? toMarkdownEntry : toTextEntry)(clock, entry, labels.note));
  }
  return {
    name: `${head.ticket.replace(/[^A-Za-z0-9-]/g, '')}${isStaff ? '-staff' : ''}.${isMarkdown ? 'md' : 'txt'}`,
    mediaType: isMarkdown ? 'text/markdown' : 'text/plain',
    text: `${blocks.join('\n\n')}\n`,
  };
}

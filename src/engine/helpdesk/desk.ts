/** What agents do that is about no ticket: being away and back, and looking at queues and snippets. */
import type { CommandInvoked } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import type { Context } from '../context.ts';
import { answerAt, type Draft, record, setProfile } from '../draft.ts';
import { onFiguresCommand } from '../own-figures.ts';
import { quote } from '../replies.ts';
import { parseDay } from '../report-command.ts';
import { staffReplies } from '../staff-replies.ts';
import type { DeskVerb } from '../verbs.ts';
import { refuse } from './refusal.ts';
import { listSnippets } from './snippets.ts';
import { deskWords } from './words.ts';

export function onDeskVerb(
  draft: Draft,
  event: CommandInvoked,
  verb: DeskVerb,
  context: Context,
  language: Language,
): void {
  const { id, name } = event.author;
  const open = context.agents.find((agent) => agent.id === id)?.open ?? 0;
  switch (verb) {
    case 'away': {
      const day = event.args.trim().replace(/^--until\s+/, '');
      const start = day === '' ? null : parseDay(day, context.settings.timeZone);
      if (day !== '' && start === null)
        return refuse(draft, event, 'no date', staffReplies.badDate(quote(day), language));
      const until = start === null ? null : start + 24 * 3_600_000;
      setProfile(draft, id, { isAgent: true, name, away: { until } });
      record(draft, 'configured', id, { away: true, until });
      return answerAt(draft, event.spot, 'staff', deskWords.away(name, day || null, language));
    }
    case 'back':
      setProfile(draft, id, { isAgent: true, name, away: null });
      record(draft, 'configured', id, { away: false });
      return answerAt(draft, event.spot, 'staff', deskWords.back(name, open, language));
    case 'queues':
      record(draft, 'ignored', id, { reason: 'queues shown' });
      return answerAt(draft, event.spot, 'staff', {
        kind: 'view',
        view: { name: 'queues', community: event.community, language },
      });
    case 'practice': {
      const reveal = /T-[0-9A-Z]{6}/i.exec(event.args)?.[0]?.toUpperCase() ?? null;
      record(draft, 'ignored', id, { reason: 'practice', ticket: reveal });
      const view = { name: 'practice', community: event.community, seed: event.id, reveal, language } as const;
      return answerAt(draft, event.spot, 'staff', { kind: 'view', view });
    }
    case 'figures':
      return onFiguresCommand(draft, event, context, language);
    case 'snippets':
      return listSnippets(draft, event, context, language);
  }
}

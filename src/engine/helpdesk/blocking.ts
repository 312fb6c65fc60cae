/** Spammers: blocked by a lead with a reason and, if wanted, an end. What they write is kept and shown to nobody. */
import type { PersonEvent } from '../../domain/event.ts';
import { isBlocked } from '../../domain/profile.ts';
import type { Context } from '../context.ts';
import { conversationOf, type Draft, record, setProfile, tellStaff, ticketOf } from '../draft.ts';
import { cut } from '../replies.ts';
import { parseDay } from '../report-command.ts';
import { isLead } from '../roles.ts';
import { refuse } from './refusal.ts';
import { deskWords } from './words.ts';

const LONGEST_REASON = 200;

/** `reason [--until 2026-12-01]`; the day is included. */
export function block(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const { learner, learnerName, language } = conversationOf(draft);
  if (!isLead(event, context)) return refuse(draft, event, 'not a lead', deskWords.onlyLeads(language));
  const [, reason = '', day = null] = /^(.*?)(?:\s*--until\s+(\S+))?$/s.exec(words) ?? [];
  const start = day === null ? null : parseDay(day, context.settings.timeZone);
  if (reason.trim() === '' || (day !== null && start === null)) {
    return refuse(draft, event, 'no reason or no date', deskWords.blockHow(language));
  }
  const until = start === null ? null : start + 24 * 3_600_000;
  const why = cut(reason.trim(), LONGEST_REASON);
  setProfile(draft, learner, { blocked: { reason: why, until, by: event.author.id } });
  record(draft, 'blocked', event.author.id, { learner, reason: why, until });
  tellStaff(draft, deskWords.blocked(event.author.name, learnerName, day, why, language));
}

export function unblock(draft: Draft, event: PersonEvent, context: Context): void {
  const { learner, learnerName, language } = conversationOf(draft);
  if (!isLead(event, context)) return refuse(draft, event, 'not a lead', deskWords.onlyLeads(language));
  if (!isBlocked(context.profileOf(learner), event.at)) {
    return refuse(draft, event, 'not blocked', deskWords.notBlocked(learnerName, language));
  }
  setProfile(draft, learner, { blocked: null });
  record(draft, 'unblocked', event.author.id, { learner, ticket: ticketOf(draft).id });
  tellStaff(draft, deskWords.unblocked(event.author.name, learnerName, language));
}

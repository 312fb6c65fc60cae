/** The team's figures: leads see all of them, every agent their own, and nobody else any. */
import type { CommandInvoked } from '../domain/event.ts';
import type { Language } from '../domain/language.ts';
import { platformOf } from '../domain/place.ts';
import type { ReportRequest } from '../domain/report.ts';
import type { Context } from './context.ts';
import { answerAt, type Draft, record } from './draft.ts';
import { parseReport } from './report-command.ts';
import { reportWords } from './report-words.ts';
import { isAgent, isLead } from './roles.ts';

/** Named as an agent; or, where nobody is named, seen working as one. So that they may ask in a private chat too, which is no staff place. */
export function isKnownAgent(event: CommandInvoked, context: Context): boolean {
  const { id } = event.author;
  const { agents } = context.roles;
  if (isAgent(event, context) || isLead(event, context)) return true;
  return agents.size > 0 ? agents.has(id) : context.profileOf(id).isAgent;
}

/** `/figures`, with days where somebody likes. */
export function onFiguresCommand(draft: Draft, event: CommandInvoked, context: Context, language: Language): void {
  const parsed = parseReport(`agents ${event.args}`, language, context.settings.timeZone);
  if (!parsed.ok) {
    record(draft, 'refused', event.author.id, { reason: 'wrong use', verb: 'figures' });
    answerAt(draft, event.spot, 'admin', parsed.problem);
  } else showOwn(draft, event, parsed.report, language);
}

/** `/report agents` of somebody who is no admin: a lead gets it, an agent their own part. False where it is neither, or another report. */
export function onTeamReport(draft: Draft, event: CommandInvoked, context: Context, language: Language): boolean {
  const parsed = parseReport(event.args, language, context.settings.timeZone);
  if (!parsed.ok || parsed.report.name !== 'agents' || !isKnownAgent(event, context)) return false;
  if (isLead(event, context)) {
    record(draft, 'reportRequested', event.author.id, { report: 'agents' });
    answerAt(draft, event.spot, 'admin', {
      kind: 'report',
      report: { ...parsed.report, form: parsed.report.form ?? 'shared' },
    });
  } else showOwn(draft, event, parsed.report, language);
  return true;
}

/** In Telegram groups nothing can be shown to one person only: there it is for the private chat. */
function showOwn(draft: Draft, event: CommandInvoked, { from, to, form }: ReportRequest, language: Language): void {
  const { author, spot } = event;
  if (platformOf(spot.place) === 'telegram' && spot.place !== author.id) {
    record(draft, 'refused', author.id, { reason: 'not in private', verb: 'figures' });
    answerAt(draft, spot, 'staff', reportWords.figuresInPrivate(language));
    return;
  }
  record(draft, 'reportRequested', author.id, { report: 'agents', own: true });
  const asFile = form === 'csv' ? { form } : {};
  const report = { name: 'agents', from, to, language, agent: author.id, ...asFile } as const;
  answerAt(draft, spot, 'admin', { kind: 'report', report });
}

/** Reports: asked for by command, opened, saved and shared by the buttons below them. Admins only, but for `/ratings`. */

import type { ReportChoice } from '../domain/choice.ts';
import type { ChoiceMade, CommandInvoked } from '../domain/event.ts';
import { type Language, languageOfLocale } from '../domain/language.ts';
import { parseReportCode } from '../domain/report-code.ts';
import type { Context } from './context.ts';
import { answerAt, type Draft, record } from './draft.ts';
import { onAlertsCommand } from './figure-alarms.ts';
import { onActionCommand } from './improvements.ts';
import { parseReport, toKnowledgeReport } from './report-command.ts';
import { isAdmin } from './roles.ts';
import { onScheduleCommand } from './schedule-command.ts';
import { staffReplies } from './staff-replies.ts';

/** `/report …` and `/kb`. */
export function onReportCommand(
  draft: Draft,
  event: CommandInvoked,
  verb: 'report' | 'kb',
  context: Context,
  language: Language,
): void {
  if (!isAdmin(event, context)) {
    record(draft, 'refused', event.author.id, { reason: 'not an admin', verb });
    answerAt(draft, event.spot, 'learner', staffReplies.onlyAdmins(language));
    return;
  }
  if (verb === 'report' && onScheduleCommand(draft, event, context, language)) return;
  if (verb === 'report' && onActionCommand(draft, event, context, language)) return;
  if (verb === 'report' && onAlertsCommand(draft, event, context, language)) return;
  const parsed =
    verb === 'kb' ? toKnowledgeReport(language) : parseReport(event.args, language, context.settings.timeZone);
  if (!parsed.ok) {
    record(draft, 'refused', event.author.id, { reason: 'wrong use', verb });
    answerAt(draft, event.spot, 'admin', parsed.problem);
    return;
  }
  record(draft, 'reportRequested', event.author.id, { report: parsed.report.name });
  // What is shared is for the place, what is asked for is for the one who asked.
  const audience = parsed.report.form === 'shared' ? 'staff' : 'admin';
  answerAt(draft, event.spot, audience, { kind: 'report', report: parsed.report });
}

/** How far back (ms) learners see ratings. */
const RATINGS_MS = 90 * 86_400_000;

/** `/ratings`: for everybody; the report itself shows nothing of fewer than five people. */
export function onRatingsCommand(draft: Draft, event: CommandInvoked, language: Language): void {
  record(draft, 'reportRequested', event.author.id, { report: 'ratings' });
  const report = { name: 'ratings', from: event.at - RATINGS_MS, to: null, language, form: 'shared' } as const;
  answerAt(draft, event.spot, 'learner', { kind: 'report', report });
}

/** Details and CSV go to the one who asked, a shared report to the first staff place for all to read. */
export function onReportChoice(draft: Draft, event: ChoiceMade, choice: ReportChoice, context: Context): void {
  const request = parseReportCode(event.target, context.settings.timeZone);
  const language = request?.language ?? languageOfLocale(event.locale) ?? 'zh';
  if (!isAdmin(event, context)) {
    record(draft, 'refused', event.author.id, { reason: 'not an admin', choice });
    answerAt(draft, event.spot, 'learner', staffReplies.onlyAdmins(language));
    return;
  }
  if (!request) {
    record(draft, 'refused', event.author.id, { reason: 'unknown target', choice });
    answerAt(draft, event.spot, 'admin', staffReplies.staleButton(language));
    return;
  }
  record(draft, 'reportRequested', event.author.id, { report: request.name, choice });
  if (choice !== 'report_share') {
    const form = choice === 'report_csv' ? 'csv' : 'full';
    answerAt(draft, event.spot, 'admin', { kind: 'report', report: { ...request, form } });
    return;
  }
  const [place] = context.staffPlaces;
  if (!place) {
    answerAt(draft, event.spot, 'admin', staffReplies.nowhereToShare(language));
    return;
  }
  answerAt(draft, { place, thread: null }, 'staff', { kind: 'report', report: { ...request, form: 'shared' } });
  answerAt(draft, event.spot, 'admin', staffReplies.shared(language));
}

/** `/report schedule …`: reports that come by themselves, into the place where this was typed or, with `--staff`, the first staff place. */
import type { CommandInvoked } from '../domain/event.ts';
import type { Language } from '../domain/language.ts';
import { CADENCES, type Cadence } from '../domain/schedule.ts';
import type { Context } from './context.ts';
import { answerAt, type Draft, record } from './draft.ts';
import { quote } from './replies.ts';
import { parseReport } from './report-command.ts';
import { staffReplies } from './staff-replies.ts';

const CHINESE_CADENCES: Readonly<Record<string, Cadence>> = { 每天: 'daily', 每周: 'weekly', 每月: 'monthly' };
const DEFAULT_MINUTE = 9 * 60;

/** `09:30` → 570; null for no time. */
function parseMinute(typed: string): number | null {
  const match = /^(\d{1,2})[:：]([0-5]\d)$/.exec(typed);
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  return minute < 1440 ? minute : null;
}

/** Made from the event, so that deciding it again gives the same. */
function toScheduleId(eventId: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < eventId.length; i++) hash = Math.imul(hash ^ eventId.charCodeAt(i), 0x01000193);
  return `R-${(hash >>> 0).toString(36).toUpperCase().padStart(7, '0')}`;
}

/** True where the words begin with `schedule` or `unschedule`; then everything is done. Whoever calls it has checked the role. */
export function onScheduleCommand(draft: Draft, event: CommandInvoked, context: Context, language: Language): boolean {
  const [verb = '', ...words] = event.args.trim().split(/\s+/);
  if (verb === 'unschedule' || verb === '取消定时') {
    unschedule(draft, event, words[0] ?? '', language);
    return true;
  }
  if (verb !== 'schedule' && verb !== '定时') return false;
  const answer = (text: string) => answerAt(draft, event.spot, 'admin', text);
  const [typed = ''] = words;
  const cadence = CADENCES.find((known) => known === typed.toLowerCase()) ?? CHINESE_CADENCES[typed];
  if (!cadence) {
    record(draft, 'refused', event.author.id, { reason: 'wrong use', verb: 'report' });
    answer(staffReplies.whichCadence(quote(typed), language));
    return true;
  }
  const rest = words.slice(1);
  const at = rest.indexOf('--at');
  const minute = at < 0 ? DEFAULT_MINUTE : parseMinute(rest[at + 1] ?? '');
  if (at >= 0) rest.splice(at, 2);
  const staff = rest.indexOf('--staff');
  if (staff >= 0) rest.splice(staff, 1);
  const report = rest.join(' ');
  const parsed = parseReport(report, language, context.settings.timeZone);
  const hasDays = rest.includes('--from') || rest.includes('--to');
  if (minute === null || hasDays || !parsed.ok || parsed.report.name === 'explain') {
    record(draft, 'refused', event.author.id, { reason: 'wrong use', verb: 'report' });
    answer(parsed.ok ? staffReplies.whichTime(language) : parsed.problem);
    return true;
  }
  const id = toScheduleId(event.id);
  const [staffPlace] = context.staffPlaces;
  const { place, thread } = staff >= 0 && staffPlace ? { place: staffPlace, thread: null } : event.spot;
  record(draft, 'reportScheduled', event.author.id, { schedule: id, cadence, minute, report, place, thread, language });
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  answer(staffReplies.scheduled(id, cadence, time, context.settings.timeZone, staff >= 0, language));
  return true;
}

function unschedule(draft: Draft, event: CommandInvoked, typed: string, language: Language): void {
  const id = /^R-[0-9A-Z]{7}$/i.exec(typed)?.[0].toUpperCase();
  if (!id) {
    record(draft, 'refused', event.author.id, { reason: 'wrong use', verb: 'report' });
    answerAt(draft, event.spot, 'admin', staffReplies.whichSchedule(language));
    return;
  }
  record(draft, 'reportUnscheduled', event.author.id, { schedule: id });
  answerAt(draft, event.spot, 'admin', staffReplies.unscheduled(id, language));
}

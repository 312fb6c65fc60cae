/** Figures that left their usual range are told once, where the staff is; admins choose whether and where with `/report alerts`. */
import { ALARM_KEY, toAlarmSettings } from '../domain/alarm.ts';
import type { CommandInvoked, FiguresAlarmed } from '../domain/event.ts';
import type { Language } from '../domain/language.ts';
import type { PlaceId, Spot } from '../domain/place.ts';
import { toAlarmStanding, toAlarmText } from './alarm-words.ts';
import type { Context } from './context.ts';
import { answerAt, type Draft, record, setSetting } from './draft.ts';

/** Where alarms go: the chosen place, else the first staff place; null where they are off or there is none. */
function toSpot({ stored, staffPlaces }: Context): Spot | null {
  const { on, place, thread } = toAlarmSettings(stored.get(ALARM_KEY));
  const [first] = staffPlaces;
  if (!on) return null;
  if (place !== null) return { place: place as PlaceId, thread };
  return first ? { place: first, thread: null } : null;
}

export function onFiguresAlarmed(draft: Draft, event: FiguresAlarmed, context: Context): void {
  const spot = toSpot(context);
  if (!spot || event.alarms.length === 0) {
    record(draft, 'ignored', 'bot', { reason: 'alarms are off' });
    return;
  }
  for (const { figure, direction, value, low, high, n } of event.alarms) {
    record(draft, 'alarmed', 'bot', { figure, direction, value, low, high, n });
  }
  // The language of whoever set it, else the first that an agent chose.
  const chosen = context.agents.find(({ profile }) => profile.language !== null)?.profile.language;
  const language = toAlarmSettings(context.stored.get(ALARM_KEY)).language ?? chosen ?? 'zh';
  answerAt(draft, spot, 'staff', toAlarmText(event.alarms, language));
}

const NAMES: ReadonlySet<string> = new Set(['alerts', 'alert', '提醒']);
const WORDS: Readonly<Record<string, 'on' | 'off' | 'here'>> = {
  on: 'on',
  off: 'off',
  here: 'here',
  开: 'on',
  关: 'off',
  这里: 'here',
};

/** `alerts` shows how it stands · `on` · `off` · `here`: from now on where this was typed. True where the words begin with it. */
export function onAlertsCommand(draft: Draft, event: CommandInvoked, context: Context, language: Language): boolean {
  const [name = '', typed = ''] = event.args.trim().split(/\s+/);
  if (!NAMES.has(name.toLowerCase())) return false;
  const wanted = WORDS[typed.toLowerCase()];
  const before = toAlarmSettings(context.stored.get(ALARM_KEY));
  if (!wanted) {
    record(draft, 'ignored', event.author.id, { reason: 'alarms shown' });
    answerAt(draft, event.spot, 'admin', toAlarmStanding(toSpot(context)?.place ?? null, before.on, language));
    return true;
  }
  const where = wanted === 'here' ? { place: event.spot.place, thread: event.spot.thread } : {};
  const settings = { ...before, ...where, on: wanted !== 'off', language };
  setSetting(draft, ALARM_KEY, settings);
  record(draft, 'configured', event.author.id, { key: ALARM_KEY, on: settings.on, place: settings.place });
  const spot = toSpot({ ...context, stored: new Map([[ALARM_KEY, settings]]) });
  answerAt(draft, event.spot, 'admin', toAlarmStanding(spot?.place ?? null, settings.on, language));
  return true;
}

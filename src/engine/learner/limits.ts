/** What keeps one learner from drowning the others: messages a minute, and a block by a lead. */
import type { MessageReceived, PersonEvent } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import { isBlocked } from '../../domain/profile.ts';
import type { Context } from '../context.ts';
import { answerAt, conversationOf, type Draft, record, say, setConversation, setProfile } from '../draft.ts';
import { replies } from '../replies.ts';

const MOST_A_MINUTE = 20;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** True beyond what is taken in a minute: the words are kept, nothing comes of them, and the learner is told once. */
export function isFlood(draft: Draft, event: MessageReceived): boolean {
  const conversation = conversationOf(draft);
  const recent = conversation.recent.filter((at) => event.at - at < MINUTE);
  const isTooMuch = recent.length >= MOST_A_MINUTE;
  if (!isTooMuch) {
    setConversation(draft, { recent: [...recent, event.at] });
    return false;
  }
  record(draft, 'refused', event.author.id, { reason: 'too many messages' });
  // The last place in the list says that they were told.
  if (recent.length === MOST_A_MINUTE) {
    setConversation(draft, { recent: [...recent, event.at] });
    say(draft, replies.tooFast(conversation.language));
  }
  return true;
}

function formatDay(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** True for whoever is blocked: they are told at most once a day, and what they write is kept as a fact only. */
export function tellBlocked(draft: Draft, event: PersonEvent, context: Context, language: Language): boolean {
  const profile = context.profileOf(event.author.id);
  const { blocked } = profile;
  if (!blocked || !isBlocked(profile, event.at)) return false;
  record(draft, 'refused', event.author.id, {
    reason: 'blocked',
    text: (event.kind === 'commandInvoked' ? event.args : event.text) ?? '',
  });
  if ((blocked.toldAt ?? 0) + DAY <= event.at) {
    const until = blocked.until === null ? null : formatDay(blocked.until - 1, context.settings.timeZone);
    setProfile(draft, event.author.id, { blocked: { ...blocked, toldAt: event.at } });
    answerAt(draft, event.spot, 'learner', replies.blocked(blocked.reason, until, profile.language ?? language));
  }
  return true;
}

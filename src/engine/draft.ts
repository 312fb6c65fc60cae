/** A decision while it is being made: the conversation as it will be, and what is to be sent, timed and recorded. Local to one call of `decide`. */
import type { Change, StoredConversation, TimerChange } from '../domain/change.ts';
import type { Button } from '../domain/choice.ts';
import type { Conversation, Ticket } from '../domain/conversation.ts';
import type { Delivery, DeliveryBody, MessageFile } from '../domain/delivery.ts';
import { threadOfSlot } from '../domain/delivery.ts';
import { type Attachment, type InboundEvent, isFromPerson, type PersonEvent, type TimerKind } from '../domain/event.ts';
import type { HistoryEntry, HistoryKind } from '../domain/history.ts';
import { type PersonId, platformOf, type Spot } from '../domain/place.ts';
import type { Profile, ProfileChange, SettingChange } from '../domain/profile.ts';

export interface Draft {
  readonly event: InboundEvent;
  /** See `StoredConversation.ahead`. */
  readonly ahead: number | null;
  /** See `StoredConversation.isLatest`; of what was loaded, true where nothing was. */
  readonly isLatest: boolean;
  conversation: Conversation | null;
  ticket: Ticket | null;
  readonly timers: TimerChange[];
  readonly history: HistoryEntry[];
  readonly deliveries: Delivery[];
  readonly profiles: ProfileChange[];
  readonly settings: SettingChange[];
  /** Words of people, by the delivery that carries them: they are sent as they were written. */
  readonly verbatim: Map<string, string>;
}

export function createDraft(event: InboundEvent, stored: StoredConversation | null): Draft {
  return {
    event,
    ahead: stored?.ahead ?? null,
    isLatest: stored?.isLatest ?? true,
    conversation: stored?.conversation ?? null,
    ticket: stored?.ticket ?? null,
    timers: [],
    history: [],
    deliveries: [],
    profiles: [],
    settings: [],
    verbatim: new Map(),
  };
}

/** The conversation of the draft; a rule that needs one is only called when there is one. */
export function conversationOf(draft: Draft): Conversation {
  if (!draft.conversation) throw new Error(`event ${draft.event.id}: no conversation`);
  return draft.conversation;
}

export function ticketOf(draft: Draft): Ticket {
  if (!draft.ticket) throw new Error(`event ${draft.event.id}: no ticket`);
  return draft.ticket;
}

export function setConversation(draft: Draft, changes: Partial<Conversation>): void {
  draft.conversation = { ...conversationOf(draft), ...changes };
}

export function setTicket(draft: Draft, changes: Partial<Ticket>): void {
  draft.ticket = { ...ticketOf(draft), ...changes };
}

export function setProfile(draft: Draft, person: PersonId, changes: Partial<Profile>): void {
  draft.profiles.push({ person, changes });
}

/** Kept for the whole community; null takes it back. */
export function setSetting(draft: Draft, key: string, value: unknown): void {
  draft.settings.push({ key, value });
}

/** Written over what is kept under that key. */
export function patchSetting(draft: Draft, key: string, value: object): void {
  draft.settings.push({ key, value, patch: true });
}

/** `dueAt` null cancels. */
export function setTimer(draft: Draft, kind: TimerKind, dueAt: number | null): void {
  draft.timers.push({ conversationId: conversationOf(draft).id, kind, dueAt });
}

export function record(draft: Draft, kind: HistoryKind, actor: string, facts: HistoryEntry['facts'] = {}): void {
  draft.history.push({
    id: `${draft.event.id}:h${draft.history.length}`,
    conversationId: draft.conversation?.id ?? null,
    at: draft.event.at,
    kind,
    actor,
    facts,
  });
}

/** A fact of another conversation than the draft's. */
export function recordAbout(
  draft: Draft,
  conversationId: string,
  kind: HistoryKind,
  actor: string,
  facts: HistoryEntry['facts'],
): void {
  const id = `${draft.event.id}:h${draft.history.length}`;
  draft.history.push({ id, conversationId, at: draft.event.at, kind, actor, facts });
}

function send(draft: Draft, delivery: Omit<Delivery, 'id' | 'conversationId'>): string {
  const id = `${draft.event.id}:${draft.deliveries.length}`;
  draft.deliveries.push({ ...delivery, id, conversationId: draft.conversation?.id ?? null });
  return id;
}

/** Files stay with the platform they came from until they are sent: of a person's message, or of the learner's earlier ones. */
function toFiles(files: readonly Attachment[], event: InboundEvent, owner?: PersonId): readonly MessageFile[] {
  const person = owner ?? (isFromPerson(event) ? event.author.id : null);
  if (person === null) return [];
  return files.map(({ name, mediaType, ref }) => ({
    name,
    mediaType: mediaType ?? 'application/octet-stream',
    alt: name,
    source: { kind: 'platform', platform: platformOf(person), ref },
  }));
}

function toBody(text: string, buttons: Buttons, files: readonly MessageFile[]): DeliveryBody {
  return { kind: 'message', message: files.length > 0 ? { text, buttons, files } : { text, buttons } };
}

export type Buttons = readonly (readonly Button[])[];

/** A message to the learner of the conversation. With a slot, the message in that slot is edited instead. Answers the delivery's id. */
export function say(
  draft: Draft,
  text: string,
  buttons: Buttons = [],
  slot: string | null = null,
  files: readonly Attachment[] = [],
): string {
  const { spot } = conversationOf(draft);
  return send(draft, {
    audience: 'learner',
    place: spot.place,
    thread: spot.thread,
    slot,
    requires: null,
    body: toBody(text, buttons, toFiles(files, draft.event)),
  });
}

/** A message in the thread below the ticket's card. `requires`: shown only if that delivery arrived. */
export function tellStaff(
  draft: Draft,
  text: string,
  requires: string | null = null,
  files: readonly Attachment[] = [],
): void {
  const ticket = ticketOf(draft);
  send(draft, {
    audience: 'staff',
    place: ticket.staffSpot.place,
    thread: threadOfSlot(cardSlot(ticket.id)),
    slot: null,
    requires,
    body: toBody(text, [], toFiles(files, draft.event, conversationOf(draft).learner)),
  });
}

/** A message in the thread of another ticket's card. */
export function tellOther(draft: Draft, ticket: Ticket, text: string): void {
  send(draft, {
    audience: 'staff',
    place: ticket.staffSpot.place,
    thread: threadOfSlot(cardSlot(ticket.id)),
    slot: null,
    requires: null,
    body: toBody(text, [], []),
  });
}

/** Buttons below the ticket's card, one message for each kind of menu, edited in place. */
export function showMenu(draft: Draft, kind: string, text: string, buttons: Buttons): void {
  const ticket = ticketOf(draft);
  send(draft, {
    audience: 'staff',
    place: ticket.staffSpot.place,
    thread: threadOfSlot(cardSlot(ticket.id)),
    slot: `menu:${kind}:${ticket.id}`,
    requires: null,
    body: toBody(text, buttons, []),
  });
}

/** Posts or edits the ticket's card. */
export function putCard(draft: Draft, text: string, buttons: Buttons): void {
  const ticket = ticketOf(draft);
  send(draft, {
    audience: 'staff',
    place: ticket.staffSpot.place,
    thread: ticket.staffSpot.thread,
    slot: cardSlot(ticket.id),
    requires: null,
    body: { kind: 'message', message: { text, buttons } },
  });
}

export function cardSlot(ticketId: string): string {
  return `ticket:${ticketId}`;
}

/** An answer where somebody spoke, whether or not there is a conversation. */
export function answerAt(draft: Draft, spot: Spot, audience: Delivery['audience'], body: DeliveryBody | string): void {
  // Figures are for the one who asked, not for everybody who can read along.
  const { event } = draft;
  send(draft, {
    ...(audience === 'admin' && isFromPerson(event) ? { privateTo: event.author.id } : {}),
    audience,
    place: spot.place,
    thread: spot.thread,
    slot: null,
    requires: null,
    body: typeof body === 'string' ? { kind: 'message', message: { text: body, buttons: [] } } : body,
  });
}

/** To a person where they talked last, about nothing of this conversation. */
export function tellPerson(draft: Draft, person: PersonId, spot: Spot, words: DeliveryBody | string): void {
  const id = `${draft.event.id}:${draft.deliveries.length}`;
  const { place, thread } = spot;
  const body = typeof words === 'string' ? toBody(words, [], []) : words;
  draft.deliveries.push({
    ...{ id, conversationId: null, audience: 'learner', place, thread, slot: null, requires: null },
    ...{ privateTo: person, body },
  });
}

/** An answer for the one who asked, not for everybody who can read along; where the platform cannot, in the place as it is. */
export function answerPrivately(draft: Draft, event: PersonEvent, body: DeliveryBody | string): void {
  send(draft, {
    privateTo: event.author.id,
    audience: 'learner',
    place: event.spot.place,
    thread: event.spot.thread,
    slot: null,
    requires: null,
    body: typeof body === 'string' ? toBody(body, [], []) : body,
  });
}

export function toChange(draft: Draft, stored: StoredConversation | null): Change {
  return {
    eventId: draft.event.id,
    community: draft.event.community,
    // Unchanged rows are left alone, so that a mere command never makes another event stale.
    conversation:
      draft.conversation === (stored?.conversation ?? null) && draft.ticket === (stored?.ticket ?? null)
        ? null
        : draft.conversation,
    ticket: draft.ticket === (stored?.ticket ?? null) ? null : draft.ticket,
    timers: draft.timers,
    history: draft.history,
    deliveries: draft.deliveries,
    ...(draft.profiles.length > 0 ? { profiles: draft.profiles } : {}),
    ...(draft.settings.length > 0 ? { settings: draft.settings } : {}),
  };
}

/** What must be loaded and read before an event can be decided: its conversation, its question, the other ticket it names. Pure. */
import { assertNever } from '../domain/assert-never.ts';
import type { ConversationKey, StoredConversation } from '../domain/change.ts';
import type { CommandInvoked, InboundEvent, PersonEvent } from '../domain/event.ts';
import { fromSurveyTarget } from '../domain/survey.ts';
import { type Context, isStaffPlace } from './context.ts';
import { takesTicket } from './verbs.ts';

type Places = Pick<Context, 'staffPlaces' | 'knowledge'>;

/** Where to look for the conversation an event is about; the first key that finds one wins, none = it is about none. */
export function toKeys(event: InboundEvent, places: Places): readonly ConversationKey[] {
  switch (event.kind) {
    case 'timerFired':
    case 'deliveryFailed':
      return [{ by: 'conversation', id: event.conversationId }];
    case 'eventParked':
      return toKeys(event.parked, places);
    case 'placeLost':
      // A private chat is named after its person: whose ticket it is can be told.
      return event.reason === 'blocked'
        ? [
            {
              by: 'learner',
              community: event.community,
              spot: { place: event.place, thread: null },
              learner: event.place,
            },
          ]
        : [];
    case 'messageDeleted':
      return event.author ? keysOfSpot({ ...event, author: event.author }, places) : [];
    case 'messageEdited':
      return keysOfSpot(event, places);
    case 'choiceMade':
      if (event.choice.startsWith('survey')) return [{ by: 'conversation', id: fromSurveyTarget(event.target) }];
      return [{ by: event.target.startsWith('T-') ? 'ticket' : 'conversation', id: event.target }];
    case 'commandInvoked': {
      const { ticket } = takesTicket(event.verb.toLowerCase()) ? splitTicketId(event.args) : { ticket: null };
      // `/merge T-B` in a thread is about the thread's ticket, `/merge T-A T-B` about the first one named.
      if (event.verb.toLowerCase() === 'merge' && ticketIdsIn(event.args).length < 2) return keysOfSpot(event, places);
      return ticket ? [{ by: 'ticket', id: ticket }] : keysOfSpot(event, places);
    }
    case 'messageReceived':
      return keysOfSpot(event, places);
    case 'figuresAlarmed':
      return [];
    case 'outreachDue':
      return [{ by: 'learner', community: event.community, spot: event.spot, learner: event.person }];
    default:
      return assertNever(event);
  }
}

/** Where a ticket was merged away, what the learner says or does next is about the one it goes on in; null = it went nowhere. */
export function toMergedKey(
  stored: StoredConversation | null,
  keys: readonly ConversationKey[],
): ConversationKey | null {
  const into = stored?.ticket?.mergedInto ?? null;
  return into !== null && keys.some(({ by }) => by === 'learner') ? { by: 'ticket', id: into } : null;
}

function keysOfSpot(
  event: Pick<PersonEvent, 'spot' | 'community' | 'author'>,
  places: Places,
): readonly ConversationKey[] {
  const { place, thread } = event.spot;
  if (isStaffPlace(places, place)) return thread ? [{ by: 'thread', place, thread }] : [];
  return [{ by: 'learner', community: event.community, spot: event.spot, learner: event.author.id }];
}

/** The text the diagnoser should read before this event is decided, or null when the decision does not depend on one. */
export function toQuestion(
  stored: StoredConversation | null,
  event: InboundEvent,
  context: Places & { readonly settings: Pick<Context['settings'], 'turnQuietMs'> },
): string | null {
  const conversation = stored?.conversation ?? null;
  const joined = (more: string | null) =>
    [...(conversation?.turn?.texts ?? []), ...(more === null ? [] : [more])].join('\n');
  if (event.kind === 'timerFired') return event.timer === 'turnQuiet' && conversation?.turn ? joined(null) : null;
  const isAsk = event.kind === 'commandInvoked' && event.verb.toLowerCase() === 'ask';
  if (event.kind !== 'messageReceived' && !isAsk) return null;
  if (isStaffPlace(context, event.spot.place)) return null;
  const text = event.kind === 'messageReceived' ? event.text : event.args;
  switch (conversation?.status) {
    case 'assigned':
    case 'pending':
      return null;
    case 'queued':
    case 'resolved':
      return text;
    default:
      return isAsk || context.settings.turnQuietMs === 0 ? joined(text) : null;
  }
}

const TICKET_ID = /^(T-[0-9A-Z]{6})(?=\s|$)/i;

/** `T-7K3F9A the rest` → the ticket's id in capitals and the rest. */
export function splitTicketId(args: string): { ticket: string | null; words: string } {
  const match = TICKET_ID.exec(args.trim());
  if (!match?.[1]) return { ticket: null, words: args.trim() };
  return { ticket: match[1].toUpperCase(), words: args.trim().slice(match[1].length).trim() };
}

function ticketIdsIn(args: string): readonly string[] {
  return args.toUpperCase().match(/T-[0-9A-Z]{6}(?=\s|$)/g) ?? [];
}

/** The ticket that another one is merged into: the last id of `/merge`. Of who is to be written to unasked, what they are busy with, wherever. */
export function toOtherKey(event: InboundEvent): ConversationKey | null {
  if (event.kind === 'outreachDue') return { by: 'person', community: event.community, learner: event.person };
  if (event.kind !== 'commandInvoked' || event.verb.toLowerCase() !== 'merge') return null;
  const id = ticketIdsIn(event.args).at(-1);
  return id ? { by: 'ticket', id } : null;
}

/** Whether somebody asks to be linked by the address that their platform knows them by. */
export function asksLinkByEmail(event: InboundEvent): event is CommandInvoked {
  const isSettings = event.kind === 'commandInvoked' && event.verb.toLowerCase() === 'settings';
  return isSettings && /^link$/i.test(event.args.trim());
}

/** The code from the shop that a command carries: `/settings link CODE`, or `/start CODE` of a deep link. */
export function toLinkCode(event: InboundEvent): string | null {
  if (event.kind !== 'commandInvoked') return null;
  const verb = event.verb.toLowerCase();
  if (verb === 'start') return event.args.trim() || null;
  return verb === 'settings' ? (/^link\s+(\S+)/i.exec(event.args.trim())?.[1] ?? null) : null;
}

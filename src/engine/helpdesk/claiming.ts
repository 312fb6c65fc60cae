/** Who owns a ticket: claim, release, assign, and the lease that returns it. */
import type { ListedChoice } from '../../domain/choice.ts';
import type { PersonEvent } from '../../domain/event.ts';
import type { PersonId } from '../../domain/place.ts';
import { type AgentState, isAway } from '../../domain/profile.ts';
import {
  type Assignment,
  assign as chooseAgent,
  toAssignableAgent,
  toAssignmentText,
  toSubjects,
} from '../../support/assignment.ts';
import { toClaimLease } from '../../support/claim-lease.ts';
import { formatTime, refreshBoth, toListButtons } from '../cards.ts';
import type { Context } from '../context.ts';
import {
  answerAt,
  conversationOf,
  type Draft,
  record,
  setConversation,
  setProfile,
  setTicket,
  setTimer,
  showMenu,
  tellStaff,
  ticketOf,
} from '../draft.ts';
import { closeAnswer } from '../given-answer.ts';
import { isLead, mayHandle } from '../roles.ts';
import { staffReplies } from '../staff-replies.ts';
import { isInHand, refuse, refuseOwned, refuseState } from './refusal.ts';
import { queueOf } from './service-levels.ts';
import { deskWords } from './words.ts';

/** Buttons in a menu of agents or queues. */
export const MOST_LISTED = 20;

/** Compare and set: the version check of the commit makes two claims in the same instant one after the other. */
export function give(draft: Draft, context: Context, to: { readonly id: PersonId; readonly name: string }): void {
  const isPending = ticketOf(draft).status === 'pending';
  closeAnswer(draft, context);
  setTicket(draft, { assignee: to.id, assigneeName: to.name, live: false });
  setConversation(draft, { status: isPending ? 'pending' : 'assigned', activeAt: draft.event.at, answer: null });
  // While the learner is waited for, nobody is late.
  if (isPending) endLease(draft);
  else startLease(draft, context);
}

/** The assignee is to reply within the queue's time, from now on. */
export function startLease(draft: Draft, context: Context): void {
  const queue = queueOf(ticketOf(draft), context);
  const { nudgeAt, until: leaseUntil } = toClaimLease(queue, draft.event.at, context.calendarOf(queue));
  setTicket(draft, { leaseUntil });
  setTimer(draft, 'leaseExpired', leaseUntil);
  setTimer(draft, 'leaseNudge', nudgeAt);
}

export function endLease(draft: Draft): void {
  setTicket(draft, { leaseUntil: null });
  setTimer(draft, 'leaseExpired', null);
  setTimer(draft, 'leaseNudge', null);
}

/** The one who acts takes the ticket. */
export function take(draft: Draft, event: PersonEvent, context: Context): void {
  give(draft, context, event.author);
  record(draft, 'claimed', event.author.id, { ticket: ticketOf(draft).id });
}

/** Whoever acts on tickets can be assigned some. */
export function rememberAgent(draft: Draft, event: PersonEvent, context: Context): void {
  const profile = context.agents.find(({ id }) => id === event.author.id)?.profile;
  if (profile?.name === event.author.name) return;
  setProfile(draft, event.author.id, { isAgent: true, name: event.author.name });
}

export function claim(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  const { language } = conversationOf(draft);
  if (!isInHand(draft)) return refuseState(draft, event);
  if (ticket.assignee === event.author.id) {
    record(draft, 'ignored', event.author.id, { reason: 'claimed before' });
    return;
  }
  if (ticket.assignee !== null) {
    const winner = ticket.assigneeName ?? ticket.assignee;
    return refuse(draft, event, 'claimed by another', staffReplies.claimLost(winner, language));
  }
  take(draft, event, context);
  tellStaff(draft, staffReplies.claimed(event.author.name, language));
  refreshBoth(draft, context);
}

export function release(draft: Draft, event: PersonEvent, context: Context): void {
  const ticket = ticketOf(draft);
  if (!isInHand(draft) || ticket.assignee === null) return refuseState(draft, event);
  if (!mayHandle(event, ticket, context)) return refuseOwned(draft, event);
  giveBack(draft, event.author.id);
  tellStaff(draft, staffReplies.released(event.author.name, conversationOf(draft).language));
  assignByItself(draft, context);
  refreshBoth(draft, context);
}

/** The ticket waits again, for somebody else; one that waits for the learner goes on doing so. */
export function giveBack(draft: Draft, actor: string): void {
  const { status, assignee, lapsed } = ticketOf(draft);
  const isPending = status === 'pending';
  setTicket(draft, {
    assignee: null,
    assigneeName: null,
    live: false,
    lapsed: assignee === null || isPending || lapsed.includes(assignee) ? lapsed : [...lapsed, assignee],
  });
  setConversation(draft, { status: isPending ? 'pending' : 'queued' });
  record(draft, 'released', actor, { ticket: ticketOf(draft).id });
  endLease(draft);
}

function assignTo(draft: Draft, event: PersonEvent, context: Context, agent: AgentState): void {
  const { language } = conversationOf(draft);
  const name = agent.profile.name ?? agent.id;
  if (isAway(agent.profile, event.at)) return refuse(draft, event, 'agent is away', deskWords.isAway(name, language));
  if (ticketOf(draft).assignee === agent.id) {
    record(draft, 'ignored', event.author.id, { reason: 'assigned before' });
    return;
  }
  give(draft, context, { id: agent.id, name });
  record(draft, 'assigned', event.author.id, { ticket: ticketOf(draft).id, to: agent.id });
  tellStaff(draft, deskWords.assigned(event.author.name, name, language));
  refreshBoth(draft, context);
}

/** Those who may act on tickets now: whose role was taken away is given none. */
function agentsOf({ agents: known, roles }: Context): readonly AgentState[] {
  const { agents, leads, admins } = roles;
  return known.filter(({ id }) => agents.size === 0 || agents.has(id) || leads.has(id) || admins.has(id));
}

/** Whoever has least in hand among those who can take it now. */
function findAgent(draft: Draft, context: Context): Assignment {
  const { at } = draft.event;
  const ticket = ticketOf(draft);
  const { language, learner } = conversationOf(draft);
  const { agents, leads } = context.roles;
  const queue = queueOf(ticket, context);
  const { queue: name, category, tags } = ticket;
  return chooseAgent(
    context.agents
      .filter(({ id }) => agents.size === 0 || agents.has(id) || leads.has(id))
      .map(({ id, profile, open }) =>
        toAssignableAgent(
          {
            id,
            name: profile.name ?? id,
            openTickets: open,
            awayUntil: profile.away ? (profile.away.until ?? Number.POSITIVE_INFINITY) : null,
            assignedAt: null,
          },
          context.knowledge.agents?.get(id),
          context.settings.timeZone,
        ),
      ),
    { subjects: toSubjects({ queue: name, category, courses: [], tags }), language, not: [learner, ...ticket.lapsed] },
    at,
    context.calendarOf(queue),
  );
}

/** `words`: a name, `auto` for whoever has least, or nothing for the menu. */
export function assign(draft: Draft, event: PersonEvent, words: string, context: Context): void {
  const ticket = ticketOf(draft);
  const { language } = conversationOf(draft);
  if (!isInHand(draft)) return refuseState(draft, event);
  if (!mayHandle(event, ticket, context) && !isLead(event, context)) return refuseOwned(draft, event);
  if (words === '') return showAgents(draft, event, context);
  if (/^auto$/i.test(words)) {
    const found = findAgent(draft, context);
    const agent = context.agents.find(({ id }) => id === found.agent?.id);
    if (!agent) return refuse(draft, event, 'nobody to assign', toAssignmentText(found, language));
    return assignTo(draft, event, context, agent);
  }
  const typed = words.replace(/^@/, '').toLowerCase();
  const agent = agentsOf(context).find(
    ({ id, profile }) =>
      profile.name?.toLowerCase() === typed || id.toLowerCase() === typed || id.toLowerCase().endsWith(`:${typed}`),
  );
  if (!agent) return refuse(draft, event, 'unknown agent', deskWords.noAgent(words.slice(0, 40), language));
  assignTo(draft, event, context, agent);
}

function showAgents(draft: Draft, event: PersonEvent, context: Context): void {
  const { language } = conversationOf(draft);
  const listed = agentsOf(context)
    .filter(({ profile, id }) => !isAway(profile, event.at) && id !== ticketOf(draft).assignee)
    .sort((a, b) => a.open - b.open)
    .slice(0, MOST_LISTED);
  if (listed.length === 0) {
    return refuse(draft, event, 'nobody to assign', deskWords.nobodyElse(language));
  }
  openMenu(
    draft,
    'assign',
    listed.map(({ id }) => id),
    deskWords.whichAgent(language),
    listed.map(({ profile, id, open }) => `${profile.name ?? id} (${open})`),
  );
}

/** Shows numbered buttons and keeps what the numbers stand for. */
export function openMenu(
  draft: Draft,
  kind: Exclude<ListedChoice, 'rate' | 'pick'>,
  values: readonly string[],
  text: string,
  labels: readonly string[],
): void {
  const { id, menus } = ticketOf(draft);
  setTicket(draft, { menus: { ...menus, [kind]: values } });
  record(draft, 'ignored', 'bot', { reason: `menu ${kind}` });
  showMenu(draft, kind, text, toListButtons(kind, id, labels));
}

export function assignListed(draft: Draft, event: PersonEvent, n: number, context: Context): void {
  const id = ticketOf(draft).menus.assign?.[n];
  const agent = agentsOf(context).find((each) => each.id === id);
  const { language } = conversationOf(draft);
  if (!agent) return refuse(draft, event, 'stale menu', staffReplies.staleButton(language));
  if (!isInHand(draft)) return refuseState(draft, event);
  if (!mayHandle(event, ticketOf(draft), context)) return refuseOwned(draft, event);
  assignTo(draft, event, context, agent);
}

/** A queue that assigns by itself gives a waiting ticket to whoever has least; when nobody is there it tries again later. */
export function assignByItself(draft: Draft, context: Context): void {
  const ticket = ticketOf(draft);
  if (ticket.assignee !== null || conversationOf(draft).status !== 'queued') return;
  if (queueOf(ticket, context).assignment !== 'auto') return;
  const found = findAgent(draft, context);
  if (!found.agent) {
    setTimer(draft, 'assignAgain', found.retryAt);
    return;
  }
  const { id, name } = found.agent;
  give(draft, context, { id, name });
  record(draft, 'assigned', 'bot', { ticket: ticket.id, to: id });
  tellStaff(draft, toAssignmentText(found, conversationOf(draft).language));
}

export function nudge(draft: Draft, context: Context): void {
  const { assigneeName, leaseUntil } = ticketOf(draft);
  const { language } = conversationOf(draft);
  if (!assigneeName || leaseUntil === null) return;
  const until = formatTime(leaseUntil, draft.event.at, context, language);
  record(draft, 'reminded', 'bot', { reason: 'lease' });
  tellStaff(draft, deskWords.nudge(assigneeName, until, language));
}

/** No reply within the lease: back into the queue, and the whole staff place is told. */
export function lapse(draft: Draft, context: Context): void {
  const { assigneeName, leaseUntil, id, staffSpot } = ticketOf(draft);
  const { language } = conversationOf(draft);
  if (!assigneeName || leaseUntil === null || draft.event.at < leaseUntil) return;
  giveBack(draft, 'bot');
  record(draft, 'ignored', 'bot', { reason: 'lease expired' });
  tellStaff(draft, staffReplies.leaseExpired(assigneeName, language));
  answerAt(draft, { place: staffSpot.place, thread: null }, 'staff', deskWords.leaseLapsed(id, assigneeName, language));
  assignByItself(draft, context);
  refreshBoth(draft, context);
}

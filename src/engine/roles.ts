/** Who may do what. Checked in the engine, on every button and command, whatever the platform already checked. */
import type { Conversation, Ticket } from '../domain/conversation.ts';
import type { PersonEvent } from '../domain/event.ts';
import type { PersonId } from '../domain/place.ts';
import { type Context, isStaffPlace } from './context.ts';

export function isAdmin(event: PersonEvent, context: Context): boolean {
  return context.roles.admins.has(event.author.id);
}

export function isLead(event: PersonEvent, context: Context): boolean {
  return context.roles.leads.has(event.author.id) || isAdmin(event, context);
}

/** Whether they may work on tickets at all. Nobody named: everybody in a staff place may. */
export function isOnTheTeam(person: PersonId, { roles }: Pick<Context, 'roles'>): boolean {
  const { agents, leads, admins } = roles;
  return agents.size === 0 || agents.has(person) || leads.has(person) || admins.has(person);
}

/** Agents act in staff places only; a lead or an admin is an agent too. */
export function isAgent(event: PersonEvent, context: Context): boolean {
  if (!isStaffPlace(context, event.spot.place)) return false;
  return isOnTheTeam(event.author.id, context);
}

/** The ticket is free, or theirs, or they lead. */
export function mayHandle(event: PersonEvent, ticket: Ticket, context: Context): boolean {
  return ticket.assignee === null || ticket.assignee === event.author.id || isLead(event, context);
}

export function isTheLearner(event: PersonEvent, conversation: Conversation): boolean {
  return event.author.id === conversation.learner;
}

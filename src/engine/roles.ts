/** Who may do what. Checked in the engine, on every button and command, whatever the platform already checked. */
import type { Conversation, Ticket } from '../domain/conversation.ts';
import type { PersonEvent } from '../domain/event.ts';
import { type Context, isStaffPlace } from './context.ts';

export function isAdmin(event: PersonEvent, context: Context): boolean {
  return context.roles.admins.has(event.author.id);
}

export function isLead(event: PersonEvent, context: Context): boolean {
  return context.roles.leads.has(event.author.id) || isAdmin(event, context);
}

/** Agents act in staff places only; a lead or an admin is an agent too. */
export function isAgent(event: PersonEvent, context: Context): boolean {
  if (!isStaffPlace(context, event.spot.place)) return false;
  return context.roles.agents.size === 0 || context.roles.agents.has(event.author.id) || isLead(event, context);
}

/** The ticket is free, or theirs, or they lead. */
export function mayHandle(event: PersonEvent, ticket: Ticket, context: Context): boolean {
  return ticket.assignee === null || ticket.assignee === event.author.id || isLead(event, context);
}

export function isTheLearner(event: PersonEvent, conversation: Conversation): boolean {
  return event.author.id === conversation.learner;
}

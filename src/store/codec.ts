/** Rows to domain objects and back. What cannot be read is a fault with the table and key named, never a half object. */
import type { Conversation, Ticket } from '../domain/conversation.ts';
import type { DeliveryBody } from '../domain/delivery.ts';
import type { InboundEvent } from '../domain/event.ts';
import type { HistoryEntry } from '../domain/history.ts';

function parse<T>(json: string, table: string, key: string): T {
  try {
    return JSON.parse(json) as T;
  } catch (error) {
    throw new Error(`${table} ${key}: the stored JSON cannot be read`, { cause: error });
  }
}

export const toJson = (value: object): string => JSON.stringify(value);
export const toEvent = (json: string, id: string): InboundEvent => parse(json, 'inbox', id);
export const toTicket = (json: string, id: string): Ticket => parse(json, 'tickets', id);
export const toBody = (json: string, id: string): DeliveryBody => parse(json, 'outbox', id);
export const toFacts = (json: string, id: string): HistoryEntry['facts'] => parse(json, 'history', id);

/** The version column is the truth; the one inside the body is the version it was decided on. */
export function toConversation(json: string, id: string, version: number): Conversation {
  return { ...parse<Conversation>(json, 'conversations', id), version };
}

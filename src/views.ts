/** What is put together from the store when it is sent: a learner's tickets, the queues, the story of a ticket, who did what. */
import type { Message, View } from './domain/delivery.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { Store } from './ports.ts';
import { toQueueBoard, toTicketList } from './support/boards.ts';
import { applyQueues } from './support/chat-settings.ts';

/** More are no list to read in a chat. */
const MOST_TICKETS = 10;

export interface ViewSurroundings {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly timeZone: string;
  readonly now: number;
}

export async function renderView(view: View, { store, knowledge, timeZone, now }: ViewSurroundings): Promise<Message> {
  switch (view.name) {
    case 'tickets': {
      const found = await store.ticketsOf(view.community, view.learner, MOST_TICKETS);
      const settings = await store.settings(view.community);
      const { queues } = applyQueues(knowledge, settings);
      return { text: toTicketList(found, queues, timeZone, now, view.language), buttons: [] };
    }
    case 'queues': {
      const { queues } = applyQueues(knowledge, await store.settings(view.community));
      return { text: toQueueBoard(queues, await store.countWaiting(), timeZone, now, view.language), buttons: [] };
    }
    case 'transcript':
    case 'audit':
      throw new Error(`no view ${view.name}`);
  }
}

/** Tickets that what admins changed would leave behind: their queue is gone, their place is no staff place, their owner no agent. */
import { refreshBoth } from '../cards.ts';
import { type Context, isStaffPlace } from '../context.ts';
import { conversationOf, type Draft, record, setTicket, tellStaff, ticketOf } from '../draft.ts';
import { isOnTheTeam } from '../roles.ts';
import { assignByItself, giveBack } from './claiming.ts';
import { isInHand } from './refusal.ts';
import { changeClocks, queueOf } from './service-levels.ts';
import { retellStory } from './story.ts';
import { deskWords } from './words.ts';

/** Before anything else is decided about a ticket in hand: it is where somebody sees it who may act on it. */
export function bringHome(draft: Draft, context: Context): void {
  if (!isInHand(draft)) return;
  const { queue, staffSpot, assignee, assigneeName } = ticketOf(draft);
  const { language } = conversationOf(draft);
  const home = queueOf(ticketOf(draft), context);
  const told: string[] = [];
  if (home.queue !== queue) {
    setTicket(draft, { queue: home.queue, menus: {} });
    record(draft, 'transferred', 'bot', { ticket: ticketOf(draft).id, from: queue, queue: home.queue });
    changeClocks(draft, context);
    told.push(deskWords.queueGone(queue, home.name[language], language));
  }
  const place = home.places[0] ?? context.staffPlaces[0];
  const isLost = !isStaffPlace(context, staffSpot.place) && place !== undefined;
  if (isLost) {
    setTicket(draft, { staffSpot: { place, thread: null } });
    record(draft, 'ignored', 'bot', { reason: 'came to a staff place', ticket: ticketOf(draft).id });
    retellStory(draft, context);
    told.push(deskWords.cameHome(staffSpot.place, language));
  }
  const isGone = assignee !== null && !isOnTheTeam(assignee, context);
  if (isGone) {
    giveBack(draft, 'bot');
    told.push(deskWords.agentGone(assigneeName ?? assignee, language));
  }
  if (told.length === 0) return;
  for (const words of told) tellStaff(draft, words);
  if (isGone) assignByItself(draft, context);
  refreshBoth(draft, context);
}

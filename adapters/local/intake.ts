/** What people do: recorded in the chat, then given to the core, and only then confirmed to them. */
import type { Clock, Receive } from '../../src/ports.ts';
import type { Chat } from './chat.ts';
import { type ChoiceInput, type MessageInput, toEvent } from './inbound.ts';
import { STAFF_PLACE } from './places.ts';
import { type Checked, pass, refuse } from './problems.ts';
import type { Act } from './records.ts';

export interface Intake {
  /** Says something, or gives a command. */
  say(input: MessageInput): Promise<Checked<Act>>;
  /** Presses a button. */
  press(input: ChoiceInput): Promise<Checked<Act>>;
  /** Takes acts from now on, after the core has been told those it may have missed. Rejects where the core does. */
  open(receive: Receive): Promise<void>;
  /** Takes none from now on; resolves when none is on its way. */
  close(): Promise<void>;
}

/** The intake of one chat for one community. `onFault` hears why the core did not take an event. */
export function createIntake(chat: Chat, community: string, clock: Clock, onFault: (fault: unknown) => void): Intake {
  let receive: Receive | null = null;
  const onTheWay = new Set<Promise<unknown>>();

  async function tell(act: Act, to: Receive): Promise<Checked<Act>> {
    // An act that comes again is told again: its event has the same id, and the store drops it.
    const told = to(toEvent(act, community));
    onTheWay.add(told);
    try {
      await told;
    } catch (fault) {
      onFault(fault);
      return refuse('not_received');
    } finally {
      onTheWay.delete(told);
    }
    chat.accept(act.id);
    return pass(act);
  }

  return {
    async say(input) {
      if (!receive) return refuse('closed');
      const before = chat.findAct(input.author.id, input.key);
      if (before && (before.type !== 'posted' || before.text !== input.text || before.place !== input.place)) {
        return refuse('key_reused', 'key');
      }
      if (!isThread(chat, input)) return refuse('unknown_thread', 'thread');
      return tell(before ?? chat.post({ ...input, buttons: [], at: clock.now() }), receive);
    },
    async press(input) {
      if (!receive) return refuse('closed');
      const before = chat.findAct(input.author.id, input.key);
      if (before && (before.type !== 'pressed' || before.payload !== input.payload)) return refuse('key_reused', 'key');
      const message = chat.find(input.messageId);
      if (!before && message?.place !== input.place) return refuse('unknown_message', 'messageId');
      if (!before && !chat.offered(input.messageId, input.payload)) return refuse('unknown_button', 'payload');
      // A press on a card belongs to the thread below it: it must be heard in order with what the agent says there.
      const thread = message && message.place === STAFF_PLACE ? (message.thread ?? message.id) : null;
      return tell(before ?? chat.press({ ...input, thread, at: clock.now() }), receive);
    },
    async open(to) {
      for (const act of chat.unaccepted()) {
        await to(toEvent(act, community));
        chat.accept(act.id);
      }
      receive = to;
    },
    async close() {
      receive = null;
      await Promise.allSettled(onTheWay);
    },
  };
}

/** Threads are in the staff channel only, below the messages of the channel itself. */
function isThread(chat: Chat, { place, thread }: MessageInput): boolean {
  if (thread === null) return true;
  const root = place === STAFF_PLACE ? chat.find(thread) : null;
  return root?.place === STAFF_PLACE && root.thread === null;
}

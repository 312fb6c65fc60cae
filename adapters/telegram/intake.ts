/** Takes one update: remembers what helps with the answer, hands its event to the core, and answers presses. */
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Clock, Receive } from '../../src/ports.ts';
import { toFacts } from './errors.ts';
import { sendPrompt } from './forms.ts';
import { type Surroundings, type Taken, toTaken } from './inbound.ts';
import type { Log } from './options.ts';
import type { Spots } from './spots.ts';

export interface IntakeOptions {
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly spots: Spots;
  readonly surroundings: Omit<Surroundings, 'now'>;
  readonly receive: Receive;
}

export interface Intake {
  /**
   * Resolves when the update needs not come again. The event reaches the core in the same tick, so updates that are
   * taken one after the other are accepted in their order.
   */
  take(update: Update): Promise<void>;
  /** Resolves when no press waits for its answer. */
  idle(): Promise<void>;
}

export function createIntake({ api, clock, log, spots, surroundings, receive }: IntakeOptions): Intake {
  const underWay = new Set<Promise<unknown>>();

  /** What people see at once and may be lost: nothing waits for it. */
  function aside(work: Promise<unknown>, what: string): void {
    const run: Promise<unknown> = work
      .catch((error: unknown) => log.warn({ err: toFacts(error) }, what))
      .finally(() => underWay.delete(run));
    underWay.add(run);
  }

  /** Else the button keeps turning. Telegram takes the answer for some minutes only; a late one is refused and that is all. */
  function answerPress(update: Update, text?: string): void {
    const query = update.callback_query;
    if (!query) return;
    aside(
      api.answerCallbackQuery(query.id, { ...(text !== undefined && { text }) }),
      'a press on telegram was not answered',
    );
  }

  function remember(taken: Extract<Taken, { kind: 'event' }>, update: Update): void {
    const chatId = (update.message ?? update.callback_query?.message)?.chat.id ?? 0;
    const { event, messageId } = taken;
    const userId = Number(event.author.id.slice('telegram:'.length));
    spots.askers.set(event.id, { userId, messageId, locale: event.locale });
    if (messageId === null) return;
    spots.lastMessage.set(`${chatId}/${userId}`, messageId);
    const { thread } = event.spot;
    if (spots.isStaff(chatId) && thread !== null) spots.roots.set(`${chatId}/${messageId}`, thread);
  }

  return {
    async take(update) {
      const taken = toTaken(update, { ...surroundings, now: clock.now() });
      switch (taken.kind) {
        case 'event':
          remember(taken, update);
          await receive(taken.event);
          return answerPress(update);
        case 'lost':
          await receive(taken.event);
          return;
        case 'form': {
          const { query } = taken.form;
          const asked = await sendPrompt(api, taken.form, surroundings).catch((error: unknown) => {
            log.warn({ err: toFacts(error) }, 'a form on telegram could not be shown');
            return false;
          });
          const zh = /^zh/i.test(query.from.language_code ?? 'zh');
          const typed = `/${taken.form.choice} ${taken.form.target}`;
          const way = zh
            ? `没能打开输入框。请直接写：${typed} 内容`
            : `That did not open. Please write: ${typed} your text`;
          return answerPress(update, asked ? undefined : way);
        }
        case 'moved':
          spots.move(taken.from, taken.to);
          log.info({ from: taken.from, to: taken.to }, 'a telegram group has become a supergroup');
          return;
        case 'nothing':
          return answerPress(update);
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

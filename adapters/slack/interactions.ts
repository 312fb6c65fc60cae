/** Presses, commands, shortcuts and forms. Slack sends none of them twice, so whoever is not heard is told so. */

import { parsePayload } from '../../src/domain/choice.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Spot } from '../../src/domain/place.ts';
import { findVerb } from '../../src/domain/verbs.ts';
import type { Clock, Receive } from '../../src/ports.ts';
import { type Api, QUICK_MS } from './api.ts';
import type { Directs } from './directs.ts';
import {
  type FormKind,
  type FormSubject,
  isComplete,
  readSubject,
  readWords,
  toFieldError,
  toForm,
  toFormKind,
} from './forms.ts';
import type { Held } from './held.ts';
import { hints } from './hints.ts';
import { ANSWER, ASK_FORM, RUN, toAnswerView } from './home.ts';
import { readChoice, toChoiceEvent, toCommandEvent, toPressed, toPressId, toPressSpot } from './inbound.ts';
import type { Log, SlackOptions } from './options.ts';
import { type SlackPress, type SlackSlashCommand, type SlackSubmission, toMs } from './payloads.ts';
import { languageOf, type People } from './people.ts';
import type { Places } from './places.ts';
import { type Privately, SHARE } from './privately.ts';
import { toFacts } from './safe-log.ts';
import { escapeText } from './text.ts';
import { COMMAND, parseSlashCommand, type TypedVerb, toUsage } from './verbs.ts';

export interface InteractionOptions {
  readonly community: string;
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly places: Places;
  readonly people: People;
  readonly held: Held;
  readonly directs: Directs;
  readonly privately: Privately;
  readonly receive: Receive;
  readonly answerOf: SlackOptions['answerOf'];
}

export type Interactions = ReturnType<typeof createInteractions>;

/** What becomes of the promise, for later: a value, or the fault that is thrown when it is asked for. */
function settle<T>(work: Promise<T>): Promise<() => T> {
  return work.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
}

export function createInteractions(options: InteractionOptions) {
  const { community, api, clock, log, places, people, held, directs, privately, receive } = options;
  const underWay = new Set<Promise<void>>();

  /** The direct chat with that person. */
  async function toDirect(user: string): Promise<Spot> {
    return { place: places.toPlace(await directs.find(user)), thread: null };
  }

  async function openForm(trigger: string, kind: FormKind, subject: FormSubject, user: string, typed = '') {
    const language = languageOf(await people.find(user));
    await api.quick.views.open({ trigger_id: trigger, view: toForm(kind, subject, language, typed) });
  }

  /** Where it was pressed, or in the direct chat: the Home tab and shortcuts without a message have no other place. */
  async function tell(
    { response_url, user }: Pick<SlackPress, 'response_url' | 'user'>,
    words: string,
    rest: object = {},
  ) {
    const answer = { text: words, response_type: 'ephemeral', replace_original: false, ...rest };
    const told = response_url
      ? api.respond(response_url, answer, QUICK_MS)
      : directs.find(user.id).then((channel) => api.quick.chat.postMessage({ channel, text: words }));
    await told.catch((error: unknown) => log.warn({ err: toFacts(error) }, 'a hint was lost'));
  }

  async function choose(press: SlackPress): Promise<void> {
    const made = readChoice(press);
    const spot = toPressSpot(press, places);
    if (!made || !spot) return;
    const kind = toFormKind(made.choice);
    if (kind) {
      try {
        await openForm(press.trigger_id, kind, { kind: 'choice', payload: toPressed(press), spot }, press.user.id);
        return;
      } catch (error) {
        // Without a form the engine says how to give the words otherwise.
        log.warn({ err: toFacts(error) }, 'a form could not be opened');
      }
    }
    const at = toMs(press.actions[0]?.action_ts ?? '0');
    const person = await people.find(press.user.id);
    await receive(toChoiceEvent({ id: toPressId(press), at, spot, person, community }, made, null));
  }

  /** What can be typed here, at once, for who asks for help or is mistaken; empty otherwise. */
  function toList({ verb }: TypedVerb, channel: string, language: Language): string {
    if (verb !== 'help' && findVerb(verb)) return '';
    const who = places.isStaff(channel) ? (['staff', 'admin'] as const) : (['learner'] as const);
    return escapeText(toUsage(new Set(who), language));
  }

  async function showAnswer(press: SlackPress, intent: string): Promise<void> {
    const found = options.answerOf?.(intent);
    const language = languageOf(await people.find(press.user.id));
    if (!found) return;
    const view = toAnswerView(found.title, found.answer, language);
    await api.quick.views.open({ trigger_id: press.trigger_id, view });
  }

  /** A button of the Home tab, as if its verb had been typed in the direct chat. */
  async function runVerb(press: SlackPress, typed: string): Promise<void> {
    const person = await people.find(press.user.id);
    const spot = await toDirect(press.user.id);
    const verb = parseSlashCommand(COMMAND, typed);
    await receive(toCommandEvent({ id: toPressId(press), at: clock.now(), spot, person, community }, verb));
  }

  /** Longer than Slack waits: the press is acknowledged meanwhile, and who pressed is told what came of it. */
  function share(press: SlackPress): void {
    const run: Promise<void> = privately
      .share(toPressed(press).slice(SHARE.length), press.user.id)
      .then(({ words, isShared }) => tell(press, words, isShared ? { replace_original: true } : {}))
      .catch((error) => log.error({ err: toFacts(error) }, 'an answer was not shared'))
      .finally(() => underWay.delete(run));
    underWay.add(run);
  }

  return {
    /** Resolves when nothing is on its way any more. */
    async idle(): Promise<void> {
      await Promise.allSettled(underWay);
    },

    /** Never rejects: it is acknowledged in any case, and a fault is told to who pressed. */
    async press(press: SlackPress): Promise<void> {
      const payload = toPressed(press);
      try {
        if (payload === ASK_FORM) await openForm(press.trigger_id, 'ask', { kind: 'ask' }, press.user.id);
        else if (payload.startsWith(SHARE)) share(press);
        else if (payload.startsWith(ANSWER)) await showAnswer(press, payload.slice(ANSWER.length));
        else if (payload.startsWith(RUN)) await runVerb(press, payload.slice(RUN.length));
        else await choose(press);
      } catch (error) {
        log.error({ err: toFacts(error) }, 'a press was not stored');
        await tell(press, hints.notReceived(languageOf(await people.find(press.user.id))));
      }
    },

    /** Answers the words that only the sender sees at once; none where the answer itself comes there. */
    async command(sent: SlackSlashCommand): Promise<string | undefined> {
      const { user_id, channel_id, trigger_id, response_url } = sent;
      const verb = parseSlashCommand(sent.command, sent.text);
      // Beside each other: Slack waits three seconds for all of it.
      const [person, opened] = await Promise.all([people.find(user_id), settle(toDirect(user_id))]);
      const language = languageOf(person);
      const id = `slack:command:${trigger_id}`;
      try {
        const direct = opened();
        const here = places.toPlace(channel_id);
        const forAdmin = findVerb(verb.verb)?.who === 'admin';
        // A command has no thread of its own, and its answer is for one pair of eyes.
        const spot = places.isStaff(channel_id) && !forAdmin ? { place: here, thread: null } : direct;
        const elsewhere = spot.place !== here;
        if (elsewhere && forAdmin) {
          held.keep(id, { responseUrl: response_url, channel: channel_id, thread: null, user: user_id });
        }
        await receive(toCommandEvent({ id, at: clock.now(), spot, person, community }, verb));
        const words = [toList(verb, channel_id, language), elsewhere && !forAdmin ? hints.inDirect(language) : ''];
        return words.filter(Boolean).join('\n\n') || undefined;
      } catch (error) {
        log.error({ err: toFacts(error) }, 'a command was not stored');
        return hints.notReceived(language);
      }
    },

    /** "Ask support about this" on a message, or the shortcut without one: a form with the message's words in it. */
    async shortcut(trigger: string, user: string, words: string): Promise<void> {
      try {
        await openForm(trigger, 'ask', { kind: 'ask' }, user, words);
      } catch (error) {
        log.error({ err: toFacts(error) }, 'a form could not be opened');
        await tell({ user: { id: user } }, hints.notReceived(languageOf(await people.find(user))));
      }
    },

    /** Undefined closes the form; errors leave it open with what was typed. */
    async submit(sent: SlackSubmission): Promise<ReturnType<typeof toFieldError> | undefined> {
      const subject = readSubject(sent);
      const person = await people.find(sent.user.id);
      const words = readWords(sent);
      if (!subject) return undefined;
      if (!isComplete(subject, words)) return toFieldError(hints.empty(languageOf(person)));
      const made = { id: `slack:view:${sent.view.id}`, at: clock.now(), person, community };
      try {
        if (subject.kind === 'ask') {
          const spot = await toDirect(sent.user.id);
          await receive(toCommandEvent({ ...made, spot }, { verb: 'ask', args: words }));
        } else {
          const choice = parsePayload(subject.payload);
          if (choice) await receive(toChoiceEvent({ ...made, spot: subject.spot }, choice, words || null));
        }
        return undefined;
      } catch (error) {
        log.error({ err: toFacts(error) }, 'a form was not stored');
        return toFieldError(hints.notReceived(languageOf(person)));
      }
    },
  };
}

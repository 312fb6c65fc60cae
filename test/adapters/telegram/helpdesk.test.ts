/** The helpdesk on Telegram, with topics and in a plain group. */
import { describe, expect } from 'vitest';
import { type AgentName, itKeepsTheHelpdesk, type Stage } from '../../conformance/helpdesk.ts';
import { runService } from './running.ts';
import { payloadsOf, startCourse } from './serve.ts';

async function openStage(staffForum: boolean): Promise<Stage> {
  const course = await startCourse({ staffForum });
  const service = await runService({}, course);
  const { telegram, ming, staff } = service;
  const chat = telegram.world.privateOf(ming);
  const kai = telegram.world.addPerson('阿凯');
  staff.members.set(kai.id, 'member');
  const agents: Readonly<Record<AgentName, typeof kai>> = { lin: service.lin, kai };

  const bySelf = (all: ReturnType<typeof telegram.read>) => all.filter(({ from }) => from?.is_bot);
  const textsOf = (place: typeof chat) => bySelf([...place.messages.values()]).map(({ text }) => text ?? '');
  /** The newest message with that choice: a topic's messages count as the group's. */
  const find = (place: typeof chat, choice: string) =>
    service.until(() => {
      const has = (payload: string) => payload.startsWith(`${choice}:`);
      const found = bySelf([...place.messages.values()]).findLast((message) => payloadsOf(message).some(has));
      expect(found, choice).toBeDefined();
      return found!;
    });
  /** Where the ticket's words go: its topic, or below its card. */
  const atTicket = async () => {
    const card = await service.until(() => {
      const found = bySelf([...staff.messages.values()]).find(({ text }) => text?.startsWith('🎫'));
      expect(found).toBeDefined();
      return found!;
    });
    return staffForum ? { thread: card.message_thread_id! } : { replyTo: card.message_id };
  };
  const toLine = (verb: string, args = '') => `/${verb} ${args}`.trim();

  return {
    learnerSays: async (text) => void telegram.people.say(ming, chat, text),
    learnerPresses: async (choice) => void service.press(ming, chat, await find(chat, choice), choice),
    learnerCommands: async (verb, args) => void telegram.people.say(ming, chat, toLine(verb, args)),
    learnerSees: () => textsOf(chat),
    agentPresses: async (who, choice) => void service.press(agents[who], staff, await find(staff, choice), choice),
    agentCommands: async (who, verb, args) =>
      void telegram.people.say(agents[who], staff, toLine(verb, args), await atTicket()),
    agentSays: async (who, text) => void telegram.people.say(agents[who], staff, text, await atTicket()),
    agentsSee: () => textsOf(staff),
    kinds: async () => (await service.app.store.reports.entries(null, null)).map(({ kind }) => kind),
    until: service.until,
    close: service.close,
  };
}

describe('the helpdesk on Telegram, a topic for each ticket', () => itKeepsTheHelpdesk(() => openStage(true)));
describe('the helpdesk on Telegram, below the card', () => itKeepsTheHelpdesk(() => openStage(false)));

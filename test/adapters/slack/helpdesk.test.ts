/** The helpdesk on Slack, with the learner in the direct chat and in the thread of a channel; then what only Slack's forms do. */
import { describe, expect, it } from 'vitest';
import { type AgentName, itKeepsTheHelpdesk, type Stage } from '../../conformance/helpdesk.ts';
import { BOT_USER, type Shown } from '../../fakes/slack/index.ts';
import { QUESTION, runService } from './running.ts';
import { GENERAL, LIN, MEI, MEI_DM, STAFF } from './serve.ts';

const KAI = 'U0KAI';
const AGENTS: Readonly<Record<AgentName, string>> = { lin: LIN, kai: KAI };
const toLine = (verb: string, args = '') => `<@${BOT_USER}> ${verb} ${args}`.trim();

async function openStage(inChannel: boolean): Promise<Stage> {
  const service = await runService();
  const { slack } = service;
  const { people, world } = slack;
  world.addPerson({ id: KAI, name: '阿凯', locale: 'zh-CN' });
  world.channels.get(STAFF)!.members.add(KAI);
  const place = inChannel ? GENERAL : MEI_DM;
  let thread: string | undefined;

  const find = (read: () => readonly Shown[], choice: string) =>
    service.until(() => {
      const has = (payload: string) => payload.startsWith(`${choice}:`);
      const found = read().findLast(({ payloads }) => payloads.some(has));
      expect(found, choice).toBeDefined();
      return found!;
    });
  const ofLearner = () => slack.shown(place, thread);
  const cards = () => slack.shown(STAFF);
  const ofAgents = () => [...cards(), ...cards().flatMap(({ id }) => slack.shown(STAFF, id))];
  const atTicket = async () => ({ thread: (await service.until(() => cards()[0] ?? expect.fail('no card'))).id });

  return {
    async learnerSays(text) {
      if (inChannel && !thread) {
        await people.say(place, MEI, toLine(text), { raw: true });
        thread = slack.shown(place)[0]!.id;
      } else await people.say(place, MEI, text, thread ? { thread } : {});
    },
    learnerPresses: async (choice) => service.press(MEI, place, await find(ofLearner, choice), choice),
    learnerCommands: async (verb, args) =>
      void (await people.say(place, MEI, toLine(verb, args), { raw: true, ...(thread ? { thread } : {}) })),
    learnerSees: () => ofLearner().map(({ text }) => text),
    agentPresses: async (who, choice) => service.press(AGENTS[who], STAFF, await find(ofAgents, choice), choice),
    agentCommands: async (who, verb, args) =>
      void (await people.say(STAFF, AGENTS[who], toLine(verb, args), { raw: true, ...(await atTicket()) })),
    agentSays: async (who, text) => void (await people.say(STAFF, AGENTS[who], text, await atTicket())),
    agentsSee: () => ofAgents().map(({ text }) => text),
    kinds: async () => (await service.app.store.reports.entries(null, null)).map(({ kind }) => kind),
    until: service.until,
    close: service.close,
  };
}

describe('the helpdesk on Slack, in the direct chat', () => itKeepsTheHelpdesk(() => openStage(false)));
describe('the helpdesk on Slack, in a channel’s thread', () => itKeepsTheHelpdesk(() => openStage(true)));

it('agents assign, move, wait and set a priority by form, or press a list where the form is left empty', async () => {
  const service = await runService();
  const { people, world } = service.slack;
  world.addPerson({ id: KAI, name: '阿凯', locale: 'zh-CN' });
  world.channels.get(STAFF)!.members.add(KAI);
  await people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const { id } = await service.seesButton(STAFF, 'claim');
  const card = () => service.slack.shown(STAFF).find((message) => message.id === id)!;
  await service.press(LIN, STAFF, card(), 'claim');
  await service.seesButton(STAFF, 'priority');

  await service.fill(LIN, STAFF, card(), 'priority', 'urgent');
  await service.until(() => expect(card().text).toContain('🔥'));
  await service.fill(LIN, STAFF, card(), 'transfer', '');
  const list = await service.seesButton(STAFF, 'transfer:0', id);
  expect(list.payloads.length).toBeGreaterThan(2);
  await service.fill(LIN, STAFF, card(), 'transfer', 'billing');
  await service.sees(MEI_DM, '订单与支付');
  await people.say(STAFF, LIN, `<@${BOT_USER}> claim`, { raw: true, thread: id });
  await service.until(() => expect(card().payloads.some((payload) => payload.startsWith('pending:'))).toBe(true));
  await service.fill(LIN, STAFF, card(), 'pending', '订单号是多少？');
  await service.sees(MEI_DM, '订单号是多少？');
  // By name, as Slack writes it: an id.
  await people.say(STAFF, LIN, `<@${BOT_USER}> note 请 <@${KAI}> 看看`, { raw: true, thread: id });
  await service.sees(STAFF, '请 @阿凯 看看', id);
  await service.close();
});

/** The helpdesk on Discord: a learner in a channel where everything is a question, agents in the ticket's thread. */
import { describe, expect } from 'vitest';
import { findVerb } from '../../../src/domain/verbs.ts';
import { type AgentName, itKeepsTheHelpdesk, type Stage } from '../../conformance/helpdesk.ts';
import { runService } from './running.ts';
import { payloadsOf, readAs } from './serve.ts';

async function openStage(): Promise<Stage> {
  const service = await runService();
  const { discord, ming, help, staff } = service;
  const agents: Readonly<Record<AgentName, typeof ming>> = { lin: service.lin, kai: service.admin };
  let thread = '';

  const read = (channel: string) => discord.read(channel).filter(({ author }) => author.bot);
  const find = (channels: readonly string[], choice: string) =>
    service.until(() => {
      const has = (payload: string) => payload.startsWith(`${choice}:`);
      const found = channels.flatMap(read).findLast((message) => payloadsOf(message).some(has));
      expect(found, choice).toBeDefined();
      return found!;
    });
  const atTicket = () =>
    service.until(() => {
      const card = read(staff.id).find(({ content }) => readAs(content).startsWith('🎫'));
      expect(card).toBeDefined();
      return card!.id;
    });
  /** What was typed after the verb, as the fields of the command. */
  const toFields = (verb: string, args: string) => {
    const field = findVerb(verb)?.takes.find(({ kind }) => kind === 'words' || kind === 'choice');
    return args === '' || !field ? {} : { [field.name]: args };
  };
  const textsOf = (channels: readonly string[]) =>
    channels
      .flatMap((channel) => discord.read(channel).filter(({ author }) => author.bot))
      .map(({ content }) => readAs(content));

  return {
    async learnerSays(text) {
      if (thread !== '') return void discord.people.say(ming, discord.world.channel(thread), text);
      thread = discord.people.say(ming, help, text).id;
      await service.until(() => expect(read(thread).length).toBeGreaterThan(0));
    },
    learnerPresses: async (choice) => void service.press(ming, await find([thread], choice), choice),
    learnerCommands: async (verb, args = '') =>
      void discord.people.command(ming, discord.world.channel(thread), verb, toFields(verb, args)),
    learnerSees: () => textsOf([thread]),
    agentPresses: async (who, choice) =>
      void service.press(agents[who], await find([staff.id, await atTicket()], choice), choice),
    async agentCommands(who, verb, args = '') {
      const told = discord.people.command(
        agents[who],
        discord.world.channel(await atTicket()),
        verb,
        toFields(verb, args),
      );
      await service.until(() => expect(told.answer).toBeDefined());
    },
    agentSays: async (who, text) => void discord.people.say(agents[who], discord.world.channel(await atTicket()), text),
    agentsSee: async () => [
      ...textsOf([staff.id, await atTicket()]),
      // What only the one sees who pressed.
      ...[...discord.interactions.all.values()].flatMap(({ seen }) => seen.map(({ content }) => readAs(content))),
    ],
    kinds: async () => (await service.app.store.reports.entries(null, null)).map(({ kind }) => kind),
    until: service.until,
    close: service.close,
  };
}

describe('the helpdesk on Discord', () => itKeepsTheHelpdesk(openStage));

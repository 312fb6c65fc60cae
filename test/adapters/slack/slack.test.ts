/** The Slack adapter against the contract of all adapters: the real Bolt and a loopback Slack, by Socket Mode and by HTTP. */
import { expect } from 'vitest';
import type { PlaceId } from '../../../src/domain/place.ts';
import { type AdapterHarness, describeAdapter } from '../../conformance/adapter.ts';
import { ADMIN, createAdapter, LIN, MEI, MEI_DM, STAFF, startWorkspace } from './serve.ts';

const channelOf = (place: PlaceId) => place.slice('slack:'.length);

async function createHarness(http: boolean): Promise<AdapterHarness> {
  const slack = await startWorkspace({ http, ackMs: 300 });
  const { adapter, close } = await createAdapter(slack, { http });
  return {
    adapter,
    learnerPlace: `slack:${MEI_DM}`,
    staffPlace: `slack:${STAFF}`,
    say: (text) => slack.people.say(MEI_DM, MEI, text),
    sayInThread: (thread, text) => slack.people.say(STAFF, LIN, text, { thread }),
    async command(text) {
      const [, command = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
      return (await slack.people.command(STAFF, ADMIN, command, rest)).sent;
    },
    press: (place, messageId, payload) =>
      slack.people.press(channelOf(place), messageId, place === `slack:${STAFF}` ? LIN : MEI, payload),
    repeat: () => slack.repeat(),
    async echo(messageId) {
      expect(await slack.people.echo(MEI_DM, messageId)).toBe('acknowledged');
    },
    async shown(place, thread) {
      return slack.shown(channelOf(place), thread);
    },
    async close() {
      close();
      await slack.close();
      expect(slack.problems).toEqual([]);
    },
  };
}

describeAdapter('the Slack adapter (Socket Mode)', () => createHarness(false));
describeAdapter('the Slack adapter (HTTP)', () => createHarness(true));

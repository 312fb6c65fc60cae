/** The account of the shop is found by the address that Slack has confirmed, when its learner asks for it, and by nothing else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashEmail } from '../../../src/import/learning-rows.ts';
import { addRecords } from '../../learning-history.ts';
import { type RunningService, runService } from './running.ts';
import { GENERAL, LIN, MEI } from './serve.ts';

let service: RunningService;
beforeAll(async () => {
  service = await runService();
  const { people } = service.slack.world;
  people.set(MEI, { ...people.get(MEI)!, email: 'Mei@Example.com' });
  people.set(LIN, { ...people.get(LIN)!, email: 'lin@example.com' });
  const learner = (id: string, email: string) => ({
    learner: id,
    emailHash: hashEmail(email),
    language: null,
    joinedAt: null,
  });
  await addRecords(service.app.store, 'learners', [
    learner('S1', 'mei@example.com'),
    learner('S2', 'other@example.com'),
  ]);
}, 60_000);
afterAll(() => service.close());

const settings = (user: string, args: string) =>
  service.slack.people.command(GENERAL, user, '/afterclass', `settings ${args}`);
const direct = (user: string): string => `D${user.slice(1)}`;
const accountOf = async (user: string) =>
  (await service.app.store.profiles('default', [`slack:${user}`])).get(`slack:${user}`)?.account;

it('links who asks, says which account, and takes it back with one command', async () => {
  await settings(MEI, 'link');
  await service.sees(direct(MEI), /S1/);
  expect(await accountOf(MEI)).toBe('S1');
  await settings(MEI, 'unlink');
  await service.sees(direct(MEI), /no longer linked|已解绑/);
  expect(await accountOf(MEI)).toBeNull();
});

it('links nobody whose address the shop does not know, or whose code is wrong', async () => {
  await settings(LIN, 'link');
  await service.sees(direct(LIN), /No course account is registered|没有找到/);
  await settings(MEI, 'link S2');
  await service.sees(direct(MEI), /not set up|还没有开通/);
  expect([await accountOf(LIN), await accountOf(MEI)]).toEqual([null, null]);
});

/** Answers for one pair of eyes: the lasting copy in the direct chat, the same words where it was asked for, a chart never for one person alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingDelivery } from '../../../src/ports.ts';
import { BOT_USER } from '../../fakes/slack/index.ts';
import { QUESTION, runService } from './running.ts';
import { ADMIN, LIN, MEI, MEI_DM, type Running, STAFF, startSlack, toDelivery } from './serve.ts';

const ADMIN_DM = 'D0ADMIN';

describe('a report for one pair of eyes', () => {
  let running: Running;
  let thread = '';
  beforeEach(async () => {
    running = await startSlack();
    thread = (await running.deliver('工单', { place: `slack:${STAFF}`, audience: 'staff' })).messageId;
  });
  afterEach(async () => {
    await running.stop();
    expect(running.slack.problems).toEqual([]);
  });

  const report = (change: Partial<OutgoingDelivery> = {}): OutgoingDelivery => ({
    ...toDelivery('', { place: `slack:${STAFF}`, threadId: thread, audience: 'admin', privateTo: `slack:${ADMIN}` }),
    ...change,
    body: {
      kind: 'message',
      message: {
        text: '满意度 8.2',
        buttons: [],
        files: [
          {
            name: 'chart.png',
            mediaType: 'image/png',
            alt: '满意度的变化',
            source: { kind: 'bytes', bytes: Buffer.from('像素') },
          },
        ],
      },
    },
  });
  const inThread = () => running.slack.shown(STAFF, thread).map(({ text }) => text);
  const filesIn = (channel: string) =>
    running.slack.world.messages.filter(({ files, channel: c }) => c === channel && files.length > 0);
  const share = async () => {
    const [hint] = running.slack.hints(STAFF, ADMIN);
    await running.slack.people.press(STAFF, hint!.id, ADMIN, hint!.payloads[0]!);
  };
  const told = (words: string) =>
    expect
      .poll(() =>
        running.slack
          .hints(STAFF, ADMIN)
          .map(({ text }) => text)
          .join('\n'),
      )
      .toContain(words);

  it('is kept in the direct chat with its chart, and shown in the thread to that person only', async () => {
    const receipt = await running.adapter.deliver(report());
    expect(running.slack.shown(ADMIN_DM)).toMatchObject([{ id: receipt.messageId, text: '满意度 8.2' }, {}]);
    expect(filesIn(ADMIN_DM)).toMatchObject([
      { files: [{ name: 'chart.png', alt: '满意度的变化' }], ephemeralTo: null },
    ]);
    expect(running.slack.hints(STAFF, ADMIN)).toMatchObject([{ text: expect.stringMatching(/^满意度 8.2\n.*direct/) }]);
    expect(inThread()).toEqual([]);
    expect(filesIn(STAFF)).toEqual([]);
  });

  it('is shared with its chart, once, where it was asked for', async () => {
    await running.adapter.deliver(report());
    await Promise.all([share(), share()]);
    await told('Shared');
    await told('expired');
    expect(inThread()).toEqual(['满意度 8.2', '']);
    expect(filesIn(STAFF)).toMatchObject([{ threadTs: thread, files: [{ name: 'chart.png' }] }]);
  });

  it('that cannot be shared says why, and goes on where it stopped', async () => {
    await running.adapter.deliver(report());
    running.slack.fail('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    await share();
    await told('not_in_channel; invite');
    running.slack.fail('files.completeUploadExternal', { kind: 'error', error: 'not_in_channel' });
    await share();
    await expect
      .poll(() => running.slack.hints(STAFF, ADMIN).filter(({ text }) => text.includes('invite')))
      .toHaveLength(2);
    await share();
    await told('Shared');
    expect(inThread()).toEqual(['满意度 8.2', '']);
  });

  it('lasts although it could not be shown in the place, and comes once after a lost answer', async () => {
    running.slack.world.channels.get(STAFF)!.members.delete(ADMIN);
    const delivery = report();
    running.slack.fail('chat.postMessage', { kind: 'lost' });
    await expect(running.adapter.deliver(delivery)).rejects.toMatchObject({ permanent: false });
    await running.adapter.deliver(delivery);
    expect(running.slack.shown(ADMIN_DM)).toHaveLength(2);
    expect(running.slack.hints(STAFF, ADMIN)).toEqual([]);
  });
});

it('an admin’s command behind a mention in a ticket’s thread is answered to the admin alone', async () => {
  const service = await runService();
  const { people } = service.slack;
  await people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  await people.say(STAFF, ADMIN, `<@${BOT_USER}> report overview`, { raw: true, thread: card.id });
  const kept = await service.sees(ADMIN_DM, /Overview|总览/);
  await service.until(() =>
    expect(service.slack.hints(STAFF, ADMIN)).toMatchObject([{ text: expect.stringContaining(kept.text) }]),
  );
  await people.say(STAFF, LIN, `<@${BOT_USER}> report overview`, { raw: true, thread: card.id });
  await service.sees(STAFF, /管理员|admin/i, card.id);
  expect(service.slack.shown(STAFF, card.id).some(({ text }) => /Overview|总览/.test(text))).toBe(false);
  await service.close();
});

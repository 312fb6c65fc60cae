/** Files in both directions: a learner's go to staff, agents' and charts go out below the words, once, with a description. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageFile } from '../../../src/domain/delivery.ts';
import type { OutgoingDelivery } from '../../../src/ports.ts';
import { QUESTION, runService } from './running.ts';
import { LIN, MEI, MEI_DM, type Running, STAFF, startSlack, toDelivery } from './serve.ts';

const toFile = (name: string, content = name, alt = ''): MessageFile => ({
  name,
  mediaType: name.endsWith('.png') ? 'image/png' : 'text/plain',
  alt,
  source: { kind: 'bytes', bytes: Buffer.from(content) },
});

const withFiles = (files: readonly MessageFile[], change: Partial<OutgoingDelivery> = {}): OutgoingDelivery => ({
  ...toDelivery('看图', change),
  body: { kind: 'message', message: { text: '看图', buttons: [], files } },
});

const toTold = (running: Running, channel = MEI_DM) =>
  running.slack.world.messages
    .filter((message) => message.channel === channel)
    .map(({ text, files }) => (files.length > 0 ? files.map(({ name, alt }) => `${name}:${alt}`).join() : text));

describe('files on their way out', () => {
  let running: Running;
  beforeEach(async () => {
    running = await startSlack();
  });
  afterEach(async () => {
    await running.stop();
    expect(running.slack.problems).toEqual([]);
  });
  const posts = () => running.slack.calls.filter(({ method }) => method === 'files.completeUploadExternal').length;

  it('stand below the words, in one message, with their descriptions; in the thread where there is one', async () => {
    const { threadId } = await running.deliver('工单', { place: `slack:${STAFF}` });
    const files = [toFile('a.png', 'A', '满意度：8.2'), toFile('b.txt', 'B')];
    await running.adapter.deliver(withFiles(files, { place: `slack:${STAFF}`, threadId }));
    await running.adapter.deliver(withFiles(files));
    expect(toTold(running, STAFF)).toEqual(['工单', '看图', 'a.png:满意度：8.2,b.txt:null']);
    expect(toTold(running)).toEqual(['看图', 'a.png:满意度：8.2,b.txt:null']);
    expect(running.slack.world.messages.filter(({ threadTs }) => threadTs === threadId)).toHaveLength(2);
  });

  it.each([
    ['files.getUploadURLExternal', { kind: 'status', status: 503 }],
    ['files.getUploadURLExternal', { kind: 'lost' }],
    ['files.getUploadURLExternal', { kind: 'rateLimited', seconds: 1 }],
    ['upload', { kind: 'status', status: 500 }],
    ['files.completeUploadExternal', { kind: 'status', status: 503 }],
    ['files.completeUploadExternal', { kind: 'lost' }],
  ] as const)('are shown once although %s met %j', async (method, fault) => {
    const delivery = withFiles([toFile('a.png')]);
    running.slack.fail(method, fault);
    await expect(running.adapter.deliver(delivery)).rejects.toMatchObject({ name: 'DeliveryError', permanent: false });
    await running.adapter.deliver(delivery);
    expect(toTold(running)).toEqual(['看图', 'a.png:null']);
  });

  it('are found again by another process after a crash, below their own words only', async () => {
    const first = withFiles([toFile('a.png')]);
    const second = withFiles([toFile('a.png')]);
    await running.adapter.deliver(first);
    await running.deliver('看图', { id: second.id });
    running.slack.people.write(MEI_DM, MEI, '同名', { files: { 'a.png': '我的' } });
    const again = await startAgain(running);
    await again.deliver({ ...first, maybeSent: true });
    expect(posts()).toBe(1);
    await again.deliver({ ...second, maybeSent: true });
    expect(posts()).toBe(2);
    await again.stop();
    expect(toTold(running)).toEqual(['看图', 'a.png:null', '看图', 'a.png:null', 'a.png:null']);
  });

  it.each(['file_uploads_disabled', 'storage_limit_reached', 'missing_scope'])(
    'that meet %s are named with the remedy, and the words have arrived',
    async (error) => {
      running.slack.fail('files.getUploadURLExternal', { kind: 'error', error });
      await running.adapter.deliver(withFiles([toFile('a.png')]));
      const shown = running.slack.shown(MEI_DM).map(({ text }) => text);
      expect(shown).toEqual(['看图', expect.stringMatching(new RegExp(`^📎 a.png \\(${error}; .{10,}`))]);
    },
  );

  it('that hold nothing are named', async () => {
    await running.adapter.deliver(withFiles([toFile('empty.txt', '')]));
    expect(running.slack.shown(MEI_DM).at(-1)?.text).toBe('📎 empty.txt (empty)');
  });
});

/** Another process on the same workspace, without the memory of the first. */
async function startAgain({ slack }: Running) {
  const { createAdapter } = await import('./serve.ts');
  const { adapter } = await createAdapter(slack);
  await adapter.start(async () => 'accepted');
  return adapter;
}

describe('a file that is read', () => {
  let running: Running;
  beforeEach(async () => {
    running = await startSlack();
  });
  afterEach(() => running.stop());
  const read = (ref: string) => running.adapter.readFile!(ref);
  async function attach(content: string) {
    await running.slack.people.say(MEI_DM, MEI, '看', { files: { 'a.png': content } });
    const event = running.events.at(-1);
    return event?.kind === 'messageReceived' ? (event.attachments?.[0]?.ref ?? '') : '';
  }

  it('comes with its name, type and bytes', async () => {
    const { name, mediaType, bytes } = await read(await attach('像素'));
    expect([name, mediaType, Buffer.from(bytes).toString()]).toEqual(['a.png', 'image/png', '像素']);
  });

  it('that is gone, too large, kept elsewhere or refused fails for good, without a word of where it is', async () => {
    await expect(read('F0NONE')).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('not_found'),
    });
    const ref = await attach('像素');
    const change = (wire: object) => {
      running.slack.world.overrides.set(ref, { ...wire });
      return expect(read(ref)).rejects;
    };
    await change({ size: 60 * 1024 * 1024 }).toThrow(/larger than 50 MB/);
    await change({ url_private_download: 'https://evil.example/slack.com/x' }).toThrow('not kept by Slack');
    await change({ url_private_download: 'http://files.slack.com/x' }).toThrow('not kept by Slack');
    await change({ url_private_download: `${running.slack.apiUrl.replace('/api/', '')}/files/F9/x` }).toThrow(
      /files:read/,
    );
  });
});

it('a learner’s picture goes to staff with the ticket, and an agent’s reply with a file to the learner', async () => {
  const service = await runService();
  const { people, world } = service.slack;
  await people.say(MEI_DM, MEI, QUESTION, { files: { 'error.png': '像素' } });
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  const shared = (channel: string, name: string) =>
    service.until(() => {
      const found = world.messages.find(
        (message) => message.channel === channel && message.botId && message.files.some((file) => file.name === name),
      );
      expect(found).toBeDefined();
      return found!;
    });
  const picture = await shared(STAFF, 'error.png');
  expect(picture.threadTs).toBe(card.id);
  expect(picture.files[0]?.bytes?.toString()).toBe('像素');
  await service.press(LIN, STAFF, card, 'claim');
  await service.press(LIN, STAFF, await service.seesButton(STAFF, 'live'), 'live');
  await people.say(STAFF, LIN, '照这个做', { thread: card.id, files: { 'steps.txt': '一二三' } });
  expect((await shared(MEI_DM, 'steps.txt')).files[0]?.bytes?.toString()).toBe('一二三');
  expect(service.slack.shown(MEI_DM).map(({ text }) => text)).toContain('小林：照这个做');
  await service.close();
});

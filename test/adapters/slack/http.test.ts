/** Slack over signed HTTP: what is genuine, what is forged, and the handshakes; and one whole conversation that way. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIGNING_SECRET } from '../../fakes/slack/index.ts';
import { sign } from '../../fakes/slack/signed-http.ts';
import { QUESTION, runService } from './running.ts';
import { ADMIN, MEI, MEI_DM, type Running, STAFF, startSlack } from './serve.ts';

describe('a request', () => {
  let running: Running;
  beforeEach(async () => {
    running = await startSlack({ http: true });
    await running.slack.people.say(MEI_DM, MEI, '视频打不开');
    running.events.length = 0;
  });
  afterEach(() => running.stop());
  const seconds = () => Math.floor(Date.now() / 1000);

  it.each([
    ['with another secret', { secret: 'not-the-secret' }],
    ['without a signature', { noSignature: true }],
    ['signed ten minutes ago', { timestamp: seconds() - 600 }],
    ['signed for the future', { timestamp: seconds() + 600 }],
  ])('%s is refused', async (_, forgery) => {
    expect(await running.slack.forge(forgery)).toBe('refused');
    expect(running.events).toEqual([]);
  });

  it('that is replayed within five minutes is the same event', async () => {
    expect(await running.slack.repeat()).toBe('acknowledged');
    expect(await running.slack.repeat()).toBe('acknowledged');
    expect(new Set(running.events.map(({ id }) => id)).size).toBe(1);
  });

  async function post(body: string, contentType: string, method = 'POST') {
    const { url } = addressOf(running);
    const timestamp = seconds();
    return fetch(url, {
      method,
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': sign(SIGNING_SECRET, timestamp, body),
      },
      ...(method === 'POST' ? { body } : {}),
    });
  }

  it('for url_verification gets its challenge, for ssl_check a yes, for anything else a no', async () => {
    const verified = await post(JSON.stringify({ type: 'url_verification', challenge: 'abc' }), 'application/json');
    expect(await verified.json()).toEqual({ challenge: 'abc' });
    expect((await post('ssl_check=1&token=legacy', 'application/x-www-form-urlencoded')).status).toBe(200);
    expect((await post('{"half":', 'application/json')).status).toBe(400);
    expect((await post('', 'application/json', 'GET')).status).toBe(405);
  });

  it('that cannot be stored is answered with 500, so that Slack sends it again; commands say so to the sender', async () => {
    running.receive = () => Promise.reject(new Error('the disk is full'));
    expect(await running.slack.people.say(MEI_DM, MEI, '还在吗')).toBe('not acknowledged');
    const ack = await running.slack.people.command(STAFF, ADMIN, '/afterclass', 'help');
    expect(ack).toMatchObject({ sent: 'acknowledged', payload: { text: expect.stringContaining('try again') } });
    const { messageId } = await running.deliver('好了吗', {}, [['solved:CAAAA']]);
    expect(await running.slack.people.press(MEI_DM, messageId, MEI, 'solved:CAAAA')).toBe('acknowledged');
    expect(running.slack.hints(MEI_DM, MEI)).toMatchObject([{ text: expect.stringContaining('再试一次') }]);
    expect(JSON.stringify(running.logged)).not.toContain('还在吗');
  });
});

/** The address the workspace sends to. */
function addressOf({ slack }: Running) {
  return { url: slack.target };
}

it('a whole conversation over HTTP', async () => {
  const service = await runService({}, { http: true });
  await service.slack.people.say(MEI_DM, MEI, QUESTION);
  await service.press(MEI, MEI_DM, await service.seesButton(MEI_DM, 'human'), 'human');
  const card = await service.seesButton(STAFF, 'claim');
  await service.press(ADMIN, STAFF, card, 'claim');
  await service.fill(ADMIN, STAFF, await service.seesButton(STAFF, 'reply'), 'reply', '请重置密码');
  await service.sees(MEI_DM, 'Ada：请重置密码');
  await service.close();
});

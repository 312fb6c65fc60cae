import { describe, expect, it } from 'vitest';
import { createScene, LEARNER, LIN } from './scene.ts';

const solved = () => createScene().asks('sure:video').presses('solved');
const rated = (n: number) => solved().waits(60_000).presses(`rate:${n}`);

describe('resolution', () => {
  it('confirmed by the learner; the answer loses its buttons', () => {
    const scene = solved();
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'confirmed' });
    expect(scene.texts()).toEqual(['video answer\n\n✓ Solved', 'Great, glad that helped!']);
  });

  it('assumed after a day of quiet, closed after another', () => {
    const scene = createScene().asks('sure:video').waits(86_400_000);
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'assumed' });
    scene.waits(86_400_000);
    expect(scene.conversation.status).toBe('closed');
  });

  it('abandoned when there was no answer', () => {
    const scene = createScene().asks('hm').waits(86_400_000);
    expect(scene.conversation).toMatchObject({ status: 'closed', resolution: 'abandoned' });
  });

  it('a ticket is never closed by quiet alone', () => {
    const scene = createScene()
      .says('人工')
      .waits(10 * 86_400_000);
    expect(scene.conversation.status).toBe('queued');
  });
});

describe('the rating', () => {
  it('is asked once, after a minute of quiet', () => {
    const scene = solved().waits(59_999);
    expect(scene.texts()).toEqual([]);
    scene.waits(1);
    expect(scene.buttons()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `rate:${n}`));
    scene.waits(3_600_000);
    expect(scene.buttons()).toEqual([]);
  });

  it('is taken once', () => {
    const scene = rated(9);
    expect(scene.conversation.rating.score).toBe(9);
    expect(scene.buttons()).toEqual(['comment', 'share_rating']);
    scene.presses('rate:3');
    expect(scene.conversation.rating.score).toBe(9);
    expect(scene.texts()[0]).toContain('already given 9');
    expect(scene.kinds().filter((kind) => kind === 'rated')).toHaveLength(1);
    scene.presses('rate:9');
    expect(scene.texts()).toEqual([]);
  });

  it('may be typed as a number', () => {
    const scene = solved().waits(60_000).says('８分');
    expect(scene.conversation.rating.score).toBe(8);
  });

  it.each(['11', '-1', '7.5', 'ten', '十', '100'])('%s is refused, not clamped', (typed) => {
    const scene = solved().waits(60_000).says(typed);
    expect(scene.conversation.rating.score).toBeNull();
    expect(scene.texts()[0]).toContain('whole number from 0 to 10');
    scene.command(`/rate ${typed}`, LEARNER);
    expect(scene.conversation.rating.score).toBeNull();
    expect(scene.texts()[0]).toContain('whole number from 0 to 10');
  });

  it('by command before it was asked for; not before the matter is resolved', () => {
    const early = createScene().asks('sure:video').command('/rate 8', LEARNER);
    expect(early.texts()[0]).toContain('nothing to rate yet');
    const scene = solved().command('/rate 8', LEARNER);
    expect(scene.conversation.rating.score).toBe(8);
    scene.waits(120_000);
    expect(scene.buttons()).toEqual([]);
  });

  it('a low one tells the lead and offers to reopen', () => {
    const scene = rated(6);
    expect(scene.buttons()).toEqual(['comment', 'reopen_mine', 'share_rating']);
    expect(scene.texts('staff')[0]).toContain('Low rating: Mei gave 6/10');
    scene.presses('reopen_mine');
    expect(scene.ticket.reason).toBe('reopened');
    expect(scene.conversation.status).toBe('queued');
  });

  it('a comment by the next message or with the button', () => {
    const scene = rated(3).presses('comment').says('sure:refund is what I wanted');
    expect(scene.conversation.rating.comment).toBe('sure:refund is what I wanted');
    expect(scene.conversations.size).toBe(1);
    expect(scene.texts('staff')[0]).toContain('Comment with the rating');
    const direct = rated(9).presses('comment', LEARNER, 'nice');
    expect(direct.conversation.rating.comment).toBe('nice');
  });

  it('is not asked in the middle of the next matter', () => {
    const scene = solved().says('sure:refund');
    expect(scene.conversations.size).toBe(2);
    scene.waits(60_000);
    expect(scene.buttons()).not.toContain('rate:0');
  });
});

describe('after the end', () => {
  it.each(['thanks', '谢谢啦', 'ok', '好的', '👍'])('%s does not reopen', (words) => {
    const scene = solved().says(words);
    expect(scene.conversation.status).toBe('resolved');
    expect(scene.texts()).toEqual([]);
    expect(scene.history.at(-1)).toMatchObject({ kind: 'ignored' });
  });

  it('thanks puts the rating off until it is quiet', () => {
    const scene = solved().waits(50_000).says('thanks').waits(59_999);
    expect(scene.buttons()).toEqual([]);
    scene.waits(1);
    expect(scene.buttons()).toContain('rate:10');
  });

  it('more words about the same matter go on where it was', () => {
    const scene = createScene()
      .asks('sure:video')
      .presses('human')
      .agent('claim')
      .agent('resolve')
      .says('still broken');
    expect(scene.conversation.status).toBe('assigned');
    expect(scene.ticket).toMatchObject({ assignee: LIN, reopenedCount: 1 });
    expect(scene.texts('staff')).toContainEqual('💬 Mei: still broken');
  });

  it('a clearly new question is a new conversation, also after closing', () => {
    const scene = solved().asks('sure:refund');
    expect(scene.conversations.size).toBe(2);
    expect(scene.texts()).toEqual(['refund answer']);
    const closed = createScene()
      .asks('sure:video')
      .waits(3 * 86_400_000)
      .asks('whatever');
    expect(closed.conversations.size).toBe(2);
  });

  it('an old button cannot reopen what a newer conversation replaced', () => {
    const scene = rated(2);
    const { id } = scene.conversation;
    scene.asks('sure:refund').presses('reopen_mine', LEARNER, null, id);
    expect(scene.tickets.size).toBe(0);
    expect(scene.texts()[0]).toContain('newer conversation');
  });
});

describe('failures', () => {
  it('staff learn that a reply did not arrive', () => {
    const scene = createScene().says('人工').agent('reply', LIN, 'hi');
    scene.handle({
      kind: 'deliveryFailed',
      id: 'failed:1',
      at: scene.now,
      community: 'default',
      conversationId: scene.conversation.id,
      deliveryId: 'x',
      audience: 'learner',
      reason: 'blocked by the user',
    });
    expect(scene.sent.at(-1)?.body).toMatchObject({
      message: { text: expect.stringContaining('⚠️ A message did not reach the learner: blocked by the user.') },
    });
  });

  it('an event that was given up becomes a ticket with the words in it', () => {
    const scene = createScene();
    const base = { at: scene.now, community: 'default' };
    const author = { id: LEARNER, name: 'Mei' };
    const spot = { place: 'local:learner-mei', thread: null } as const;
    const parked = {
      ...base,
      kind: 'messageReceived',
      id: 'local:p',
      author,
      spot,
      locale: 'en',
      text: 'help me',
    } as const;
    scene.handle({ ...base, kind: 'eventParked', id: 'parked:local:p', parked });
    expect(scene.ticket.reason).toBe('fault');
    expect(scene.conversation.questions).toEqual(['help me']);
  });

  it('a command or a press that was given up: who did it is told, and words after /ask go to people', () => {
    const base = { at: Date.UTC(2026, 0, 5, 9), community: 'default', locale: 'en' };
    const give = (scene: ReturnType<typeof createScene>, author: string, place: string, verb: string, args = '') => {
      const who = { id: author as typeof LEARNER, name: 'Mei' };
      const spot = { place: place as `local:${string}`, thread: null };
      const parked = { ...base, kind: 'commandInvoked', id: 'local:p', author: who, spot, verb, args } as const;
      return scene.handle({ ...base, kind: 'eventParked', id: `parked:${verb}`, parked }).deliveries;
    };
    const scene = createScene();
    expect(give(scene, LEARNER, 'local:learner-mei', 'status')).toMatchObject([
      { audience: 'learner', body: { message: { text: expect.stringContaining('Please try again') } } },
    ]);
    expect(give(scene, LIN, 'local:staff', 'claim')).toMatchObject([
      { audience: 'staff', body: { message: { text: expect.stringContaining('Please try again') } } },
    ]);
    expect(scene.tickets.size).toBe(0);
    give(scene, LEARNER, 'local:learner-mei', 'ask', 'why');
    expect(scene.ticket.reason).toBe('fault');
    expect(scene.conversation.questions).toEqual(['why']);
  });

  it('deciding the same event twice gives the same rows', () => {
    const first = createScene().says('人工');
    const second = createScene().says('人工');
    expect(second.sent).toEqual(first.sent);
    expect(second.history).toEqual(first.history);
    expect(second.ticket).toEqual(first.ticket);
  });
});

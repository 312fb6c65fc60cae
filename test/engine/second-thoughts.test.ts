/** After the end: a comment, another try, a person after all. Nothing the learner does is met with silence or put in the wrong drawer. */
import { describe, expect, it } from 'vitest';
import { replies } from '../../src/engine/replies.ts';
import { staffReplies } from '../../src/engine/staff-replies.ts';
import { createScene, LEARNER, LIN, STAFF } from './scene.ts';

const DAY = 86_400_000;
const byPeople = () => createScene().says('人工').agent('claim').agent('resolve');
const rated = (n: number) => byPeople().waits(60_000).presses(`rate:${n}`);

describe('a comment that was announced', () => {
  it('is no longer waited for once the ticket is open again: words go to the agent', () => {
    const scene = rated(2).presses('comment').presses('reopen_mine').says('it is still broken');
    expect(scene.conversation.rating).toMatchObject({ comment: null, awaitsComment: false });
    expect(scene.texts('staff')).toContain('💬 Mei: it is still broken');
  });

  it('is not what /ask asks', () => {
    const scene = rated(8).presses('comment').command('/ask sure:video', LEARNER);
    expect(scene.texts()).toContain('video answer');
    expect([...scene.conversations.values()].map(({ rating }) => rating.comment)).toEqual([null, null]);
  });

  it('is taken after the conversation closed, as the bot says it will be', () => {
    const scene = rated(8).waits(DAY).presses('comment');
    expect(scene.conversation.status).toBe('closed');
    expect(scene.texts()).toEqual([replies.askComment('en')]);
    scene.says('谢谢');
    expect(scene.conversation.rating.comment).toBe('谢谢');
    expect(scene.conversations.size).toBe(1);
  });

  it('is not waited for over a day: a question is a question then', () => {
    expect(rated(8).presses('comment').waits(DAY).asks('sure:video').texts()).toContain('video answer');
    const scene = rated(8).waits(DAY).presses('comment').waits(DAY).asks('sure:video');
    expect(scene.texts()).toContain('video answer');
  });

  it('cannot be announced below a conversation that another one has followed: the next words would go there', () => {
    const scene = rated(8);
    const before = scene.conversation.id;
    scene.asks('sure:video').presses('comment', LEARNER, null, before);
    expect(scene.texts()).toEqual([replies.staleButton('en')]);
    scene.presses('comment', LEARNER, 'very kind', before);
    expect(scene.conversations.get(before)?.rating.comment).toBe('very kind');
  });
});

describe('a person after all', () => {
  it('is announced when the ticket is opened again', () => {
    const scene = byPeople();
    expect(scene.command('/human', LEARNER).texts()).toContain(replies.reopened(scene.ticket.id, 'en'));
  });

  it('is not called to a conversation that another one has followed', () => {
    const scene = createScene()
      .asks('sure:video')
      .waits(2 * DAY);
    const before = scene.conversation.id;
    scene.asks('sure:refund').presses('human', LEARNER, null, before);
    expect(scene.texts()).toEqual([replies.tooLateToReopen('en')]);
    expect(scene.tickets.size).toBe(0);
  });
});

describe('an answer that was taken for good because it had been quiet', () => {
  it('counts as confirmed when the learner says so later', () => {
    const scene = createScene().asks('sure:video').waits(DAY).presses('solved');
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'confirmed' });
    expect(scene.texts()).toEqual(['video answer\n\n✓ Solved', replies.confirmed('en')]);
    expect(scene.kinds().filter((kind) => kind === 'confirmed')).toHaveLength(1);
    expect(scene.presses('solved').texts()).toEqual([]);
  });

  it.each([DAY, 2 * DAY])('is not the last word when the learner says no after %d ms', (ms) => {
    const scene = createScene().asks('sure:video').waits(ms).presses('not_this');
    expect(scene.conversation).toMatchObject({ status: 'open', resolution: null, misses: 1, refused: ['video'] });
    expect(scene.texts()).toEqual(['video answer\n\n✗ Not this', replies.refusedAnswer('en')]);
    expect(scene.asks('hm').tickets.size).toBe(1);
  });

  it('is left alone when another conversation has followed', () => {
    const scene = createScene()
      .asks('sure:video')
      .waits(2 * DAY);
    const before = scene.conversation.id;
    scene.asks('sure:refund').presses('not_this', LEARNER, null, before);
    expect(scene.texts()).toEqual([replies.tooLateToReopen('en')]);
    expect(scene.conversations.get(before)?.status).toBe('closed');
  });
});

describe('an agent opens the ticket again', () => {
  it('and is told where the learner’s words go once there is a newer conversation', () => {
    const scene = byPeople();
    const reopen = `/reopen ${scene.ticket.id}`;
    scene.waits(60_000).asks('sure:video').command(reopen, LIN, STAFF);
    expect(scene.texts('staff')).toContain(staffReplies.newerConversation('en'));
    const alone = byPeople();
    alone.command(`/reopen ${alone.ticket.id}`, LIN, STAFF);
    expect(alone.texts('staff')).not.toContain(staffReplies.newerConversation('en'));
  });

  it('clears a comment that was announced', () => {
    const scene = rated(3).presses('comment');
    scene.command(`/reopen ${scene.ticket.id}`, LIN, STAFF).says('here is the order number');
    expect(scene.texts('staff')).toContain('💬 Mei: here is the order number');
  });
});

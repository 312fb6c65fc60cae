import { describe, expect, it } from 'vitest';
import type { PlaceId } from '../../../src/domain/place.ts';
import { ADMIN, createScene, KAI, LIN, STAFF } from '../scene.ts';

const BILLING: PlaceId = 'slack:C9';
type Scene = ReturnType<typeof createScene>;
const escalated = (options = {}) => createScene(options).asks('sure:video').presses('human');
const inThread = (scene: Scene, line: string, who: typeof LIN = LIN) =>
  scene.command(line, who, STAFF, scene.ticket.id);

/** What the outbox makes known when the platform refuses for good. */
function fails(
  scene: Scene,
  place: PlaceId,
  audience: 'staff' | 'learner' = 'staff',
  reason = 'channel_not_found',
): Scene {
  scene.handle({
    kind: 'deliveryFailed',
    id: `failed:${scene.sent.length}`,
    at: scene.now,
    community: 'default',
    conversationId: scene.conversation.id,
    deliveryId: 'x',
    audience,
    place,
    reason,
  });
  return scene;
}

describe('a delivery to staff that failed', () => {
  it('where the ticket no longer is leaves it where it is', () => {
    const scene = escalated().command('/queue set billing places slack:C9', ADMIN);
    inThread(scene, '/transfer billing');
    fails(scene, STAFF);
    expect(scene.ticket.staffSpot.place).toBe(BILLING);
    expect(scene.kinds()).toContain('undelivered');
  });

  it('where the ticket is brings it to the default place, once, however many failed there', () => {
    const scene = escalated().command('/queue set billing places slack:C9', ADMIN);
    inThread(scene, '/transfer billing');
    fails(scene, BILLING);
    expect(scene.ticket.staffSpot.place).toBe(STAFF);
    const told = scene.sent.length;
    fails(scene, BILLING);
    expect(scene.sent).toHaveLength(told);
  });
});

describe('a delivery to a learner that failed', () => {
  it('is told to staff once for each reason, and again after the learner wrote', () => {
    const scene = escalated();
    const { place } = scene.conversation.spot;
    const told = () =>
      scene.sent.filter(({ body }) => JSON.stringify(body).includes('did not reach the learner')).length;
    for (const reason of ['blocked', 'blocked', 'too long', 'too long']) fails(scene, place, 'learner', reason);
    expect(told()).toBe(2);
    scene.asks('我回来了');
    fails(scene, place, 'learner', 'too long');
    expect(told()).toBe(3);
  });
});

describe('live replies', () => {
  it('are written below the card only: in the thread it left, words stay inside', () => {
    const scene = escalated().command('/queue set billing places slack:C9', ADMIN);
    inThread(scene, '/transfer billing');
    scene.agent('claim').agent('live').staffSays('this learner again');
    expect(scene.texts()).toEqual([]);
    expect(scene.kinds().at(-1)).toBe('noted');
  });
});

describe('the learner’s status card', () => {
  const status = (scene: Scene) =>
    scene.sent
      .filter(({ slot }) => slot === `status:${scene.conversation.id}`)
      .map(({ body }) => (body.kind === 'message' ? body.message.text : ''))
      .at(-1);

  it('shows the first reply', () => {
    const scene = escalated().agent('claim').agent('reply', LIN, 'Hi');
    expect(status(scene)).toContain('● answered');
  });

  it('shows a live reply as one', () => {
    const scene = escalated().agent('claim').agent('live').staffSays('Hi');
    expect(status(scene)).toContain('● answered');
  });

  it('no longer asks for an answer that was given', () => {
    const scene = escalated().agent('claim').agent('pending');
    expect(status(scene)).toContain('waiting for your answer');
    scene.says('here it is');
    expect(status(scene)).toContain('Lin is looking after you');
  });

  it('shows the rating', () => {
    const scene = escalated().agent('resolve').waits(60_000).presses('rate:9');
    expect(status(scene)).toContain('● rated');
  });
});

describe('a lease', () => {
  const MINUTE = 60_000;

  it('does not run while the learner is waited for', () => {
    const scene = escalated().agent('note', KAI, 'seen').agent('claim').agent('pending');
    inThread(scene, '/assign Kai').waits(60 * MINUTE);
    expect(scene.ticket).toMatchObject({ assignee: KAI, leaseUntil: null, status: 'pending' });
  });

  it('runs again once the learner has answered', () => {
    const scene = escalated()
      .agent('claim')
      .agent('pending')
      .waits(60 * MINUTE);
    scene.says('here it is').waits(16 * MINUTE);
    expect(scene.ticket).toMatchObject({ assignee: null, lapsed: [LIN] });
    expect(scene.conversation.status).toBe('queued');
  });

  it('that ran out gives the ticket to somebody else where the queue assigns by itself', () => {
    const scene = escalated().agent('note', KAI, 'seen').agent('claim');
    scene.command('/queue set technical assign auto', ADMIN).waits(16 * MINUTE);
    expect(scene.ticket).toMatchObject({ assignee: KAI, lapsed: [LIN] });
  });

  it('ends with a release, and the next one gets the ticket, not the one who gave it back', () => {
    const scene = escalated().agent('note', KAI, 'seen').agent('claim');
    scene.command('/queue set technical assign auto', ADMIN).agent('release');
    expect(scene.ticket.assignee).toBe(KAI);
  });
});

describe('a promise', () => {
  const alerts = (scene: Scene) => scene.history.filter(({ kind }) => kind === 'breached').length;
  const MINUTE = 60_000;

  it('that was broken is told again when it was loosened and is broken again', () => {
    const scene = escalated();
    inThread(scene, '/priority urgent').waits(31 * MINUTE);
    expect(alerts(scene)).toBe(1);
    inThread(scene, '/priority low').waits(24 * 60 * MINUTE);
    expect(scene.history.filter(({ kind, facts }) => kind === 'breached' && facts.promise === 'response')).toHaveLength(
      2,
    );
  });

  it('that was kept is not called broken when it is tightened afterwards', () => {
    const scene = escalated().waits(20 * MINUTE);
    scene.agent('reply', LIN, 'Hi');
    inThread(scene, '/priority urgent').waits(4 * 60 * MINUTE);
    expect(scene.history.flatMap(({ kind, facts }) => (kind === 'breached' ? [facts.promise] : []))).toEqual([
      'resolution',
    ]);
  });

  it('that is broken by being tightened is told at once', () => {
    const scene = escalated();
    inThread(scene, '/priority low').waits(29 * MINUTE);
    expect(alerts(scene)).toBe(0);
    inThread(scene, '/priority urgent').waits(1);
    expect(alerts(scene)).toBe(1);
  });
});

/** Everything comes due at once when the service has been away for longer than a conversation stays open. */
import { describe, expect, it } from 'vitest';
import type { TimerKind } from '../../src/domain/event.ts';
import { createScene } from './scene.ts';

const DAY = 86_400_000;

function fire(scene: ReturnType<typeof createScene>, timer: TimerKind, at: number) {
  const { id } = scene.conversation;
  const key = `${id}/${timer}`;
  const dueAt = scene.timers.get(key)?.dueAt ?? scene.now;
  scene.timers.delete(key);
  const { deliveries } = scene.handle({
    kind: 'timerFired',
    id: `timer:${timer}:${at}:${scene.history.length}`,
    at,
    community: 'default',
    timer,
    conversationId: id,
    dueAt,
  });
  return deliveries.map(({ body }) => (body.kind === 'message' ? body.message.text : ''));
}

describe('after an outage', () => {
  it('words that wait for their turn are not closed away', () => {
    const scene = createScene().asks('sure:video').says('sure:login');
    const later = scene.now + 3 * DAY;
    fire(scene, 'quietClose', later);
    expect(scene.conversation).toMatchObject({ status: 'open', turn: { texts: ['sure:login'] } });
    expect(fire(scene, 'turnQuiet', later)).toContain('login answer');
  });

  it.each(['sure:login', 'hm'])('the learner has a day to answer what the bot says to %s then', (words) => {
    const scene = createScene().asks('sure:video').says(words);
    const later = scene.now + 3 * DAY;
    const stale = scene.timers.get(`${scene.conversation.id}/quietClose`);
    fire(scene, 'turnQuiet', later);
    if (stale) scene.timers.set(`${scene.conversation.id}/quietClose`, stale);
    fire(scene, 'quietClose', later);
    expect(scene.conversation).toMatchObject({ status: 'open', resolution: null });
    expect(scene.timers.get(`${scene.conversation.id}/quietClose`)?.dueAt).toBe(later + DAY);
  });

  it('no setting closes a conversation over words that wait for their turn', () => {
    const scene = createScene({ settings: { closeAfterMs: 1000 } })
      .asks('sure:video')
      .says('sure:login')
      .waits(1600);
    expect(scene.texts()).toContain('login answer');
  });
});

import { describe, expect, it } from 'vitest';
import { createScene, LEARNER, LIN, STAFF } from '../scene.ts';

const WU = 'local:wu' as const;

/** Two tickets of one learner: the first of another spot, the later one merged into it. */
function merged() {
  const scene = createScene().asks('sure:video').presses('human').asks('sure:refund', WU).presses('human', WU);
  const [first = '', second = ''] = [...scene.tickets.keys()];
  const later = scene.conversation;
  scene.conversations.set(later.id, { ...later, learner: LEARNER });
  scene.command(`/merge ${second} ${first}`, LIN, STAFF, second);
  return { scene, first, second, later: later.id };
}

describe('a merged ticket', () => {
  it('is not opened again by the learner’s next words: they go to the ticket it went on in', () => {
    const { scene, first, second } = merged();
    scene.says('one more thing');
    expect(scene.tickets.get(second)?.status).toBe('resolved');
    expect(scene.tickets.get(first)?.lastMessage).toBe('one more thing');
    expect(scene.texts('staff').join('\n')).toContain('💬 Mei: one more thing');
    expect(scene.texts().join('\n')).toContain(`added to ticket ${first}`);
  });

  it('asks for no rating of its own', () => {
    const { scene, later } = merged();
    scene.waits(10 * 60_000);
    expect(scene.conversations.get(later)?.rating.askedAt).toBeNull();
    expect(scene.kinds()).not.toContain('ratingAsked');
  });

  it('is followed when the learner cancels, or edits what they wrote', () => {
    const { scene, first } = merged();
    scene.edits('the other video');
    expect(scene.texts('staff').join('\n')).toContain('✏️ Mei edited a message: the other video');
    scene.command('/cancel', LEARNER);
    expect(scene.tickets.get(first)?.status).toBe('resolved');
    expect(scene.conversations.get(scene.tickets.get(first)?.conversationId ?? '')?.resolution).toBe('cancelled');
  });

  it('goes on by itself again where the learner says that it is another matter', () => {
    const { scene, second } = merged();
    scene.presses('reopen_mine');
    expect(scene.tickets.get(second)).toMatchObject({ status: 'open', mergedInto: null });
  });

  it('leads to the rating of the one it went on in', () => {
    const { scene, first, later } = merged();
    // Of another spot, where nothing was begun since.
    const there = scene.conversations.get(later);
    if (there) scene.conversations.set(later, { ...there, startedAt: 0 });
    scene.command('/resolve', LIN, STAFF, first).waits(60_000);
    scene.says('9');
    expect(scene.conversations.get(scene.tickets.get(first)?.conversationId ?? '')?.rating.score).toBe(9);
  });
});

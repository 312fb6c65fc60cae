/** Buttons of messages that are no longer the last word: each does what it says, or says that it no longer counts. */
import { describe, expect, it } from 'vitest';
import { replies } from '../../src/engine/replies.ts';
import { createScene } from './scene.ts';

const slotsOf = (scene: ReturnType<typeof createScene>, text: string) =>
  scene.sent
    .filter(({ body }) => body.kind === 'message' && body.message.text === text && body.message.buttons.length > 0)
    .map(({ slot }) => slot);

describe('answers that are followed by others', () => {
  it('an answer given again later is a new message, not an edit far above', () => {
    const scene = createScene().asks('sure:video').asks('sure:login').asks('sure:video');
    const slots = slotsOf(scene, 'video answer');
    expect(slots).toHaveLength(2);
    expect(new Set(slots).size).toBe(2);
  });

  it('lose their buttons, so that "not this" is about the one it stands below', () => {
    const scene = createScene().asks('sure:video').asks('sure:login');
    expect(scene.messages('learner').map(({ text, buttons }) => [text, buttons.length])).toEqual([
      ['video answer', 0],
      ['login answer', 1],
    ]);
    scene.asks('maybe:refund,invoice');
    expect(scene.messages('learner')[0]).toEqual({ text: 'login answer', buttons: [] });
  });

  it('an answer beside a ticket loses its buttons when an agent claims the ticket', () => {
    const scene = createScene().says('人工').says('sure:login').agent('claim');
    expect(scene.messages('learner')).toContainEqual({ text: 'login answer', buttons: [] });
  });
});

describe('did you mean', () => {
  it('a choice of an earlier question never gives the answer to another one', () => {
    const scene = createScene().asks('maybe:refund,invoice').asks('maybe:video,login');
    scene.presses('pick:0');
    expect(scene.texts()).toEqual([replies.staleButton('en')]);
    expect(scene.conversation.answer).toBeNull();
    const label = scene.sent.flatMap(({ body }) => (body.kind === 'message' ? body.message.buttons.flat() : []));
    const video = label.find((button) => button.label === 'video title');
    scene.presses(video?.choice ?? '');
    expect(scene.texts()).toEqual(['video answer']);
  });

  it('the other choices stay open until something else is asked; the same one twice changes nothing', () => {
    const scene = createScene().asks('maybe:refund,invoice').presses('pick:0').presses('pick:1');
    expect(scene.texts()).toEqual(['refund answer', 'invoice answer']);
    expect(scene.presses('pick:1').texts()).toEqual([]);
    expect(scene.asks('sure:video').presses('pick:0').texts()).toEqual([replies.staleButton('en')]);
  });
});

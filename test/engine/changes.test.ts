import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/domain/event.ts';
import { ADMIN, createScene, LEARNER, LIN, STAFF } from './scene.ts';

const SHOT: Attachment = { kind: 'image', name: 'shot.png', bytes: 1200, mediaType: 'image/png', ref: 'f1' };

const filesOf = (scene: ReturnType<typeof createScene>, audience: 'learner' | 'staff') =>
  scene.sent.flatMap(({ audience: to, body }) =>
    to === audience && body.kind === 'message' ? (body.message.files ?? []) : [],
  );

describe('files', () => {
  it('sent before there is a ticket are kept and go to people with it', () => {
    const scene = createScene().says('', LEARNER, null, [SHOT]).waits(1500);
    expect(scene.texts()[0]).toContain('cannot look into it');
    expect(scene.buttons()).toEqual(['human']);
    expect(filesOf(scene, 'staff')).toEqual([]);
    scene.presses('human');
    expect(filesOf(scene, 'staff')).toEqual([
      {
        name: 'shot.png',
        mediaType: 'image/png',
        alt: 'shot.png',
        source: { kind: 'platform', platform: 'local', ref: 'f1' },
      },
    ]);
    expect(scene.conversation.files).toEqual([]);
  });

  it('sent while people have the ticket go to its thread at once, with the words', () => {
    const scene = createScene().asks('the avatar').presses('human');
    scene.says('here is a picture', LEARNER, null, [SHOT]);
    expect(scene.texts('staff').join()).toContain('here is a picture');
    expect(filesOf(scene, 'staff')).toHaveLength(1);
    scene.says('', LEARNER, null, [SHOT, SHOT]);
    expect(scene.texts('staff').join()).toContain('sent 2 files');
    expect(filesOf(scene, 'staff')).toHaveLength(3);
  });

  it('of an agent stay in the thread, and go to the learner with live replies', () => {
    const scene = createScene().asks('the avatar').presses('human').agent('claim');
    scene.staffSays('look at this', LIN, [SHOT]);
    expect(filesOf(scene, 'learner')).toEqual([]);
    scene.agent('live').staffSays('', LIN, [SHOT]);
    expect(filesOf(scene, 'learner')).toHaveLength(1);
  });
});

describe('edits and deletions', () => {
  it('are shown to the people who have the ticket', () => {
    const scene = createScene().asks('the avatar').presses('human').edits('the avatar on my phone');
    expect(scene.texts('staff')).toEqual(['✏️ Mei edited a message: the avatar on my phone']);
    scene.deletes();
    expect(scene.texts('staff')).toEqual(['🗑️ Mei deleted a message']);
  });

  it('of somebody who is blocked are shown to nobody', () => {
    const scene = createScene().asks('the avatar').presses('human');
    scene.command('/block spam', ADMIN, STAFF, scene.ticket.id).edits('more spam');
    expect(scene.texts('staff')).toEqual([]);
  });

  it('change nothing where the bot has answered', () => {
    const scene = createScene().asks('sure:video').edits('sure:refund');
    expect(scene.texts()).toEqual([]);
    expect(scene.history.at(-1)).toMatchObject({ kind: 'ignored', facts: { reason: 'messageEdited' } });
  });
});

describe('edits of an agent', () => {
  it('reach the learner only of what went out live, never of an earlier note', () => {
    const scene = createScene().asks('the avatar').presses('human').agent('claim');
    const spot = { place: STAFF, thread: scene.ticket.id };
    const by = { community: 'default', at: scene.now, author: { id: LIN, name: 'Lin' }, spot, locale: null };
    const writes = (messageId: string, text: string) =>
      scene.handle({ ...by, kind: 'messageReceived', id: `local:w-${messageId}`, messageId, text });
    const edits = (messageId: string, text: string) =>
      scene
        .handle({ ...by, kind: 'messageEdited', id: `local:x-${messageId}`, messageId, text })
        .deliveries.filter(({ audience }) => audience === 'learner');
    writes('note', 'a difficult one');
    scene.agent('live');
    writes('out', 'hello');
    expect(edits('note', 'a very difficult one')).toEqual([]);
    expect(edits('out', 'hello Mei')).toHaveLength(1);
  });
});

describe('a lost place', () => {
  it('is told in another staff place, in both languages, with the remedy', () => {
    const scene = createScene().loses('local:learner-77');
    expect(scene.sent.at(-1)?.place).toBe(STAFF);
    expect(scene.texts('staff')[0]).toContain('请重新邀请它');
    expect(scene.texts('staff')[0]).toContain('invite it again');
  });
});

describe('figures', () => {
  it('are for the one who asked', () => {
    const scene = createScene().command('/report overview', ADMIN);
    expect(scene.sent.at(-1)?.privateTo).toBe(ADMIN);
    scene.asks('sure:video');
    expect(scene.sent.at(-1)?.privateTo ?? null).toBeNull();
  });
});

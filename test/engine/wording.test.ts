/** Sentences that would be unkind, unclear or wrong in some state of things. */
import { describe, expect, it } from 'vitest';
import { shorten } from '../../src/engine/cards.ts';
import { quote, replies } from '../../src/engine/replies.ts';
import { staffReplies } from '../../src/engine/staff-replies.ts';
import { ADMIN, createScene, LEARNER, LIN, STAFF } from './scene.ts';

const MINUTE = 60_000;

describe('words that are cut', () => {
  it.each([
    shorten('😀'.repeat(50), 10),
    shorten(`x${'😀'.repeat(50)}`, 10),
    quote('😀'.repeat(50)),
    quote(`x${'😀'.repeat(50)}`),
  ])('never end in half a character: %s', (cut) => {
    expect(cut.isWellFormed()).toBe(true);
    expect(cut.endsWith('😀…')).toBe(true);
  });

  it('and are quoted without marks that turn the sentence round', () => {
    expect(quote('\u202Eabc\u200Bd\u0007')).toBe('abcd');
  });
});

describe('what goes to people', () => {
  it('is what the learner wrote, line breaks and all, however long', () => {
    const story = `${'It started on Monday.\n'.repeat(500)}The end.`;
    const scene = createScene().asks(story).presses('human');
    expect(scene.texts('staff')).toContain(`💬 Mei: ${story}`);
    expect(scene.texts('staff')[0]?.length).toBeLessThan(1000);
  });

  it('commands include the one for live replies', () => {
    expect(createScene().command('/help', LIN, STAFF).texts('staff')[0]).toContain('/live');
  });
});

describe('a promise that was broken', () => {
  it('is not repeated; the learner is told so', () => {
    const scene = createScene()
      .says('人工')
      .waits(31 * MINUTE)
      .command('/status', LEARNER);
    expect(scene.texts()[0]).not.toContain('09:30');
    expect(scene.texts()[0]).toContain('longer than promised');
  });
});

describe('asking again for a person', () => {
  it('tells where things stand instead of "one moment"', () => {
    const scene = createScene().says('人工');
    for (const again of [() => scene.says('talk to a human'), () => scene.presses('human')]) {
      expect(again().texts()).toEqual([expect.stringContaining('Expect an answer by 09:30')]);
    }
    scene.agent('claim').presses('human');
    expect(scene.texts()).toEqual([expect.stringContaining('Lin is looking after you')]);
  });
});

describe('commands without what they need', () => {
  it('/rate asks for a number and quotes no emptiness', () => {
    const scene = createScene().asks('sure:video').presses('solved').command('/rate', LEARNER);
    expect(scene.texts()).toEqual([replies.whichScore('en')]);
  });

  it('/report with an empty day, and with days the wrong way round', () => {
    const scene = createScene();
    expect(scene.command('/report overview --from', ADMIN).texts('admin')).toEqual([
      staffReplies.noDate('--from', 'en'),
    ]);
    scene.command('/report overview --from 2026-02-01 --to 2026-01-01', ADMIN);
    expect(scene.texts('admin')).toEqual([staffReplies.noWindow('2026-02-01', '2026-01-01', 'en')]);
    expect(scene.command('/report overview --from 2026-02-01 --to 2026-02-01', ADMIN).texts('admin')).toEqual([
      'report:overview',
    ]);
  });

  it('an unknown one in the admin place lists what an admin can do', () => {
    expect(createScene().command('/reprot', ADMIN).texts('staff')[0]).toContain('/report');
  });
});

describe('the wrong state', () => {
  it('comes with the way out of it', () => {
    const scene = createScene().says('人工').agent('live');
    expect(scene.texts('staff')[0]).toContain('/claim');
    scene.agent('claim').agent('resolve').command(`/reply ${scene.ticket.id} more`, LIN, STAFF);
    expect(scene.texts('staff')[0]).toContain('/reopen');
  });

  it('a button of a ticket nobody knows: said to agents as to agents', () => {
    const scene = createScene().says('人工');
    scene.handle({
      kind: 'choiceMade',
      id: 'local:x',
      at: scene.now,
      community: 'default',
      author: { id: LIN, name: 'Lin' },
      spot: { place: STAFF, thread: null },
      locale: 'en',
      choice: 'claim',
      target: 'T-ZZZZZZ',
      text: null,
    });
    expect(scene.sent.at(-1)).toMatchObject({
      audience: 'staff',
      body: { message: { text: staffReplies.staleButton('en') } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { ADMIN, createScene, LEARNER, LIN, STAFF } from './scene.ts';

const DAY = 86_400_000;

describe('who is blocked', () => {
  const blocked = () => {
    const scene = createScene().asks('sure:video').presses('human').agent('resolve');
    return scene.command('/block spam', ADMIN, STAFF, scene.ticket.id);
  };

  it('opens nothing again with a button, and is told once a day', () => {
    const scene = blocked().presses('reopen_mine');
    expect(scene.ticket.status).toBe('resolved');
    expect(scene.texts()[0]).toContain('You cannot ask here for now');
    expect(scene.presses('reopen_mine').texts()).toEqual([]);
    expect(scene.waits(DAY).presses('reopen_mine').texts('staff')).toEqual([]);
  });

  it('reaches nobody with a comment', () => {
    const scene = createScene().asks('sure:video').presses('human').agent('resolve').waits(60_000).presses('rate:3');
    scene.command('/block spam', ADMIN, STAFF, scene.ticket.id).presses('comment', LEARNER, 'buy now');
    expect(scene.texts('staff')).toEqual([]);
    expect(scene.kinds()).not.toContain('commented');
  });

  it('opens no ticket with what could not be handled', () => {
    const scene = blocked();
    const author = { id: LEARNER, name: 'Mei' };
    const spot = { place: 'local:learner-mei', thread: null } as const;
    const base = { at: scene.now, community: 'default' };
    const parked = {
      ...base,
      kind: 'messageReceived',
      id: 'local:p',
      author,
      spot,
      locale: null,
      text: 'buy',
    } as const;
    scene.handle({ ...base, kind: 'eventParked', id: 'parked:local:p', parked });
    expect(scene.ticket.status).toBe('resolved');
    expect(scene.tickets.size).toBe(1);
  });
});

describe('a learner with five open tickets', () => {
  const full = () => {
    const scene = createScene();
    for (let n = 0; n < 6; n++) {
      const who = `local:w${n}` as const;
      scene.asks('sure:video', who).presses('human', who);
      if (n === 0) scene.agent('resolve');
    }
    const [first] = scene.tickets.values();
    for (const [id, conversation] of scene.conversations) {
      scene.conversations.set(id, { ...conversation, learner: LEARNER, startedAt: scene.now });
    }
    if (!first) throw new Error('no ticket');
    return { scene, first: first.id, conversation: first.conversationId };
  };

  it('opens no sixth one again, and is told kindly', () => {
    const { scene, first, conversation } = full();
    scene.presses('reopen_mine', LEARNER, null, conversation);
    expect(scene.tickets.get(first)?.status).toBe('resolved');
    expect(scene.texts()[0]).toContain('5 tickets in progress');
  });

  it('is no limit to agents', () => {
    const { scene, first } = full();
    scene.command('/reopen', LIN, STAFF, first);
    expect(scene.tickets.get(first)?.status).toBe('open');
  });
});

describe('/needs', () => {
  const needsAfter = (...lines: string[]) => {
    const scene = createScene();
    for (const line of lines) scene.command(`/needs ${line}`, LEARNER);
    return scene.profiles.get(LEARNER)?.needs;
  };

  it.each(['读屏', 'screen-reader', 'screen reader', '讀屏'])('%s is turned on and off', (words) => {
    expect(needsAfter(words)).toMatchObject({ screenReader: true, note: null });
    for (const off of ['off', '关', '关闭', 'OFF'])
      expect(needsAfter(words, `${words} ${off}`), off).toMatchObject({ screenReader: false, note: null });
  });

  it.each(['慢一点', 'slow', 'slowly'])('%s is turned on and off', (words) => {
    expect(needsAfter(words)).toMatchObject({ slow: true, note: null });
    for (const off of ['off', '关', '不用'])
      expect(needsAfter(words, `${words} ${off}`), off).toMatchObject({ slow: false });
  });

  it('quiet hours end in words of both languages', () => {
    expect(needsAfter('安静 22:00-08:00', '安静 关')).toMatchObject({ quiet: null });
    expect(needsAfter('quiet 22:00-08:00', 'quiet off')).toMatchObject({ quiet: null });
  });

  it('more than a word is what agents should know', () => {
    expect(needsAfter('slow internet at home')).toMatchObject({ slow: false, note: 'slow internet at home' });
  });
});

import { describe, expect, it } from 'vitest';
import { createScene, KAI, LIN } from '../scene.ts';

const MINUTE = 60_000;
const escalated = () => createScene().asks('sure:video').presses('human');
const alerts = (scene: ReturnType<typeof createScene>, kind: 'warned' | 'breached') =>
  scene.history.filter((entry) => entry.kind === kind).map(({ facts }) => facts.promise);

describe('service levels', () => {
  it('warn in the thread before the first response is due, and tell the whole place when it is overdue', () => {
    const scene = escalated().waits(24 * MINUTE);
    expect(scene.texts('staff').join('\n')).toContain('first response is due at 09:30');
    scene.waits(7 * MINUTE);
    expect(scene.texts('staff').join('\n')).toContain('the first response is overdue');
    const overall = scene.sent.filter(({ thread, slot, audience }) => audience === 'staff' && !thread && !slot);
    expect(overall).toHaveLength(1);
    scene.waits(60 * MINUTE);
    expect(alerts(scene, 'warned')).toEqual(['response']);
    expect(alerts(scene, 'breached')).toEqual(['response']);
  });

  it('are silent about what was done in time', () => {
    const scene = escalated()
      .agent('reply', LIN, 'Hi')
      .waits(60 * MINUTE);
    expect(alerts(scene, 'warned')).toEqual([]);
    expect(alerts(scene, 'breached')).toEqual([]);
  });

  it('do not count the time in which the learner is waited for', () => {
    const scene = escalated()
      .agent('reply', LIN, 'Which one?')
      .agent('pending')
      .waits(20 * 60 * MINUTE);
    expect(alerts(scene, 'breached')).toEqual([]);
    scene.says('this one').waits(7 * 60 * MINUTE);
    expect(alerts(scene, 'warned')).toEqual(['resolution']);
    scene.waits(2 * 60 * MINUTE);
    expect(alerts(scene, 'breached')).toEqual(['resolution']);
  });

  it('say nothing after the end, and begin anew when it is opened again', () => {
    const scene = escalated()
      .agent('claim')
      .agent('reply', LIN, 'Done')
      .agent('resolve')
      .waits(12 * 60 * MINUTE);
    expect(alerts(scene, 'breached')).toEqual([]);
    scene.agent('reopen').waits(9 * 60 * MINUTE);
    expect(alerts(scene, 'breached')).toEqual(['resolution']);
  });
});

describe('a claim', () => {
  it('is reminded half-way, and given back with word to everybody', () => {
    const scene = escalated()
      .agent('claim')
      .waits(8 * MINUTE);
    expect(scene.texts('staff')[0]).toContain('Lin, the learner has had no reply yet');
    scene.waits(8 * MINUTE);
    expect(scene.ticket).toMatchObject({ assignee: null, lapsed: [LIN] });
    expect(scene.texts('staff').join('\n')).toContain('Lin did not reply in time');
    expect(scene.agent('claim', KAI).ticket.assignee).toBe(KAI);
  });
});

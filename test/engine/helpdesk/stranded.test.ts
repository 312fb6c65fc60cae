import { describe, expect, it } from 'vitest';
import { ADMIN, createScene, KAI, LIN, STAFF } from '../scene.ts';

type Scene = ReturnType<typeof createScene>;
const inThread = (scene: Scene, line: string, who: typeof LIN = LIN) =>
  scene.command(line, who, STAFF, scene.ticket.id);

describe('a ticket in a place that is no longer one of the staff', () => {
  const stranded = () => {
    const scene = createScene().asks('sure:video').presses('human');
    scene.command('/queue set billing places slack:C9', ADMIN);
    inThread(scene, '/transfer billing');
    expect(scene.ticket.staffSpot.place).toBe('slack:C9');
    return scene.command('/queue reset billing', ADMIN);
  };

  it('comes to where its queue is now, with its story, as soon as anything happens', () => {
    const scene = stranded().says('anybody there?');
    expect(scene.ticket.staffSpot.place).toBe(STAFF);
    const there = scene.texts('staff').join('\n');
    expect(there).toContain('💬 Mei: sure:video');
    expect(there).toContain('💬 Mei: anybody there?');
    const card = scene.sent.findLast(({ slot }) => slot === `ticket:${scene.ticket.id}`);
    expect(card?.place).toBe(STAFF);
  });

  it('is told there when its promise is broken', () => {
    const scene = stranded().waits(31 * 60_000);
    const late = scene.sent.filter(({ body }) => JSON.stringify(body).includes('is overdue'));
    expect(late.map(({ place }) => place)).toEqual([STAFF]);
  });
});

describe('a ticket of a queue that is gone', () => {
  it('goes on in the queue that takes its matter', () => {
    const scene = createScene().asks('sure:video').presses('human').command('/queue add vip VIP', ADMIN);
    inThread(scene, '/transfer vip');
    scene.command('/queue reset vip', ADMIN).says('anybody there?');
    expect(scene.ticket.queue).toBe('technical');
    expect(scene.history.findLast(({ kind }) => kind === 'transferred')).toMatchObject({
      actor: 'bot',
      facts: { from: 'vip', queue: 'technical' },
    });
    expect(scene.texts('staff').join('\n')).toContain('The queue “vip” is gone');
  });
});

describe('a ticket of somebody who is no agent any more', () => {
  const left = () => {
    const scene = createScene({ agents: [LIN, KAI] })
      .asks('sure:video')
      .presses('human');
    scene.agent('claim').agent('reply', LIN, 'One moment').agent('live');
    return scene.command(`/role ${LIN} none`, ADMIN);
  };

  it('says so to the admin who takes the role away', () => {
    expect(left().texts('admin').join('\n')).toContain('1 ticket');
  });

  it('waits again when the learner writes', () => {
    const scene = left().says('and now?');
    expect(scene.ticket).toMatchObject({ assignee: null, live: false });
    expect(scene.conversation.status).toBe('queued');
    expect(scene.texts('staff').join('\n')).toContain('Lin is no agent any more');
  });

  it('is free for the next one who acts', () => {
    expect(left().agent('claim', KAI).ticket.assignee).toBe(KAI);
    const scene = left().agent('reply', KAI, 'I take over');
    expect(scene.ticket.assignee).toBe(KAI);
    expect(scene.texts()).toContain('Kai: I take over');
  });

  it('hears nothing of theirs', () => {
    expect(left().staffSays('still here', LIN).texts().join('\n')).not.toContain('still here');
  });

  it('goes to the next one by itself where the queue assigns', () => {
    const scene = left().command('/back', KAI, STAFF);
    scene.command('/queue set technical assign auto', ADMIN).says('and now?');
    expect(scene.ticket.assignee).toBe(KAI);
  });
});

describe('a setting of a queue', () => {
  it('names only what it changes, so that two in the same instant are both kept', () => {
    const scene = createScene().command('/queue set billing response 5m', ADMIN);
    const change = scene.handle({
      kind: 'commandInvoked',
      id: 'local:set',
      at: scene.now,
      community: 'default',
      author: { id: ADMIN, name: 'Boss' },
      spot: { place: STAFF, thread: null },
      locale: null,
      verb: 'queue',
      args: 'set billing assign auto',
    });
    expect(change.settings).toEqual([{ key: 'queue:billing', value: { assignment: 'auto' }, patch: true }]);
    expect(scene.stored.get('queue:billing')).toEqual({ firstResponseMs: 300_000, assignment: 'auto' });
  });
});

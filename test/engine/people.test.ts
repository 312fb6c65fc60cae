import { describe, expect, it } from 'vitest';
import { ADMIN, createScene, KAI, LEARNER, LIN, STAFF } from './scene.ts';

const escalated = (options = {}) => createScene(options).asks('sure:video').presses('human');

describe('a ticket', () => {
  it('goes to the queue of what was talked about, with the question on the card', () => {
    const scene = createScene().asks('sure:refund').presses('human');
    expect(scene.ticket).toMatchObject({ queue: 'billing', category: 'payment', reason: 'asked', status: 'open' });
    expect(scene.texts('staff')[0]).toContain('Mei');
    expect(scene.texts('staff')[0]).toContain('sure:refund');
    expect(scene.buttons('staff')).toEqual(['claim', 'note', 'assign', 'transfer', 'priority']);
  });

  it('is one per conversation, however often it is asked for', () => {
    const scene = escalated().presses('human');
    expect(scene.tickets.size).toBe(1);
    expect(scene.texts()[0]).toContain('already with our people');
    scene.says('talk to a human');
    expect(scene.tickets.size).toBe(1);
  });

  it('tells the place in the queue', () => {
    const scene = escalated();
    scene.says('人工', 'local:wu');
    expect(scene.texts()[0]).toContain('1 before you');
  });

  it('gets the further words of the learner; the bot acknowledges once', () => {
    const scene = escalated().says('it is on my tablet');
    expect(scene.texts()[0]).toContain('added to ticket');
    expect(scene.texts('staff')).toContainEqual('💬 Mei: it is on my tablet');
    scene.says('and on my phone');
    expect(scene.texts()).toEqual([]);
    expect(scene.texts('staff')).toContainEqual('💬 Mei: and on my phone');
  });

  it('while it waits, a clearly new question is answered beside it and noted', () => {
    const scene = escalated().says('sure:invoice');
    expect(scene.texts()[0]).toContain('invoice answer');
    expect(scene.texts('staff').join('\n')).toContain('the bot answered another question: invoice title');
    scene.presses('solved');
    expect(scene.conversation.status).toBe('queued');
    expect(scene.texts().at(-1)).toContain('goes on with your earlier question');
  });

  it('once claimed the bot is silent', () => {
    const scene = escalated().agent('claim');
    scene.says('sure:invoice');
    expect(scene.texts()).toEqual([]);
    expect(scene.texts('staff')).toContainEqual('💬 Mei: sure:invoice');
  });
});

describe('agents', () => {
  it('claim by compare and set: the loser is told who won', () => {
    const scene = escalated().agent('claim', LIN);
    expect(scene.ticket.assignee).toBe(LIN);
    expect(scene.texts()[0]).toContain('Lin is looking after you');
    scene.agent('claim', KAI);
    expect(scene.ticket.assignee).toBe(LIN);
    expect(scene.texts('staff')[0]).toContain('Lin was first');
    scene.agent('claim', LIN);
    expect(scene.texts('staff')).toEqual([]);
  });

  it('write internally by default: nothing reaches the learner', () => {
    const scene = escalated().agent('claim').staffSays('this learner is difficult');
    expect(scene.texts()).toEqual([]);
    expect(scene.history.at(-1)).toMatchObject({ kind: 'noted' });
    scene.agent('note', LIN, 'check the licence');
    expect(scene.texts()).toEqual([]);
    expect(scene.texts('staff')[0]).toContain('the learner cannot see it');
  });

  it('reply explicitly; the receipt is shown only if the reply arrived', () => {
    const scene = escalated().agent('claim').agent('reply', LIN, 'please restart the app');
    expect(scene.texts()[0]).toBe('Lin: please restart the app');
    const reply = scene.sent.findLast(({ audience, slot }) => audience === 'learner' && slot === null);
    const receipt = scene.sent.find((delivery) => delivery.requires === reply?.id);
    expect(receipt?.body).toMatchObject({ message: { text: '✓ Sent to the learner (Lin): please restart the app' } });
    expect(scene.ticket.firstReplyAt).toBe(scene.now);
    expect(scene.ticket.leaseUntil).toBeNull();
  });

  it('a reply to a free ticket claims it', () => {
    const scene = escalated().agent('reply', LIN, 'hello');
    expect(scene.ticket.assignee).toBe(LIN);
    expect(scene.conversation.status).toBe('assigned');
  });

  it('an empty reply is refused', () => {
    const scene = escalated().agent('reply', LIN, '   ');
    expect(scene.ticket.assignee).toBeNull();
    expect(scene.texts('staff')[0]).toContain('nothing to send');
  });

  it('only the assignee or a lead replies, releases, resolves', () => {
    const scene = escalated({ leads: [KAI] }).agent('claim', LIN);
    scene.agent('resolve', 'local:agent-zoe');
    expect(scene.conversation.status).toBe('assigned');
    expect(scene.texts('staff')[0]).toContain('Lin owns this ticket');
    scene.agent('resolve', KAI);
    expect(scene.conversation.status).toBe('resolved');
  });

  it('live replies go to the learner until switched off, and say so', () => {
    const scene = escalated().agent('claim').agent('live');
    expect(scene.texts('staff')[0]).toContain('Live replies are on');
    scene.staffSays('can you hear me');
    expect(scene.texts()[0]).toBe('Lin: can you hear me');
    scene.staffSays('note of another agent', KAI);
    expect(scene.texts()).toEqual([]);
    scene.agent('live').staffSays('internal again');
    expect(scene.texts()).toEqual([]);
  });

  it('a claim without a reply lapses and the ticket waits again', () => {
    const scene = escalated()
      .agent('claim')
      .waits(15 * 60_000);
    expect(scene.ticket.assignee).toBeNull();
    expect(scene.conversation.status).toBe('queued');
    expect(scene.texts('staff').join()).toContain('did not reply in time');
  });

  it('a reply keeps the claim', () => {
    const scene = escalated().agent('claim').agent('reply', LIN, 'on it').waits(3_600_000);
    expect(scene.ticket.assignee).toBe(LIN);
  });

  it('release puts it back', () => {
    const scene = escalated().agent('claim').agent('release');
    expect(scene.conversation.status).toBe('queued');
    expect(scene.buttons('staff')).toEqual(['claim', 'note', 'assign', 'transfer', 'priority']);
  });

  it('resolve once, reopen once; the second time says in what state it is', () => {
    const scene = escalated().agent('claim').agent('resolve');
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'agent' });
    expect(scene.buttons()).toContain('reopen_mine');
    scene.agent('resolve');
    expect(scene.texts('staff')[0]).toContain('already');
    scene.agent('reopen');
    expect(scene.conversation.status).toBe('assigned');
    expect(scene.ticket.reopenedCount).toBe(1);
    scene.agent('reopen');
    expect(scene.ticket.reopenedCount).toBe(1);
  });

  it('commands do what the buttons do, by thread or by number', () => {
    const scene = escalated();
    scene.command(`/claim ${scene.ticket.id.toLowerCase()}`, LIN, STAFF);
    expect(scene.ticket.assignee).toBe(LIN);
    scene.command('/reply have a look now', LIN, STAFF, scene.ticket.id);
    expect(scene.texts()[0]).toBe('Lin: have a look now');
    scene.command('/resolve T-ZZZZZZ', LIN, STAFF);
    expect(scene.texts('staff')[0]).toContain('No such ticket');
    expect(scene.conversation.status).toBe('assigned');
  });

  it('nobody without the role: not from a learner place, not outside AGENTS', () => {
    const scene = escalated({ agents: [LIN] });
    scene.command(`/claim ${scene.ticket.id}`, LEARNER);
    expect(scene.ticket.assignee).toBeNull();
    expect(scene.texts()[0]).toContain('Only agents');
    scene.agent('claim', KAI);
    expect(scene.ticket.assignee).toBeNull();
    scene.presses('claim', LEARNER, null, scene.ticket.id);
    expect(scene.ticket.assignee).toBeNull();
  });
});

describe('/report', () => {
  it('is for admins', () => {
    const scene = createScene().command('/report overview', LEARNER);
    expect(scene.texts()[0]).toContain('Only admins');
    expect(scene.history).toMatchObject([{ kind: 'refused' }]);
    scene.command('/report overview --from 2026-01-01 --to 2026-01-31', ADMIN);
    expect(scene.texts('admin')).toEqual(['report:overview']);
    expect(scene.sent.at(-1)?.body).toMatchObject({
      report: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 1), name: 'overview' },
    });
  });

  it.each([
    ['/report nonsense', 'no report “nonsense”'],
    ['/report overview --from 2026-13-01', '“2026-13-01” is not a date'],
    ['/report overview --to yesterday', '“yesterday” is not a date'],
    ['/report overview extra', '“extra” is not known'],
    ['/report sla --by moon', 'cannot be split by “moon”'],
    ['/report response --within soon', 'not “soon”'],
  ])('%s is refused with the remedy', (line, words) => {
    expect(createScene().command(line, ADMIN).texts('admin')[0]).toContain(words);
  });
});

describe('the knowledge base in the chat', () => {
  it('shows an admin what the bot knows, and nobody else', () => {
    const scene = createScene().command('/kb', LEARNER);
    expect(scene.texts()[0]).toContain('Only admins');
    scene.command('/kb', ADMIN);
    expect(scene.texts('admin')).toEqual(['report:knowledge']);
  });
});

describe('unknown commands', () => {
  it('list what there is, without echoing a long text', () => {
    const scene = createScene().command(`/${'x'.repeat(500)}`, LEARNER);
    expect(scene.texts()[0]).toContain('There is no command');
    expect(scene.texts()[0]).not.toContain('x'.repeat(50));
  });
});

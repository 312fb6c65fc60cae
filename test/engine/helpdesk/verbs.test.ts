import { describe, expect, it } from 'vitest';
import { VERBS } from '../../../src/domain/verbs.ts';
import { ADMIN_VERBS, DESK_VERBS, LEARNER_VERBS, STAFF_VERBS } from '../../../src/engine/verbs.ts';
import { ADMIN, createScene, KAI, LEARNER, LIN, STAFF } from '../scene.ts';

const WU = 'local:wu' as const;
const escalated = (options = {}) => createScene(options).asks('sure:video').presses('human');
type Scene = ReturnType<typeof createScene>;
const inThread = (scene: Scene, line: string, who: typeof LIN = LIN, at = scene.ticket.id) =>
  scene.command(line, who, STAFF, at);

describe('the verbs', () => {
  it('are those that are introduced to people, but for what links alone do', () => {
    const known = [...LEARNER_VERBS, ...STAFF_VERBS, ...DESK_VERBS, ...ADMIN_VERBS].filter((verb) => verb !== 'start');
    expect(VERBS.map(({ verb }) => verb).sort()).toEqual([...known].sort());
  });

  it('of agents are refused to learners, whatever the platform let them do', () => {
    for (const verb of [...STAFF_VERBS, ...DESK_VERBS]) {
      const scene = escalated();
      const before = scene.ticket;
      scene.command(`/${verb} ${before.id} x`, LEARNER);
      expect(scene.ticket, verb).toEqual(before);
      expect(scene.texts()[0], verb).toContain('Only agents');
    }
  });

  it('of admins are refused to agents', () => {
    for (const verb of ADMIN_VERBS) {
      expect(escalated().command(`/${verb}`, LIN, STAFF).texts()[0], verb).toContain('Only admins');
    }
  });

  it('about a ticket say so when there is none', () => {
    for (const verb of STAFF_VERBS) {
      expect(createScene().command(`/${verb}`, LIN, STAFF).texts('staff')[0], verb).toContain('No such ticket');
    }
  });
});

describe('moving to another queue', () => {
  it('shows the queues, and the chosen one takes the ticket, unclaimed and with its promise', () => {
    const scene = escalated().agent('claim').agent('transfer');
    expect(
      scene
        .messages('staff')[0]
        ?.buttons.flat()
        .map(({ label }) => label),
    ).toEqual(['billing queue']);
    scene.agent('transfer:0', KAI);
    expect(scene.texts('staff')[0]).toContain('Lin owns this ticket');
    scene.agent('transfer:0');
    expect(scene.ticket).toMatchObject({ queue: 'billing', assignee: null, status: 'open' });
    expect(scene.conversation.status).toBe('queued');
    expect(scene.texts().at(-1)).toContain('billing queue');
    expect(scene.kinds()).toContain('transferred');
  });

  it('takes a name, and says which there are', () => {
    const scene = inThread(escalated(), '/transfer nowhere');
    expect(scene.texts('staff')[0]).toContain('billing (billing queue)');
    expect(inThread(scene, '/transfer billing').ticket.queue).toBe('billing');
    expect(inThread(scene, '/transfer billing').texts('staff')[0]).toContain('in “billing queue” already');
  });

  it('to a queue of another place posts card and story there, and says at the old one where it went', () => {
    const scene = escalated().command('/queue set billing places slack:C9', ADMIN);
    inThread(scene, '/transfer billing');
    const there = scene.sent.filter(({ place }) => place === 'slack:C9');
    expect(there[0]).toMatchObject({ slot: `ticket:${scene.ticket.id}` });
    expect(JSON.stringify(there)).toContain('💬 Mei: sure:video');
    expect(scene.texts('staff').join('\n')).toContain('goes on in “billing queue”');
    expect(scene.ticket.staffSpot.place).toBe('slack:C9');
  });
});

describe('assignment', () => {
  const withAgents = () => {
    const scene = escalated();
    scene.asks('sure:refund', WU).presses('human', WU);
    return scene.agent('claim', KAI).agent('note', LIN, 'seen');
  };

  it('by name, from a list, and to whoever has least', () => {
    const scene = withAgents();
    const mine = [...scene.tickets.values()][0]?.id ?? '';
    inThread(scene, '/assign auto', LIN, mine);
    expect(scene.tickets.get(mine)?.assignee).toBe(LIN);
    inThread(scene, '/assign Kai', LIN, mine);
    expect(scene.tickets.get(mine)).toMatchObject({ assignee: KAI, assigneeName: 'Kai' });
    inThread(scene, '/assign nobody', KAI, mine);
    expect(scene.texts('staff')[0]).toContain('no agent “nobody”');
    inThread(scene, '/assign', KAI, mine);
    expect(
      scene
        .messages('staff')[0]
        ?.buttons.flat()
        .map(({ label }) => label),
    ).toEqual(['Lin (0)']);
  });

  it('leaves out who is away', () => {
    const scene = withAgents().command('/away', LIN, STAFF);
    expect(scene.texts('staff')[0]).toContain('Lin is away');
    const mine = [...scene.tickets.values()][0]?.id ?? '';
    inThread(scene, '/assign Lin', KAI, mine);
    expect(scene.texts('staff')[0]).toContain('Lin is away');
    scene.command('/back', LIN, STAFF);
    expect(inThread(scene, '/assign Lin', KAI, mine).tickets.get(mine)?.assignee).toBe(LIN);
  });

  it('happens by itself once the learner answers a ticket that was released while it waited', () => {
    const scene = escalated().command('/queue set technical assign auto', ADMIN).agent('claim').agent('pending');
    scene.agent('release').says('here it is');
    expect(scene.ticket.assignee).toBe(LIN);
  });

  it('leaves out whose role was taken away', () => {
    const scene = createScene({ agents: [LIN, KAI] })
      .asks('sure:video')
      .presses('human');
    scene.agent('note', KAI, 'seen').command(`/role ${KAI} none`, ADMIN);
    expect(inThread(scene, '/assign Kai').ticket.assignee).toBeNull();
    expect(scene.texts('staff')[0]).toContain('no agent “Kai”');
  });

  it('happens by itself where the queue says so', () => {
    const scene = escalated().agent('note', LIN, 'here').command('/queue set billing assign auto', ADMIN);
    scene.asks('sure:refund', WU).presses('human', WU);
    expect(scene.ticket).toMatchObject({ queue: 'billing', assignee: LIN });
    expect(scene.conversation.status).toBe('assigned');
    expect(scene.texts().at(-1)).toContain('Lin is looking after you');
  });
});

describe('waiting for the learner', () => {
  it('sends the question, stops the clock, and goes on when the learner answers', () => {
    const scene = escalated().agent('claim');
    inThread(scene, '/pending Which browser?');
    expect(scene.texts()[0]).toBe('Lin: Which browser?');
    expect(scene.ticket).toMatchObject({ status: 'pending', leaseUntil: null });
    expect(scene.ticket.pauses).toEqual([{ from: scene.now, to: null }]);
    scene.waits(3_600_000).says('Firefox');
    expect(scene.ticket).toMatchObject({ status: 'open', assignee: LIN });
    expect(scene.ticket.pauses).toEqual([{ from: scene.now - 3_600_000, to: scene.now }]);
    expect(scene.conversation.status).toBe('assigned');
    expect(scene.kinds()).toContain('resumed');
  });

  it('reminds once, then closes with a way back', () => {
    const scene = escalated().agent('claim').agent('pending').waits(86_400_000);
    expect(scene.texts()[0]).toContain('still waiting for your answer');
    scene.waits(86_400_000);
    expect(scene.texts().join('\n')).toContain('closed for now');
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'abandoned' });
    expect(scene.history.filter(({ kind }) => kind === 'reminded')).toHaveLength(1);
    scene.presses('reopen_mine');
    expect(scene.conversation.status).toBe('assigned');
  });

  it('keeps the reminder to itself in the learner’s quiet hours', () => {
    const scene = escalated().command('/needs quiet 08:00-12:00', LEARNER).agent('claim').agent('pending');
    scene.waits(86_400_000);
    expect(scene.texts()).toEqual([]);
    scene.waits(3 * 3_600_000);
    expect(scene.texts()[0]).toContain('still waiting');
  });
});

describe('priority, tags', () => {
  it('shorten the promise, and show on the card', () => {
    const scene = escalated();
    const before = scene.ticket.promisedAt;
    inThread(scene, '/priority urgent');
    expect(scene.ticket.priority).toBe('urgent');
    expect(scene.ticket.promisedAt).toBeLessThan(before);
    expect(scene.texts('staff').join('\n')).toContain('🔥');
    scene.agent('priority').agent('priority:0');
    expect(scene.ticket.priority).toBe('low');
    expect(inThread(scene, '/priority soon').texts('staff')[0]).toContain('no priority');
  });

  it('tags add up and come off', () => {
    const scene = inThread(escalated(), '/tag refund vip');
    expect(inThread(scene, '/tag #vip -refund').ticket.tags).toEqual(['vip']);
    expect(scene.texts('staff').join('\n')).toContain('#vip');
    expect(inThread(scene, '/tag -').ticket.tags).toEqual([]);
  });
});

describe('a duplicate', () => {
  it('ends in favour of the other one, whose thread gets its words', () => {
    const scene = escalated();
    const first = scene.ticket.id;
    // The same learner asks in another place.
    scene.asks('sure:refund', WU).presses('human', WU);
    const second = scene.ticket.id;
    expect(inThread(scene, `/merge ${first}`).texts('staff')[0]).toContain('another learner');
    const other = scene.conversations.get(scene.tickets.get(first)?.conversationId ?? '');
    if (!other) throw new Error('no conversation');
    scene.conversations.set(other.id, { ...other, learner: WU });
    inThread(scene, `/merge ${first}`, LIN, second);
    expect(scene.tickets.get(second)).toMatchObject({ status: 'resolved', mergedInto: first });
    expect(scene.texts('staff').join('\n')).toContain('> sure:refund');
    expect(scene.texts().join('\n')).toContain(`we carry on in ${first}`);
    expect(scene.tickets.get(first)?.status).toBe('open');
  });

  it('is not one of itself or of nothing', () => {
    const scene = escalated();
    expect(inThread(scene, `/merge ${scene.ticket.id}`).texts('staff')[0]).toContain('itself');
    expect(inThread(scene, '/merge T-000000').texts('staff')[0]).toContain('no ticket T-000000');
    expect(inThread(scene, '/merge').texts('staff')[0]).toContain('/merge T-7K3F9A');
  });
});

describe('snippets', () => {
  it('are added, listed, used with variables, and removed', () => {
    const scene = escalated().agent('claim');
    expect(inThread(scene, '/snippet add hi Hello {name}, about {ticket}: {x}').texts('staff')[0]).toContain('{x}');
    inThread(scene, '/snippet add hi Hello {name}, about {ticket}');
    expect(scene.command('/snippets', LIN, STAFF).texts('staff')[0]).toContain('hi: Hello {name}');
    inThread(scene, '/snippet hi');
    expect(scene.texts()[0]).toBe(`Lin: Hello Mei, about ${scene.ticket.id}`);
    scene.agent('snippet').agent('snippet:0');
    expect(scene.texts()[0]).toContain('Hello Mei');
    inThread(scene, '/snippet remove hi');
    expect(inThread(scene, '/snippet hi').texts('staff')[0]).toContain('no snippet “hi”');
  });
});

describe('a spammer', () => {
  it('is blocked by a lead with a reason and an end, told once a day, and heard again afterwards', () => {
    const scene = escalated({ leads: [KAI] });
    expect(inThread(scene, '/block spam').texts('staff')[0]).toContain('Only leads');
    expect(inThread(scene, '/block', KAI).texts('staff')[0]).toContain('Give a reason');
    inThread(scene, '/block spam --until 2026-01-06', KAI);
    scene.says('buy now');
    expect(scene.texts()[0]).toContain('until 2026-01-06');
    expect(scene.texts('staff')).toEqual([]);
    expect(scene.says('buy now').texts()).toEqual([]);
    scene.waits(2 * 86_400_000).says('sure:video');
    expect(scene.texts('staff').join('\n')).toContain('sure:video');
  });

  it('is let back in', () => {
    const scene = inThread(escalated({ leads: [KAI] }), '/block spam', KAI);
    inThread(scene, '/unblock', KAI);
    expect(inThread(scene, '/unblock', KAI).texts('staff')[0]).toContain('not blocked');
    expect(scene.says('sorry').texts('staff').join('\n')).toContain('sorry');
  });
});

describe('limits', () => {
  it('keep what is too much without passing it on, and say so once', () => {
    const scene = escalated();
    for (let n = 0; n < 30; n++) scene.says(`word ${n}`);
    const told = scene.sent.filter(
      ({ body }) => body.kind === 'message' && body.message.text.includes('a lot at once'),
    );
    expect(told).toHaveLength(1);
    expect(scene.history.filter(({ kind }) => kind === 'learnerMessage')).toHaveLength(31);
    scene.waits(61_000).says('later');
    expect(scene.texts('staff').join('\n')).toContain('later');
  });
});

describe('queues and roles set in chat', () => {
  it('win over the files, and go back', () => {
    const scene = createScene().command('/queue set billing response 5m', ADMIN);
    scene.asks('sure:refund').presses('human');
    expect(scene.ticket.promisedAt - scene.now).toBe(5 * 60_000);
    expect(scene.command('/queue set billing response soon', ADMIN).texts('admin')[0]).toContain('30m, 8h or 2d');
    expect(scene.command('/queue set nothing response 5m', ADMIN).texts('admin')[0]).toContain('technical, billing');
    expect(scene.command('/queue add vip VIP', ADMIN).texts('admin')[0]).toContain('Queue vip is there');
    expect(scene.command('/queue add vip', ADMIN).texts('admin')[0]).toContain('already');
    expect(inThread(scene, '/transfer vip').ticket.queue).toBe('vip');
    scene.command('/queue reset billing', ADMIN);
    expect(scene.stored.has('queue:billing')).toBe(false);
  });

  it('roles: a lead is made and may act; nobody shuts themselves out', () => {
    const scene = escalated().command(`/role ${KAI} lead`, ADMIN);
    expect(inThread(scene, '/block spam', KAI).texts('staff')[0]).toContain('Kai blocked Mei');
    expect(scene.command(`/role ${ADMIN} none`, ADMIN).texts('admin')[0]).toContain('own admin role');
    expect(scene.command('/role', ADMIN).texts('admin')[0]).toContain(`Leads: ${KAI}`);
  });
});

describe('the learner', () => {
  it('takes a ticket back; people are told', () => {
    const scene = escalated().command('/cancel', LEARNER);
    expect(scene.conversation).toMatchObject({ status: 'resolved', resolution: 'cancelled' });
    expect(scene.texts('staff').join('\n')).toContain('Mei cancelled');
    expect(scene.command('/cancel', LEARNER).texts()[0]).toContain('no ticket to cancel');
  });

  it('chooses a language that stays', () => {
    const scene = createScene({ language: 'en' }).command('/settings zh', LEARNER);
    expect(scene.texts()[0]).toBe('好的，以后都用中文。');
    expect(scene.asks('sure:video').texts()[0]).toContain('video的回答');
    expect(scene.command('/settings auto', LEARNER).asks('sure:refund').texts().join()).toContain('refund answer');
  });

  it('links and unlinks the account of the shop; the card shows it', () => {
    const scene = createScene().command('/start good', LEARNER);
    expect(scene.texts()[0]).toContain('course account S-42');
    expect(scene.command('/start good', LEARNER).texts()[0]).toContain('already');
    expect(scene.command('/settings link bad', LEARNER).texts()[0]).toContain('code is not right');
    scene.asks('sure:video').presses('human');
    expect(scene.texts('staff')[0]).toContain('account S-42');
    expect(scene.command('/settings unlink', LEARNER).texts()[0]).toContain('no longer linked');
    expect(scene.profiles.get(LEARNER)?.account).toBeNull();
  });

  it('tells needs that travel with the ticket', () => {
    const scene = createScene().command('/needs slow', LEARNER).command('/needs I am deaf', LEARNER);
    expect(scene.command('/needs', LEARNER).texts()[0]).toContain('I am deaf');
    scene.asks('sure:video').presses('human');
    expect(scene.texts('staff')[0]).toContain('needs: slowly, short sentences; I am deaf');
    expect(scene.command('/needs quiet whenever', LEARNER).texts()[0]).toContain('22:00-08:00');
    expect(scene.command('/needs clear', LEARNER).texts()[0]).toContain('forgotten');
  });

  it('is spoken to as they asked: without signs for a screen reader, a sentence at a time', () => {
    const scene = createScene().command('/needs screen-reader', LEARNER).command('/needs slow', LEARNER);
    scene.asks('sure:video').presses('human');
    expect(scene.texts()[1]).toContain('done: asked');
    expect(scene.texts().join('')).not.toMatch(/[●○]|\p{Extended_Pictographic}/u);
    expect(scene.texts()[1]).toContain('You are next.\nExpect an answer');
    expect(scene.texts('staff')[0]).toContain('🎫');
  });

  it('sees how far it has come', () => {
    const scene = escalated();
    expect(scene.texts().join('\n')).toContain('● asked  ● passed on  ○ taken  ○ answered  ○ solved');
    scene.agent('claim').agent('reply', LIN, 'Hi').command('/status', LEARNER);
    expect(scene.texts()[0]).toContain('● taken  ● answered  ○ solved');
  });
});

describe('from another community', () => {
  it('nothing acts on a ticket, and nothing of it is shown', () => {
    const scene = escalated();
    const before = scene.ticket;
    const base = { at: scene.now, community: 'elsewhere', author: { id: LIN, name: 'Lin' }, locale: null };
    const spot = { place: STAFF, thread: before.id };
    for (const verb of STAFF_VERBS) {
      const id = `local:foreign-${verb}`;
      const change = scene.handle({ ...base, spot, kind: 'commandInvoked', id, verb, args: `${before.id} x` });
      expect(JSON.stringify(change), verb).not.toContain('sure:video');
    }
    const press = {
      ...base,
      spot,
      kind: 'choiceMade',
      id: 'local:foreign',
      choice: 'claim',
      target: before.id,
    } as const;
    scene.handle({ ...press, text: null });
    expect(scene.ticket).toEqual(before);
  });
});

describe('a place that is gone', () => {
  it('sends its ticket to the default one, with the story and why', () => {
    const scene = createScene()
      .command('/queue set technical places slack:C9', ADMIN)
      .asks('sure:video')
      .presses('human');
    expect(scene.ticket.staffSpot.place).toBe('slack:C9');
    scene.handle({
      kind: 'deliveryFailed',
      id: 'failed:1',
      at: scene.now,
      community: 'default',
      conversationId: scene.conversation.id,
      deliveryId: 'x',
      audience: 'staff',
      reason: 'channel_not_found',
    });
    expect(scene.ticket.staffSpot.place).toBe(STAFF);
    const here = scene.sent.filter(({ place }) => place === STAFF).map(({ body }) => JSON.stringify(body));
    expect(here.join('\n')).toContain('could not be shown in slack:C9 (channel_not_found)');
    expect(here.join('\n')).toContain('💬 Mei: sure:video');
  });
});

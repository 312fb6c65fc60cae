/** `/org`: managers see their own organisation and nothing of another; a company's request becomes a ticket. */
import { describe, expect, it } from 'vitest';
import { ADMIN, createScene, KNOWLEDGE, LEARNER } from './scene.ts';

const technical = KNOWLEDGE.queues.get('technical')!;
const enterprise = { ...technical, queue: 'enterprise', categories: ['enterprise' as const] };
const knowledge = { queues: new Map([...KNOWLEDGE.queues, ['enterprise', enterprise]]) };
const manages = (...organisations: string[]) =>
  organisations.map((organisation) => ({ organisation, learner: 'S-42', role: 'manager' as const }));

const reports = (scene: ReturnType<typeof createScene>) =>
  scene.sent.flatMap(({ body, privateTo }) => (body.kind === 'report' ? [{ ...body.report, privateTo }] : []));
const lastText = (scene: ReturnType<typeof createScene>) => {
  const body = scene.sent.findLast(({ body }) => body.kind === 'message')?.body;
  return body?.kind === 'message' ? body.message.text : '';
};

describe('/org', () => {
  it('gives managers their own organisation, for their eyes', () => {
    const scene = createScene({ memberships: manages('acme') });
    scene.command('/org', LEARNER);
    expect(reports(scene)).toEqual([
      expect.objectContaining({ name: 'enterprise', organisation: 'acme', privateTo: LEARNER }),
    ]);
    expect(lastText(scene)).toContain('/org request');
  });

  it('says nothing of an organisation that is not theirs, not even whether there is one', () => {
    const scene = createScene({ memberships: manages('acme') });
    scene.command('/org globex', LEARNER);
    scene.command('/org nowhere', LEARNER);
    expect(reports(scene)).toEqual([]);
    expect(lastText(scene)).toBe('You do not manage “nowhere”. Yours: acme. Just send /org.');
    expect(scene.history.filter(({ kind }) => kind === 'refused')).toHaveLength(2);
  });

  it('tells everybody else what is missing', () => {
    const stranger = createScene();
    stranger.command('/org', LEARNER);
    expect(lastText(stranger)).toContain('/settings link');
    const member = createScene({ memberships: [{ organisation: 'acme', learner: 'S-42', role: 'member' }] });
    member.profiles.set(LEARNER, { ...member.profiles.get(LEARNER)!, account: 'S-42' });
    member.command('/settings link good', LEARNER).command('/org', LEARNER);
    expect(lastText(member)).toContain('its figures are for its managers');
    expect(reports(member)).toEqual([]);
    const admin = createScene();
    admin.command('/org', ADMIN);
    expect(lastText(admin)).toContain('/report enterprise --organisation');
  });
});

describe('a course request', () => {
  it('is asked for field by field and becomes a ticket of the enterprise queue', () => {
    const scene = createScene({ knowledge, memberships: manages('acme'), language: null });
    scene.command('/org request', LEARNER);
    expect(lastText(scene)).toContain('1/4');
    scene.says('Python 入门');
    expect(lastText(scene)).toContain('2/4');
    scene.says('不清楚');
    expect(lastText(scene)).toContain('「不清楚」里没看到人数');
    scene.says('约 ３０ 人');
    scene.says('12 月中旬');
    expect(scene.conversation.request).toEqual({ course: 'Python 入门', seats: 30, when: '12 月中旬', goal: null });
    scene.says('会写小工具');
    expect(scene.ticket).toMatchObject({ queue: 'enterprise', category: 'enterprise', reason: 'asked' });
    expect(scene.conversation.questions.at(-1)).toBe(
      '企业开课申请 · 组织：acme；课程：Python 入门；人数：30；时间：12 月中旬；目标：会写小工具',
    );
    expect(scene.conversation.request).toBeNull();
    expect(scene.conversation.status).toBe('queued');
  });

  it('takes one line as well, and asks only for what is missing', () => {
    const scene = createScene({ knowledge });
    scene.command('/org request SQL; 20 people; in spring', LEARNER);
    expect(lastText(scene)).toContain('4/4');
    scene.says('write their own reports; without help');
    expect(scene.conversation.questions.at(-1)).toBe(
      'Course request of a company · course: SQL; people: 20; when: in spring; goal: write their own reports; without help',
    );
    expect(scene.tickets.size).toBe(1);
  });

  it.each(['cancel', '取消'])('ends with %s, by words or by command, and the next question is a question', (word) => {
    const scene = createScene({ knowledge });
    scene.command('/org request', LEARNER).says(word);
    expect(scene.conversation.request).toBeNull();
    scene.command('/org request', LEARNER).command('/cancel', LEARNER);
    expect(scene.conversation.request).toBeNull();
    expect(scene.tickets.size).toBe(0);
    scene.asks('sure:video');
    expect(lastText(scene)).toBe('video answer');
  });

  it('goes to a person half told where one is asked for, and waits while a ticket is in hand', () => {
    const scene = createScene({ knowledge });
    scene.command('/org request SQL', LEARNER).says('talk to a person');
    expect(scene.ticket.queue).toBe('enterprise');
    expect(scene.conversation.questions.at(-1)).toContain('course: SQL; people: not told');
    scene.command('/org request', LEARNER);
    expect(scene.conversation.request ?? null).toBeNull();
    expect(scene.tickets.size).toBe(1);
  });
});

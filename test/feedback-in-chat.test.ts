/** `/report feedback` as an admin uses it: read, accept, look again weeks later. The comments are read by the shipped model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChatBench, type Past } from './chat-bench.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 2, 9);

/** A conversation with the technical queue about a course, rated and commented. */
const toPast = (startedAt: number, score: number, text: string | null, course = 'py101'): Past => ({
  startedAt,
  steps: [
    [
      1,
      'escalated',
      { queue: 'technical', category: 'technical', intent: 'video_playback', course, priority: 'normal' },
    ],
    [5, 'replied', { text: '…' }, 'local:lin'],
    [9, 'resolved', { resolution: 'agent' }, 'local:lin'],
    [10, 'ratingAsked'],
    [11, 'rated', { score }],
    ...(text === null ? [] : ([[12, 'commented', { text, score }, 'local:x']] as const)),
  ],
});

const BAD = [
  '视频总是卡顿，直播掉线五次，太差了，打我电话13812345678',
  '播放器一直转圈，视频打不开，很失望',
  '视频加载不出来，直播卡得没法听',
  '画面卡住，声音断断续续，体验很差',
  '直播又掉线了，视频卡得要命',
  '视频卡顿严重，看不下去',
  '录播打不开，一直报错',
];
const GOOD = [
  '老师讲得很清楚，收获很大',
  '内容很实用，讲得好',
  '老师很耐心，讲解细致',
  '课程内容扎实，值得',
  '讲得生动，学到很多',
];

describe('the feedback report in the chat', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  let code = '';
  beforeAll(async () => {
    bench = await openChatBench(NOW);
    const bad = BAD.map((text, i) => toPast(NOW - (10 + i) * DAY, 2, text));
    const good = GOOD.map((text, i) => toPast(NOW - (20 + i) * DAY, 10, text, 'sql-basics'));
    const silent = Array.from({ length: 30 }, (_, i) => toPast(NOW - (30 + i) * DAY, 9, null));
    await bench.remember([...bad, ...good, ...silent]);
  }, 60_000);
  afterAll(() => bench.close());

  it('names the weak spot with what was said, without who said it, and a step that can be accepted', async () => {
    const [post] = await bench.command('/report feedback');
    expect(post?.text).toContain('What learners say');
    expect(post?.text).toMatch(/Comments: 12/);
    expect(post?.text).toMatch(/Leaning told: \d+%/);
    expect(post?.text).toMatch(/1\. (course|queue|question) “[^”]+” · Audio, video, technical: \d+ of \d+ discontent/);
    expect(post?.text).not.toMatch(/138|Learner\d/);
    const accept = post?.buttons.filter(({ choice }) => choice === 'action_accept') ?? [];
    expect(accept.length).toBeGreaterThan(0);
    code = accept[0]!.target;
    expect(post?.text).toContain(`[${code}]`);
    expect(post?.delivery.body).toMatchObject({ message: { files: [{ name: 'feedback.png' }] } });
  });

  it('in detail shows the comments, each with its mark and theme, and the words that mark the discontent ones', async () => {
    const [post] = await bench.press('report_full', 'FEEDBACK-0-0-A');
    expect(post?.text).toMatch(/Words that mark discontent comments.*: .*卡顿|视频|直播/);
    expect(post?.text).toMatch(/🙁 Audio, video, technical: “视频总是卡顿，直播掉线五次，太差了，打我电话\[号码\]”/);
    expect(post?.text).not.toMatch(/138|Learner\d/);
  });

  it('as a file has every weak spot under its code', async () => {
    const [post] = await bench.press('report_csv', 'FEEDBACK-0-0-0');
    const body = post?.delivery.body;
    const source = body?.kind === 'message' ? body.message.files?.[0]?.source : undefined;
    const text = source?.kind === 'bytes' ? new TextDecoder().decode(source.bytes) : '';
    expect(text).toContain('contentShare,share,');
    expect(text).toMatch(new RegExp(`${code},.+ · 音视频与技术,discontentShare,share,`));
  });

  it('is for admins, and so is accepting', async () => {
    expect((await bench.press('action_accept', code, 'local:mei'))[0]?.text).toContain('Only admins');
    expect((await bench.command('/report action accept', 'local:mei'))[0]?.text).toContain('Only admins');
    expect((await bench.command('/report action'))[0]?.text).toContain('No improvement is accepted yet');
  });

  it('shows what was accepted, once, by button or by words, in either language', async () => {
    const [post] = await bench.press('action_accept', code);
    expect(post?.text).toMatch(/Accepted improvements:\n\[.*too early to tell/);
    const [again] = await bench.command(`/report 改进 采纳 ${code.toLowerCase()}`, undefined, undefined, 'zh');
    expect(again?.text.match(/还早/g)).toHaveLength(1);
    const [report] = await bench.command('/report feedback');
    expect(report?.text).toContain(`${code}, accepted`);
    expect(report?.buttons.map(({ target }) => target)).not.toContain(code);
    expect((await bench.store.reports.measures())[0]).toMatchObject({
      kind: 'actionAccepted',
      facts: { action: code },
    });
  });

  it('says later whether the figure moved', async () => {
    const later = NOW + 40 * DAY;
    await bench.remember(Array.from({ length: 60 }, (_, i) => toPast(NOW + DAY + i * 3_600_000, 9, null)));
    bench.clock.set(later);
    const [post] = await bench.command('/report action');
    expect(post?.text).toMatch(
      /✅ better\. Discontent conversations \d+% \(n = \d+\) → 0% \(n = 60\), −\d+\.\d points/,
    );
    expect(post?.text).toContain('falls back a little by itself');
  });

  it('lets it go again, and says what can be typed', async () => {
    expect((await bench.command(`/report action drop ${code}`))[0]?.text).toContain(`${code} is dropped`);
    expect((await bench.command('/report action'))[0]?.text).toContain('No improvement is accepted yet');
    expect((await bench.command('/report action accept that one'))[0]?.text).toContain(
      '/report action accept C03-0ABC123',
    );
  });
});

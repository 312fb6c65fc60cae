/** What is worked out about learners from imported records, as people meet it: two reports, a hint on the ticket's card, a word after a pause. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId, PlaceId } from '../src/domain/place.ts';
import { openChatBench, STAFF } from './chat-bench.ts';
import type { Post } from './fakes/scripted-platform.ts';
import { addRecords, LAST_DAY, toHistory } from './learning-history.ts';

const DAY = 86_400_000;
/** The morning after the last day of the records. */
const NOW = (LAST_DAY + 1) * DAY + 10.5 * 3_600_000;
const MEI: PersonId = 'local:mei';
const PLACE: PlaceId = 'local:learner-mei';

let bench: Awaited<ReturnType<typeof openChatBench>>;
let leaving: string;

beforeAll(async () => {
  bench = await openChatBench(NOW);
  await addRecords(bench.store, 'activity', toHistory(400, 1, ['py101', 'sql101', 'da201']));
  await bench.app.insights.refresh();
  const warnings = await bench.store.insights.all('warnings');
  const worst = warnings
    .filter(({ isAtRisk }) => isAtRisk)
    .toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0))[0];
  leaving = worst?.learner ?? '';
}, 120_000);
afterAll(() => bench.close());

const report = async (args: string, locale = 'zh') =>
  (await bench.command(`/report ${args}`, undefined, undefined, locale))[0];
const fileOf = (post: Awaited<ReturnType<typeof report>>) => {
  const body = post?.delivery.body as unknown as {
    message: { files?: { name: string; source: { bytes: Uint8Array } }[] };
  };
  return body.message.files?.[0];
};

const placeOf = ({ delivery }: Post): PlaceId => delivery.place;

describe('/report segments', () => {
  it('is the table in words and a picture, in both languages', async () => {
    const post = await report('分群');
    expect(post?.text).toContain('共 400 名学员\n高时长、高频率：');
    expect(post?.text).toContain('分群标准是 2026-03-31 定的');
    expect(fileOf(post)?.name).toBe('segments.png');
    const english = (await report('segments', 'en'))?.text ?? '';
    expect(english).toContain('400 learners\nHigh time and frequency: ');
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });

  it('keeps the table for a spreadsheet', async () => {
    const bytes = fileOf(await report('segments --csv', 'en'))?.source.bytes;
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines[0]).toBe('segment,name,n,learning_time,learning_frequency,course_completion');
    expect(lines.slice(1, 4).map((line) => line.split(',')[0])).toEqual(['high', 'moderate', 'low']);
  });

  it('tells where one learner stands, and kindly of one who is not known', async () => {
    const one = (await report(`segments --learner ${leaving}`))?.text ?? '';
    expect(one).toContain(`学员 ${leaving}\n分群：`);
    expect(one).toContain('（群均 ');
    expect(one).toContain('有流失风险，');
    expect((await report('segments --learner S9999', 'en'))?.text).toContain('do not name this id');
  });

  it('is about now, and says so to who asks for days or a split', async () => {
    expect((await report('segments --from 2026-01-01'))?.text).toContain('不分日期');
    expect((await report('early-warning --by course', 'en'))?.text).toContain('cannot be split');
  });

  it('stays the same for the same records, places who comes later by it, and counts who changed', async () => {
    const before = await bench.store.insights.all('segments');
    await addRecords(bench.store, 'activity', [
      { learner: 'S0400', course: 'sql101', day: LAST_DAY, counts: { minutes: 20 } },
    ]);
    bench.clock.set(NOW + 60_000);
    await bench.app.insights.refresh();
    const after = await bench.store.insights.all('segments');
    expect(after.filter(({ learner }) => learner !== 'S0400').map(({ segment }) => segment)).toEqual(
      before.map(({ segment }) => segment),
    );
    expect(after.find(({ learner }) => learner === 'S0400')?.segment).toBe('low');
    const kept = await bench.store.insights.overview('segments');
    expect(kept?.overview.fittedAt).toBe(NOW);
    expect(kept?.overview.moved).toEqual({ n: 0, of: 400 });
    expect((await report('segments'))?.text).toContain('到现在没有漂移');
  });
});

describe('/report early-warning', () => {
  it('says how often it was right beside the plain rule, and names who needs a word', async () => {
    const text = (await report('early-warning'))?.text ?? '';
    expect(text).toContain('流失预警 · 记录到 2026-03-30');
    expect(text).toMatch(/排序准不准（AUC）：0\.\d\d/);
    expect(text).toMatch(/只看停学天数的 AUC：0\.\d\d/);
    expect(text).toMatch(/报警报对的：\d\d%/);
    expect(text).toContain(`1. ${leaving} · `);
    expect(text).not.toMatch(/minutes|course /);
  });

  it('names nobody where it is shared', async () => {
    const button = (await report('early-warning', 'en'))?.buttons.find(({ choice }) => choice === 'report_share');
    const posts = await bench.press('report_share', button?.target ?? '');
    const shared = posts.find((one) => placeOf(one) === STAFF);
    expect(shared?.text).toContain('Names are for admins who ask');
    expect(shared?.text).not.toMatch(/S0\d\d\d/);
  });

  it('has everybody in the CSV', async () => {
    const bytes = fileOf(await report('early-warning --csv', 'en'))?.source.bytes;
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines[0]).toContain('learner,course,at_risk,probability,last_day,reasons');
    expect(lines.length - 1).toBe((await bench.store.insights.all('warnings')).length);
    expect(lines[1]).toMatch(new RegExp(`^${leaving},[a-z0-9-]+,1,0\\.\\d+,2026-03-\\d\\d,`));
  });
});

describe('a learner who may leave', () => {
  beforeAll(async () => {
    await bench.meet(MEI, PLACE, { account: leaving });
    await bench.remember([
      {
        startedAt: NOW - 20 * DAY,
        learner: MEI,
        learnerName: 'Mei',
        steps: [[2, 'confirmed', { resolution: 'confirmed' }]],
      },
    ]);
  });

  it('gets one kind word, which can be ended with one press', async () => {
    bench.clock.set((LAST_DAY + 1) * DAY + 11.1 * 3_600_000);
    const posts = await bench.settle();
    expect(posts.map(placeOf)).toEqual([PLACE]);
    expect(posts[0]?.text).not.toMatch(/流失|概率|leave/);
    expect(JSON.stringify(posts[0]?.delivery.body)).toContain('outreach_off');
    bench.clock.set((LAST_DAY + 2) * DAY + 11.1 * 3_600_000);
    expect(await bench.settle()).toEqual([]);
  });

  it('has a hint on the ticket for agents, which the learner does not see', async () => {
    const posts = await bench.command('/human 老师，作业提交不了', MEI, PLACE, 'zh');
    const card = posts.find(({ text }) => text.includes('🎫'));
    expect(card?.text).toMatch(/可能流失: .+ \d\d%（.*天没有活动/);
    for (const post of posts.filter((one) => placeOf(one) === PLACE)) expect(post.text).not.toContain('流失');
  });
});

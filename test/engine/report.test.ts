/** `/report` and the buttons below a report: what can be typed, who may, where it goes. */
import { describe, expect, it } from 'vitest';
import { parseReport } from '../../src/engine/report-command.ts';
import { ADMIN, createScene, LEARNER, STAFF } from './scene.ts';

const read = (args: string, language: 'zh' | 'en' = 'en') => {
  const parsed = parseReport(args, language, 'Asia/Shanghai');
  return parsed.ok ? parsed.report : parsed.problem;
};
const all = { from: null, to: null, language: 'en' };

describe('what an admin types', () => {
  it.each([
    ['', { ...all, name: 'overview' }],
    ['SLA', { ...all, name: 'sla' }],
    ['响应时间 --within 2小时', { ...all, name: 'response', withinMs: 7_200_000 }],
    ['满意度 --by 周 --full', { ...all, name: 'satisfaction', by: 'week', form: 'full' }],
    ['courses --csv', { ...all, name: 'courses', form: 'csv' }],
    ['服务承诺 --by 优先级', { ...all, name: 'sla', by: 'priority' }],
    ['sla --by team', { ...all, name: 'sla', by: 'team' }],
    ['explain', { ...all, name: 'explain' }],
    ['explain repurchase rate', { ...all, name: 'explain', metric: 'repurchase rate' }],
    ['解释 满意度', { ...all, name: 'explain', metric: '满意度' }],
    ['--by queue', { ...all, name: 'overview', by: 'queue' }],
  ])('%j is read', (args, report) => {
    expect(read(args)).toEqual(report);
  });

  it.each([
    ['joy', /no report “joy”.*satisfaction, response, sla/],
    ['sla --by', /by course, queue, platform, community, week/],
    ['staffing --by week', /staffing cannot be split by “week”\. It can by queue\./],
    ['loyalty --by queue', /It can by course, platform, week\./],
    ['sla --within 0m', /--within needs a time such as 30m/],
    ['sla --from 2026-02-30', /is not a date/],
    ['sla --everything', /“--everything” is not known.*--csv/],
  ])('%j is answered with the remedy', (args, words) => {
    expect(read(args)).toMatch(words);
  });
});

describe('the buttons below a report', () => {
  const press = (choice: string, who = ADMIN, target = 'SLA-20260101-20260201-C') =>
    createScene().presses(choice, who, null, target);

  it('give details and CSV to the one who asked', () => {
    const scene = press('report_csv');
    expect(scene.sent).toMatchObject([
      {
        audience: 'admin',
        privateTo: ADMIN,
        body: { kind: 'report', report: { name: 'sla', by: 'queue', form: 'csv', language: 'en' } },
      },
    ]);
    expect(press('report_full').sent.at(-1)?.body).toMatchObject({ report: { form: 'full' } });
  });

  it('share it where the staff is, and say so', () => {
    const scene = press('report_share');
    expect(scene.sent).toMatchObject([
      { audience: 'staff', place: STAFF, body: { kind: 'report', report: { name: 'sla', form: 'shared' } } },
      { audience: 'admin', body: { message: { text: 'Shared with the staff.' } } },
    ]);
    expect(scene.sent[0]?.privateTo).toBeUndefined();
    expect(scene.history).toMatchObject([
      { kind: 'reportRequested', facts: { report: 'sla', choice: 'report_share' } },
    ]);
  });

  it('are for admins only, and say when they are stale', () => {
    expect(press('report_csv', LEARNER).texts()[0]).toContain('Only admins');
    expect(press('report_full', ADMIN, 'SLA-2026').texts('admin')[0]).toBeTruthy();
    expect(press('report_full', ADMIN, 'SLA-2026').history).toMatchObject([{ kind: 'refused' }]);
  });
});

it('/ratings is for everybody, of the last 90 days', () => {
  const scene = createScene().command('/ratings', LEARNER);
  expect(scene.sent).toMatchObject([
    {
      audience: 'learner',
      body: { kind: 'report', report: { name: 'ratings', from: scene.now - 90 * 86_400_000, form: 'shared' } },
    },
  ]);
});

describe('/report schedule', () => {
  it('is recorded with time and place, and says how to end it', () => {
    const scene = createScene().command('/report schedule weekly satisfaction --by queue --at 08:30', ADMIN, STAFF);
    expect(scene.history).toMatchObject([
      {
        kind: 'reportScheduled',
        actor: ADMIN,
        facts: { cadence: 'weekly', minute: 510, report: 'satisfaction --by queue', place: STAFF, language: 'en' },
      },
    ]);
    const text = scene.texts('admin')[0];
    const id = /R-[0-9A-Z]{7}/.exec(text ?? '')?.[0];
    expect(text).toContain(`/report unschedule ${id}`);
    scene.command(`/report unschedule ${id}`, ADMIN);
    expect(scene.history.at(-1)).toMatchObject({ kind: 'reportUnscheduled', facts: { schedule: id } });
  });

  it('can go to the staff place from anywhere', () => {
    const scene = createScene().command('/report 定时 每天 sla --staff', ADMIN);
    expect(scene.history).toMatchObject([{ facts: { cadence: 'daily', minute: 540, place: STAFF, report: 'sla' } }]);
  });

  it.each([
    ['/report schedule', 'How often?'],
    ['/report schedule hourly sla', 'not “hourly”'],
    ['/report schedule daily sla --at 25:00', '--at 09:00'],
    ['/report schedule daily sla --from 2026-01-01', 'No dates'],
    ['/report schedule daily joy', 'no report “joy”'],
    ['/report unschedule', 'Add its number'],
  ])('%s is answered with the remedy', (line, words) => {
    const scene = createScene().command(line, ADMIN);
    expect(scene.texts('admin')[0]).toContain(words);
    expect(scene.history).toMatchObject([{ kind: 'refused' }]);
  });

  it('when due is posted for all in its place, if who made it is still an admin', () => {
    const due = '/report satisfaction --from 2026-01-01 --to 2026-01-07 --shared';
    const [sent] = createScene().command(due, ADMIN, STAFF).sent;
    expect(sent).toMatchObject({ audience: 'staff', place: STAFF, body: { report: { form: 'shared' } } });
    expect(sent?.privateTo).toBeUndefined();
    expect(createScene().command(due, LEARNER).texts()[0]).toContain('Only admins');
  });
});

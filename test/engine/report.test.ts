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

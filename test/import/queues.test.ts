/** What queues.csv and holidays.csv say beyond the plain row: priorities, assignment, days by date. */
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { DATA_FOLDER } from '../../src/knowledge.ts';
import { messageOf, writeFolder } from './files.ts';

const load = (files: { header?: string; row?: string; holidays?: string } = {}) => {
  const header =
    files.header ?? 'queue,name_zh,name_en,categories,places,hours,timezone,first_response,resolution,lease';
  const row = files.row ?? 'technical,技术,Technical,technical,,Mon-Fri 09:00-18:00,,30m,8h,15m';
  return loadKnowledge(
    writeFolder({
      'questions.csv': 'intent,language,utterance\nlogin,zh,登不上去\nlogin,en,cannot log in\n',
      'solutions.csv':
        'intent,category,queue,title_zh,title_en,answer_zh,answer_en\nlogin,technical,,登录,Login,重试,Retry\n',
      'queues.csv': `${header}\n${row}\nother,其他,Other,payment,,,,1h,1d,15m${header.endsWith('assignment') ? ',' : ''}\n`,
      ...(files.holidays === undefined ? {} : { 'holidays.csv': files.holidays }),
    }),
  ).knowledge.queues;
};

describe('a queue', () => {
  it('may name targets for priorities', () => {
    const row = 'technical,技术,Technical,technical,,,,30m; urgent 5m,8h; low 2d; urgent 2h,15m';
    expect(load({ row }).get('technical')).toMatchObject({
      firstResponseMs: 1_800_000,
      resolutionMs: 28_800_000,
      targets: { low: { resolutionMs: 172_800_000 }, urgent: { firstResponseMs: 300_000, resolutionMs: 7_200_000 } },
    });
    expect(load().get('technical')).not.toHaveProperty('targets');
  });

  it('may assign by itself, in a column that may be missing', () => {
    const header = 'queue,name_zh,name_en,categories,places,hours,timezone,first_response,resolution,lease,assignment';
    const row = 'technical,技术,Technical,technical,,,,30m,8h,15m';
    expect(load({ header, row: `${row},auto` }).get('technical')?.assignment).toBe('auto');
    expect(load({ header, row: `${row},` }).get('technical')).not.toHaveProperty('assignment');
    expect(messageOf(() => load({ header, row: `${row},always` }))).toContain(
      'queues.csv, line 2, column assignment: "always" cannot be used; write request or auto, or leave it empty',
    );
  });
});

describe('holidays', () => {
  const HEADER = 'dates,name_zh,name_en,hours,queues\n';

  it('hold for every queue or for some, and the queue itself has the last word', () => {
    const row = 'technical,技术,Technical,technical,,Mon 09:00-10:00; 2026-10-02 09:00-12:00,,30m,8h,15m';
    const queues = load({
      row,
      holidays: `${HEADER}2026-10-01..2026-10-07,国庆节,National Day,,\n2026-10-10,,Worked,09:00-18:00,other\n`,
    });
    expect(queues.get('technical')?.specialDays).toEqual([
      { from: '2026-10-01', to: '2026-10-07', spans: [], name: { zh: '国庆节', en: 'National Day' } },
      { from: '2026-10-02', to: '2026-10-02', spans: [{ fromMinute: 540, toMinute: 720 }] },
    ]);
    expect(queues.get('other')?.specialDays?.map(({ name }) => name?.zh)).toEqual(['国庆节', 'Worked']);
  });

  it.each([
    ['2026-02-30,,,,', 'line 2, column dates: "2026-02-30" cannot be used; write 2026-10-01'],
    [',,,,', ''],
    ['12-25,,,nine,', 'line 2, column hours: "nine" cannot be used; write the hours of a day that is worked'],
    ['12-25,,,,sales', 'column queues: "sales" is not in queues.csv; write some of technical, other'],
  ])('%s', (row, message) => {
    const act = () => load({ holidays: `${HEADER}${row}\n` });
    if (message === '') expect(act().get('other')).not.toHaveProperty('specialDays');
    else expect(messageOf(act)).toContain(message);
  });
});

it('the shipped queues take every kind of request', () => {
  const { queues } = loadKnowledge(DATA_FOLDER).knowledge;
  const wanted = ['pre_sale', 'technical', 'billing', 'tutoring', 'certification', 'career', 'enterprise', 'feedback'];
  wanted.push('consulting', 'lecturer');
  expect([...queues.keys()].sort()).toEqual(wanted.sort());
  expect(queues.get('technical')?.categories).toContain('account');
});

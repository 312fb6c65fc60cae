/** The knowledge base: what loads, and every way in which it does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../src/domain/knowledge.ts';
import { loadKnowledge } from '../../src/import/knowledge.ts';
import { messageOf, writeFolder } from './files.ts';

const QUESTIONS = `intent,language,utterance
login,zh,登不上去
login,en,cannot log in
refund,zh,我要退款
refund,en,money back
`;
const SOLUTIONS = `intent,category,queue,title_zh,title_en,answer_zh,answer_en
login,account,,无法登录,Cannot log in,"1. 重置密码
2. 再试","1. Reset
2. Retry"
refund,payment,technical,退款,Refund,七天内可退,Within seven days
`;
const QUEUES = `queue,name_zh,name_en,categories,places,hours,timezone,first_response,resolution,lease
technical,技术,Technical,technical; account,slack:C1;local:staff,Mon-Fri 09:00-18:00,Asia/Shanghai,30m,8h,15m
billing,账单,Billing,payment;course content,,,,1h,2d,30m
`;

const load = (files: { questions?: string | Uint8Array; solutions?: string; queues?: string } = {}) =>
  loadKnowledge(
    writeFolder({
      'questions.csv': files.questions ?? QUESTIONS,
      'solutions.csv': files.solutions ?? SOLUTIONS,
      'queues.csv': files.queues ?? QUEUES,
    }),
  );
const failure = (files: Parameters<typeof load>[0]) => messageOf(() => load(files));

describe('a right knowledge base', () => {
  it('loads whole', () => {
    const { knowledge, examples } = load();
    expect(knowledge.solutions.get('login')).toEqual({
      intent: 'login',
      category: 'account',
      queue: null,
      title: { zh: '无法登录', en: 'Cannot log in' },
      answer: { zh: '1. 重置密码\n2. 再试', en: '1. Reset\n2. Retry' },
    });
    expect(knowledge.solutions.get('refund')?.queue).toBe('technical');
    expect([...knowledge.queues.keys()]).toEqual(['technical', 'billing']);
    expect(knowledge.queues.get('technical')).toEqual({
      queue: 'technical',
      name: { zh: '技术', en: 'Technical' },
      categories: ['technical', 'account'],
      places: ['slack:C1', 'local:staff'],
      hours: [{ days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }],
      timeZone: 'Asia/Shanghai',
      firstResponseMs: 1_800_000,
      resolutionMs: 28_800_000,
      leaseMs: 900_000,
    });
    expect(knowledge.queues.get('billing')).toMatchObject({
      places: [],
      hours: [],
      timeZone: '',
      resolutionMs: 172_800_000,
    });
    expect(examples).toHaveLength(4);
    expect(examples[0]).toEqual({ intent: 'login', language: 'zh', text: '登不上去' });
  });

  it('may hold questions that must not be answered', () => {
    expect(load({ questions: `${QUESTIONS}oos,en,nice weather\n` }).examples.at(-1)?.intent).toBe('oos');
  });
});

describe('a wrong knowledge base is refused with place and remedy', () => {
  const append = (file: string, row: string) => `${file}${row}\n`;

  it.each([
    [
      'an intent twice',
      { solutions: append(SOLUTIONS, 'login,account,,a,b,c,d') },
      'solutions.csv, line 6, column intent: "login" stands in line 2 already',
    ],
    [
      'a question without solution',
      { questions: append(QUESTIONS, 'lost,en,x') },
      'questions.csv, line 6, column intent: "lost" has no solution; add it',
    ],
    [
      'a solution without questions in a language',
      { questions: QUESTIONS.replace('login,en,cannot log in\n', '') },
      'solutions.csv, line 2, column intent: "login" has no question in en; add',
    ],
    [
      'a solution without any question',
      { solutions: append(SOLUTIONS, 'a,account,,a,b,c,d') },
      '"a" has no question in zh and en',
    ],
    [
      'an unknown queue',
      { solutions: SOLUTIONS.replace('payment,technical', 'payment,money') },
      'solutions.csv, line 5, column queue: "money" is not in queues.csv; write one of technical, billing',
    ],
    [
      'an unknown category',
      { solutions: SOLUTIONS.replace(',payment,', ',sales,') },
      'solutions.csv, line 5, column category: "sales" cannot be used; write one of technical, ',
    ],
    [
      'a category that no queue serves',
      { solutions: SOLUTIONS.replace('login,account', 'login,career') },
      'solutions.csv, line 2, column category: no queue serves "career"; add it',
    ],
    [
      'an empty answer',
      { solutions: SOLUTIONS.replace('Within seven days', ' ') },
      'solutions.csv, line 5, column answer_en: is empty; write something',
    ],
    ['an empty title', { solutions: SOLUTIONS.replace('Refund', '') }, 'column title_en: is empty'],
    [
      'the reserved intent',
      { solutions: append(SOLUTIONS, 'oos,account,,a,b,c,d') },
      'line 6, column intent: "oos" marks what must not be answered',
    ],
    [
      'an intent that is no name',
      { questions: append(QUESTIONS, 'Log in,en,x') },
      'column intent: "Log in" is no name; use',
    ],
    [
      'a long utterance',
      { questions: append(QUESTIONS, `login,zh,${'课'.repeat(501)}`) },
      'questions.csv, line 6, column utterance: is longer than 500 characters; shorten',
    ],
    [
      'an empty utterance',
      { questions: append(QUESTIONS, 'login,zh,') },
      'questions.csv, line 6, column utterance: is empty',
    ],
    [
      'an unknown language',
      { questions: append(QUESTIONS, 'login,fr,x') },
      'questions.csv, line 6, column language: "fr" is no language of the service; write zh or en',
    ],
    [
      'an utterance twice',
      { questions: append(QUESTIONS, 'login,en,Cannot log in') },
      'questions.csv, line 6, column utterance: "Cannot log in" stands in line 3 already; remove',
    ],
    [
      'an utterance under two intents',
      { questions: append(QUESTIONS, 'refund,en,cannot log in') },
      'stands in line 3 already under login; remove',
    ],
    [
      'a queue twice',
      { queues: append(QUEUES, 'billing,a,b,career,,,,1h,1h,1h') },
      'queues.csv, line 4, column queue: "billing" stands in line 3 already',
    ],
    [
      'a category in two queues',
      { queues: append(QUEUES, 'c,a,b,payment,,,,1h,1h,1h') },
      'queues.csv, line 4, column categories: "payment" goes to billing already',
    ],
    [
      'no queue at all',
      { queues: QUEUES.slice(0, QUEUES.indexOf('\n')) },
      'queues.csv, line 1: there is no queue; add at least one',
    ],
    [
      'an unknown category of a queue',
      { queues: QUEUES.replace('course content', 'sales') },
      'queues.csv, line 3, column categories: "payment;sales" cannot be used; write some of',
    ],
    [
      'an unknown place',
      { queues: QUEUES.replace('slack:C1', 'teams:C1') },
      'column places: "teams:C1;local:staff" cannot be used; write platform:id',
    ],
    [
      'hours that cannot be read',
      { queues: QUEUES.replace('09:00-18:00', '22:00-02:00') },
      'column hours: "Mon-Fri 22:00-02:00" cannot be used; write them like Mon-Fri 09:00-21:00',
    ],
    [
      'an unknown time zone',
      { queues: QUEUES.replace('Asia/Shanghai', 'Mars/X') },
      'column timezone: "Mars/X" cannot be used; write an IANA name',
    ],
    [
      'an empty duration',
      { queues: QUEUES.replace('30m,8h', ',8h') },
      'column first_response: is empty; write minutes, hours or days',
    ],
    ['a wrong duration', { queues: QUEUES.replace('8h,15m', '8h,soon') }, 'column lease: "soon" cannot be used'],
    [
      'a missing column',
      { questions: 'intent,utterance\nlogin,x\n' },
      'questions.csv, line 1, column language: is missing',
    ],
    [
      'invalid UTF-8',
      { questions: Buffer.concat([Buffer.from(QUESTIONS), Buffer.from([0xbf, 0xce])]) },
      'questions.csv, line 6: not valid UTF-8',
    ],
  ])('%s', (_, files, message) => {
    expect(failure(files)).toContain(message);
  });

  it('and everything wrong in any of the files is said at once, without echoes', () => {
    const message = failure({
      questions: append(QUESTIONS, 'login,fr,x'),
      solutions: SOLUTIONS.replace('Within seven days', '').replace('refund,payment', 'refund,sales'),
      queues: QUEUES.replace('30m,8h', 'x,y'),
    });
    expect(message.split('\n')).toHaveLength(6);
    expect(message).toMatch(/^5 problems, so nothing was loaded:/);
  });
});

describe('the queues that come along', () => {
  const DATA = join(import.meta.dirname, '..', '..', 'data');

  it('serve every category in both languages, and the first one is technical', () => {
    const intents = CATEGORIES.map((category, i) => `i${i},${category},,标题,Title,回答,Answer\n`).join('');
    const questions = CATEGORIES.map((_, i) => `i${i},zh,问题${i}\ni${i},en,question ${i}\n`).join('');
    const { knowledge } = load({
      queues: readFileSync(join(DATA, 'queues.csv'), 'utf8'),
      solutions: `${SOLUTIONS.slice(0, SOLUTIONS.indexOf('\n'))}\n${intents}`,
      questions: `intent,language,utterance\n${questions}`,
    });
    expect([...knowledge.queues.keys()]).toEqual(
      'technical billing tutoring pre_sale certification career enterprise feedback consulting lecturer'.split(' '),
    );
    for (const queue of knowledge.queues.values()) {
      expect(queue.leaseMs, queue.queue).toBeLessThanOrEqual(queue.firstResponseMs);
      expect(queue.firstResponseMs, queue.queue).toBeLessThan(queue.resolutionMs);
    }
  });
});

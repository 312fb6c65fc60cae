/** agents.csv: who can take what. */
import { describe, expect, it } from 'vitest';
import { readAgents } from '../../src/import/agents.ts';
import { createProblems } from '../../src/import/problems.ts';
import { messageOf, writeFile } from './files.ts';

function load(...rows: string[]) {
  const problems = createProblems();
  const file = writeFile('agents.csv', `agent,skills,languages,hours,timezone,most_tickets\n${rows.join('\n')}\n`);
  const agents = readAgents(file, ['technical', 'billing'], problems);
  problems.throwIfAny();
  return agents;
}

it('a row says what somebody takes', () => {
  const agents = load('slack:U1,billing; course:py101; tag:vip,EN,Mon 09:00-12:00,Asia/Shanghai,5', 'local:bo,,,,,');
  expect(agents.get('slack:U1')).toEqual({
    agent: 'slack:U1',
    skills: ['billing', 'course:py101', 'tag:vip'],
    languages: ['en'],
    hours: { hours: [{ days: [1], fromMinute: 540, toMinute: 720 }], specialDays: [] },
    timeZone: 'Asia/Shanghai',
    mostTickets: 5,
  });
  expect(agents.get('local:bo')).toMatchObject({ skills: [], languages: [], hours: null, mostTickets: null });
});

it('a column names the team, where there is one', () => {
  const header = 'agent,skills,languages,hours,timezone,most_tickets,team';
  const file = writeFile('agents.csv', `${header}\nslack:U1,,,,,,白班\nslack:U2,,,,,,\n`);
  const problems = createProblems();
  const agents = readAgents(file, null, problems);
  problems.throwIfAny();
  expect([agents.get('slack:U1')?.team, agents.get('slack:U2')?.team]).toEqual(['白班', undefined]);
});

it('no file is nobody', () => expect(readAgents('/nowhere/agents.csv', [], createProblems()).size).toBe(0));

describe('what cannot be used is refused with its line', () => {
  it.each([
    [['U1,,,,,'], 'agents.csv, line 2, column agent: "U1" cannot be used; write platform:id'],
    [
      ['slack:U1,sales,,,,'],
      'column skills: "sales" is no skill; write queues or categories (technical, billing, account',
    ],
    [['slack:U1,,fr,,,'], 'column languages: "fr" cannot be used; write some of zh, en'],
    [['slack:U1,,,nine to five,,'], 'column hours: "nine to five" cannot be used'],
    [['slack:U1,,,,Mars,'], 'column timezone: "Mars" cannot be used'],
    [['slack:U1,,,,,many'], 'column most_tickets: "many" cannot be used'],
    [['slack:U1,,,,,', 'slack:U1,,,,,'], 'line 3, column agent: "slack:U1" stands above already'],
  ])('%j', (rows, message) => expect(messageOf(() => load(...rows))).toContain(message));
});

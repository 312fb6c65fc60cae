/** `afterclass org` and the import of organisations and members: seats are kept, and what does not fit is said. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runAfterclass } from './process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-org-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  runAfterclass(args, folder, { DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, TIME_ZONE: 'Asia/Shanghai' });

it('takes whole lists, and puts aside who finds no seat', async () => {
  writeFileSync(join(folder, 'o.csv'), 'id,name,seats\nacme,星海制造,2\nglobex,Globex,many\n');
  expect(await run('import', 'organisations', 'o.csv')).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'o.csv.rejected.csv'), 'utf8')).toContain('seats “many” is no number of people');
  writeFileSync(
    join(folder, 'm.csv'),
    'organisation,learner,role\nacme,m,manager\nacme,a,\nacme,b,member\nacme,c,\nother,d,\nacme,e,boss\n',
  );
  const result = await run('import', 'members', 'm.csv');
  expect(result.out).toContain('members: 3 rows new or changed, 0 as they were, 3 rejected');
  const aside = readFileSync(join(folder, 'm.csv.rejected.csv'), 'utf8');
  expect(aside).toContain('all 2 seats of acme are taken; raise its seats, or remove a member');
  expect(aside).toContain('there is no organisation “other”');
  expect(aside).toContain('role “boss” is none; write member or manager');
  expect((await run('org', 'list')).out).toBe('acme  星海制造  2/2 seats  managers: m\n');
});

it('adds, changes and removes one at a time, and refuses with the remedy', async () => {
  expect((await run('org', 'list')).out).toContain('afterclass org set ID SEATS NAME');
  expect((await run('org', 'set', 'acme', '1', 'Acme', 'Works')).out).toBe('acme: Acme Works, 0/1 seats taken\n');
  expect((await run('org', 'member', 'acme', 'a')).out).toBe('a is member of acme\n');
  const full = await run('org', 'member', 'acme', 'b');
  expect(full).toMatchObject({ code: 1, err: expect.stringContaining('all 1 seats of acme are taken') });
  const few = await run('org', 'set', 'acme', '0', 'Acme');
  expect(few).toMatchObject({ code: 1, err: expect.stringContaining('remove members first') });
  expect((await run('org', 'remove', 'acme', 'a')).out).toBe('a left acme\n');
  expect(await run('org', 'remove', 'acme', 'a')).toMatchObject({ code: 1 });
  expect((await run('org', 'member', 'acme', 'b', '--role', 'manager')).out).toBe('b is manager of acme\n');
});

/** `afterclass org`: organisations, their seats and members, one at a time; whole lists come by `afterclass import`. */
import { Argument, type Command, Option } from 'commander';
import { parseConfig } from '../config.ts';
import type { ImportProgress, LearningRows } from '../domain/learning-record.ts';
import { MEMBER_ROLES, type MemberRole } from '../domain/organisation.ts';
import { OperatorError } from '../errors.ts';
import { createRowReader } from '../import/learning-rows.ts';
import type { LearningImports } from '../ports.ts';
import { openStore } from '../store/open.ts';
import { openSeatBook } from '../support/seats.ts';
import type { Finish, Io } from './io.ts';

export function registerOrg(program: Command, io: Io, finish: Finish): void {
  const org = program.command('org').description('Organisations with seats, members and managers.');
  const run = async (work: (imports: LearningImports) => Promise<string>): Promise<void> => {
    const { databaseUrl } = parseConfig(io.env);
    const store = await openStore(databaseUrl);
    try {
      io.stdout.write(`${await work(store.imports)}\n`);
      finish(0);
    } finally {
      await store.close();
    }
  };
  org
    .command('list')
    .description('All organisations with the seats that are taken.')
    .action(() => run(list));
  org
    .command('set')
    .description('Add an organisation, or change its name or seats.')
    .argument('<organisation>', 'its id: letters, digits, dots, hyphens, underscores')
    .argument('<seats>', 'how many members may learn')
    .argument('<name...>', 'its name')
    .action((id: string, seats: string, name: string[]) => run((imports) => set(imports, [id, name.join(' '), seats])));
  org
    .command('member')
    .description('Add a member, or change their role.')
    .argument('<organisation>')
    .argument('<learner>', 'account in the shop')
    .addOption(new Option('--role <role>').choices(MEMBER_ROLES).default('member'))
    .action((organisation: string, learner: string, { role }: { role: MemberRole }) =>
      run((imports) => addMember(imports, [organisation, learner, role])),
    );
  org
    .command('remove')
    .description('Take a member out; their seat is free again.')
    .addArgument(new Argument('<organisation>'))
    .argument('<learner>')
    .action((organisation: string, learner: string) => run((imports) => remove(imports, organisation, learner)));
}

async function list(imports: LearningImports): Promise<string> {
  const organisations = await imports.read('organisations');
  const members = await imports.read('members');
  const book = openSeatBook(organisations, members);
  if (organisations.length === 0) return 'no organisations yet; afterclass org set ID SEATS NAME adds one';
  return organisations
    .map(({ id, name, seats }) => {
      const managers = members.filter((one) => one.organisation === id && one.role === 'manager');
      return `${id}  ${name}  ${book.usedBy(id)}/${seats} seats  managers: ${managers.map(({ learner }) => learner).join(', ') || 'none'}`;
    })
    .join('\n');
}

/** Not of a file: nothing is remembered of how far it was read. */
const toProgress = (written: number): ImportProgress => ({
  fingerprint: 'afterclass org',
  line: 0,
  written,
  unchanged: 0,
  rejected: 0,
  rejectedBytes: 0,
  isDone: true,
});

/** The same rules as for a row of a file. */
function readRow<Kind extends 'organisations' | 'members'>(
  kind: Kind,
  header: readonly string[],
  cells: readonly string[],
): LearningRows[Kind] {
  const row = createRowReader(kind, 'afterclass org', header, 'UTC')(cells, 1);
  if (typeof row === 'string') throw new OperatorError(row);
  return row;
}

async function set(imports: LearningImports, cells: readonly string[]): Promise<string> {
  const row = readRow('organisations', ['id', 'name', 'seats'], cells);
  const book = openSeatBook(await imports.read('organisations'), await imports.read('members'));
  const refusal = book.addOrganisation(row);
  if (refusal) throw new OperatorError(refusal);
  await imports.add('organisations', [row], toProgress);
  return `${row.id}: ${row.name}, ${book.usedBy(row.id)}/${row.seats} seats taken`;
}

async function addMember(imports: LearningImports, cells: readonly string[]): Promise<string> {
  const row = readRow('members', ['organisation', 'learner', 'role'], cells);
  const book = openSeatBook(await imports.read('organisations'), await imports.read('members'));
  const refusal = book.addMember(row);
  if (refusal) throw new OperatorError(refusal);
  await imports.add('members', [row], toProgress);
  return `${row.learner} is ${row.role} of ${row.organisation}`;
}

async function remove(imports: LearningImports, organisation: string, learner: string): Promise<string> {
  if (await imports.removeMember(organisation, learner)) return `${learner} left ${organisation}`;
  throw new OperatorError(`${learner} is no member of ${organisation}; afterclass org list shows what there is`);
}

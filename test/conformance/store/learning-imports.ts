/** Records that were imported: rows by key, and how far each file was read. */
import { describe, expect, it } from 'vitest';
import type { ImportProgress, LearningRows, RecordKind } from '../../../src/domain/learning-record.ts';
import { type OpenDatabase, useBench } from './bench.ts';

const PROGRESS: ImportProgress = {
  fingerprint: 'f',
  line: 7,
  written: 0,
  unchanged: 0,
  rejected: 1,
  rejectedBytes: 20,
  isDone: false,
};
const at = (written: number): ImportProgress => ({ ...PROGRESS, written });

/** Of each kind two rows in the order of their keys, and the first one changed. */
const ROWS: { readonly [Kind in RecordKind]: readonly [LearningRows[Kind], LearningRows[Kind], LearningRows[Kind]] } = {
  learners: [
    { learner: 'a', emailHash: 'x'.repeat(64), language: 'zh', joinedAt: 5 },
    { learner: 'b', emailHash: null, language: null, joinedAt: null },
    { learner: 'a', emailHash: 'y'.repeat(64), language: 'en', joinedAt: null },
  ],
  behavior: [
    { learner: 'a', learning_time: 12.5, learning_frequency: 3, course_completion: null },
    { learner: 'b', learning_time: null, learning_frequency: 0, course_completion: 0.5 },
    { learner: 'a', learning_time: 13, learning_frequency: null, course_completion: 1 },
  ],
  purchases: [
    { learner: 'a', course: 'sql', purchasedAt: 10, amount: null },
    { learner: 'a', course: 'sql', purchasedAt: 11, amount: 99.5 },
    { learner: 'a', course: 'sql', purchasedAt: 10, amount: 1 },
  ],
  courses: [
    { id: 'py', title: 'Python', text: '', level: null, prerequisites: [], price: null, serviceMonths: null },
    { id: 'sql', title: 'SQL', text: '数据库', level: 'beginner', prerequisites: ['py'], price: 9.5, serviceMonths: 3 },
    { id: 'py', title: 'Python 3', text: '', level: null, prerequisites: [], price: 0, serviceMonths: null },
  ],
  activity: [
    { learner: 'a', course: '', day: 20000, counts: { videos: 2 } },
    { learner: 'a', course: 'sql', day: 20000, counts: {} },
    { learner: 'a', course: '', day: 20000, counts: { videos: 3 } },
  ],
  scores: [
    { learner: 'a', course: 'sql', test: 'post', score: 80, most: 100, takenAt: 9 },
    { learner: 'a', course: 'sql', test: 'pre', score: 40, most: null, takenAt: 3 },
    { learner: 'a', course: 'sql', test: 'post', score: 81, most: 100, takenAt: 9 },
  ],
  organisations: [
    { id: 'acme', name: 'Acme', seats: 5 },
    { id: 'globex', name: '环球', seats: 0 },
    { id: 'acme', name: 'Acme', seats: 6 },
  ],
  members: [
    { organisation: 'acme', learner: 'a', role: 'member' },
    { organisation: 'acme', learner: 'b', role: 'manager' },
    { organisation: 'acme', learner: 'a', role: 'manager' },
  ],
};

export function describeLearningImports(open: OpenDatabase): void {
  describe('imported records', () => {
    const bench = useBench(open);

    it.each(Object.keys(ROWS) as RecordKind[])(
      'of %s come back as they were; the same again changes nothing',
      async (kind) => {
        const { imports } = bench.store;
        const [first, second, changed] = ROWS[kind];
        expect(await imports.add(kind, [second, first], at)).toBe(2);
        expect(await imports.read(kind)).toEqual([first, second]);
        expect(await imports.add(kind, [first, second], at)).toBe(0);
        expect(await imports.add(kind, [changed], at)).toBe(1);
        // What a learner did on a day is a row by itself, so that nothing said of that day is lost.
        expect(await imports.read(kind)).toHaveLength(kind === 'activity' ? 3 : 2);
        expect(await imports.read(kind)).toContainEqual(changed);
      },
    );

    it('keep to the seats of an organisation whoever writes, and a member who leaves gives one back', async () => {
      const { imports } = bench.store;
      const member = (learner: string, role: 'member' | 'manager' = 'member') => ({
        organisation: 'acme',
        learner,
        role,
      });
      await imports.add('organisations', [{ id: 'acme', name: 'Acme', seats: 2 }], at);
      await imports.add('members', [member('a'), member('b'), member('boss', 'manager')], at);
      await expect(imports.add('members', [member('c')], at)).rejects.toThrow('seats');
      await expect(imports.add('members', [member('boss')], at)).rejects.toThrow('seats');
      expect(await imports.read('members', 'boss')).toEqual([member('boss', 'manager')]);
      expect(await imports.removeMember('acme', 'a')).toBe(true);
      expect(await imports.removeMember('acme', 'a')).toBe(false);
      expect(await imports.add('members', [member('c')], at)).toBe(1);
    });

    it('are read by learner', async () => {
      const { imports } = bench.store;
      const [first, second] = ROWS.behavior;
      await imports.add('behavior', [first, second], at);
      expect(await imports.read('behavior', 'b')).toEqual([second]);
      expect(await imports.read('behavior', 'nobody')).toEqual([]);
    });

    it('say how far the file is read, together with the rows, also to another process', async () => {
      expect(await bench.store.imports.progress('f')).toBeNull();
      await bench.store.imports.add('behavior', [ROWS.behavior[0]], at);
      const other = await bench.reopen();
      expect(await other.imports.progress('f')).toEqual({ ...PROGRESS, written: 1 });
      const failing = bench.store.imports.add('behavior', [ROWS.behavior[1]], () => {
        throw new Error('lost');
      });
      await expect(failing).rejects.toThrow('lost');
      expect(await other.imports.read('behavior')).toEqual([ROWS.behavior[0]]);
    });

    it('have a mark that changes with what was added, and only with that', async () => {
      const { imports, records } = bench.store;
      const empty = await imports.mark();
      await imports.add('learners', [ROWS.learners[0]], at);
      const imported = await imports.mark();
      expect(imported).not.toBe(empty);
      expect(await imports.mark()).toBe(imported);
      await records.addPurchases([{ learner: 'a', course: 'py101', purchasedAt: 1, amount: null }]);
      expect(await imports.mark()).not.toBe(imported);
    });

    it('find a learner by the hash of the e-mail address, and nobody where two have it', async () => {
      const { imports } = bench.store;
      const [first] = ROWS.learners;
      await imports.add('learners', [first], at);
      expect(await imports.findByEmail('x'.repeat(64))).toBe('a');
      expect(await imports.findByEmail('z'.repeat(64))).toBeNull();
      await imports.add('learners', [{ ...first, learner: 'c' }], at);
      expect(await imports.findByEmail('x'.repeat(64))).toBeNull();
    });

    it('purchases are those that the reports count', async () => {
      const [first, second] = ROWS.purchases;
      await bench.store.imports.add('purchases', [first, second], at);
      expect(await bench.store.records.purchasesOf('a')).toEqual([first, second]);
    });
  });
}

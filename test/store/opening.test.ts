/** Opening a database: what is set on every connection, what is made, and what is refused in the operator's words. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorError } from '../../src/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { connect, toOpenFault } from '../../src/store/sqlite/connection.ts';
import { makeChange, makeConversation, makeMessage, NOW } from '../fixtures.ts';

const OPENER = fileURLToPath(new URL('./open-once.ts', import.meta.url));
const run = promisify(execFile);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterclass-open-'));
  path = join(folder, 'a.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function faultOf(url: string): Promise<OperatorError> {
  const fault: unknown = await openStore(url).then(
    () => null,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(OperatorError);
  return fault as OperatorError;
}

async function create(): Promise<void> {
  const store = await openStore(`sqlite:${path}`);
  await store.accept([makeMessage()], NOW);
  await store.commit([makeChange({ conversation: makeConversation() })], NOW);
  await store.close();
}

describe('every connection', () => {
  it('writes through to the disk, also when the file exists already', () => {
    for (const round of ['new', 'existing']) {
      const connection = connect(path, 1234);
      const read = (name: string) => connection.pragma(name, { simple: true });
      expect([round, read('journal_mode'), read('synchronous')]).toEqual([round, 'wal', 2]);
      expect([read('foreign_keys'), read('busy_timeout')]).toEqual([1, 1234]);
      connection.exec('create table if not exists t (x integer) strict');
      connection.close();
    }
  });
});

describe('DATABASE_URL', () => {
  it('a new file is its owner’s alone: it holds what learners wrote; the rights of one that exists are left alone', async () => {
    const store = await openStore(`sqlite:${path}`);
    expect(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777])).toEqual([
      ['a.db', 0o600],
      ['a.db-shm', 0o600],
      ['a.db-wal', 0o600],
    ]);
    await store.close();
    chmodSync(path, 0o640);
    await (await openStore(`sqlite:${path}`)).close();
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('creates the file and its folder', async () => {
    path = join(folder, 'deep', 'er', 'a.db');
    await create();
    expect(existsSync(path)).toBe(true);
  });

  it('may be a database in memory, which is gone with its store', async () => {
    const store = await openStore('sqlite::memory:');
    expect(await store.accept([makeMessage()], NOW)).toEqual(['accepted']);
    await store.close();
    expect(existsSync(':memory:')).toBe(false);
  });

  it.each([
    ['postgres://afterclass:secret@db/afterclass', 'not available in this version yet'],
    ['postgresql://afterclass:secret@db/afterclass', 'not available in this version yet'],
    ['mysql://root:secret@db/afterclass', 'begins with "mysql:"'],
    ['./afterclass.db', 'does not say which database'],
    ['', 'does not say which database'],
    ['sqlite:', 'no path'],
    ['sqlite://afterclass.db', 'sqlite://'],
  ])('%s is refused with the setting, the reason and an example', async (url, reason) => {
    const { message } = await faultOf(url);
    expect(message).toContain('DATABASE_URL');
    expect(message).toContain(reason);
    expect(message).toContain('sqlite:./.afterclass/afterclass.db');
    expect(message).not.toContain('secret');
  });
});

describe('a database that is not ours to use', () => {
  it('from a newer version is refused by name and left as it is', async () => {
    await create();
    const raw = new Database(path);
    raw.prepare(`insert into migrations (name) values ('0099_more')`).run();
    raw.close();
    const before = readFileSync(path);
    const { message } = await faultOf(`sqlite:${path}`);
    expect(message).toContain(`database ${path} was written by a newer version (0099_more)`);
    expect(message).toContain('upgrade afterclass or use another DATABASE_URL');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('of another program is refused and left as it is', async () => {
    const raw = new Database(path);
    raw.exec('create table songs (title text)');
    raw.close();
    expect((await faultOf(`sqlite:${path}`)).message).toContain('belongs to another program');
    const after = new Database(path, { readonly: true });
    expect(after.prepare('select name from sqlite_schema').pluck().all()).toEqual(['songs']);
    after.close();
  });

  it('that is damaged where opening does not look is refused when it is verified', async () => {
    await create();
    const bytes = readFileSync(path);
    const pageSize = bytes.readUInt16BE(16);
    bytes.fill(0x5a, 3 * pageSize, 9 * pageSize);
    writeFileSync(path, bytes);
    const fault: unknown = await openStore(`sqlite:${path}`, { verifyUpToBytes: bytes.length }).catch((error) => error);
    expect(fault).toBeInstanceOf(OperatorError);
    expect((fault as OperatorError).message).toMatch(/is damaged.*backup/);
    const unseen = await openStore(`sqlite:${path}`, { verifyUpToBytes: bytes.length - 1 });
    await unseen.close();
  });

  it('that is no database, or a damaged one, is refused with its path and the remedy', async () => {
    writeFileSync(path, 'Dear diary, '.repeat(500));
    expect((await faultOf(`sqlite:${path}`)).message).toMatch(/is not a SQLite database.*DATABASE_URL/);
    rmSync(path);
    await create();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xee, 100, 4096));
    const { message } = await faultOf(`sqlite:${path}`);
    expect(message).toContain(path);
    expect(message).toMatch(/is damaged.*backup/);
  });

  it('held by another program is refused after the time to wait', async () => {
    await create();
    const other = new Database(path);
    other.exec('begin exclusive');
    const fault: unknown = await openStore(`sqlite:${path}`, { busyTimeoutMs: 50 }).catch((error: unknown) => error);
    other.close();
    expect(fault).toBeInstanceOf(OperatorError);
    expect((fault as Error).message).toMatch(/held by another program/);
  });
});

describe('a place that cannot be written', () => {
  it('is refused when a file stands where the folder should be', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { message } = await faultOf(`sqlite:${join(folder, 'file', 'a.db')}`);
    expect(message).toMatch(/cannot create the folder .*file.*DATABASE_URL/);
  });

  it('is refused when the path is a folder', async () => {
    mkdirSync(path);
    expect((await faultOf(`sqlite:${path}`)).message).toMatch(/cannot open database .*DATABASE_URL/);
  });

  it.skipIf(process.platform === 'win32')('is refused when the folder or the file is read-only', async () => {
    await create();
    const locked = join(folder, 'locked');
    cpSync(path, join(locked, 'a.db'));
    chmodSync(join(locked, 'a.db'), 0o444);
    chmodSync(locked, 0o555);
    chmodSync(folder, 0o755);
    // Root may write anywhere, so there the child runs as nobody.
    const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    for (const url of [
      `sqlite:${join(locked, 'a.db')}`,
      `sqlite:${join(locked, 'new.db')}`,
      `sqlite:${join(locked, 'deep', 'new.db')}`,
    ]) {
      const { stdout } = await run(process.execPath, [OPENER, url], { ...asNobody, cwd: '/', env: {} });
      expect(stdout).toContain('OperatorError');
      expect(stdout).toContain(locked);
    }
    chmodSync(locked, 0o755);
  });

  it.each([
    ['SQLITE_FULL', /no space left for database .*a\.db/],
    ['ENOSPC', /no space left for database .*a\.db/],
    ['SQLITE_READONLY_DIRECTORY', /for writing/],
    ['SQLITE_CANTOPEN_ISDIR', /for writing/],
    ['SQLITE_IOERR_WRITE', /Check that disk/],
    ['EROFS', /for writing/],
  ])('%s is put into words', (code, words) => {
    const fault = toOpenFault(path, Object.assign(new Error('raw'), { code }));
    expect(fault).toBeInstanceOf(OperatorError);
    expect((fault as Error).message).toMatch(words);
  });

  it('leaves a fault that nobody outside can mend as it is', () => {
    const fault = new TypeError('a mistake of ours');
    expect(toOpenFault(path, fault)).toBe(fault);
  });
});

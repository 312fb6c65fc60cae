/** The files of the page. There is no build: types are stripped from its modules when they are first asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'page');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
};

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** The names there are, and the files that have been asked for so far. */
const names = new Set(readdirSync(FOLDER).filter((name) => TYPES[extname(name)]));
const files = new Map<string, PageFile>();

/** A file of the page by its name (`page.ts`); null for any other name. Each file is read once. */
export function findPageFile(name: string): PageFile | null {
  if (!names.has(name)) return null;
  const file = files.get(name) ?? readPageFile(name);
  files.set(name, file);
  return file;
}

function readPageFile(name: string): PageFile {
  const source = readFileSync(join(FOLDER, name), 'utf8');
  const type = TYPES[extname(name)]!;
  if (extname(name) !== '.ts') return { type, text: source };
  return { type, text: stripTypeScriptTypes(source, { mode: 'strip', sourceUrl: name }) };
}

/** Keeps the house in order: who may import whom, what pure rooms may touch, how long a file may be. Reads the sources; runs nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Source {
  readonly path: string;
  readonly text: string;
  /** Repository paths for own files, package names (with sub-path) for the rest. */
  readonly imports: readonly string[];
}

function readSources(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      const found = text.matchAll(
        /(?:^|\n)\s*(?:import|export)[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
      );
      const imports = [...found].map((match) => {
        const name = match[1] ?? match[2] ?? match[3] ?? '';
        return name.startsWith('.')
          ? relative(ROOT, join(dirname(file), name))
              .split(sep)
              .join('/')
          : name;
      });
      return { path: relative(ROOT, file).split(sep).join('/'), text, imports };
    });
}

const sources = [...readSources('src'), ...readSources('adapters')];

/** The first rule whose folder holds the file counts. `may`: prefixes of what it may import. */
const RULES: readonly { readonly room: string; readonly may: readonly string[] }[] = [
  { room: 'src/domain/', may: ['src/domain/'] },
  { room: 'src/engine/', may: ['src/domain/', 'src/engine/', 'src/support/'] },
  {
    room: 'src/diagnosis/',
    may: ['src/domain/', 'src/diagnosis/', 'natural/lib/natural/', 'opencc-js/', 'pinyin-pro'],
  },
  { room: 'src/support/', may: ['src/domain/', 'src/support/'] },
  { room: 'src/analytics/', may: ['src/domain/', 'src/analytics/', 'natural/lib/natural/stemmers/', 'ml-kmeans'] },
  { room: 'src/recommend/', may: ['src/domain/', 'src/recommend/'] },
  {
    room: 'src/import/',
    may: [
      'src/domain/',
      'src/import/',
      'src/errors.ts',
      'csv-parse',
      'zod',
      'node:fs',
      'node:path',
      'node:zlib',
      'node:crypto',
    ],
  },
  { room: 'src/charts/', may: ['src/domain/', 'src/charts/', 'echarts', '@napi-rs/canvas', 'node:module'] },
  { room: 'src/ports.ts', may: ['src/domain/', 'src/learning-ports.ts'] },
  { room: 'src/learning-ports.ts', may: ['src/domain/'] },
  { room: 'src/errors.ts', may: [] },
  {
    room: 'src/workers/',
    may: [
      'src/domain/',
      'src/ports.ts',
      'src/errors.ts',
      'src/workers/',
      'src/engine/',
      'src/diagnosis/',
      'src/support/',
      'src/analytics/',
      'src/recommend/',
      'pino',
      'node:worker_threads',
      'node:timers/promises',
    ],
  },
  {
    room: 'src/store/',
    may: ['src/domain/', 'src/ports.ts', 'src/errors.ts', 'src/store/', 'better-sqlite3', 'kysely', 'node:'],
  },
  { room: 'adapters/local/page/', may: ['adapters/local/page/', 'adapters/local/wire.ts', 'src/domain/'] },
  {
    room: 'adapters/local/',
    may: [
      'src/domain/',
      'src/ports.ts',
      'src/errors.ts',
      'adapters/local/',
      'adapters/shared/',
      'hono',
      '@hono/node-server',
      'node:',
    ],
  },
  {
    room: 'adapters/slack/',
    may: ['src/domain/', 'src/ports.ts', 'src/errors.ts', 'adapters/slack/', 'adapters/shared/', '@slack/bolt'],
  },
  {
    room: 'adapters/discord/',
    may: [
      'src/domain/',
      'src/ports.ts',
      'src/errors.ts',
      'adapters/discord/',
      'adapters/shared/',
      'discord.js',
      'node:crypto',
    ],
  },
  {
    room: 'adapters/telegram/',
    may: [
      'src/domain/',
      'src/ports.ts',
      'src/errors.ts',
      'adapters/telegram/',
      'adapters/shared/',
      'grammy',
      'node:crypto',
    ],
  },
  { room: 'adapters/shared/', may: ['src/domain/', 'src/errors.ts', 'adapters/shared/'] },
];

const PURE = /^src\/(domain|engine|diagnosis|support|analytics|recommend)\//;
const IMPURE = [
  [/\bawait\b/, 'await'],
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bTemporal\.Now\b/, 'Temporal.Now'],
  [/\bMath\.random\b/, 'Math.random'],
  [/\bprocess\./, 'process'],
  [/\bconsole\./, 'console'],
  [/from 'node:/, 'node:'],
] as const;

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('the house', () => {
  it('has the sources it judges', () => {
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.some(({ imports }) => imports.includes('src/domain/event.ts'))).toBe(true);
  });

  it.each(RULES)('$room imports only what it may', ({ room, may }) => {
    const strays = sources
      .filter(({ path }) => RULES.find((rule) => path.startsWith(rule.room))?.room === room)
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => !may.some((prefix) => name.startsWith(prefix)))
          .map((name) => `${path} imports ${name}`),
      );
    expect(strays).toEqual([]);
  });

  it('only platforms.ts and the command line reach into adapters', () => {
    const strays = sources
      .filter(
        ({ path }) =>
          path.startsWith('src/') && !/^src\/(platforms\.ts|checks\.ts|main\.ts|cli\.ts|commands\/)/.test(path),
      )
      .flatMap(({ path, imports }) =>
        imports.filter((name) => name.startsWith('adapters/')).map((name) => `${path} imports ${name}`),
      );
    expect(strays).toEqual([]);
  });

  it('charts are loaded only by what draws one: their packages are large', () => {
    const strays = sources
      .filter(({ path }) => !path.startsWith('src/charts/'))
      .filter(({ text }) =>
        /(?:^|\n)(?:import|export) (?!type )[^;]*?from '[^']*(?:\/charts\/|echarts|canvas)[^']*'/.test(text),
      )
      .map(({ path }) => path);
    expect(strays).toEqual([]);
  });

  it('pure rooms touch no clock, chance, process or promise', () => {
    const strays = sources
      .filter(({ path }) => PURE.test(path))
      .flatMap(({ path, text }) =>
        IMPURE.filter(([pattern]) => pattern.test(withoutComments(text))).map(([, name]) => `${path}: ${name}`),
      );
    expect(strays).toEqual([]);
  });

  it('SQL stays in the store, process.exit in main.ts, console nowhere', () => {
    const strays = sources.flatMap(({ path, text }) => {
      const code = withoutComments(text);
      const found: string[] = [];
      if (!path.startsWith('src/store/') && /\.prepare\(|\bselect [\w*, ]+ from\b/i.test(code))
        found.push(`${path}: SQL`);
      if (path !== 'src/main.ts' && /process\.exit\b/.test(code)) found.push(`${path}: process.exit`);
      if (/\bconsole\./.test(code)) found.push(`${path}: console`);
      return found;
    });
    expect(strays).toEqual([]);
  });

  it('no file is longer than 300 lines, a SQL store than 400', () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > (path.startsWith('src/store/') ? 400 : 300));
    expect(long).toEqual([]);
  });

  it('every file opens by saying what it owns', () => {
    const silent = sources
      .filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text) && !/\.d\.ts$/.test(text))
      .map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it('the top level holds the agreed rooms and what tools need', () => {
    const agreed =
      /^(src|adapters|data|test|package\.json|package-lock\.json|tsconfig\.json|\.env\.example|README\.md|LICENSE|\.ci|\.gitignore|\.npmrc|biome\.jsonc|vitest\.config\.ts|node_modules|\.git|\.afterclass|\.env|coverage)$/;
    expect(readdirSync(ROOT).filter((name) => !agreed.test(name))).toEqual([]);
  });
});

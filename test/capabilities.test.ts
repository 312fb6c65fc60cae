/** The table of what each platform can do stands in the README, is what the adapters say, and each claim has its test. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Capabilities, FEATURES, toCell } from '../adapters/shared/capabilities.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const ORDER = ['local', 'slack', 'discord', 'telegram'];
const NAMES: Readonly<Record<string, string>> = {
  local: 'local page',
  slack: 'Slack',
  discord: 'Discord',
  telegram: 'Telegram',
};

const columns = await Promise.all(
  ORDER.filter((name) => existsSync(join(ROOT, `adapters/${name}/capabilities.ts`))).map(async (name) => {
    const { CAPABILITIES } = (await import(`../adapters/${name}/capabilities.ts`)) as { CAPABILITIES: Capabilities };
    return { name, capabilities: CAPABILITIES };
  }),
);

function readTests(...folders: string[]): string {
  return folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('the table of capabilities', () => {
  it('has a column for every adapter', () => {
    const adapters = readdirSync(join(ROOT, 'adapters')).filter((name) => ORDER.includes(name));
    expect(columns.map(({ name }) => name)).toEqual(ORDER.filter((name) => adapters.includes(name)));
  });

  it('stands in the README as the adapters say it', () => {
    const rows = [
      ['', ...columns.map(({ name }) => NAMES[name])],
      ['---', ...columns.map(() => '---')],
      ...FEATURES.map((feature) => [feature, ...columns.map(({ capabilities }) => toCell(capabilities[feature]))]),
    ];
    const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(table);
  });

  it.each(columns)('claims nothing for $name that no test shows', ({ name, capabilities }) => {
    // A learner and staff on different platforms are shown from either side.
    const tests = readTests(
      `test/adapters/${name}`,
      'test/conformance',
      ...(name === 'local' ? ['test/browser', 'test/adapters'] : []),
    );
    const unshown = Object.entries(capabilities).filter(
      ([, capability]) => 'shownBy' in capability && !tests.includes(`'${capability.shownBy}'`),
    );
    expect(unshown.map(([feature]) => feature)).toEqual([]);
  });
});

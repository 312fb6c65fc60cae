/** The team's figures: what a lead sees of an agent is what the agent sees, word for word, and nobody else sees it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId } from '../src/domain/place.ts';
import { openChatBench, type Past, STAFF } from './chat-bench.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const DAY = 86_400_000;
const LIN: PersonId = 'local:lin';
const KAI: PersonId = 'local:kai';
const ANN: PersonId = 'local:ann';

const toPast = (agent: PersonId, i: number, text: string | null): Past => ({
  startedAt: NOW - (i + 1) * DAY,
  learnerName: '王小明',
  steps: [
    [1, 'escalated', { queue: 'technical', category: 'technical', intent: 'login', priority: 'normal' }],
    [3, 'replied', { text: '…' }, agent],
    [9, 'resolved', { resolution: 'agent' }, agent],
    [10, 'rated', { score: 9 }],
    ...(text === null ? [] : ([[11, 'commented', { text, score: 9 }, 'local:x']] as const)),
  ],
});

describe('the team', () => {
  let bench: Awaited<ReturnType<typeof openChatBench>>;
  beforeAll(async () => {
    bench = await openChatBench(NOW, { AGENTS: `${LIN},${KAI},${ANN}`, LEADS: ANN });
    await bench.remember([
      ...Array.from({ length: 7 }, (_, i) =>
        toPast(LIN, i, i === 2 ? '客服态度很好，回复很快，谢谢！王小明 13812345678' : null),
      ),
      ...Array.from({ length: 5 }, (_, i) => toPast(KAI, i, null)),
      ...Array.from({ length: 3 }, (_, i) => toPast(ANN, i, null)),
    ]);
    await bench.command('/back', LIN, STAFF);
  }, 60_000);
  afterAll(() => bench.close());

  it('is one line each, not in the order of any figure, with praise that names nobody', async () => {
    const [post] = await bench.command('/report agents');
    const lines = post?.text.split('\n') ?? [];
    expect(lines.findIndex((line) => line.startsWith('local:kai'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('lin:')),
    );
    expect(post?.text).toMatch(
      /lin: 7 tickets \(even share \d\.\d\); 0 in hand; first reply 2 min; solved at once 100% \(n = 7\); rated 9\.0/,
    );
    expect(post?.text).toContain('praise: 1 “客服态度很好，回复很快，谢谢！[姓名] [号码]”');
    expect(post?.text).not.toMatch(/王小明|138|local:ann/);
    expect(post?.text).toContain('not a ranking');
  });

  it('everybody sees the very line that the lead sees, and no other', async () => {
    const [team] = await bench.command('/report agents', ANN, STAFF);
    const line = team?.text.split('\n').find((each) => each.startsWith('lin:'));
    expect(line).toBeTruthy();
    for (const [command, place] of [
      ['/figures', STAFF],
      ['/figures', LIN],
      ['/report agents', STAFF],
    ] as const) {
      const [own] = await bench.command(command, LIN, place);
      expect(own?.text.split('\n')[1]).toBe(line);
      expect(own?.text).not.toContain('kai');
      expect(own?.delivery.privateTo).toBe(LIN);
    }
  });

  it('nor is there more in the file of the lead than in the one that the agent gets', async () => {
    const rowsOf = async (command: string, who: PersonId) => {
      const body = (await bench.command(command, who, STAFF))[0]?.delivery.body;
      const source = body?.kind === 'message' ? body.message.files?.[0]?.source : undefined;
      const text = source?.kind === 'bytes' ? new TextDecoder().decode(source.bytes) : '';
      return text.split('\r\n').filter((row) => row.startsWith('local:'));
    };
    const team = await rowsOf('/report agents --csv', ANN);
    const own = await rowsOf('/figures --csv', LIN);
    expect(own.length).toBeGreaterThan(5);
    expect(own).toEqual(team.filter((row) => row.startsWith(LIN)));
  });

  it('of fewer than five tickets nobody sees figures by name, and the agent is told so', async () => {
    expect((await bench.command('/figures', ANN, STAFF))[0]?.text).toContain('your lead sees no figures of yours');
  });

  it('other reports stay with admins, and learners see none', async () => {
    expect((await bench.command('/report satisfaction', LIN, STAFF))[0]?.text).toContain('Only admins');
    expect((await bench.command('/report agents', 'local:mei', 'local:mei'))[0]?.text).toContain('Only admins');
    expect((await bench.command('/figures', 'local:mei', 'local:mei'))[0]?.text).toMatch(/agents/i);
    expect((await bench.command('/figures --from yesterday', LIN, STAFF))[0]?.text).toContain('is not a date');
  });
});

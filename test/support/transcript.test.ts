/** A ticket as a file, and the audit: what is in them, and what must never be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HISTORY_KINDS, type HistoryEntry, type HistoryKind } from '../../src/domain/history.ts';
import { toAuditText } from '../../src/support/audit.ts';
import { type TranscriptHead, toTranscript } from '../../src/support/transcript.ts';
import { toTranscriptEntries } from '../../src/support/transcript-entries.ts';

/** 10:00 in Shanghai. */
const START = Date.UTC(2026, 2, 1, 2);
const MINUTE = 60_000;
const NAMES: Readonly<Record<string, string>> = { 'local:mei': '小梅', 'slack:U1': 'Ann', bot: '小助手' };
const names = { nameOf: (actor: string) => NAMES[actor] ?? actor, answerOf: (intent: string) => `Answer to ${intent}` };

let count = 0;
const entry = (minutes: number, kind: HistoryKind, actor: string, facts: HistoryEntry['facts'] = {}): HistoryEntry => ({
  id: `e:h${++count}`,
  conversationId: 'C1',
  at: START + minutes * MINUTE,
  kind,
  actor,
  facts,
});
const HISTORY: readonly HistoryEntry[] = [
  entry(0, 'conversationStarted', 'local:mei', { language: 'zh' }),
  entry(0, 'learnerMessage', 'local:mei', { text: '视频 *打不开*\n<b>急</b>' }),
  entry(1, 'answered', 'bot', { intent: 'video', confidence: 0.9 }),
  entry(2, 'escalated', 'bot', { queue: 'technical', ticket: 'T-000001' }),
  entry(3, 'claimed', 'slack:U1', { ticket: 'T-000001' }),
  entry(4, 'noted', 'slack:U1', { text: 'she has called twice' }),
  entry(5, 'replied', 'slack:U1', { text: '请重启一下' }),
  entry(16 * 60, 'resolved', 'slack:U1', { resolution: 'agent' }),
  entry(16 * 60 + 1, 'rated', 'local:mei', { score: 9 }),
];
const HEAD: TranscriptHead = {
  ticket: 'T-000001',
  facts: [['队列', '技术']],
  staffFacts: [['处理人', 'Ann']],
};
const options = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;

describe('the transcript', () => {
  it('for the learner has the words and what happened, and no notes', () => {
    const entries = toTranscriptEntries(HISTORY, names, 'zh');
    expect(toTranscript(HEAD, entries, { ...options, audience: 'learner', format: 'text' })).toEqual({
      name: 'T-000001.txt',
      mediaType: 'text/plain',
      text: `工单 T-000001

队列: 技术
时区: Asia/Shanghai

== 2026-03-01 ==

10:00 – 小梅: 对话开始

10:00 小梅: 视频 *打不开*
      <b>急</b>

10:01 小助手: Answer to video

10:02 – 小助手: 已转人工

10:05 Ann: 请重启一下

== 2026-03-02 ==

02:00 – Ann: 已解决

02:01 – 小梅: 评分 9/10
`,
    });
  });

  it('for staff has notes, claims and facts of its own, and says that it is theirs', () => {
    const entries = toTranscriptEntries(HISTORY, names, 'en');
    const file = toTranscript(HEAD, entries, { ...options, language: 'en', audience: 'staff', format: 'markdown' });
    expect(file.name).toBe('T-000001-staff.md');
    expect(file.text).toContain('**Staff version: it holds internal notes, do not pass it on**');
    expect(file.text).toContain('- 处理人: Ann');
    expect(file.text).toContain('*10:03 Ann: claimed \\(ticket: T\\-000001\\)*');
    expect(file.text).toContain('**10:04 Ann** (internal note)\n\n> she has called twice');
  });

  it('takes nothing that people wrote for markup', () => {
    const entries = toTranscriptEntries(HISTORY, names, 'zh');
    const { text } = toTranscript(HEAD, entries, { ...options, audience: 'learner', format: 'markdown' });
    expect(text).toContain('> 视频 \\*打不开\\*\n> &lt;b\\>急&lt;/b\\>');
    expect(text).not.toContain('<b>');
  });

  it('for the learner never holds a note or what only staff may know, whatever happened', () => {
    const actor = fc.constantFrom('local:mei', 'slack:U1', 'bot');
    const kinds = [...HISTORY_KINDS, 'invented'] as HistoryKind[];
    const secret = new Set<string>(['learnerMessage', 'replied', 'commented', 'answered', 'rated']);
    const any = fc
      .array(fc.tuple(fc.constantFrom(...kinds), actor, fc.constantFrom('text', 'reason', 'to')))
      .map((all) =>
        all.map(([kind, who, fact], n) =>
          entry(n, kind, who, secret.has(kind) ? { text: 'hello' } : { [fact]: 'SECRET' }),
        ),
      );
    fc.assert(
      fc.property(any, fc.constantFrom('markdown', 'text'), (history, format) => {
        const entries = toTranscriptEntries(history, names, 'en');
        const { text } = toTranscript(HEAD, entries, { ...options, audience: 'learner', format });
        expect(text).not.toContain('SECRET');
        expect(text).not.toContain('处理人');
      }),
    );
  });

  it('is in a file whose name no ticket id can spoil', () => {
    const file = toTranscript({ ...HEAD, ticket: '../T 1' }, [], { ...options, audience: 'staff', format: 'text' });
    expect(file.name).toBe('T1-staff.txt');
  });
});

describe('the audit', () => {
  const audit = { nameOf: names.nameOf, ticketOf: () => 'T-000001', timeZone: 'Asia/Shanghai', most: 50 } as const;

  it('tells who did what to which ticket, without the words', () => {
    expect(
      toAuditText(HISTORY, { ...audit, language: 'en', from: START + 3 * MINUTE, to: START + 16 * 60 * MINUTE }),
    ).toBe(
      [
        '2026-03-01 10:03:00 · Ann (slack:U1) · claimed · T-000001 · ticket: T-000001',
        '2026-03-01 10:04:00 · Ann (slack:U1) · noted · T-000001',
        '2026-03-01 10:05:00 · Ann (slack:U1) · replied · T-000001',
      ].join('\n'),
    );
  });

  it('may be about one person, and says how much it leaves out', () => {
    expect(toAuditText(HISTORY, { ...audit, language: 'zh', actor: 'slack:U1', most: 1 })).toBe(
      '更早还有 3 条\n2026-03-02 02:00:00 · Ann (slack:U1) · 已解决 · T-000001 · resolution: agent',
    );
    expect(toAuditText(HISTORY, { ...audit, language: 'en', ticket: 'T-2' })).toBe('Nothing on record fits.');
  });
});

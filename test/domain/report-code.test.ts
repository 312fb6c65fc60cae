/** Reports as targets of buttons: there and back. */
import { describe, expect, it } from 'vitest';
import { parsePayload, toPayload } from '../../src/domain/choice.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { DIMENSIONS, REPORT_NAMES, type ReportRequest } from '../../src/domain/report.ts';
import { parseReportCode, toReportCode } from '../../src/domain/report-code.ts';

const ZONE = 'Asia/Shanghai';
const day = (text: string) => Temporal.PlainDate.from(text).toZonedDateTime(ZONE).epochMilliseconds;

describe('a report behind a button', () => {
  it('comes back as it was, within the bytes of every platform', () => {
    for (const name of REPORT_NAMES) {
      for (const by of [undefined, ...DIMENSIONS]) {
        for (const [to, language] of [
          [null, LANGUAGES[0]],
          [day('2026-02-01'), LANGUAGES[1]],
        ] as const) {
          const request: ReportRequest = {
            name,
            from: day('2026-01-01'),
            to,
            language,
            ...(by ? { by } : {}),
          };
          const code = toReportCode(request, ZONE)!;
          expect(parseReportCode(code, ZONE)).toEqual(request);
          const payload = toPayload({ choice: 'report_share', target: code });
          expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(64);
          expect(parsePayload(payload)).toEqual({ choice: 'report_share', target: code });
        }
      }
    }
  });

  it('keeps the wished time', () => {
    const request = { name: 'response', from: null, to: null, language: 'en', withinMs: 45 * 60_000 } as const;
    expect(toReportCode(request, ZONE)).toBe('RESPONSE-0-0-A-19');
    expect(parseReportCode('RESPONSE-0-0-A-19', ZONE)).toEqual(request);
  });

  it('is none where the days do not fit', () => {
    const open = { name: 'sla', from: null, to: null, language: 'en' } as const;
    expect(toReportCode({ ...open, from: day('2026-01-01') + 1 }, ZONE)).toBeNull();
    expect(toReportCode({ ...open, withinMs: 1500 }, ZONE)).toBeNull();
    expect(toReportCode({ ...open, name: 'explain' }, ZONE)).toBeNull();
  });

  it.each(['', 'T-000001', 'NONSENSE-0-0-0', 'SLA-0-0', 'SLA-20261301-0-0', 'SLA-0-0-0-'])('%j is none', (code) => {
    expect(parseReportCode(code, ZONE)).toBeNull();
  });
});

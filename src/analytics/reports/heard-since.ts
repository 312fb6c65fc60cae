/** The line that says how far back comments were read. */
import type { ReportInput } from './report.ts';

/** Said where not all of the time was heard. */
export function toLimitLine({
  feedback: heard,
  request: { language },
  timeZone,
}: Pick<ReportInput, 'feedback' | 'timeZone'> & {
  readonly request: Pick<ReportInput['request'], 'language'>;
}): string[] {
  if (heard?.since == null) return [];
  const day = Temporal.Instant.fromEpochMilliseconds(heard.since).toZonedDateTimeISO(timeZone).toPlainDate();
  return [
    language === 'zh'
      ? `评论很多，只读了最近的 2 万条：说的是 ${day} 以后开始的对话。`
      : `There are many comments; the latest 20,000 were read: of conversations that began after ${day}.`,
  ];
}

/** Segments of learners as people call them. */
import type { Language } from './language.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    high: '高时长、高频率',
    moderate: '中等时长和频率',
    low: '低时长、低频率',
    inactive: '未活跃',
    excluded: '数据有误，未计入',
  },
  en: {
    high: 'High time and frequency',
    moderate: 'Moderate time and frequency',
    low: 'Low time and frequency',
    inactive: 'Not active',
    excluded: 'Left out: data at fault',
  },
};

/** `high` → `高时长、高频率`; `moderate-2` → `中等时长和频率 2`. */
export function toSegmentName(segment: string, language: Language): string {
  const [base = segment, number] = segment.split('-', 2);
  return `${NAMES[language][base] ?? base}${number ? ` ${number}` : ''}`;
}

import { describe, expect, it } from 'vitest';
import { toSegmentsReport } from '../../../src/analytics/segments/report.ts';
import { segment } from '../../../src/analytics/segments/segments.ts';
import { toSegmentName } from '../../../src/domain/segment-name.ts';

const rows = [
  ...[180, 200, 220].map((time) => ({ learning_time: time, learning_frequency: 24, course_completion: 90 })),
  ...[55, 60, 65].map((time) => ({ learning_time: time, learning_frequency: 10, course_completion: 50 })),
  ...[9, 10].map((time) => ({ learning_time: time, learning_frequency: 2, course_completion: 5 })),
  { learning_time: 0, learning_frequency: 0, course_completion: null },
  { learning_time: 50, learning_frequency: 5, course_completion: 140 },
];

describe('the report of the segments', () => {
  it('is the article’s table in words, in both languages; of one or two learners no means', () => {
    const found = segment(rows, 3, 1);
    expect(toSegmentsReport(found, 'zh').text.split('\n').slice(0, 7)).toEqual([
      '学员分群',
      '共 10 名学员',
      '高时长、高频率：3 人 (30%)，平均学习时长 200，平均学习频率 24，平均完成率 90%',
      '中等时长和频率：3 人 (30%)，平均学习时长 60，平均学习频率 10，平均完成率 50%',
      '低时长、低频率：2 人 (20%)（不足 3 人，不显示均值）',
      '未活跃：1 人 (10%)',
      '数据有误，未计入：1 人 (10%)',
    ]);
    expect(toSegmentsReport(found, 'en').text).toContain(
      'High time and frequency: 3 learners (30%), Mean learning time 200, Mean frequency 24, Mean completion 90%',
    );
  });

  it('has rows for a spreadsheet and panels for a picture, completion as a share', () => {
    const { table, panels } = toSegmentsReport(segment(rows, 3, 1), 'en');
    expect(table.rows[0]).toEqual(['high', 'High time and frequency', 3, 200, 24, 0.9]);
    expect(table.rows[2]).toEqual(['low', 'Low time and frequency', 2, null, null, null]);
    expect(panels?.panels.map(({ values }) => values)).toEqual([
      [3, 3, 2, 1, 1],
      [200, 60, null, null, null],
      [24, 10, null, null, null],
      [0.9, 0.5, null, null, null],
    ]);
  });

  it('says kindly that nothing is known', () => {
    const { text, panels } = toSegmentsReport(segment([], 3, 1), 'en');
    expect(text).toContain('No learning behaviour is known');
    expect(panels).toBeNull();
  });

  it('names further groups by number', () => {
    expect(toSegmentName('moderate-2', 'zh')).toBe('中等时长和频率 2');
    expect(toSegmentName('high', 'en')).toBe('High time and frequency');
  });
});

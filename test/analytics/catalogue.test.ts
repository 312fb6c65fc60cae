/** Definitions: one source for the README and the chat, and none missing. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  findMetric,
  METRIC_NAMES,
  toCatalogueMarkdown,
  toExplanation,
  toMetricList,
} from '../../src/analytics/catalogue/index.ts';

describe('the definitions', () => {
  it('stand in the README word for word', () => {
    const readme = readFileSync(new URL('../../src/analytics/README.md', import.meta.url), 'utf8');
    expect(readme.endsWith(`## Definitions\n\n${toCatalogueMarkdown()}\n`)).toBe(true);
  });

  it('cover the names that the outside relies on', () => {
    const agreed =
      'conversations confirmed assumed durable escalated open satisfaction satisfactionPercent csat nps responseRate firstResponseMedianMs firstResponseP90Ms resolutionMedianMs withinTargetObserved withinTargetNormal repurchaseRate retentionRate';
    expect(METRIC_NAMES).toEqual(expect.arrayContaining(agreed.split(' ')));
  });

  it('leave nothing empty, in either language', () => {
    for (const { label, means, formula, example, edges } of Object.values(CATALOGUE)) {
      for (const text of [formula, ...[label, means, example, edges].flatMap(({ zh, en }) => [zh, en])]) {
        expect(text.trim()).not.toBe('');
      }
      expect(means.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('are found by name or label, in any case', () => {
    expect(findMetric('CSAT')).toBe('csat');
    expect(findMetric(' firstresponsemedianms ')).toBe('firstResponseMedianMs');
    expect(findMetric('满意度')).toBe('satisfaction');
    expect(findMetric('repurchase rate')).toBe('repurchaseRate');
    expect(findMetric('beauty')).toBeNull();
  });

  it('read well in a chat', () => {
    expect(toExplanation('satisfaction', 'zh')).toContain('8、9、7、10、6，权重各 0.2 → 8.0');
    expect(toExplanation('withinTargetNormal', 'en')).toContain('Formula: P(T < t) = Φ((t − μ) / σ)');
    for (const language of ['zh', 'en'] as const) {
      for (const name of METRIC_NAMES) expect(toExplanation(name, language).length).toBeLessThan(1500);
      expect(toMetricList(language).length).toBeLessThan(3800);
    }
  });
});

/** Reads data/resources.csv and data/certificates.csv: what helps on the way to a job, and what a certificate asks for. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Bilingual } from '../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { cell, filled } from './cell-rules.ts';
import { splitList } from './cells.ts';
import { readCsv } from './csv.ts';
import type { Problems } from './problems.ts';

export const RESOURCE_KINDS = ['cv', 'interview', 'support'] as const;

export interface Resource {
  readonly kind: (typeof RESOURCE_KINDS)[number];
  /** Words of goals it is for, in small letters; empty = for all. */
  readonly goals: readonly string[];
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
}

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T | null =>
    known.find((one) => one === text.toLowerCase()) ?? null;

const resourceRow = z.object({
  kind: cell(oneOf(RESOURCE_KINDS), `write one of ${RESOURCE_KINDS.join(', ')}`),
  goal: z.string(),
  language: cell(oneOf(LANGUAGES), `write one of ${LANGUAGES.join(', ')}`),
  title: filled,
  text: filled,
  url: cell(
    (text) => (text === '' ? undefined : /^https?:\/\/\S+$/.test(text) ? text : null),
    'write an address that begins with https://, or leave it empty',
  ).optional(),
});

/** In file order. No such file = none. */
export function readResources(file: string, problems: Problems): Resource[] {
  if (!existsSync(file)) return [];
  return readCsv(file, resourceRow, problems).map(({ value: { goal, url, ...rest } }) => ({
    ...rest,
    goals: splitList(goal).map((word) => word.toLowerCase()),
    url: url ?? null,
  }));
}

const KINDS = ['completion', 'score', 'prerequisites'] as const;

export interface CertificateRow {
  /** Empty: of every course that has no rows of its own. */
  readonly course: string;
  readonly kind: (typeof KINDS)[number];
  readonly test: string;
  /** 0 … 1. */
  readonly least: number;
  readonly title: Bilingual;
}

const parseShare = (text: string): number | null => {
  const match = /^(\d{1,3}(?:\.\d+)?)\s*(%?)$/.exec(text);
  const share = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
  return share >= 0 && share <= 1 ? share : null;
};

const certificateRow = z.object({
  course: z.string(),
  kind: cell(oneOf(KINDS), `write one of ${KINDS.join(', ')}`),
  test: z.string(),
  least: cell(parseShare, 'write a share such as 90% or 0.9'),
  title_zh: filled,
  title_en: filled,
});

/** In file order; `courses`: the ids there are. No such file = no requirements. */
export function readCertificates(file: string, courses: readonly string[], problems: Problems): CertificateRow[] {
  if (!existsSync(file)) return [];
  return readCsv(file, certificateRow, problems).map(({ value, lineOf }) => {
    const { course, kind, test, least, title_zh: zh, title_en: en } = value;
    const wrong = (column: 'course' | 'test', message: string) =>
      problems.add({ file, line: lineOf(column), column, message });
    if (course !== '' && courses.length > 0 && !courses.includes(course)) {
      wrong('course', `there is no course "${course}"; write an id of courses.csv, or leave it empty for all`);
    }
    if (kind === 'score' && test === '') wrong('test', 'is empty; write the name of the test as scores are imported');
    return { course, kind, test, least, title: { zh, en } };
  });
}

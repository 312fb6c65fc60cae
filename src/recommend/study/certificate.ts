/** What a certificate asks for, and how much of it a learner has done. */
import type { Bilingual } from '../../domain/knowledge.ts';
import type { ScoreRecord } from '../../domain/learning-record.ts';

export const REQUIREMENT_KINDS = ['completion', 'score', 'prerequisites'] as const;

/** One row of data/certificates.csv. */
export interface Requirement {
  /** Empty: of every course that has no rows of its own. */
  readonly course: string;
  readonly kind: (typeof REQUIREMENT_KINDS)[number];
  /** Of `score`: the name of the test. */
  readonly test: string;
  /** Share from which it is met. */
  readonly least: number;
  readonly title: Bilingual;
}

export interface Check {
  readonly title: Bilingual;
  readonly isMet: boolean;
  /** Share reached; null where nothing is known. */
  readonly reached: number | null;
  readonly least: number;
}

export interface CertificateRequest {
  readonly course: string;
  readonly prerequisites: readonly string[];
  readonly requirements: readonly Requirement[];
  readonly completionOf: (course: string) => number | null;
  readonly isFinished: (course: string) => boolean;
  readonly scores: readonly ScoreRecord[];
}

/** In the order of the file. The best try of a test counts; a score without its most is taken as of 100, or of 10 up to 10. */
export function checkCertificate(request: CertificateRequest): Check[] {
  const { course, prerequisites, requirements, completionOf, isFinished, scores } = request;
  const own = requirements.filter((one) => one.course === course);
  const asked = own.length > 0 ? own : requirements.filter((one) => one.course === '');
  return asked.flatMap(({ kind, test, least, title }): Check[] => {
    if (kind === 'prerequisites' && prerequisites.length === 0) return [];
    const reached =
      kind === 'completion'
        ? completionOf(course)
        : kind === 'score'
          ? toBest(scores.filter((one) => one.course === course && one.test.toLowerCase() === test.toLowerCase()))
          : prerequisites.filter(isFinished).length / prerequisites.length;
    return [{ title, isMet: reached !== null && reached >= least, reached, least }];
  });
}

function toBest(scores: readonly ScoreRecord[]): number | null {
  if (scores.length === 0) return null;
  return Math.max(...scores.map(({ score, most }) => Math.min(1, score / (most ?? (score <= 10 ? 10 : 100)))));
}

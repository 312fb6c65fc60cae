/** Checklists and tips in words: what a certificate asks for, and what helps on the way to a job. */
import { toCourseTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';
import type { RankedCourse } from '../product/learner.ts';
import type { Check } from './certificate.ts';

/** `☑ 课程学完九成以上（95%）`; what is not known is said to be so. */
export function toCertificateText(course: RankedCourse, checks: readonly Check[], language: Language): string {
  const zh = language === 'zh';
  const title = toCourseTitle(course, language);
  const met = checks.filter(({ isMet }) => isMet).length;
  const head = zh
    ? `《${title}》的证书：${met}/${checks.length} 项完成`
    : `Certificate of “${title}”: ${met} of ${checks.length} done`;
  const lines = checks.map(({ title: name, isMet, reached }) => {
    const known = reached === null ? (zh ? '还没有记录' : 'nothing on record') : `${Math.floor(reached * 100)}%`;
    return zh ? `${isMet ? '☑' : '☐'} ${name.zh}（${known}）` : `${isMet ? '☑' : '☐'} ${name.en} (${known})`;
  });
  const next = checks.find(({ isMet }) => !isMet);
  const end = next
    ? zh
      ? `下一步：${next.title.zh}`
      : `Next: ${next.title.en}`
    : zh
      ? '全部完成，可以申请证书了：/human'
      : 'All done. To apply for it: /human';
  return [head, ...lines, end].join('\n');
}

export interface Tip {
  readonly kind: 'cv' | 'interview' | 'support';
  readonly goals: readonly string[];
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
}

const HEADS = {
  cv: { zh: '简历', en: 'Your CV' },
  interview: { zh: '面试', en: 'Interviews' },
  support: { zh: '学完以后', en: 'Afterwards' },
} as const;

/** Tips for everybody, and those whose words stand in the goal. */
export function pickTips(tips: readonly Tip[], goal: string, language: Language): Tip[] {
  const wanted = goal.toLowerCase();
  return tips.filter(
    (tip) => tip.language === language && (tip.goals.length === 0 || tip.goals.some((word) => wanted.includes(word))),
  );
}

/** By kind, in the order CV, interviews, afterwards; empty text where there are none. */
export function toTipsText(tips: readonly Tip[], language: Language): string {
  const kinds = ['cv', 'interview', 'support'] as const;
  return kinds
    .flatMap((kind) => {
      const own = tips.filter((tip) => tip.kind === kind);
      if (own.length === 0) return [];
      const lines = own.map(
        ({ title, text, url }) => `· ${title}${language === 'zh' ? '：' : ': '}${text}${url ? ` ${url}` : ''}`,
      );
      return [[`【${HEADS[kind][language]}】`, ...lines].join('\n')];
    })
    .join('\n');
}

/** Why a course is recommended, as a fact and as one sentence in both languages. */

import type { Course } from '../../domain/course.ts';
import { toCourseTitle } from '../../domain/course.ts';
import type { Language } from '../../domain/language.ts';

/** `after`: a course of the learner that it goes by. */
export type Reason =
  | { readonly kind: 'continues' | 'alike' | 'together'; readonly after: Course; readonly isFinished: boolean }
  | { readonly kind: 'popular' | 'new' | 'wanted' | 'interested' | 'start' };

/** Short, kind, true to what the ranking went by. */
export function toReasonText(reason: Reason, language: Language): string {
  const zh = language === 'zh';
  switch (reason.kind) {
    case 'continues':
    case 'alike':
    case 'together': {
      const title = toCourseTitle(reason.after, language);
      const because = zh
        ? `因为你${reason.isFinished ? '学完了' : '在学'}《${title}》`
        : `Because you ${reason.isFinished ? 'finished' : 'are taking'} “${title}”`;
      const rest = {
        continues: zh ? '，这门课接着往下讲。' : ': this course goes on from there.',
        alike: zh ? '，这门课的内容与它相近。' : ': this course is close to it.',
        together: zh ? '，学过它的学员也常选这门课。' : ': learners of it often choose this one too.',
      };
      return because + rest[reason.kind];
    }
    case 'popular':
      return zh ? '很多学员都选了这门课。' : 'Many learners choose this course.';
    case 'new':
      return zh ? '这是一门新课，适合你现在的水平。' : 'A new course at your level.';
    case 'wanted':
      return zh ? '你说过以后想看看这门课。' : 'You said that you wanted to look at this one later.';
    case 'interested':
      return zh ? '你说过对这门课感兴趣。' : 'You said that this one interests you.';
    case 'start':
      return zh ? '这门课不需要基础，适合作为开始。' : 'It needs no prior knowledge and is a good start.';
  }
}

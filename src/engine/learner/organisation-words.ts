/** What the bot says about organisations and to those who ask for a course for one. */
import type { Language } from '../../domain/language.ts';
import { REQUEST_FIELDS, type RequestField } from '../../domain/organisation.ts';

const by = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

const QUESTIONS: Readonly<Record<RequestField, { readonly zh: string; readonly en: string }>> = {
  course: {
    zh: '想开哪门课？写课程名或编号都行，还没想好就写「没定」。',
    en: 'Which course? A title or an id will do; write “open” if you have not decided.',
  },
  seats: { zh: '大概多少人？写个数字。', en: 'For how many people? A number, please.' },
  when: { zh: '希望什么时候开始？', en: 'When should it begin?' },
  goal: { zh: '学完希望达到什么？', en: 'What should people be able to do afterwards?' },
};

export const organisationWords = {
  ask: (field: RequestField, l: Language) => {
    const place = `${REQUEST_FIELDS.indexOf(field) + 1}/${REQUEST_FIELDS.length}`;
    return by(
      l,
      `🏢 开课申请 ${place}：${QUESTIONS[field].zh}（写「取消」就停下）`,
      `🏢 Course request ${place}: ${QUESTIONS[field].en} (“cancel” ends it)`,
    );
  },
  noNumber: (typed: string, l: Language) =>
    by(l, `「${typed}」里没看到人数，写个数字就行，比如 30。`, `I see no number in “${typed}”. Write one, such as 30.`),
  cancelled: (l: Language) =>
    by(
      l,
      '好的，这次不申请了。需要时再发 /org request。',
      'All right, no request. Send /org request whenever you like.',
    ),
  more: (l: Language) =>
    by(
      l,
      '图和表格在上面，可以直接转给同事。要开新课：/org request',
      'The picture and the table are above, ready to be passed on. For a new course: /org request',
    ),
  notYours: (typed: string, managed: readonly string[], l: Language) =>
    by(
      l,
      `你不管理「${typed}」。你管理的是：${managed.join('、')}。直接发 /org 就行。`,
      `You do not manage “${typed}”. Yours: ${managed.join(', ')}. Just send /org.`,
    ),
  noManager: (account: string | null, isMember: boolean, l: Language) =>
    account === null
      ? by(
          l,
          '企业数据只给管理者看，要先绑定课程账号：/settings link 绑定码。想给公司开课：/org request',
          'Figures of a company are for its managers; link your course account first: /settings link and your code. To ask for a course: /org request',
        )
      : isMember
        ? by(
            l,
            '你是公司学员，整体数据由公司的管理者看。想给公司开课：/org request',
            'You learn with your company; its figures are for its managers. To ask for a course: /org request',
          )
        : by(
            l,
            '你的账号还不在任何企业里。企业管理者可以请我们开通：/human。想给公司开课：/org request',
            'Your account is in no organisation yet. We can add a manager: /human. To ask for a course: /org request',
          ),
  forAdmins: (l: Language) =>
    by(
      l,
      '各企业的数字：/report enterprise，单个企业：/report enterprise --organisation 编号。导入名单：afterclass import organisations 和 members。',
      'Figures of all organisations: /report enterprise, of one: /report enterprise --organisation ID. Lists come by afterclass import organisations and members.',
    ),
} as const;

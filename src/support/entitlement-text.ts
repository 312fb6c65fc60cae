/** What learners and agents read about entitlement: honest about what people will and will not do, and with a way on. */
import type { Category } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import { type Entitlement, isServed } from './entitlement.ts';

/** Categories for which people answer everybody: they are about what is to be bought, money paid, or the service itself. */
const FOR_EVERYBODY: ReadonlySet<Category> = new Set([
  'pre_sale',
  'payment',
  'account',
  'enterprise',
  'consulting',
  'lecturer',
  'feedback',
  'certification',
]);

/** Whether a question of that category goes to people. Where purchases are not known, always. */
export function isTakenByPeople(entitlement: Entitlement, category: Category): boolean {
  return isServed(entitlement.state) || FOR_EVERYBODY.has(category);
}

/** `renew`: where to renew, as the community wrote it (a link or a contact); null = none is set. */
function toRenewal(renew: string | null, language: Language): string {
  if (renew === null) return language === 'zh' ? '续期可以问购课咨询。' : 'Our course advisers can renew it.';
  return language === 'zh' ? `续期请看：${renew}` : `To renew: ${renew}`;
}

/**
 * For the learner, above an answer or in place of a hand-over; empty where there is nothing to say. Outside the service window
 * it says what still works (the knowledge base, and people for orders, accounts, certificates and complaints) and what does not.
 */
export function toEntitlementText(entitlement: Entitlement, renew: string | null, language: Language): string {
  const zh = language === 'zh';
  const { state, until } = entitlement;
  switch (state) {
    case 'active':
    case 'unknown':
      return '';
    case 'soon':
      return zh
        ? `你的课后服务到 ${until} 为止，之前人工照常为你服务。${toRenewal(renew, language)}`
        : `Your service lasts until ${until}; until then people answer you as always. ${toRenewal(renew, language)}`;
    case 'expired':
      return zh
        ? `你的课后服务已于 ${until} 到期。我会继续回答能回答的问题；订单、账号、证书和投诉仍有人工处理，课程辅导和技术问题暂不转人工。${toRenewal(renew, language)}`
        : `Your service ended on ${until}. I go on answering what I can, and people still take orders, accounts, certificates and complaints; they do not take tutoring or technical questions. ${toRenewal(renew, language)}`;
    case 'none':
      return zh
        ? '我没有查到你的购课记录。我会继续回答能回答的问题；购课、订单、账号、证书和投诉都有人工处理，课程辅导和技术问题需要先购课。如果你已经购课，发订单号给我，人工会核对。'
        : 'I find no purchase of yours. I go on answering what I can, and people take questions before buying, orders, accounts, certificates and complaints; tutoring and technical help come with a course. If you have bought one, send me the order number and a person will check.';
  }
}

const STATE_WORDS: Readonly<Record<Entitlement['state'], Record<Language, string>>> = {
  active: { zh: '服务期内', en: 'in service' },
  soon: { zh: '即将到期', en: 'ends soon' },
  expired: { zh: '已到期', en: 'expired' },
  none: { zh: '无购课记录', en: 'no purchase' },
  unknown: { zh: '未导入购课记录', en: 'purchases not imported' },
};

/** One line for the ticket card: `服务期内（至 2027-03-01）· py101, ml200`. `toTitle` names courses; at most three are shown. */
export function toEntitlementLine(
  { state, until, courses }: Entitlement,
  toTitle: (course: string) => string,
  language: Language,
): string {
  const word = STATE_WORDS[state][language];
  const zh = language === 'zh';
  const date = until === null ? '' : zh ? `（至 ${until}）` : ` (until ${until})`;
  const shown = courses.slice(0, 3).map(({ course }) => toTitle(course));
  const more = courses.length > shown.length ? ` +${courses.length - shown.length}` : '';
  return `${word}${date}${shown.length > 0 ? ` · ${shown.join(zh ? '、' : ', ')}${more}` : ''}`;
}

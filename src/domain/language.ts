/** The two languages of the service; every text people see exists in both. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `zh`, `zh-CN`, `zh_TW` → zh; any other tag → en; none → null. */
export function languageOfLocale(locale: string | null | undefined): Language | null {
  if (!locale) return null;
  return /^zh\b|^zh[-_]/i.test(locale) ? 'zh' : 'en';
}

/** The two languages every text for people exists in. */

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages; a missing translation does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** The language for a POSIX locale ("zh_CN.UTF-8") or an Accept-Language header; English if neither fits. */
export function languageOf(preference: string | undefined): Language {
  return /^\s*zh\b|^\s*zh[_-]/i.test(preference ?? "") ? "zh-CN" : "en";
}

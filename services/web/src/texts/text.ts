/** One text in the page's two languages, kept side by side: a missing translation does not compile. */

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Chinese first, English second. `{{name}}` is filled in. */
export type Text = readonly [chinese: string, english: string];
export type Texts = Readonly<Record<string, Text>>;

/** The first of the browser's languages that the page has; Chinese if it has none of them. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "zh-CN";
}

/** A finding in words of the page: instants in the reader's zone, and names in the place of ids and codes. Pure. */
import type { CompletenessBody } from "../../../review/recording-schema.ts";
import { localTime } from "../shown/format.ts";
import type { Language } from "../texts/text.ts";

export type Finding = CompletenessBody["findings"][number];

const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** `names`: of ids and codes, where the page knows them. */
export function findingWords(
  { text, facts }: Pick<Finding, "text" | "facts">,
  language: Language,
  names: ReadonlyMap<string, string>,
): string {
  let words: string = text[language];
  for (const value of Object.values(facts)) {
    if (typeof value !== "string" || value === "") continue;
    const shown = INSTANT.test(value) ? localTime(value) : names.get(value);
    if (shown !== undefined) words = words.replaceAll(value, () => shown);
  }
  return words;
}

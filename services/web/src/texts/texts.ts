/** What the page says by key, in the language that was loaded. */
import type { TEXTS } from "./all-texts.ts";

export type TextKey = keyof typeof TEXTS;
export type Values = Readonly<Record<string, string | number>>;
/** Gives a text in the reader's language. */
export type Say = (key: TextKey, values?: Values) => string;

let known: Readonly<Record<string, string>> = {};

/** Sets the texts that there are; both languages have the same keys. */
export function keepTexts(texts: Readonly<Record<string, string>>): void {
  known = texts;
}

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(known, key);

/** The sentence for a refusal code or an item's reason; the code itself where none is known. */
export function sayCode(say: Say, code: string): string {
  const key = `code.${code}`;
  return isTextKey(key) ? say(key) : code;
}

/** The sentence for why a check came out as it did; its code where none is known. */
export function sayReason(say: Say, reason: string): string {
  const key = `reason.${reason}`;
  return isTextKey(key) ? say(key) : sayCode(say, reason);
}

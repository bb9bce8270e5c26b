/** The page's language: chosen by the browser, kept once a person has switched; only its texts are fetched. */
import { LANGUAGES, type Language, languageFor } from "./text.ts";

const KEPT = "holdfast.language";

function keptLanguage(): Language | undefined {
  try {
    const kept = localStorage.getItem(KEPT);
    return LANGUAGES.find((language) => language === kept);
  } catch {
    // Storage may be forbidden; the browser's language is then used each time.
    return undefined;
  }
}

export const startLanguage = (): Language => keptLanguage() ?? languageFor(navigator.languages);

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // See keptLanguage.
  }
}

/** Rejects if they cannot be fetched. */
export const loadTexts = async (language: Language): Promise<Record<string, string>> =>
  (language === "en" ? await import("./in-english.ts") : await import("./in-chinese.ts")).texts;

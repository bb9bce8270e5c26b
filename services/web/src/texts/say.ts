/** The page's language: chosen by the browser, kept once a person has switched, known to i18next. */
import { createInstance } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { LANGUAGES, type Language, languageFor } from "./text.ts";
import { type Say, keepTexts } from "./texts.ts";

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

export const texts = createInstance();

/** Only the language that is read is fetched. Rejects if it cannot be. */
const load = async (language: Language): Promise<Record<string, string>> =>
  (language === "en" ? await import("./in-english.ts") : await import("./in-chinese.ts")).texts;

export async function startTexts(): Promise<void> {
  const language = keptLanguage() ?? languageFor(navigator.languages);
  const translation = await load(language);
  keepTexts(translation);
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    resources: { [language]: { translation } },
  });
  document.documentElement.lang = language;
}

async function showIn(next: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // See keptLanguage.
  }
  // Where it cannot be fetched, as after an upgrade, the page is loaded anew in it (main.tsx).
  texts.addResourceBundle(next, "translation", await load(next));
  await texts.changeLanguage(next);
  document.documentElement.lang = next;
}

/** The text-giver of the current language; components that use it follow a switch. */
export function useSay(): Say {
  const { t } = useTranslation();
  return useCallback<Say>((key, values) => t(key, { ...values }), [t]);
}

export function useLanguage(): { language: Language; switchTo: (language: Language) => void } {
  const { i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh-CN";
  const switchTo = (next: Language): void => void showIn(next);
  return { language, switchTo };
}

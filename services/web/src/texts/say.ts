/** The page's language: chosen by the browser, kept once a person has switched, known to i18next. */
import { createInstance } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { LANGUAGES, type Language, languageFor } from "./text.ts";
import { type Say, textsIn } from "./texts.ts";

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

export async function startTexts(): Promise<void> {
  await texts.use(initReactI18next).init({
    lng: keptLanguage() ?? languageFor(navigator.languages),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      LANGUAGES.map((language) => [language, { translation: textsIn(language) }]),
    ),
  });
  document.documentElement.lang = texts.language;
}

/** The text-giver of the current language; components that use it follow a switch. */
export function useSay(): Say {
  const { t } = useTranslation();
  return useCallback<Say>((key, values) => t(key, { ...values }), [t]);
}

export function useLanguage(): { language: Language; switchTo: (language: Language) => void } {
  const { i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh-CN";
  const switchTo = (next: Language): void => {
    void i18n.changeLanguage(next);
    document.documentElement.lang = next;
    try {
      localStorage.setItem(KEPT, next);
    } catch {
      // See keptLanguage.
    }
  };
  return { language, switchTo };
}

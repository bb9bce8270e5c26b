/** The page's language (language.ts), known to i18next. */
import { createInstance } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { keepLanguage, loadTexts, startLanguage } from "./language.ts";
import type { Language } from "./text.ts";
import { type Say, keepTexts } from "./texts.ts";

export const texts = createInstance();

export async function startTexts(): Promise<void> {
  const language = startLanguage();
  const translation = await loadTexts(language);
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
  keepLanguage(next);
  // Where it cannot be fetched, as after an upgrade, the page is loaded anew in it (main.tsx).
  texts.addResourceBundle(next, "translation", await loadTexts(next));
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

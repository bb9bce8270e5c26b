/** The arguments of a verb that asks for something of many recordings, the newest first. */
import { parseArgs } from "node:util";
import { LANGUAGES, type Language } from "../kernel/language.ts";

const MOST = 100_000;
const string = { type: "string" } as const;

/** Null: they are none. */
export function limitedOptions(spoken: Language) {
  try {
    const { values } = parseArgs({
      options: {
        ...{ data: { ...string, default: "" }, limit: { ...string, default: "1000" } },
        ...{ json: { type: "boolean", default: false }, lang: { ...string, default: spoken } },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const limit = /^[1-9]\d{0,5}$/.test(values.limit) ? Number(values.limit) : MOST + 1;
    return language === undefined || limit > MOST ? null : { ...values, language, limit };
  } catch {
    return null;
  }
}
export type LimitedOptions = NonNullable<ReturnType<typeof limitedOptions>>;

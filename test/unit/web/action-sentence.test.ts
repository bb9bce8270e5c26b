/** Actions as sentences: a text for every kind in both languages, and no value lost to a template. */
import { createInstance } from "i18next";
import { describe, expect, it } from "vitest";
import { ACTION_KINDS } from "../../../services/actions/action.ts";
import { actionSentence } from "../../../services/web/src/admin/action-sentence.ts";
import type { Language } from "../../../services/web/src/texts/text.ts";
import type { Say } from "../../../services/web/src/texts/texts.ts";
import { TEXTS, textsIn } from "../../fixtures/page-texts.ts";

async function sayIn(language: Language): Promise<Say> {
  const texts = createInstance();
  await texts.init({
    ...{ lng: language, keySeparator: false, nsSeparator: false },
    interpolation: { escapeValue: false },
    resources: { [language]: { translation: textsIn(language) } },
  });
  return (key, values) => texts.t(key, { ...values });
}
const says = [await sayIn("zh-CN"), await sayIn("en")];
const by = { actor: "user:u1", actorName: "王管理", subject: "device:d1", subjectName: "DC-0012" };
const NOTHING = { before: null, after: null };

describe("actionSentence", () => {
  it("has words for every kind, also where an action lacks what they tell", () => {
    for (const kind of ACTION_KINDS) {
      expect(Object.keys(TEXTS)).toContain(`kind.${kind}`);
      for (const say of says) {
        const text = actionSentence(say, { kind, ...by, ...NOTHING });
        expect(text, kind).not.toMatch(/\{\{|undefined|^王管理: /);
      }
    }
  });

  it("tells who, what and how often; a process and a name that nobody has by words of their own", () => {
    const [, english] = says as [Say, Say];
    const made = { ...by, before: null, after: { name: "{{who}}", kind: "cctv" } };
    expect(actionSentence(english, { kind: "device-registered", ...made })).toBe(
      "王管理 registered the device {{who}}",
    );
    const failed = { actor: "process:api", actorName: "api", subjectName: null, before: null };
    const times = { after: { times: 7 } };
    expect(
      actionSentence(english, { kind: "login-failed", ...failed, subject: null, ...times }),
    ).toBe("A login under a name that nobody has failed (times: 7)");
    const unheard = { kind: "moved-house", ...by, ...NOTHING };
    expect(actionSentence(english, unheard)).toBe("王管理: moved-house");
  });
});

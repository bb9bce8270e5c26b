/** What the person trusts, and what it is called on this page: root, ledger key, policy of witnesses, root of an authority for time stamps, what was revoked since; pasted or from files. */
import type { Language } from "../../kernel/language.ts";
import { parseSha256 } from "../../kernel/digest.ts";
import type { Pins } from "../../packages/trust.ts";
import { button, element, fileButton } from "./element.ts";
import { WORDS, type Word } from "./words.ts";

/** As entered; kept when the language changes. */
export interface Entered extends Record<Field, string> {
  /** Whether the fields that few need are open. */
  showsAll: boolean;
}

type Field = "root" | "ledgerKey" | "policy" | "timestampRoot" | "secondRoot" | "revocations";

/** What the verifier's options are called here: reasons name those. */
const FIELD_OF: Readonly<Record<string, Word>> = {
  "--root": "rootName",
  "--ledger-key": "ledgerKeyName",
  "--witness-policy": "policyName",
  "--tsa-root": "timestampRootName",
  "--gm-root": "secondRootName",
};

const ASKS = { "zh-CN": /用 (--[a-z-]+) 指定/g, en: /give (--[a-z-]+)/g } as const;

/** A reason as the page says it: it has fields, and no command line. */
export const forPage = (reason: string, language: Language): string =>
  reason.replace(ASKS[language], (asked, option: string) => {
    const word = FIELD_OF[option];
    if (word === undefined) return asked;
    const name = WORDS[word][language];
    return language === "en" ? `enter it under “${name}” above` : `填入上面的“${name}”一栏`;
  });

/** `again`: checks the chosen package again; null: none was chosen yet. */
export function pinsView(
  entered: Entered,
  language: Language,
  again: (() => void) | null,
): HTMLElement {
  const say = (word: Word): string => WORDS[word][language];
  const field = (name: Field): readonly HTMLElement[] => {
    const area = element("textarea", {
      ...{ rows: "2", id: `pin-${name}`, spellcheck: "false" },
      ...{ autocapitalize: "off", autocomplete: "off" },
    });
    area.value = entered[name];
    area.addEventListener("input", () => {
      entered[name] = area.value;
    });
    const take = async (file: File | undefined): Promise<void> => {
      area.value = entered[name] = (await file?.slice(0, 1 << 20).text()) ?? "";
    };
    return [
      element("label", { class: "field", for: area.id }, say(name)),
      area,
      fileButton(say("fromFile"), { "data-pin": name }, ([file]) => void take(file)),
    ];
  };
  const more = element(
    "details",
    { id: "more-pins", ...(entered.showsAll ? { open: "" } : {}) },
    element("summary", {}, say("morePins")),
    ...field("ledgerKey"),
    ...field("policy"),
    ...field("timestampRoot"),
    ...field("secondRoot"),
    ...field("revocations"),
  );
  more.addEventListener("toggle", () => {
    entered.showsAll = more.open;
  });
  return element(
    "section",
    { id: "pins" },
    element("h2", {}, say("pins")),
    element("p", {}, say("pinsWhy")),
    ...field("root"),
    more,
    ...(again === null ? [] : [button(say("again"), again)]),
  );
}

/** Null if the root is neither a fingerprint nor a certificate. */
export function pinsOf({
  root,
  ledgerKey,
  policy,
  timestampRoot,
  secondRoot,
  revocations,
}: Entered): Pins | null {
  const given = (text: string): string | null => (text.trim() === "" ? null : text);
  const others = {
    ledgerKeys: given(ledgerKey),
    witnessPolicy: given(policy),
    timestampRoots: given(timestampRoot),
    secondRootPem: given(secondRoot),
    revocations: given(revocations),
  };
  const text = root.trim();
  if (text === "") return { rootCertificatePem: null, ...others };
  if (text.includes("-----BEGIN CERTIFICATE-----")) return { rootCertificatePem: text, ...others };
  // As openssl prints it: "sha256 Fingerprint=AB:CD:…".
  const rootFingerprint = parseSha256(text.replace(/^.*=/, "").replaceAll(/[\s:]/g, ""));
  return rootFingerprint === null ? null : { rootCertificatePem: null, rootFingerprint, ...others };
}

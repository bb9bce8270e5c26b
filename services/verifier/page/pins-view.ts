/** What the person trusts: root, ledger key, policy of witnesses, root of an authority for time stamps; pasted or from files. */
import type { Language } from "../../kernel/language.ts";
import { parseSha256 } from "../../kernel/digest.ts";
import type { Pins } from "../../packages/trust.ts";
import { element, fileButton } from "./element.ts";
import { WORDS, type Word } from "./words.ts";

/** As entered; kept when the language changes. */
export interface Entered {
  root: string;
  ledgerKey: string;
  policy: string;
  timestampRoot: string;
  secondRoot: string;
}

export function pinsView(entered: Entered, language: Language): HTMLElement {
  const say = (word: Word): string => WORDS[word][language];
  const field = (name: keyof Entered): readonly HTMLElement[] => {
    const area = element("textarea", { rows: "2", id: `pin-${name}`, spellcheck: "false" });
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
  return element(
    "section",
    { id: "pins" },
    element("h2", {}, say("pins")),
    element("p", {}, say("pinsWhy")),
    ...field("root"),
    ...field("ledgerKey"),
    ...field("policy"),
    ...field("timestampRoot"),
    ...field("secondRoot"),
    element("p", { class: "quiet" }, say("again")),
  );
}

/** Null if the root is neither a fingerprint nor a certificate. */
export function pinsOf({
  root,
  ledgerKey,
  policy,
  timestampRoot,
  secondRoot,
}: Entered): Pins | null {
  const given = (text: string): string | null => (text.trim() === "" ? null : text);
  const others = {
    ledgerKeys: given(ledgerKey),
    witnessPolicy: given(policy),
    timestampRoots: given(timestampRoot),
    secondRootPem: given(secondRoot),
  };
  const text = root.trim();
  if (text === "") return { rootCertificatePem: null, ...others };
  if (text.includes("-----BEGIN CERTIFICATE-----")) return { rootCertificatePem: text, ...others };
  // As openssl prints it: "sha256 Fingerprint=AB:CD:…".
  const rootFingerprint = parseSha256(text.replace(/^.*=/, "").replaceAll(/[\s:]/g, ""));
  return rootFingerprint === null ? null : { rootCertificatePem: null, rootFingerprint, ...others };
}

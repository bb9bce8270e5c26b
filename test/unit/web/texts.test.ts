/** The page's texts: both languages complete, and a text for everything the service may show. */
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DERIVATIVE_KINDS } from "../../../services/evidence/derivative.ts";
import { CUSTODY_KINDS } from "../../../services/evidence/custody-event.ts";
import { PIPELINE } from "../../../services/evidence/pipeline.ts";
import { PERMISSIONS, ROLES } from "../../../services/access/permission.ts";
import { Check, ItemSummary, Package } from "../../../services/review/api-schema.ts";
import { DEVICE_KINDS } from "../../../services/review/device-page-schema.ts";
import { languageFor } from "../../../services/web/src/texts/text.ts";
import { TEXTS, isTextKey, textsIn } from "../../fixtures/page-texts.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;
const CHINESE = /\p{Script=Han}/u;

/** Chinese texts that are right without a Chinese character: a name, a placeholder alone. */
const SAME_IN_BOTH = ["actor.user"];
/** The switch shows each language's name in that language. */
const IN_THE_OTHER = ["frame.other-language"];

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

function sourcesUnder(folder: string): string {
  return readdirSync(ROOT + folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /[.]tsx?$/.test(name))
    .map((name) => readFileSync(`${ROOT}${folder}/${name}`, "utf8"))
    .join("\n");
}

const codesIn = (source: string, contexts: string): string[] => [
  ...new Set(
    [...source.matchAll(new RegExp(`"((?:${contexts})/[a-z-]+)"`, "g"))].map(([, code]) => code!),
  ),
];

/** Codes that only machines get: uploads, tokens of devices, malformed HTTP, internals of the ledger. */
const NEVER_ON_THE_PAGE = [
  "access/bad-answer",
  "access/bad-certificate-request",
  "access/bad-identity",
  "access/certificate-not-valid-now",
  "access/certificate-only",
  "access/certificate-revoked",
  "access/certificate-refused",
  "access/enrolled-elsewhere",
  "access/enrolment-code-over",
  "access/enrolment-code-used",
  "access/no-certificate",
  "access/no-device-authority",
  "access/no-device-token",
  "access/no-enrolment-code",
  "access/not-signed-yet",
  "access/other-root",
  "access/other-subject",
  "access/service-unreachable",
  "access/too-many-renewals",
  "access/unknown-certificate",
  "access/unknown-device",
  "access/unknown-enrolment-code",
  "api/bad-idempotency-key",
  "api/bad-if-match",
  "api/body-cut",
  "api/content-encoding",
  "api/done-without-answer",
  "api/key-of-another-request",
  "api/method-not-allowed",
  "api/misdirected",
  "api/no-if-match",
  "api/not-json",
  "api/not-pkcs10",
  "api/overtaken",
  "api/precondition-failed",
  "api/still-running",
  "api/too-many-headers",
  "media/bad-program",
  "review/range-not-satisfiable",
  // Access is given and taken back without the page, which names no label that never was.
  "access/bad-term",
  "access/no-such-grant",
  "secrecy/no-such-label",
  "secrecy/purpose-not-theirs",
];

/** Of contexts that mostly speak to machines: reasons of quarantine, failures of steps and of packages. */
const SHOWN_OF_OTHERS = [
  "ingest/declared-digest-differs",
  "ingest/stored-bytes-differ",
  "internal",
  "objects/store-unavailable",
  "packages/item-not-sealed",
  "packages/no-such-package",
  "packages/not-ready",
  "packages/too-large",
  "sealing/copy-differs",
  "sealing/lock-not-kept",
  "sealing/manifest-differs",
  "sealing/object-differs",
  "sealing/signature-unsound",
  "sealing/signer-unavailable",
  "source/verdict-differs",
];

describe("texts of the page", () => {
  it("exist in both languages under the same keys, none empty", () => {
    const chinese = textsIn("zh-CN");
    const english = textsIn("en");
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
    for (const text of [...Object.values(chinese), ...Object.values(english)]) {
      expect(text.trim()).not.toBe("");
    }
  });

  it("fill in the same values in both languages", () => {
    for (const [key, [chinese, english]] of Object.entries(TEXTS)) {
      expect(placeholders(chinese), key).toEqual(placeholders(english));
    }
  });

  it("leave no Chinese text in English and no English text in Chinese", () => {
    for (const [key, [chinese, english]] of Object.entries(TEXTS)) {
      if (SAME_IN_BOTH.includes(key)) continue;
      const swapped = IN_THE_OTHER.includes(key);
      expect(CHINESE.test(chinese), `${key}: ${chinese}`).toBe(!swapped);
      expect(CHINESE.test(english), `${key}: ${english}`).toBe(swapped);
    }
  });

  it("are all that the components show: no component holds a sentence of its own", () => {
    for (const line of sourcesUnder("services/web/src").split("\n")) {
      if (/^\s*("[\w./-]+":|\[?"[^"]*\p{Script=Han})/u.test(line)) continue;
      expect(CHINESE.test(line), line).toBe(false);
    }
  });

  it("are asked for by keys that exist", () => {
    const asked = [...sourcesUnder("services/web/src").matchAll(/\bsay\(\s*"([^"]+)"/g)];
    expect(asked.length).toBeGreaterThan(100);
    for (const [, key] of asked) expect(isTextKey(key!), key).toBe(true);
  });
});

describe("what the service may show", () => {
  const options = (of: { readonly options: readonly string[] }): readonly string[] => of.options;
  const { stage, viewingStage } = ItemSummary.shape;
  const { name, verdict } = Check.shape;
  it.each<[string, readonly string[]]>([
    ["custody", CUSTODY_KINDS],
    ["stage", options(stage)],
    ["viewing", options(viewingStage)],
    ["step", PIPELINE.map(({ step }) => step)],
    ["check", options(name)],
    ["verdict", options(verdict)],
    ["role", ROLES],
    ["may", PERMISSIONS.map((permission) => permission.replace(":", "."))],
    ["device", DEVICE_KINDS],
    ["kind", DERIVATIVE_KINDS],
    ["what", ["original", ...DERIVATIVE_KINDS]],
    ["packages", options(Package.shape.state)],
  ])("has a text for every %s", (prefix, values) => {
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(isTextKey(`${prefix}.${value}`), value).toBe(true);
  });

  it("says of every check what was compared and what it does not prove", () => {
    for (const check of options(name)) {
      expect(isTextKey(`check.${check}.what`), check).toBe(true);
      expect(isTextKey(`check.${check}.limit`), check).toBe(true);
      expect(isTextKey(`check.${check}.yourself`), check).toBe(true);
    }
  });

  it("has a sentence for every reason that a check gives", () => {
    const reasons = codesIn(sourcesUnder("services/review"), "verification");
    expect(reasons.length).toBeGreaterThan(20);
    const ofCopies =
      "not-signed manifest-differs of-other-bytes signature-invalid digest-differs missing changed";
    reasons.push(...ofCopies.split(" ").map((fault) => `verification/copy-${fault}`));
    for (const reason of reasons) expect(isTextKey(`reason.${reason}`), reason).toBe(true);
  });

  it("has a sentence for every refusal that a person can meet, and for every reason on an item", () => {
    const doors = [
      ...["review", "access", "cases", "officers", "sessions", "evidence", "api"],
      ...["secrecy", "reports", "exports"],
    ];
    const sources = doors.map((name) => sourcesUnder(`services/${name}`)).join("\n");
    const codes = [
      ...codesIn(sources, doors.join("|")),
      ...codesIn(sourcesUnder("services/media"), "media"),
      ...SHOWN_OF_OTHERS,
    ].filter((code) => !NEVER_ON_THE_PAGE.includes(code));
    expect(codes.length).toBeGreaterThan(30);
    for (const code of codes) expect(isTextKey(`code.${code}`), code).toBe(true);
  });
});

describe("language of the first screen", () => {
  it.each<[readonly string[], string]>([
    [["zh-CN", "en"], "zh-CN"],
    [["en-GB", "zh"], "en"],
    [["fr", "en-US"], "en"],
    [["zh-Hant-TW"], "zh-CN"],
    [["fr"], "zh-CN"],
    [[], "zh-CN"],
    [["enm", "zhx"], "zh-CN"],
  ])("%j gives %s", (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });
});

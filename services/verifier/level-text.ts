/** Lines about each level of a package, in both languages: what holds, how to check it oneself, and what it does not prove. */
import type { Language, Text } from "../kernel/language.ts";
import { LEVEL_MEANINGS, type LevelMeaning } from "../packages/level-meaning.ts";
import type { Level, LevelName } from "../packages/levels.ts";
import { VERDICTS, reasonText } from "./finding-text.ts";

const SCRIPT = "sh verify/verify.sh ROOT.pem LEDGER.vkey";
const CMS =
  "openssl cms -verify -binary -inform DER -in metadata/package.json.p7s -content metadata/package.json " +
  "-CAfile ROOT.pem -no-CApath -no-CAstore -purpose smimesign -out /dev/null";

/** Lines for a shell in the unpacked folder. */
const COMMANDS: Readonly<Record<LevelName, string>> = {
  L0: "sha256sum -c --strict --quiet manifest-sha256.txt && sha256sum -c --strict --quiet tagmanifest-sha256.txt",
  L1: CMS,
  L2: SCRIPT,
  L3: `${SCRIPT} POLICY.txt AUTHORITY.pem`,
  L4: `${SCRIPT} POLICY.txt`,
  L5: SCRIPT,
  L6: SCRIPT,
};

export const levelText = (level: LevelName): LevelMeaning & { readonly command: string } => ({
  ...LEVEL_MEANINGS[level],
  command: COMMANDS[level],
});

const SELF: Text = { "zh-CN": "自行核验", en: "check it yourself" };
const NOT_PROVEN: Text = { "zh-CN": "不证明什么", en: "what it does not prove" };

/** Three lines: the verdict with its reason, the command, and what it does not prove. */
export function levelLines(level: Level, language: Language): string[] {
  const { name, command, notProven } = levelText(level.level);
  const colon = language === "en" ? ": " : "：";
  const where = level.file === null ? "" : ` [${level.file}]`;
  const verdict = VERDICTS[level.verdict][language].padEnd(14);
  return [
    `${level.level} ${verdict}${name[language]}${colon}${reasonText(level.reason, language)}${where}`,
    `   ${SELF[language]}${colon}${command}`,
    `   ${NOT_PROVEN[language]}${colon}${notProven[language]}`,
  ];
}

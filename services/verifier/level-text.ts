/** What each level of a package means, in both languages: what holds, how to check it oneself, and what it does not prove. */
import type { Language, Text } from "../kernel/language.ts";
import type { Level, LevelName } from "../packages/levels.ts";
import { VERDICTS, reasonText } from "./finding-text.ts";

interface LevelText {
  readonly name: Text;
  /** Lines for a shell in the unpacked folder. */
  readonly command: string;
  readonly notProven: Text;
}

const SCRIPT = "sh verify/verify.sh ROOT.pem LEDGER.vkey";
const CMS =
  "openssl cms -verify -binary -inform DER -in metadata/package.json.p7s -content metadata/package.json " +
  "-CAfile ROOT.pem -no-CApath -no-CAstore -purpose smimesign -out /dev/null";

export const LEVEL_TEXTS: Readonly<Record<LevelName, LevelText>> = {
  L0: {
    name: { "zh-CN": "字节未改动", en: "bytes are what was stated" },
    command:
      "sha256sum -c --strict --quiet manifest-sha256.txt && sha256sum -c --strict --quiet tagmanifest-sha256.txt",
    notProven: {
      "zh-CN": "不证明由谁陈述：任何人都能为任何文件写出清单。",
      en: "not who stated them: anyone can write lists of any files.",
    },
  },
  L1: {
    name: { "zh-CN": "已签名", en: "signed" },
    command: CMS,
    notProven: {
      "zh-CN": "不证明内容真实，也不证明签名时间：签名时间是签名者自己的说法。",
      en: "not that the content is true, and not when: the time of signing is the signer's own word.",
    },
  },
  L2: {
    name: { "zh-CN": "已登记于账本", en: "logged" },
    command: SCRIPT,
    notProven: {
      "zh-CN": "不证明账本只有一个版本：持有账本密钥者可向不同的人出示不同的账本。",
      en: "not that there is one ledger: who holds its key can show different ones to different people.",
    },
  },
  L3: {
    name: { "zh-CN": "有时间戳", en: "timestamped" },
    command: `${SCRIPT} POLICY.txt AUTHORITY.pem`,
    notProven: {
      "zh-CN": "只证明最晚于何时已存在，不证明何时录制。",
      en: "only that it was there by then at the latest, not when it was recorded.",
    },
  },
  L4: {
    name: { "zh-CN": "有见证人", en: "witnessed" },
    command: `${SCRIPT} POLICY.txt`,
    notProven: {
      "zh-CN": "不证明见证人彼此独立，也不证明登记之前的任何事。",
      en: "not that the witnesses are independent of the agency, and nothing about the time before the entry.",
    },
  },
  L5: {
    name: { "zh-CN": "无遗漏", en: "complete" },
    command: SCRIPT,
    notProven: {
      "zh-CN":
        "不证明设备录下了一切：没有录制的、接收之前删除的，此处看不到；采集站对一次采集的陈述是它自己的说法。",
      en: "not that the device recorded everything: what was never recorded, or deleted before it was received, does not show; and what a dock states of a visit is its own word.",
    },
  },
  L6: {
    name: { "zh-CN": "来源", en: "origin" },
    command: SCRIPT,
    notProven: {
      "zh-CN": "不证明镜头前的事情是真的：翻拍屏幕也会得到有效的设备签名。",
      en: "not that what was in front of the lens was real: a filmed screen gets a valid signature, too.",
    },
  },
};

const SELF: Text = { "zh-CN": "自行核验", en: "check it yourself" };
const NOT_PROVEN: Text = { "zh-CN": "不证明什么", en: "what it does not prove" };

/** Three lines: the verdict with its reason, the command, and what it does not prove. */
export function levelLines(level: Level, language: Language): string[] {
  const { name, command, notProven } = LEVEL_TEXTS[level.level];
  const colon = language === "en" ? ": " : "：";
  const where = level.file === null ? "" : ` [${level.file}]`;
  const verdict = VERDICTS[level.verdict][language].padEnd(14);
  return [
    `${level.level} ${verdict}${name[language]}${colon}${reasonText(level.reason, language)}${where}`,
    `   ${SELF[language]}${colon}${command}`,
    `   ${NOT_PROVEN[language]}${colon}${notProven[language]}`,
  ];
}

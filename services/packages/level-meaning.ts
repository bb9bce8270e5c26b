/** What each level of a package is called, and what it does not prove, in both languages: for VERIFY.txt and every verifier. */
import type { Text } from "../kernel/language.ts";
import type { LevelName } from "./levels.ts";

export interface LevelMeaning {
  readonly name: Text;
  readonly notProven: Text;
}

export const LEVEL_MEANINGS: Readonly<Record<LevelName, LevelMeaning>> = {
  L0: {
    name: { "zh-CN": "字节未改动", en: "bytes are what was stated" },
    notProven: {
      "zh-CN": "不证明由谁陈述：任何人都能为任何文件写出清单。",
      en: "not who stated them: anyone can write lists of any files.",
    },
  },
  L1: {
    name: { "zh-CN": "已签名", en: "signed" },
    notProven: {
      "zh-CN": "不证明内容真实，也不证明签名时间：签名时间是签名者自己的说法。",
      en: "not that the content is true, and not when: the time of signing is the signer's own word.",
    },
  },
  L2: {
    name: { "zh-CN": "已登记于账本", en: "logged" },
    notProven: {
      "zh-CN": "不证明账本只有一个版本：持有账本密钥者可向不同的人出示不同的账本。",
      en: "not that there is one ledger: who holds its key can show different ones to different people.",
    },
  },
  L3: {
    name: { "zh-CN": "有时间戳", en: "timestamped" },
    notProven: {
      "zh-CN": "只证明最晚于何时已存在，不证明何时录制。",
      en: "only that it was there by then at the latest, not when it was recorded.",
    },
  },
  L4: {
    name: { "zh-CN": "有见证人", en: "witnessed" },
    notProven: {
      "zh-CN": "不证明见证人彼此独立，也不证明登记之前的任何事。",
      en: "not that the witnesses are independent of the agency, and nothing about the time before the entry.",
    },
  },
  L5: {
    name: { "zh-CN": "无遗漏", en: "complete" },
    notProven: {
      "zh-CN":
        "不证明设备录下了一切：没有录制的、接收之前删除的，此处看不到；采集站对一次采集的陈述是它自己的说法；对录制活动和案件完整性的结论是出具单位自己的判断。",
      en: "not that the device recorded everything: what was never recorded, or deleted before it was received, does not show; what a dock states of a visit is its own word, and the verdict on sessions and cases is the agency's.",
    },
  },
  L6: {
    name: { "zh-CN": "来源", en: "origin" },
    notProven: {
      "zh-CN": "不证明镜头前的事情是真的：翻拍屏幕也会得到有效的设备签名。",
      en: "not that what was in front of the lens was real: a filmed screen gets a valid signature, too.",
    },
  },
};

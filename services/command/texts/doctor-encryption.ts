/** What `doctor` finds about the keys of encrypted items, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const ENCRYPTION_FINDINGS = {
  encryptionEmpty: {
    cause: { "zh-CN": "没有加密存储的证据", en: "no item is stored encrypted" },
    cure: null,
  },
  encryptionFine: {
    cause: {
      "zh-CN": "{count} 件证据加密存储；其包裹密钥 {names} 均能解开",
      en: "{count} items are stored encrypted; each key that wraps theirs opens: {names}",
    },
    cure: null,
  },
  encryptionLost: {
    cause: {
      "zh-CN": "包裹密钥 {names} 解不开它包裹的密钥：{count} 件证据现在无法读取",
      en: "the wrapping key {names} does not open what it wraps: {count} items cannot be read now",
    },
    cure: {
      "zh-CN":
        "把同名密钥文件从备份放回 HOLDFAST_WRAPPING_KEYS 所指的文件夹（权限 0600）。不要用新密钥顶替：没有原来的密钥，这些证据再也无法读取。",
      en: "Put the key files of these names back from your backup into the folder that HOLDFAST_WRAPPING_KEYS names (mode 0600). Do not put new keys in their place: without the old ones these items can never be read again.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

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
  encryptionNoKey: {
    cause: {
      "zh-CN": "没有用于包裹新数据密钥的密钥：{names}；需要加密的证据会等待，不会以明文存储",
      en: "no key is there to wrap new data keys: {names}; what is to be encrypted waits, and is not stored in clear",
    },
    cure: {
      "zh-CN":
        "在 HOLDFAST_WRAPPING_KEYS 所指的文件夹中放入该类的第一个密钥（如 state-1.key，0600）。",
      en: "Put the first key of that kind (for example state-1.key, mode 0600) into the folder that HOLDFAST_WRAPPING_KEYS names.",
    },
  },
  encryptionOther: {
    cause: {
      "zh-CN": "名为 {names} 的包裹密钥不是原来的那一个：{count} 件证据现在无法读取",
      en: "the wrapping key {names} is another one than it was: {count} items cannot be read now",
    },
    cure: {
      "zh-CN":
        "把原来的密钥从备份恢复到同一名称下（文件夹或加密机）；两个密钥都不要销毁，直到本检查通过。",
      en: "Restore the key that was there before under its name from your backup (folder or token); destroy neither of the two until this check is well.",
    },
  },
  encryptionTokenGone: {
    cause: {
      "zh-CN": "存放包裹密钥的加密机没有应答（{names}）：{count} 件证据现在无法读取",
      en: "the token with the wrapping keys does not answer ({names}): {count} items cannot be read now",
    },
    cure: {
      "zh-CN":
        "检查加密机、线路及其模块，以及 HOLDFAST_WRAPPING_KEYS 和 HOLDFAST_WRAPPING_TOKEN_ENVIRONMENT。应答后自行恢复，什么也不会丢。",
      en: "Look after the token, its line and its module, HOLDFAST_WRAPPING_KEYS and HOLDFAST_WRAPPING_TOKEN_ENVIRONMENT. Once it answers all goes on by itself; nothing is lost.",
    },
  },
  encryptionPin: {
    cause: {
      "zh-CN":
        "加密机不接受 PIN，或 PIN 已锁定，或无法读取其文件（{names}）：{count} 件证据现在无法读取",
      en: "the token takes no PIN, or it is locked, or its file cannot be used ({names}): {count} items cannot be read now",
    },
    cure: {
      "zh-CN":
        "把正确的 PIN 写入 pin-source 所指的文件（仅限服务用户，0600；其文件夹可写）。每次写入只试一次。锁定的由加密机管理员解锁。",
      en: "Write the right PIN into the file that pin-source names (0600, the service's user alone, in a folder it may write). It is tried once each time that file is written. If it is locked, whoever administers the token unlocks it.",
    },
  },
  encryptionNotInToken: {
    cause: {
      "zh-CN": "加密机中没有名为 {names} 的密钥：{count} 件证据现在无法读取",
      en: "the token does not hold the key {names}: {count} items cannot be read now",
    },
    cure: {
      "zh-CN":
        "接上持有该密钥的加密机，或从加密机自己的备份恢复该密钥。如果它已被销毁，则由它包裹的证据再也无法读取。",
      en: "Put the token in that holds it, or restore the key from the token's own backup. If it was destroyed, what it wraps can never be read again.",
    },
  },
  encryptionExportable: {
    cause: {
      "zh-CN":
        "加密机中有本机构的密钥可以被导出：需要加密的证据会等待（{names}），已加密的仍可读取",
      en: "a key of this house could be read out of the token: what is to be encrypted waits ({names}); what is encrypted can be read",
    },
    cure: {
      "zh-CN":
        "如果没有任何数据密钥由它包裹，就删除它；否则请加密机厂商说明如何将其设为敏感且不可导出。生成密钥时设 CKA_SENSITIVE，不设 CKA_EXTRACTABLE。",
      en: "Remove that key if nothing was wrapped by it; else have the token's maker say how it becomes sensitive and not extractable. Make keys with CKA_SENSITIVE and without CKA_EXTRACTABLE.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

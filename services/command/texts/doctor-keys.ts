/** What `doctor` finds about the house's own keys. */
import type { Explanation } from "./doctor-devices.ts";

const ROTATE = {
  "zh-CN": "用 ./holdfast keys rotate --why 到期 换用新密钥（或重启自动换发）；旧签名仍然有效。",
  en: "./holdfast keys rotate --why expiry makes a new one, as a restart does; what it signed stays valid.",
} as const;

export const KEY_FINDINGS = {
  certificateFine: {
    cause: { "zh-CN": "有效至 {until}", en: "valid until {until}" },
    cure: null,
  },
  certificateSoon: {
    cause: { "zh-CN": "{days} 天后到期", en: "ends in {days} days" },
    cure: ROTATE,
  },
  certificateLate: {
    cause: {
      "zh-CN": "{days} 天后到期，尚未自动换发",
      en: "ends in {days} days and was not renewed by itself",
    },
    cure: ROTATE,
  },
  certificateLast: {
    cause: {
      "zh-CN": "只剩 {days} 天，到期后停止封存",
      en: "ends in {days} days; nothing is sealed after that",
    },
    cure: ROTATE,
  },
  certificateOver: {
    cause: { "zh-CN": "已于 {until} 到期，封存已停止", en: "ended on {until}; nothing is sealed" },
    cure: ROTATE,
  },
  authoritySoon: {
    cause: {
      "zh-CN": "{name} 的证书 {days} 天后（{until}）到期，之后无法签发新证书",
      en: "the certificate of {name} ends in {days} days ({until}); it can certify nothing after that",
    },
    cure: {
      "zh-CN":
        "换根不能自动完成：举行密钥仪式（./holdfast keys ceremony），以新根建立新系统；旧系统的证据仍可核验。",
      en: "No restart renews it: hold a ceremony (./holdfast keys ceremony) and begin a new house under its root; evidence of this one stays verifiable.",
    },
  },
  certificateMissing: {
    cause: { "zh-CN": "无法读取（{message}）", en: "cannot be read ({message})" },
    cure: {
      "zh-CN": "从最近的备份恢复 keys 目录；不要生成新的根证书。",
      en: "Restore the keys folder from the newest copy; do not make a new root.",
    },
  },
  ceremonyFine: {
    cause: {
      "zh-CN": "出自两人在场的密钥仪式，根密钥不在本机",
      en: "made in a ceremony by two people; the root's key is not here",
    },
    cure: null,
  },
  ceremonyNone: {
    cause: {
      "zh-CN": "试用时自动生成；正式使用前请举行密钥仪式",
      en: "made by a first try; hold a ceremony before real use",
    },
    cure: null,
  },
  ceremonyRootHere: {
    cause: {
      "zh-CN": "自动生成，根密钥就在本机",
      en: "made by a first try, and the root's key lies on this machine",
    },
    cure: {
      "zh-CN":
        "正式使用前举行密钥仪式（./holdfast keys ceremony）；否则至少把 keys/root/ 移到离线介质。",
      en: "Hold a ceremony before real use (./holdfast keys ceremony); else at least move keys/root/ to media kept offline.",
    },
  },
  ceremonyNot: {
    cause: {
      "zh-CN": "自动生成，没有密钥仪式的记录",
      en: "made by a first try, not in a ceremony of two people",
    },
    cure: {
      "zh-CN": "正式使用前举行密钥仪式：./holdfast keys ceremony。",
      en: "Hold a ceremony before real use: ./holdfast keys ceremony.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** What `doctor` finds about backups, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

const CURE = {
  "zh-CN":
    "./holdfast backup create --out 新目录 --to 证书.pem，再 ./holdfast backup verify 目录；把备份放到另一台机器上。",
  en: "./holdfast backup create --out NEW_DIR --to CERT.pem, then ./holdfast backup verify DIR; keep it on another machine.",
};

export const BACKUP_FINDINGS = {
  backupFine: {
    cause: {
      "zh-CN": "{day} 的备份于 {tried} 试还原成功",
      en: "the backup of {day} was put back for a trial on {tried}, and was sound",
    },
    cure: null,
  },
  backupDemoFine: {
    cause: { "zh-CN": "演示数据，无需备份", en: "demo data need no backup" },
    cure: null,
  },
  backupNone: {
    cause: {
      "zh-CN": "从未备份数据库和密钥",
      en: "database and keys were never saved by `backup create`",
    },
    cure: CURE,
  },
  backupUntried: {
    cause: {
      "zh-CN": "{day} 的备份从未试过能否还原",
      en: "the backup of {day} was never put back for a trial",
    },
    cure: { "zh-CN": "./holdfast backup verify 目录", en: "./holdfast backup verify DIR" },
  },
  backupOld: {
    cause: {
      "zh-CN": "最近一份试过可用的备份是 {day} 的（{tried} 试还原）",
      en: "the newest backup that was tried and sound is of {day} (tried on {tried})",
    },
    cure: CURE,
  },
  backupBroken: {
    cause: {
      "zh-CN": "最近一次试还原失败：那份备份不可依靠",
      en: "the backup that was tried last is broken",
    },
    cure: CURE,
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** What `doctor` finds about the ledger. */
import type { Explanation } from "./doctor-devices.ts";

const UNSEALED = {
  "zh-CN":
    "账本不再接受条目（{code}）；因此等待封存的条目：{items} 个。上传照常接收并等待；已有回执的证据仍然有效，没有丢失",
  en: "the ledger takes no entries ({code}); items that wait for their seal because of it: {items}. Uploads are taken and wait; what has a receipt stays valid, and nothing is lost",
};

const CATCH_UP = {
  "zh-CN":
    "./holdfast ledger catch-up 按存储中的账本文件补齐数据库，不产生第二段历史（先加 --dry-run 查看）。切勿删除或改动 keys/ledger-heads.json：否则账本会分叉。若被拒绝，什么都不要改动：恢复更新的数据库副本，或通知管理员和审计人员。",
  en: "./holdfast ledger catch-up brings the database up from the ledger's files in the store, without a second history (--dry-run shows first what it would do). Never delete or change keys/ledger-heads.json: the ledger would fork. Where it is refused change nothing: restore a newer copy of the database, or tell an administrator and an auditor.",
};

export const LEDGER_FINDINGS = {
  ledgerFine: {
    cause: {
      "zh-CN": "{origin}：{size} 条，签名有效；各年账本用同一把密钥，跨年不更换",
      en: "{origin}: {size} entries, signature valid; its key signs the logs of all years, and the turn of the year changes nothing",
    },
    cure: null,
  },
  ledgerEmpty: { cause: { "zh-CN": "还没有条目", en: "no entries yet" }, cure: null },
  ledgerBad: {
    cause: {
      "zh-CN": "{origin}：检查点签名无效",
      en: "{origin}: the checkpoint's signature is not valid",
    },
    cure: {
      "zh-CN": "停止使用，保留数据目录原样，查明谁改动了数据库或密钥。",
      en: "Stop, keep the data folder as it is, and find out who changed the database or the key.",
    },
  },
  ledgerFilesDiffer: {
    cause: UNSEALED,
    cure: {
      "zh-CN":
        "存储中的账本文件不是签过的那些。什么都不要删除。./holdfast fsck 列出是哪些文件：从存储的副本恢复它们，封存随后自动继续。先查明磁盘或谁改动了它们，并通知审计人员。",
      en: "The ledger's files in the store are not those that were signed. Delete nothing. ./holdfast fsck names the files: restore them from a copy of the store, and sealing goes on by itself. Find out whether the disk or somebody changed them, and get an auditor.",
    },
  },
  ledgerOtherHistory: { cause: UNSEALED, cure: CATCH_UP },
  ledgerOlder: {
    cause: {
      "zh-CN":
        "{origin}：数据库有 {size} 条，而签名进程记得签过 {signed} 条：数据库是较旧的副本。下一次封存会被拒绝；上传照常接收并等待，已有回执的证据仍然有效",
      en: "{origin}: the database holds {size} entries, and the signer remembers to have signed {signed}: the database is an older copy. The next seal will be refused; uploads are taken and wait, and what has a receipt stays valid",
    },
    cure: CATCH_UP,
  },
  ledgerNoMemory: {
    cause: {
      "zh-CN":
        "读不到签名进程对已签检查点的记忆（{code}）：不再签署检查点，不再封存。上传照常接收并等待；已有回执的证据仍然有效",
      en: "the signer's memory of what it signed cannot be read ({code}): no checkpoint is signed and nothing is sealed. Uploads are taken and wait; what has a receipt stays valid",
    },
    cure: {
      "zh-CN":
        "从最新的副本恢复 keys/ledger-heads.json（属主不变，权限 0600），封存随后自动继续。不要新建：没有记忆的签名进程可能签出两段历史。",
      en: "Restore keys/ledger-heads.json from its newest copy (same owner, mode 0600), and sealing goes on by itself. Make no new one: a signer without memory could sign two histories.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

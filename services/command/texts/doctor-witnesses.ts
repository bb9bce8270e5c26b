/** What `doctor` finds about the ledger's witnesses, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const WITNESS_FINDINGS = {
  witnessesFine: { cause: { "zh-CN": "{names}", en: "{names}" }, cure: null },
  witnessesNone: {
    cause: {
      "zh-CN": "没有设置见证：账本只有本机构自己的签名",
      en: "none are configured: the ledger has the agency's own signature alone",
    },
    cure: null,
  },
  witnessesFailing: {
    cause: {
      "zh-CN": "超过十五分钟没有见证新的检查点：{names}",
      en: "no new checkpoint cosigned for a quarter of an hour: {names}",
    },
    cure: {
      "zh-CN":
        "原因见 ./holdfast logs custody（problem）：连不上则检查地址和网络；witness-knows-no-log 或 witness-knows-no-key 则请对方把账本公钥写入 logs.vkey。封存照常进行。",
      en: "./holdfast logs custody tells why (problem). Unreachable: check address and network. witness-knows-no-log or -key: ask them to put the ledger's key into logs.vkey. Sealing goes on meanwhile.",
    },
  },
  witnessesContradict: {
    cause: {
      "zh-CN": "见证看到的账本历史与本机不同：{names}",
      en: "witnesses saw another history of the ledger than is kept here: {names}",
    },
    cure: {
      "zh-CN":
        "可能恢复了旧的数据库，或账本被改写。保持数据库、对象存储和密钥原样，向见证索取它的检查点（holdfast witness status --log），用 ./holdfast ledger compare 比对，并保存两份检查点。",
      en: "An older database was restored, or the ledger was rewritten. Leave database, store and keys as they are, ask the witness for its checkpoint (holdfast witness status --log), compare with ./holdfast ledger compare, and keep both checkpoints.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;

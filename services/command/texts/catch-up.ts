/** What `ledger catch-up` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const CATCH_UP = {
  about: {
    "zh-CN": "数据库恢复到较早时点后，按存储中的账本文件补齐账本，不产生第二段历史",
    en: "bring the ledger of a database that was restored to an older point up to what was signed since, from the store's files, without a second history",
  },
  usage: {
    "zh-CN":
      "用法：ledger catch-up [--dry-run] [--log 账本名称 --to 条数] [--json]\n  --dry-run：只检查并列出，不改动；--to：补到签名进程的记忆之后（它的最新副本已丢失时）\n退出码：0 账本完整；2 用法错误；3 数据库、存储或签名进程无法连接；4 需要处理，什么都没有改动",
    en: "usage: ledger catch-up [--dry-run] [--log NAME --to SIZE] [--json]\n  --dry-run: judges and shows, changes nothing; --to: goes on beyond what the signer remembers, where the newest copy of its memory is lost\nExit: 0 the ledger is whole; 2 usage; 3 database, store or signer is not reached; 4 somebody must act, and nothing was changed",
  },
  whole: {
    "zh-CN": "{origin}：{to} 条，没有缺少",
    en: "{origin}: {to} entries, nothing is missing",
  },
  would: {
    "zh-CN": "{origin}：数据库有 {from} 条，将补 {count} 条至 {to} 条；与签过的根一致",
    en: "{origin}: the database holds {from} entries; {count} would be taken up, to {to}; they make the signed root",
  },
  taken: {
    "zh-CN": "{origin}：补了 {count} 条，从 {from} 条至 {to} 条；检查点已重新签署，根与先前相同",
    en: "{origin}: {count} entries taken up, from {from} to {to}; the checkpoint is signed again, over the same root",
  },
  kind: { "zh-CN": "      {kind}：{count} 条", en: "      {kind}: {count}" },
  recordsMissing: {
    "zh-CN":
      "这些条目所指的记录（物品、保管事件、操作）发生在备份之后，数据库中没有。物品的原件和清单仍在存储中。",
    en: "The records that these entries tell of (items, custody, acts) are younger than the backup, and not in the database. Originals and manifests still lie in the store.",
  },
  none: { "zh-CN": "还没有账本", en: "There is no ledger yet" },
} as const satisfies Readonly<Record<string, Text>>;

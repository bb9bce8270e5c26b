/** What `fsck` says: each rule, and what to do where it is broken, in both languages. */
import type { Text } from "../../kernel/language.ts";
import type { Invariant } from "../../fixity/invariants.ts";

interface Rule {
  readonly rule: Text;
  readonly cure: Text;
}

const AUDITOR: Text = {
  "zh-CN": "什么都不要改动；保存数据库、存储和日志的副本，通知审计人员。",
  en: "Change nothing; keep copies of database, store and logs, and get an auditor.",
};

export const RULES: Readonly<Record<Invariant, Rule>> = {
  bytes: {
    rule: {
      "zh-CN": "每个存储的文件都在，并与签名的一致",
      en: "every stored file is there and is what was signed",
    },
    cure: {
      "zh-CN": "什么都不要改动；从存储自己的备份比对，条目页面说明是哪几块。",
      en: "Change nothing; compare with the store's own copies. The item's page tells which blocks differ.",
    },
  },
  locks: {
    rule: {
      "zh-CN": "封存的文件都锁定着，上面没有别的版本",
      en: "what is sealed is locked, and nothing was put on top of it",
    },
    cure: {
      "zh-CN": "查明谁有存储的权限；所记录的版本仍可按版本读取。",
      en: "Find out who has rights at the store; the recorded version can still be read by its version.",
    },
  },
  record: {
    rule: {
      "zh-CN": "数据库中的记录与签名的清单一致",
      en: "the record in the database is what the signed manifest says",
    },
    cure: AUDITOR,
  },
  receipt: {
    rule: { "zh-CN": "每张回执有效，并在账本中", en: "every receipt is valid and in the ledger" },
    cure: AUDITOR,
  },
  "one-of-each": {
    rule: {
      "zh-CN": "每个封存的原件有一份清单、一个签名、一张回执",
      en: "every sealed original has one manifest, one signature, one receipt",
    },
    cure: AUDITOR,
  },
  custody: {
    rule: {
      "zh-CN": "保管记录链完整，条目只走规定的路",
      en: "custody chains are whole, and items went their way once",
    },
    cure: AUDITOR,
  },
  derived: {
    rule: {
      "zh-CN": "每个派生文件写明原件的摘要和工具",
      en: "every derived file names its original's digest and its tool",
    },
    cure: AUDITOR,
  },
  "device-chain": {
    rule: { "zh-CN": "每台设备的清单逐个相接", en: "each device's manifests follow one another" },
    cure: AUDITOR,
  },
  "in-time": {
    rule: {
      "zh-CN": "没有条目久等封存或观看副本",
      en: "nothing waits long for its seal or its viewing copy",
    },
    cure: {
      "zh-CN": "用 ./holdfast doctor 和 ./holdfast logs 查看卡在哪里。",
      en: "./holdfast doctor and ./holdfast logs tell what it waits for.",
    },
  },
  offsets: {
    rule: {
      "zh-CN": "上传的确认位置与收到的字节一致",
      en: "an upload's offset is what was received of it",
    },
    cure: AUDITOR,
  },
  "ledger-history": {
    rule: {
      "zh-CN": "每个签过的账本检查点都是前面条目的根",
      en: "every head that was signed is the root of the entries before it",
    },
    cure: AUDITOR,
  },
  "ledger-time": {
    rule: { "zh-CN": "账本检查点的时间不倒退", en: "times of the ledger's heads do not go back" },
    cure: {
      "zh-CN": "检查时钟和时间同步；已签名的不受影响。",
      en: "See to the clock and its synchronisation; what was signed stays valid.",
    },
  },
  "ledger-entry": {
    rule: { "zh-CN": "账本中每个条目的清单都在", en: "what an entry of the ledger names is there" },
    cure: AUDITOR,
  },
  "ledger-store": {
    rule: {
      "zh-CN": "存储中的账本文件与条目一致",
      en: "the ledger's files in the store are those of its entries",
    },
    cure: {
      "zh-CN": "从副本恢复这些账本文件；条目和签名的根可以重新算出它们。",
      en: "Restore those files from a copy; entries and signed root tell what they must be.",
    },
  },
  texts: {
    rule: {
      "zh-CN": "复查清单、来源结论和采集站声明的文本与其摘要一致，并在账本中",
      en: "the audit's lists, verdicts on sources and docks' statements are the texts of their digests, and in the ledger",
    },
    cure: AUDITOR,
  },
  actions: {
    rule: { "zh-CN": "管理操作的记录链完整", en: "the chain of administrative actions is whole" },
    cure: AUDITOR,
  },
  records: {
    rule: {
      "zh-CN": "账本按小时记下的访问和操作，与其记录链一致",
      en: "what the ledger tells of accesses and actions by the hour is what their chains hold",
    },
    cure: AUDITOR,
  },
  visits: {
    rule: {
      "zh-CN": "每张采集回执有效，与采集站声明一致，并在账本中",
      en: "every receipt of a docking visit is valid, about its dock's statement, and in the ledger",
    },
    cure: AUDITOR,
  },
  stamps: {
    rule: {
      "zh-CN": "每枚时间戳与其检查点或续期相符，续期与其文件相符，吊销名单属于其机构",
      en: "every time stamp is about its checkpoint or renewal, renewals name what is kept, and lists of revoked certificates are their authority's",
    },
    cure: AUDITOR,
  },
  audit: {
    rule: { "zh-CN": "定期复查没有未了结的发现", en: "the continuous audit has nothing open" },
    cure: AUDITOR,
  },
};

/** What was found of a file, in words: whoever reads "missing" looks for it elsewhere, and "changed" for who did it. */
export const FOUND: Readonly<Partial<Record<string, Text>>> = {
  "fixity/object-missing": { "zh-CN": "文件不在了", en: "the file is gone" },
  "fixity/object-replaced": {
    "zh-CN": "文件已被改动或换掉，那里的不是所记录的版本",
    en: "the file was changed or exchanged: what lies there is not the recorded version",
  },
  "fixity/size-differs": {
    "zh-CN": "文件已被改动：长度不同",
    en: "the file was changed: other length",
  },
  "fixity/digest-differs": {
    "zh-CN": "文件已被改动：字节不同",
    en: "the file was changed: other bytes",
  },
};

export const FSCK = {
  well: {
    "zh-CN": "全部成立：{items} 个条目，{entries} 个账本条目，{rules} 条规则。",
    en: "All of it holds: {items} items, {entries} entries of the ledger, {rules} rules.",
  },
  broken: {
    "zh-CN": "{count} 处不成立（{items} 个条目，{entries} 个账本条目）。",
    en: "What does not hold: {count} ({items} items, {entries} entries of the ledger).",
  },
  shallow: {
    "zh-CN": "没有读取媒体的字节；用 --deep 全部读取。",
    en: "The bytes of the media were not read; --deep reads all of them.",
  },
  lost: {
    "zh-CN":
      "已知丢失：{lost} 个账本条目所指的内容（还原备份之后由存储补入，内容晚于备份）。这不是现在的故障；如果从未还原过备份，请通知审计人员。",
    en: "Known to be lost: what {lost} entries of the ledger name, which were taken up from the store after a backup was put back, and are younger than it. No fault of now; where no backup was ever put back, get an auditor.",
  },
  recordOnly: {
    "zh-CN": "只查了数据库：没有查看存储，文件是否都在、是否锁定并不知道。",
    en: "The database alone was looked at: whether the store holds what it says, and locks it, nobody knows by this.",
  },
  progress: { "zh-CN": "  已查 {done}/{all} 个条目", en: "  {done} of {all} items" },
  holds: { "zh-CN": "成立", en: "holds" },
  fails: { "zh-CN": "不成立", en: "FAILS" },
  more: { "zh-CN": "      … 还有 {count} 处", en: "      … and {count} more" },
  usage: {
    "zh-CN":
      "用法：holdfast fsck [--deep | --record [--at 时刻]] [--json] [--late 秒] [--data 目录] [--lang zh-CN|en]",
    en: "Usage: holdfast fsck [--deep | --record [--at INSTANT]] [--json] [--late SECONDS] [--data DIR] [--lang zh-CN|en]",
  },
} as const satisfies Readonly<Record<string, Text>>;

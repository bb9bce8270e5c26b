/** What `backup restore --from-store` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const FROM_STORE = {
  there: {
    "zh-CN":
      "{data} 中已有数据库（postgres），没有改动。数据库还在，或有备份，就用它们：./holdfast backup restore",
    en: "There is a database (postgres) in {data}; nothing was changed. Where the database or a backup of it exists, use that: ./holdfast backup restore",
  },
  incomplete: {
    "zh-CN": "{data} 中缺少：{missing}。先从副本或备份（keys.cms）放回。",
    en: "Missing in {data}: {missing}. Put it back from a copy, or from a backup's keys.cms, first.",
  },
  begun: {
    "zh-CN": "正在由存储重建数据库：逐条读账本，逐字节核对原件 …",
    en: "Making the database anew from the store: every entry of the ledger, every byte of every original ...",
  },
  lost: {
    "zh-CN":
      "没有恢复、也不能恢复的：帐户、会话、案件及其关联、密级与标记、保全（存储中对象上的保全仍有效）、保管记录、审计、策略、共享、草稿、加密物品的数据密钥、文件名和设备名称。",
    en: "What did not come back, and cannot: accounts, sessions, cases and their links, labels and flags, holds (those on objects of the store still hold), custody, the audit, policies, shares, drafts, data keys of encrypted items, names of files and devices.",
  },
} as const satisfies Readonly<Record<string, Text>>;

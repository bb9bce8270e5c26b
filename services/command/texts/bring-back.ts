/** What `backup bring-back` says, in both languages, and `backup restore` of the same. */
import type { Text } from "../../kernel/language.ts";
import type { Outcome } from "../../recovery/bring-back.ts";

export const BRING_BACK = {
  about: {
    "zh-CN": "从存储恢复备份之后封存的物品：账本和存储知道、数据库不知道的",
    en: "bring back from the store what was sealed after a backup: items that ledger and store know and the database does not",
  },
  usage: {
    "zh-CN":
      "用法：holdfast backup bring-back [--dry-run] [--json] [--lang zh-CN|en]\n退出码：0 全部恢复，或没有缺少；1 有的没有恢复；2 用法错误；3 数据库或存储无法连接。",
    en: "usage: holdfast backup bring-back [--dry-run] [--json] [--lang zh-CN|en]\nExit: 0 all of it is back, or nothing was lost; 1 something did not come back; 2 usage; 3 database or store is not reached.",
  },
  none: {
    "zh-CN": "账本所说的物品，数据库都有",
    en: "Every item that the ledger tells of is in the database",
  },
  apart: {
    "zh-CN":
      "恢复的物品已“单独存放”：只有管理员知道其存在，谁都不能观看，因为原先的保密情况、案件和文件名没有恢复。管理员逐件确认后解除（holdfast label）。custody 进程会为它们封存并出具新回执。",
    en: "Items that came back are set apart: administrators alone know of them and nobody watches them, for what was said of their secrecy, their cases and names did not come back. An administrator looks at each and ends that (holdfast label). Custody seals them and gives new receipts.",
  },
  walled: {
    "zh-CN":
      "备份之后密级、标记或所属案件有过变动、内容已不可知的物品：{count} 件，已“单独存放”，由管理员逐件确认：",
    en: "items of which labels or cases changed since the backup, nobody knows how: {count}. They are set apart, and an administrator looks at each:",
  },
  unmarked: {
    "zh-CN":
      "另有 {count} 次密级、标记或案件的变动，不知属于哪件物品（由旧版本写入账本）：开放服务前请查明那段时间谁做过什么。",
    en: "{count} more changes of labels or cases are of items that nobody knows (an older version entered them): find out what people did in those hours before the house is opened.",
  },
  dry: { "zh-CN": "（仅检查，没有改动）", en: "(looked at only, nothing was changed)" },
} as const satisfies Readonly<Record<string, Text>>;

export const CAME_BACK: Readonly<Record<Outcome, Text>> = {
  back: { "zh-CN": "已恢复物品：{count}", en: "items back: {count}" },
  "copy-back": {
    "zh-CN": "已恢复由原件制成的文件：{count}",
    en: "files made of items back: {count}",
  },
  ended: {
    "zh-CN": "备份之后已销毁，不恢复：{count}",
    en: "ended since by disposal, stay ended: {count}",
  },
  "no-key": {
    "zh-CN": "加密，数据密钥不在备份中，无法读取：{count}",
    en: "encrypted, and their data key is in no backup: {count}",
  },
  "no-manifest": {
    "zh-CN": "存储中没有清单或签名：{count}",
    en: "manifest or signature is not in the store: {count}",
  },
  "not-signed": {
    "zh-CN": "清单的签名无效：{count}",
    en: "the manifest is not signed by this agency: {count}",
  },
  bytes: {
    "zh-CN": "存储中的原件不是清单所说的：{count}",
    en: "the original in the store is not what was signed: {count}",
  },
  "other-seal": {
    "zh-CN": "物品已另行封存：{count}",
    en: "the item is sealed by another manifest by now: {count}",
  },
};

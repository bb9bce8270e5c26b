/** What `live` says, in both languages. */
import type { Text } from "../../kernel/language.ts";
import type { LiveCode } from "../../live/check-live.ts";

export const LIVE_PROOF = {
  export: {
    "zh-CN": "导出一场录制的清单、签名、账本证明、各通道链首与全部链接记录",
    en: "take away a session's list, signature and proof in the ledger, the heads of its channels and all their links",
  },
  check: {
    "zh-CN":
      "离线核对导出的文件夹：签名、账本、链、末尾是否被截断；给出片段文件则逐个核对。退出码：0 通过；1 有失败；4 未指定信任来源",
    en: "check such a folder offline: signature, ledger, chains, and whether the end was cut off; files of segments are held against it. Exit: 0 all holds; 1 something failed; 4 nothing was pinned",
  },
  optionOut: { "zh-CN": "存入的文件夹", en: "folder to save it in" },
  exporting: { "zh-CN": "{name}：{links} 条链接记录", en: "{name}: {links} links" },
  exported: {
    "zh-CN":
      "已导出到 {folder}。核对：holdfast live check {folder} --root 根证书 --ledger-key 账本公钥",
    en: "Saved in {folder}. Check it: holdfast live check {folder} --root ROOT --ledger-key KEY",
  },
  exportedEarly: {
    "zh-CN":
      "已导出到 {folder}，但该场录制尚未封存：清单须在全部通道关闭并写入账本之后才有。请稍后再导出",
    en: "Saved in {folder}, but the session is not sealed yet: its list is there once all channels are closed and the ledger has it. Export it again later",
  },
  noFolder: { "zh-CN": "没有文件夹 {folder}", en: "there is no folder {folder}" },
  noFile: { "zh-CN": "没有文件 {file}", en: "there is no file {file}" },
  finding: { "zh-CN": "{verdict} {what}（{facts}）", en: "{verdict} {what} ({facts})" },
  PASSED: { "zh-CN": "全部通过", en: "all of it holds" },
  FAILED: { "zh-CN": "有一项或多项不成立", en: "something does not hold" },
  INDETERMINATE: {
    "zh-CN": "未发现不符，但有些内容无法判定",
    en: "nothing contradicts, but something could not be decided",
  },
} as const satisfies Readonly<Record<string, Text>>;

export const LIVE_SAID: Readonly<Record<LiveCode, Text>> = {
  "list-missing": {
    "zh-CN": "没有清单：无法判断录制是否完整",
    en: "there is no list: whether this is the whole cannot be told",
  },
  "list-unreadable": { "zh-CN": "文书不符合其格式", en: "a paper is not of its form" },
  signed: { "zh-CN": "机构签名有效", en: "the house signed it" },
  "not-signed": { "zh-CN": "机构签名无效", en: "the house's signature does not hold" },
  "root-needed": { "zh-CN": "请用 --root 指定根证书", en: "name the root certificate with --root" },
  "in-ledger": { "zh-CN": "已记入账本", en: "the ledger holds it" },
  "not-in-ledger": { "zh-CN": "账本证明不成立", en: "the ledger's proof does not hold" },
  "no-proof": { "zh-CN": "没有账本证明", en: "there is no proof of the ledger" },
  "ledger-key-needed": {
    "zh-CN": "请用 --ledger-key 指定账本公钥",
    en: "name the ledger's key with --ledger-key",
  },
  "links-missing": { "zh-CN": "没有该通道的链接记录", en: "the links of a channel are missing" },
  "links-broken": { "zh-CN": "链在此处断开", en: "the chain breaks here" },
  "links-differ": {
    "zh-CN": "链接记录与签名文书不符",
    en: "the links are not those that the signed paper tells of",
  },
  "tail-cut": {
    "zh-CN": "末尾被截断：链接记录少于签名文书所述",
    en: "the end was cut off: there are fewer links than the signed paper tells of",
  },
  "beyond-list": {
    "zh-CN": "清单之后还有链接记录，须由下一份清单证明",
    en: "links go beyond the list; the next list has to tell of them",
  },
  "channel-whole": { "zh-CN": "通道完整", en: "the channel is whole" },
  "head-reached": {
    "zh-CN": "链经过账本中的链首",
    en: "the chain goes through the head in the ledger",
  },
  "segment-listed": { "zh-CN": "片段属于该录制", en: "the segment is of this recording" },
  "item-listed": { "zh-CN": "文件是该录制的一段", en: "the file is a take of this recording" },
  "covers-hold": {
    "zh-CN": "清单所述的两台录制器互补情况和时钟与链接记录一致",
    en: "what the list says of two recorders and of clocks is what the links say",
  },
  "covers-differ": {
    "zh-CN": "清单所述的两台录制器互补情况或时钟与链接记录不一致",
    en: "what the list says of two recorders or of clocks is not what the links say",
  },
  "segment-not-listed": {
    "zh-CN": "文件不属于该录制，或已被改动",
    en: "the file is not of this recording, or was changed",
  },
};

/** What the comparison of two checkpoints says, in both languages. */
import type { Text } from "../kernel/language.ts";

export const WORDS = {
  usage: {
    "zh-CN":
      "用法：ledger compare A B [--ledger-key 账本公钥] [--proof 一致性证明.json] [--tiles 网址或文件夹] [--keep 文件夹] [--json]\nA 和 B 是检查点、tlog-proof 或回执的文件或网址。退出码：0 相同或一方延续另一方；1 分叉或签名无效；2 用法错误；3 无法读取；4 未能证明。",
    en: "usage: ledger compare A B [--ledger-key VKEY] [--proof CONSISTENCY.json] [--tiles URL|FOLDER] [--keep FOLDER] [--json]\nA and B are files or addresses of a checkpoint, a tlog-proof or a receipt. Exit: 0 the same, or one continues the other; 1 a fork, or a bad signature; 2 usage; 3 something cannot be read; 4 nothing was shown.",
  },
  unreadable: { "zh-CN": "无法读取：{what}", en: "This cannot be read: {what}" },
  noCheckpoint: {
    "zh-CN": "{what} 里没有检查点。",
    en: "There is no checkpoint in {what}.",
  },
  badKey: {
    "zh-CN": "--ledger-key 不是账本公钥（名称+编号+公钥）。",
    en: "--ledger-key is no verifier key of a ledger (name+id+key).",
  },
  badProof: {
    "zh-CN":
      "--proof 不是这两个大小之间的一致性证明（服务的 /ledger/proofs/consistency 所给的 JSON）。",
    en: "--proof is no consistency proof between these two sizes (the JSON of the service's /ledger/proofs/consistency).",
  },
  checkpoint: {
    "zh-CN": "{side}：{origin}，{size} 条，根 {root}",
    en: "{side}: {origin}, {size} entries, root {root}",
  },
  notSigned: {
    "zh-CN": "{side} 未经该账本公钥签名：它不是这个账本的检查点，或已被改动。",
    en: "{side} is not signed by that ledger key: it is no checkpoint of this ledger, or it was changed.",
  },
  unsigned: {
    "zh-CN": "未检查签名：用 --ledger-key 给出另行取得的账本公钥，结论才有分量。",
    en: "No signature was checked: give --ledger-key with a key that you got another way, or this weighs little.",
  },
  same: {
    "zh-CN": "相同：两份检查点说的是同一个账本的同一个状态。",
    en: "THE SAME: both checkpoints state one and the same ledger.",
  },
  continues: {
    "zh-CN": "{longer} 延续 {shorter}：前 {size} 条原样都在，没有改动或删去。",
    en: "{longer} CONTINUES {shorter}: its first {size} entries are all there, unchanged and in their place.",
  },
  fork: {
    "zh-CN":
      "分叉：对同样的前 {size} 条，A 的根是 {rootA}，B 的根是 {rootB}。账本有两个版本，其中至少有一份被改写或伪造。两份检查点保存在 {kept}，请勿改动，这就是证据。",
    en: "FORK: of the same first {size} entries A makes root {rootA} and B makes root {rootB}. The ledger was shown in two versions: it was rewritten or forged. Both checkpoints are kept in {kept}; leave them as they are, they are the evidence.",
  },
  forkUnkept: {
    "zh-CN":
      "分叉：对同样的前 {size} 条，A 的根是 {rootA}，B 的根是 {rootB}。账本有两个版本。无法写入 {kept}，请自行保存 A 和 B，它们就是证据。",
    en: "FORK: of the same first {size} entries A makes root {rootA} and B makes root {rootB}. The ledger was shown in two versions. {kept} could not be written: keep A and B yourself, they are the evidence.",
  },
  "other-logs": {
    "zh-CN": "不能比较：A 和 B 是不同的账本。",
    en: "Not to be compared: A and B are of different ledgers.",
  },
  "no-evidence": {
    "zh-CN":
      "未能证明：两份大小不同。用 --tiles 给出账本的网址或文件夹，或用 --proof 给出两者之间的一致性证明。",
    en: "Nothing shown: they have different sizes. Give --tiles with the ledger's address or folder, or --proof with a consistency proof between them.",
  },
  "proof-does-not-fit": {
    "zh-CN": "未能证明：所给证明不成立，它属于别的检查点，或账本已被改写。用 --tiles 查明。",
    en: "Nothing shown: the proof does not hold. It is of other checkpoints, or the ledger was rewritten; --tiles tells which.",
  },
  "tiles-are-of-another-tree": {
    "zh-CN":
      "未能证明：这些账本文件得不出较长一份的根。它们属于另一个版本，或已损坏；请向出具该检查点的一方索取。",
    en: "Nothing shown: these tiles do not make the longer one's root. They are of another version, or damaged; ask whoever gave out that checkpoint for theirs.",
  },
} as const satisfies Readonly<Record<string, Text>>;

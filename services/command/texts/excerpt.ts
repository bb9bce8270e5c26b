/** What `excerpt` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const EXCERPT = {
  about: {
    "zh-CN": "核对录像的摘录或残缺文件：哪些整块与封存时相同、位于原件何处，哪些字节不能证明",
    en: "check an excerpt of a recording, or what is left of one: which whole blocks are as sealed, at which bytes, and which bytes are not proven",
  },
  usage: {
    "zh-CN":
      "用法：holdfast excerpt 数据包 文件 --root 根证书.pem [--at 摘录起点在原件中的字节位置] [--json] [--lang zh-CN|en]\n退出码：0 每个字节都已证明；1 有字节不能证明；2 用法错误；4 数据包没有可信的块清单。",
    en: "usage: holdfast excerpt PACKAGE FILE --root ROOT.pem [--at BYTE-OF-THE-ORIGINAL-IT-BEGINS-WITH] [--json] [--lang zh-CN|en]\nExit: 0 every byte is proven; 1 some are not; 2 usage; 4 the package has no list of blocks to be trusted.",
  },
  noList: {
    "zh-CN":
      "数据包中没有在此根证书下签名有效、且与签名一致的块清单（8 MiB 一块）。先用 ./holdfast verify 核验数据包。",
    en: "The package holds no list of blocks (of 8 MiB) whose manifest is soundly signed under this root. Check the package first: ./holdfast verify.",
  },
  unreadable: { "zh-CN": "文件无法读取：{message}", en: "The file cannot be read: {message}" },
  item: {
    "zh-CN": "证据 {item}，原件 {bytes} 字节，签名人 {signer}",
    en: "item {item}, an original of {bytes} bytes, signed by {signer}",
  },
  proven: {
    "zh-CN":
      "已证明    文件字节 {first}–{last} 就是原件字节 {originalFirst}–{originalLast}（第 {blocks} 块）",
    en: "PROVEN      bytes {first}-{last} of the file are bytes {originalFirst}-{originalLast} of the original (blocks {blocks})",
  },
  unproven: {
    "zh-CN": "不能证明  文件字节 {first}–{last}：被改动，或不是完整的一块",
    en: "NOT PROVEN  bytes {first}-{last} of the file: altered, or no whole block",
  },
  shifted: {
    "zh-CN":
      "没有任何一块相符。若知道摘录从原件的哪个字节开始，请用 --at 给出；中段被剪辑或转码的文件不能这样证明。",
    en: "No block fits. If it is known with which byte of the original the excerpt begins, say so by --at; what was re-encoded cannot be proven so.",
  },
  sum: {
    "zh-CN": "{size} 字节中 {proven} 字节已证明。数据包本身是否可信、是否入账：./holdfast verify",
    en: "{proven} of {size} bytes are proven. Whether the package itself holds, and the ledger holds it: ./holdfast verify",
  },
} as const satisfies Readonly<Record<string, Text>>;

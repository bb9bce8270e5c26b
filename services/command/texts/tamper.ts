/** What `demo tamper` does to copies of a package, and says of it, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const TAMPERINGS = {
  untouched: { "zh-CN": "原样的数据包", en: "the package as it is" },
  media: { "zh-CN": "录像改动一位", en: "one bit of the recording" },
  mended: {
    "zh-CN": "录像改动一位，并重写清单文件中的摘要",
    en: "one bit of the recording, and the bag's lists written anew to fit",
  },
  manifest: {
    "zh-CN": "签名的清单改动一个字符，并重写摘要",
    en: "one character of the signed manifest, lists written anew",
  },
  proof: {
    "zh-CN": "账本证明改动一位，并重写摘要",
    en: "one bit of the ledger's proof, lists written anew",
  },
  custody: {
    "zh-CN": "保管记录删去一行，并重写摘要",
    en: "one line of custody taken out, lists written anew",
  },
  removed: {
    "zh-CN": "拿走一个文件及其在清单中的各行",
    en: "a file taken away together with its lines",
  },
} as const satisfies Readonly<Record<string, Text>>;
export type Tampering = keyof typeof TAMPERINGS;

export const TAMPER = {
  usage: {
    "zh-CN": "用法：holdfast demo tamper [数据包.zip] [--json] [--data 目录] [--lang zh-CN|en]",
    en: "Usage: holdfast demo tamper [PACKAGE.zip] [--json] [--data DIR] [--lang zh-CN|en]",
  },
  about: {
    "zh-CN": "在数据包的副本上做改动，看各核验程序怎么说。证据本身不会被碰到。",
    en: "Copies of a package are tampered with, and each verifier says what it finds. The evidence itself is not touched.",
  },
  caught: { "zh-CN": "发现", en: "caught" },
  missed: { "zh-CN": "没有发现", en: "MISSED" },
  passes: { "zh-CN": "通过", en: "passes" },
  refused: { "zh-CN": "未通过", en: "REFUSED" },
  page: {
    "zh-CN": "第三个核验程序在数据包里：解压后用浏览器打开 verify/verify.html。",
    en: "The third verifier is in the package: unpack it and open verify/verify.html in a browser.",
  },
  all: { "zh-CN": "每处改动都被每个核验程序发现。", en: "Every verifier caught every change." },
  notAll: {
    "zh-CN": "{count} 处不对：见上面标出的行。",
    en: "{count} outcomes are not what they should be: see the marked lines.",
  },
  noPackage: {
    "zh-CN": "没有运行中的演示系统。给出一个数据包，或先运行 ./holdfast up。",
    en: "No demo system runs here. Name a package, or run ./holdfast up first.",
  },
} as const satisfies Readonly<Record<string, Text>>;

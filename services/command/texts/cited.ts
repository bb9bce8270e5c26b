/** What `cited` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const CITED = {
  about: {
    "zh-CN": "离线核对一条引用：是不是这份原件，所引的画面是不是在那里",
    en: "check a citation of a moment against an original, offline: that it is this one, and that this picture stands there",
  },
  usage: {
    "zh-CN":
      "用法：holdfast cited 引用.json 原件 [--programs 厂商程序目录] [--json] [--lang zh-CN|en]\n引用.json 由网页复制（JSON），或由 items moment --json 输出。\n退出码：0 相符；1 不符；2 用法错误；4 引用中还没有画面摘要。",
    en: "usage: holdfast cited CITATION.json ORIGINAL [--programs FOLDER] [--json] [--lang zh-CN|en]\nCITATION.json is what the page copies as JSON, or what items moment --json prints.\nExit: 0 it is so; 1 it is not; 2 usage; 4 the citation has no picture's digest yet.",
  },
  unreadable: { "zh-CN": "文件无法读取：{message}", en: "A file cannot be read: {message}" },
  noCitation: { "zh-CN": "不是引用数据：{file}", en: "This is no citation: {file}" },
  noPictureYet: {
    "zh-CN": "引用中没有画面摘要。请再次引用，待其生成后复制。",
    en: "The citation has no picture's digest. Cite the moment again, and copy it once the digest is there.",
  },
  same: {
    "zh-CN":
      "相符：原件 SHA-256 {sha256}；时间戳 {pts}（{timeBase}）的画面解码后 SHA-256 {frameSha256}",
    en: "It is so: the original is SHA-256 {sha256}, and its picture at time stamp {pts} ({timeBase}) decodes to SHA-256 {frameSha256}",
  },
  "original-differs": {
    "zh-CN": "不符：文件不是所引的原件（SHA-256 {sha256}）",
    en: "It is not: the file is not the original that is cited (SHA-256 {sha256})",
  },
  "picture-differs": {
    "zh-CN":
      "不符：原件相同，此刻的画面时间戳为 {foundPts}，解码后 SHA-256 {found}，引用为 {pts}、{frameSha256}",
    en: "It is not: the original is the one cited, but the picture at this moment has time stamp {foundPts} and SHA-256 {found}; cited are {pts} and {frameSha256}",
  },
  "no-picture": {
    "zh-CN": "不能核对：原件相同，但此刻得不到画面（{code}）",
    en: "It cannot be checked: the original is the one cited, but no picture comes out at this moment ({code})",
  },
} as const satisfies Readonly<Record<string, Text>>;

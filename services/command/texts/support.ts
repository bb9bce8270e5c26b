/** What `support` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const SUPPORT = {
  about: {
    "zh-CN":
      "把求助所需的情况（检查结果、指标、日志、数据库大小）写成一个 ZIP；不含密码、密钥、姓名、路径和地址",
    en: "write what helps whoever helps you (checks, metrics, logs, sizes of the database) into one ZIP, without secrets, names, paths or addresses",
  },
  usage: {
    "zh-CN":
      "用法：holdfast support --out 文件.zip [--data 目录] [--lines 行数] [--json] [--lang zh-CN|en]\n  --lines：每个日志最多取多少行（默认 2000）\n退出码：0 已写好；1 已写好，但有些内容取不到（清单中写明）；2 用法错误；4 没有写：其中会有秘密。",
    en: "usage: holdfast support --out FILE.zip [--data DIR] [--lines N] [--json] [--lang zh-CN|en]\n  --lines: how many lines of each log at most (2000 unless given)\nExit: 0 written; 1 written, and some of it could not be had (its list says what); 2 usage; 4 not written: a secret would be in it.",
  },
  asking: { "zh-CN": "正在收集：{what} …", en: "gathering {what} …" },
  written: {
    "zh-CN": "已写入 {file}（{count} 个文件）。发出之前请自己看一遍。",
    en: "Written to {file} ({count} files). Look through it yourself before you send it.",
  },
  missing: { "zh-CN": "取不到：{what}（{why}）", en: "Not to be had: {what} ({why})" },
  secret: {
    "zh-CN": "没有写：{file} 中会有 secrets 或 keys 目录里的内容。请把这一情况告诉开发者。",
    en: "Not written: {file} would hold something of the folders secrets or keys. Please tell the developers of this.",
  },
  readme: {
    "zh-CN":
      "铁证 Holdfast 求助包。\n\nabout.json 机器与版本；doctor.json 各项检查的结果代码；status.json 进程；metrics.txt 指标；database.json 数据库大小与设置；settings.json 设置了哪些变量；logs/ 各进程日志的末尾。\n密码、令牌、密钥、姓名、文件名、路径、网络地址在写入前已去除；条目编号（UUID）和摘要保留，用于对应。\n",
    en: "Support bundle of Holdfast.\n\nabout.json machine and versions; doctor.json the code of each check; status.json processes; metrics.txt metrics; database.json sizes and settings of the database; settings.json which variables are set; logs/ the end of each log.\nPasswords, tokens, keys, names, file names, paths and network addresses were taken out before writing; ids (UUID) and digests stay, to tell things apart.\n",
  },
} as const satisfies Readonly<Record<string, Text>>;

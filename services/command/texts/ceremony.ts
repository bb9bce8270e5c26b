/** What `keys ceremony` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const CEREMONY = {
  about: {
    "zh-CN": "两人在场、离线生成根密钥与首批密钥，并打印指纹表",
    en: "make the root and the first keys offline, two people present; prints a sheet of fingerprints",
  },
  usage: {
    "zh-CN":
      "用法：holdfast keys ceremony 新目录 --agency 账本简称 [--title 单位全称] --person 姓名 --person 姓名 --place 地点 [--passphrase-file 文件 --passphrase-file 文件] [--json]",
    en: "usage: holdfast keys ceremony NEW-FOLDER --agency SHORT-NAME [--title AGENCY] --person NAME --person NAME --place TEXT [--passphrase-file FILE --passphrase-file FILE] [--json]",
  },
  agencyName: {
    "zh-CN":
      "“{agency}”不能作账本名称，系统无法以此启动：--agency 只能用 1 至 64 个小写字母、数字、点、短横线、下划线，例如 haikou-zfj；单位全称写在 --title。什么也没有生成。",
    en: '"{agency}" cannot name a ledger, and no house could start under it: --agency takes 1 to 64 lower-case letters, digits, dots, dashes and underscores, such as haikou-zfj; the agency\'s full name goes into --title. Nothing was made.',
  },
  noTerminal: {
    "zh-CN": "口令须在终端输入（不回显），或用两个 --passphrase-file 给出。",
    en: "Passphrases are typed at a terminal, or given as two --passphrase-file.",
  },
  ask: { "zh-CN": "{name} 的口令：", en: "passphrase of {name}: " },
  again: { "zh-CN": "{name} 再输入一次：", en: "{name}, once more: " },
  differ: { "zh-CN": "两次输入不同，请重来。", en: "The two are not the same; again." },
  givenUp: { "zh-CN": "已放弃，什么也没有生成。", en: "Given up; nothing was made." },
  glyphs: {
    "zh-CN": "指纹表的字体没有这些字：{characters}。什么也没有生成。",
    en: "The sheet's font lacks these characters: {characters}. Nothing was made.",
  },
  making: { "zh-CN": "正在生成密钥……", en: "Making the keys…" },
  done: {
    "zh-CN":
      "完成：{folder}\n  sheet.pdf 打印两份，两人签名\n  safe/ 移入保险柜的介质（两份），从本机删除\n  keys/ 带到服务器：HOLDFAST_AGENCY='{agency}' HOLDFAST_KEYS_FROM={folder} holdfast up --no-demo，之后删除此副本",
    en: "Done: {folder}\n  sheet.pdf   print it twice; both sign\n  safe/       onto media for a safe, twice, and off this machine\n  keys/       to the server: HOLDFAST_AGENCY='{agency}' HOLDFAST_KEYS_FROM={folder} holdfast up --no-demo; then remove this copy",
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What every verb may say, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const GENERAL = {
  refused: { "zh-CN": "未完成：{message}（{code}）", en: "Not done: {message} ({code})" },
  fix: { "zh-CN": "下一步：{fix}", en: "Next: {fix}" },
  failed: { "zh-CN": "未完成：{message}", en: "Not done: {message}" },
  notRunning: {
    "zh-CN": "此数据目录中的系统没有运行。用 ./holdfast up 启动。",
    en: "Nothing runs in this data folder. Start it with ./holdfast up.",
  },
  notSetUp: {
    "zh-CN": "此数据目录还没有初始化。先运行 ./holdfast up。",
    en: "This data folder is not set up yet. Run ./holdfast up first.",
  },
  unreachable: {
    "zh-CN": "{url} 没有响应。它在运行吗？用 ./holdfast status 查看。",
    en: "{url} does not answer. Does it run? ./holdfast status tells.",
  },
  askPassword: {
    "zh-CN": "此操作须再次确认您的身份。密码：",
    en: "This asks once more who you are. Password: ",
  },
  needsPassword: {
    "zh-CN": "此操作须再次确认您的身份：在终端运行，或用 --password-file 给出密码文件。",
    en: "This asks once more who you are: run it at a terminal, or give a file with --password-file.",
  },
  unexpectedAnswer: {
    "zh-CN": "{url} 的回答无法理解（HTTP {status}）。",
    en: "{url} gave an answer that makes no sense (HTTP {status}).",
  },
  exists: { "zh-CN": "文件 {file} 已存在。", en: "The file {file} exists." },
} as const satisfies Readonly<Record<string, Text>>;

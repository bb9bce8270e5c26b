/** What `secrecy release` says, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const RELEASES = {
  list: {
    "zh-CN": "列出遮挡版历次解除来源密级的申请和决定",
    en: "list every release of a redacted recording from its sources' secrecy that was ever proposed",
  },
  propose: {
    "zh-CN": "申请：遮挡版不再与来源同样保密，只按其自身、所属案件和场次的标记保护",
    en: "propose that a redacted recording is no more as secret as its sources, but as what stands on itself, its cases and its session",
  },
  approve: {
    "zh-CN": "批准解除（须为申请人以外的人）",
    en: "release it; another person than the one who proposed it",
  },
  refuse: {
    "zh-CN": "不批准解除（须为申请人以外的人）",
    en: "refuse it; another person than the one who proposed it",
  },
  revoke: {
    "zh-CN": "撤销解除：重新与来源同样保密",
    en: "take a release back: it is as secret as its sources again",
  },
  optionWhy: { "zh-CN": "理由", en: "why" },
  none: { "zh-CN": "没有申请过", en: "none was ever proposed" },
  proposed: {
    "zh-CN": "待决定  {id}（{at}，{by}）：{reason}",
    en: "PROPOSED  {id} ({at}, {by}): {reason}",
  },
  released: {
    "zh-CN": "已解除  {id}（{at}，{by}）：{reason}",
    en: "RELEASED  {id} ({at}, {by}): {reason}",
  },
  refused: {
    "zh-CN": "未批准  {id}（{at}，{by}）：{reason}",
    en: "REFUSED   {id} ({at}, {by}): {reason}",
  },
  revoked: {
    "zh-CN": "已撤销  {id}（{at}，{by}）：{reason}",
    en: "REVOKED   {id} ({at}, {by}): {reason}",
  },
} satisfies Record<string, Text>;

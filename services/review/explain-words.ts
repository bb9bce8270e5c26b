/** Why somebody may or may not see something, in both languages. */
import type { Text } from "../kernel/language.ts";
import type { Reason } from "../secrecy/sight.ts";

export const REASON_WORDS: Readonly<Record<Reason, Text>> = {
  role: { "zh-CN": "其角色有此权限", en: "the role holds this permission" },
  "role-lacks-permission": { "zh-CN": "其角色无此权限", en: "the role lacks this permission" },
  open: { "zh-CN": "没有生效的密级或保密标记", en: "no label is in force" },
  cleared: { "zh-CN": "其知悉权限覆盖全部标记", en: "the clearance covers every label" },
  "not-cleared": { "zh-CN": "其知悉权限不够", en: "the clearance does not cover the labels" },
  "in-scope": { "zh-CN": "在知悉范围之内", en: "named among those who may know" },
  "out-of-scope": { "zh-CN": "不在知悉范围之内", en: "not among those who may know" },
  assigned: { "zh-CN": "是其案件的承办人员", en: "set to a case it belongs to" },
  "not-assigned": { "zh-CN": "不是其案件的承办人员", en: "set to none of the cases it belongs to" },
  granted: { "zh-CN": "已获授权，在期限之内", en: "was given access, and it counts today" },
  "granted-to-watch": {
    "zh-CN": "仅授权观看，不得带走",
    en: "was given access to watch, and to take nothing away",
  },
  "purpose-fits": { "zh-CN": "可以此用途查阅", en: "may look for this purpose" },
  "purpose-not-yours": {
    "zh-CN": "其角色或案件分工不能以此用途查阅",
    en: "neither role nor case lets them look for this purpose",
  },
  "only-stored": {
    "zh-CN": "目的已实现，仅因法定期限存储：须以监督或保障用途并说明理由",
    en: "its purpose is over and only a term keeps it: it takes supervision or protection as purpose, with a reason",
  },
  "special-reason": {
    "zh-CN": "仅存储，但用途为监督或保障",
    en: "it is only stored, and this purpose is reason enough",
  },
  "set-apart": {
    "zh-CN": "已隔离，内容不予提供",
    en: "it was set apart, and its content is given to nobody",
  },
};

/** Sentences about disposal, in both languages. */
import type { Language, Text } from "../kernel/language.ts";
import type { Against } from "./against.ts";
import type { BatchState, Decision, Outcome } from "./batch.ts";
import type { ApproverRole } from "./ending-rule.ts";

export const AGAINST_WORDS = {
  "not-sealed": { "zh-CN": "尚未封存，或不再封存", en: "it is not sealed, or no longer" },
  "copies-under-way": { "zh-CN": "观看副本还在制作", en: "its viewing copy is being made" },
  "not-decided": {
    "zh-CN": "保管期限尚未判定",
    en: "nothing was decided on its retention yet",
  },
  "decision-under-way": {
    "zh-CN": "有关事实刚有变动，保管期限正在重新判定",
    en: "something changed, and its retention is being decided anew",
  },
  permanent: { "zh-CN": "永久保管", en: "it is kept for ever" },
  open: {
    "zh-CN": "案件未了结，保管期限未定",
    en: "its end is open: what is awaited has not come about",
  },
  floor: { "zh-CN": "最短保管期限未满", en: "its shortest term of keeping runs" },
  locked: { "zh-CN": "存储锁定未到期", en: "its lock in the store holds" },
  held: { "zh-CN": "在保全之中", en: "a hold lies on it" },
  "held-in-store": {
    "zh-CN": "存储显示仍被保全",
    en: "the store still shows a hold on it",
  },
  packaging: { "zh-CN": "正在制作含此证据的数据包", en: "a package is being prepared from it" },
  proposed: { "zh-CN": "已在另一批处置之中", en: "it is in another batch" },
  "to-archive": {
    "zh-CN": "按规则应先移交档案馆",
    en: "by the rules it goes to an archive first",
  },
  "not-for-archive": {
    "zh-CN": "按规则不移交档案馆，或案卷保管期限未定",
    en: "by the rules it goes to no archive, or the term of its file is not known",
  },
  "before-transfer": { "zh-CN": "未到移交年限", en: "it is not old enough for the archive" },
  transferred: { "zh-CN": "已移交档案馆", en: "an archive has it already" },
  "above-archive": {
    "zh-CN": "密级高于该档案馆可接收的密级",
    en: "it is more secret than the archive may take",
  },
  "held-since": {
    "zh-CN": "提出处置后曾被保全",
    en: "it came into a hold after it was proposed",
  },
  "decided-since": {
    "zh-CN": "提出处置后保管期限另有判定",
    en: "its retention was decided otherwise after it was proposed",
  },
  "finding-since": {
    "zh-CN": "提出处置后复查发现不符",
    en: "the audit found something after it was proposed",
  },
  "needed-since": {
    "zh-CN": "提出处置之后经复查仍需保存",
    en: "somebody looked since it was proposed and said that it is still needed",
  },
  "labelled-since": {
    "zh-CN": "提出处置后密级或标识有变动",
    en: "what is said of its secrecy changed after it was proposed",
  },
  "other-bytes": {
    "zh-CN": "与提出处置时记载的不是同一份内容",
    en: "it is not what it was when it was proposed",
  },
  stopped: { "zh-CN": "本批处置已被停止", en: "its batch was stopped" },
} as const satisfies Readonly<Record<Against, Text>>;

export const STATE_WORDS = {
  notice: { "zh-CN": "公告期", en: "notice" },
  appraisal: { "zh-CN": "待鉴定", en: "awaits its appraisal" },
  approval: { "zh-CN": "待批准", en: "awaits its approvals" },
  packaging: { "zh-CN": "制作移交数据包", en: "its package is to be made" },
  handover: { "zh-CN": "待档案馆签收", en: "awaits the archive's receipt" },
  grace: { "zh-CN": "宽限期，可停止", en: "grace: it can be stopped" },
  destruction: { "zh-CN": "正在销毁", en: "is being destroyed" },
  stopped: { "zh-CN": "已停止", en: "stopped" },
  finished: { "zh-CN": "已结束", en: "over" },
} as const satisfies Readonly<Record<BatchState, Text>>;

export const DECISION_WORDS = {
  destroy: { "zh-CN": "销毁", en: "destroy" },
  transfer: { "zh-CN": "移交档案馆", en: "transfer to the archive" },
  keep: { "zh-CN": "继续保存", en: "keep" },
} as const satisfies Readonly<Record<Decision, Text>>;

export const OUTCOME_WORDS = {
  kept: { "zh-CN": "经鉴定继续保存", en: "kept by the appraisal" },
  dropped: { "zh-CN": "退出本批", en: "dropped out" },
  transferred: { "zh-CN": "已移交，原件留存", en: "transferred; the original stays here too" },
  destroying: { "zh-CN": "正在销毁", en: "being destroyed" },
  destroyed: { "zh-CN": "已销毁", en: "destroyed" },
} as const satisfies Readonly<Record<Outcome, Text>>;

export const APPROVER_WORDS = {
  records: { "zh-CN": "档案管理人员", en: "records staff" },
  legal: { "zh-CN": "法制人员", en: "legal staff" },
  admin: { "zh-CN": "管理员", en: "an administrator" },
} as const satisfies Readonly<Record<ApproverRole, Text>>;

const ANY_TWO: Text = { "zh-CN": "任意两人", en: "any two" };

/** Of which roles approvals are asked for. */
export const approversText = (
  roles: readonly (ApproverRole | null)[],
  language: Language,
): string => {
  if (roles.length === 0) return ANY_TWO[language];
  const named = roles.map((role) => (role === null ? ANYBODY : APPROVER_WORDS[role])[language]);
  return named.join(language === "en" ? ", " : "、");
};

const ANYBODY: Text = { "zh-CN": "一人", en: "one person" };

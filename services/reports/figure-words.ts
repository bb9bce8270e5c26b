/** What each figure counts, by which rule, and what was left out of it and why: in both languages. */
import type { Text } from "../kernel/language.ts";
import type { REPORT_MEASURES } from "../policy/house-rules.ts";

interface FigureWords {
  readonly title: Text;
  /** What numerator and denominator are. */
  readonly basis: Text;
}

const words = (title: [string, string], basis: [string, string]): FigureWords => ({
  title: { "zh-CN": title[0], en: title[1] },
  basis: { "zh-CN": basis[0], en: basis[1] },
});
const text = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

export const FIGURE_WORDS = {
  "sessions-recorded": words(
    ["应录活动已录制", "Sessions that had to be recorded and were"],
    [
      "分子：有录音录像的活动；分母：规则包要求全程录制的活动，以及视情况录制且未说明不录理由的活动",
      "Numerator: sessions with a recording. Denominator: sessions that the pack wants recorded in full, and those left to the situation that have a recording or no reason for having none",
    ],
  ),
  "full-duty-recorded": words(
    ["必须全程录制的活动已录制", "Sessions to be recorded in full that were recorded"],
    [
      "分子：有录音录像的活动；分母：规则包要求全程录制的活动。录制是否连续见完整性",
      "Numerator: sessions with a recording. Denominator: sessions that the pack wants recorded in full. Whether they are without a gap is told by completeness",
    ],
  ),
  "items-linked": words(
    ["已关联案件的记录", "Recordings linked to a case"],
    [
      "分子：现已关联案件的记录；分母：本期接收、未被隔离的记录",
      "Numerator: recordings that belong to a case now. Denominator: recordings received in the period, without those in quarantine",
    ],
  ),
  "items-in-session": words(
    ["已归入录制活动的记录", "Recordings that belong to a session"],
    [
      "分子：现已归入录制活动的记录；分母：本期接收、未被隔离的记录",
      "Numerator: recordings that are of a recording session now. Denominator: recordings received in the period, without those in quarantine",
    ],
  ),
  "handed-in-on-time": words(
    ["按时移交的记录", "Recordings handed in on time"],
    [
      "分子：在规则包期限内接收的记录；分母：本期接收且知道何时结束的记录。自活动结束时间起算；未填写的，按设备时钟自录制结束起算",
      "Numerator: recordings received within the term of the pack. Denominator: recordings received in the period whose end is known. The term runs from the end of the session as it was told, else from the end of the recording by the device's clock",
    ],
  ),
  "records-complete": words(
    ["记录完整的活动", "Sessions with a complete record"],
    [
      "分子：按规则包判断为完整的活动；分母：本期全部已开始的活动，其余为不完整或待补充",
      "Numerator: sessions whose record is complete by the pack. Denominator: all sessions that began in the period; the others are incomplete or open",
    ],
  ),
  "records-incomplete": words(
    ["记录不完整的活动", "Sessions with an incomplete record"],
    [
      "分子：有违反规则之处的活动；分母：本期全部已开始的活动",
      "Numerator: sessions with something against a rule. Denominator: all sessions that began in the period",
    ],
  ),
  "device-sets": words(
    ["执法记录设备（套）", "Sets of recording equipment"],
    [
      "分子：期末在用的设备；分母：按期末证件有效的执法人员和规则包的比例应有的套数",
      "Numerator: devices in use at the end of the period. Denominator: sets that there must be, by the officers whose credential was valid on the last day and the ratio of the pack",
    ],
  ),
  "recording-rooms": words(
    ["音像记录场所（间）", "Recording rooms"],
    [
      "分子：期末在用的室内录制设备（场所没有单独登记，一台计一间）；分母：规则包要求的间数",
      "Numerator: room recorders in use at the end of the period (rooms have no register of their own: one recorder counts as one room). Denominator: rooms that the pack asks for",
    ],
  ),
  officers: words(
    ["证件有效的执法人员", "Officers with a valid credential"],
    ["期末最后一日证件有效的执法人员", "Officers whose credential was valid on the last day"],
  ),
  "legal-reviews": words(
    ["经法制审核同意后作出的决定", "Decisions made after an agreed legal review"],
    [
      "分子：作出决定之日或之前最后一次审核意见为同意的案件；分母：本期作出决定、按规则包需要法制审核的案件",
      "Numerator: cases of which the last opinion on or before the day of the decision agreed. Denominator: cases decided in the period that need legal review by the pack",
    ],
  ),
  "legal-reviews-late": words(
    ["决定之后才审核同意的", "Agreed only after the decision"],
    [
      "本期作出决定、需要法制审核而在决定之后才审核同意的案件",
      "Cases decided in the period that need legal review and were agreed to only after the decision",
    ],
  ),
  "disposals-proposed": words(
    ["提出销毁的记录", "Recordings proposed for disposal"],
    ["本期提出的销毁批次中的记录", "Recordings in batches that were proposed in the period"],
  ),
  "disposals-dropped": words(
    ["其中退出的", "Of them dropped out"],
    [
      "分子：因保全、期限等原因退出；分母：本期提出销毁的记录",
      "Numerator: those that dropped out, for a hold, a term or another reason. Denominator: recordings proposed in the period",
    ],
  ),
  "disposals-done": words(
    ["已销毁的记录", "Recordings destroyed"],
    ["本期销毁的记录，不论何时提出", "Destroyed in the period, whenever they were proposed"],
  ),
  "holds-placed": words(
    ["本期保全", "Holds placed"],
    ["本期决定的保全", "Holds placed in the period"],
  ),
  "holds-released": words(
    ["本期解除", "Holds released"],
    ["本期解除的保全", "Holds released in the period"],
  ),
  "holds-active": words(
    ["期末有效的保全", "Holds in force at the end"],
    ["期末尚未解除的保全", "Holds that were not released by the end of the period"],
  ),
  "holds-overdue": words(
    ["逾期未复核的保全", "Holds whose review is overdue"],
    ["取数时复核日期已过的有效保全", "Holds in force whose day of review was past at the snapshot"],
  ),
  "items-held": words(
    ["被保全的记录", "Recordings held"],
    ["取数时在有效保全之下的记录", "Recordings under a hold in force at the snapshot"],
  ),
  "published-in-time": words(
    ["按期公开的决定", "Decisions published in time"],
    [
      "分子：在期限内公开；分母：本期作出、应当公开且已到期或已公开的决定。期限按规则包和工作日历计算",
      "Numerator: published within the term. Denominator: decisions made in the period that had to be published and were, or whose term is over. Terms by the pack and the calendar of working days",
    ],
  ),
  "publishing-overdue": words(
    ["逾期未公开的决定", "Decisions not published and overdue"],
    ["取数时期限已过、尚未公开", "Not published at the snapshot, and the term was over"],
  ),
  "withdrawn-in-time": words(
    ["变更、撤销后按期撤下", "Taken down in time after annulment"],
    [
      "分子：在期限内撤下；分母：本期变更或撤销、曾经公开且已到期或已撤下的决定",
      "Numerator: taken down within the term. Denominator: decisions annulled or changed in the period that had been published and were taken down, or whose term is over",
    ],
  ),
  "findings-new": words(
    ["本期发现的不符", "Differences found"],
    [
      "存储复查在本期发现的不符",
      "Differences that the audit of what is stored found in the period",
    ],
  ),
  "findings-open": words(
    ["其中仍未恢复", "Of them still there"],
    [
      "分子：取数时仍不符；分母：本期发现的不符",
      "Numerator: those still there at the snapshot. Denominator: differences found in the period",
    ],
  ),
  "spot-checks-closed": words(
    ["抽查评分已办结", "Spot checks with a closed score sheet"],
    [
      "分子：取数时已办结评分表的；分母：本期抽中的录制活动、记录和案件",
      "Numerator: those with a closed sheet at the snapshot. Denominator: sessions, recordings and cases drawn in the period",
    ],
  ),
  "spot-checks-overdue": words(
    ["逾期未评分的", "Score sheets overdue"],
    ["取数时期限已过、尚未办结", "Not closed at the snapshot, and the term was over"],
  ),
  "spot-check-points": words(
    ["抽查得分", "Points reached in spot checks"],
    [
      "分子：得分合计；分母：可得分合计（不适用的项目不计）。以最新版评分表为准",
      "Numerator: points reached. Denominator: points that could be reached, without criteria that were not applicable. Of each the newest sheet counts",
    ],
  ),
  "spot-checks-fatal": words(
    ["一票否决的", "Of them failed by a fatal criterion"],
    [
      "分子：有一票否决项未通过的；分母：已办结的评分表",
      "Numerator: sheets with a fatal criterion that failed. Denominator: closed sheets",
    ],
  ),
  quarantined: words(
    ["被隔离的记录", "Recordings put into quarantine"],
    [
      "分子：接收后核验不符、被隔离的记录；分母：本期接收的记录",
      "Numerator: recordings that were not what they were said to be. Denominator: recordings received in the period",
    ],
  ),
} as const satisfies Readonly<Record<string, FigureWords>>;
export type FigureCode = keyof typeof FIGURE_WORDS;

export const WHY_WORDS = {
  "unknown-activity": text(
    "没有填写活动，或规则包中没有该活动",
    "no activity told, or none of the pack",
  ),
  "duty-optional": text("规则包不要求录制", "the pack does not ask for a recording"),
  "reason-given": text("未录制，已说明理由", "not recorded, and it was said why"),
  "not-begun": text("计划中的活动，没有开始", "planned, and never begun"),
  "record-open": text("待补充，尚不能判断", "open: something has yet to be told"),
  quarantined: text("被隔离", "in quarantine"),
  untimed: text("不知道何时结束", "when it ended is not known"),
  "clock-ahead": text(
    "结束时间晚于接收时间，设备时钟有误",
    "ended after it came in: a clock was wrong",
  ),
  "not-due-yet": text("尚未到期", "not due yet"),
  exempt: text("依法不公开", "exempt by law"),
  "no-term": text("规则包没有期限", "the pack has no term"),
  "no-review-needed": text("不需要法制审核", "no legal review is needed"),
  "never-published": text("未曾公开", "never published"),
  "other-devices": text("其他种类的设备", "devices of other kinds"),
} as const satisfies Readonly<Record<string, Text>>;
export type WhyCode = keyof typeof WHY_WORDS;

export const UNKNOWN_WORDS = {
  "nothing-to-count": text("无：本期没有可计数的对象", "not known: there was nothing to count"),
  "no-rule": text("无：规则包没有规定", "not known: the pack has no rule"),
  "no-register": text("无：未登记执法人员", "not known: no officers are registered"),
} as const satisfies Readonly<Record<string, Text>>;
export type UnknownCode = keyof typeof UNKNOWN_WORDS;

/** What a report counts, by the names of the pack. */
export const MEASURE_WORDS: Readonly<Record<(typeof REPORT_MEASURES)[number], Text>> = {
  "recording-rate": text("录制率", "Recording rate"),
  "linkage-rate": text("关联率", "Linkage rate"),
  "on-time-hand-in": text("按时移交", "Handed in on time"),
  completeness: text("完整性", "Completeness"),
  "equipment-ratio": text("设备配备", "Equipment"),
  "recording-rooms": text("音像记录场所", "Recording rooms"),
  "legal-review-coverage": text("法制审核", "Legal review"),
  disposals: text("销毁", "Disposal"),
  holds: text("保全", "Holds"),
  publicity: text("决定公开", "Publicity of decisions"),
  "integrity-findings": text("完整性检查", "Integrity"),
  "spot-checks": text("抽查", "Spot checks"),
};

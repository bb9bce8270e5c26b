/** Texts of the page that tells what waits for whoever is logged in. */
import type { Texts } from "./text.ts";

export const waitingTexts = {
  "waiting.title": ["等我办理", "Waiting for you"],
  "waiting.lead": [
    "按您的角色、您可以知悉的内容列出；须由另一人办理的不在此列。",
    "By your role and what you may know of. What takes another person than you is not here.",
  ],
  "waiting.none": ["没有等您办理的事项", "Nothing waits for you"],
  "waiting.none-how": [
    "有新的事项时，会在这里列出。您可以从上面的栏目继续工作。",
    "It will be listed here once something does. Go on from the places above.",
  ],
  "waiting.count": ["{{count}} 项", "{{count}}"],
  "waiting.count-more": ["至少 {{count}} 项", "{{count}} or more"],
  "waiting.overdue": ["其中 {{count}} 项逾期", "{{count}} overdue"],
  "waiting.first": ["最先：", "First:"],
  "waiting.open": ["查看", "Look at it"],
  "waiting.due": ["期限 {{day}}", "due {{day}}"],
  "waiting.was-due": ["已逾期，期限 {{day}}", "overdue, was due {{day}}"],
  "waiting.kind.disposal-appraise": ["待鉴定的处置批次", "Disposal batches to appraise"],
  "waiting.kind.disposal-approve": ["待批准的处置批次", "Disposal batches to approve"],
  "waiting.kind.access-requests": ["待决定的知悉申请", "Requests for access to decide"],
  "waiting.kind.policy-packs": ["待批准的规则包", "Policy packs to approve"],
  "waiting.kind.day-tables": ["待批准的工作日安排", "Tables of working days to approve"],
  "waiting.kind.legal-opinions": ["待出具的审核意见", "Legal opinions to give"],
  "waiting.kind.legal-missing": ["需要审核而未送审的案件", "Cases to submit to legal review"],
  "waiting.kind.label-reviews": [
    "一个月内待审查的密级标记",
    "Levels of secrecy to review within a month",
  ],
  "waiting.kind.score-sheets": ["待评分的抽查表", "Spot-check sheets to score"],
  "waiting.kind.sheet-answers": [
    "可以答复的抽查表（您的工作）",
    "Sheets about your work to answer",
  ],
  "waiting.kind.hold-reviews": ["一周内待复核的保全", "Holds to review within a week"],
  "waiting.kind.publicity": ["待公示或撤下的决定", "Decisions to publish or take down"],
  "waiting.kind.awaited-words": [
    "已过保存期限、只待认定条件是否成就的",
    "Kept past their last day until it is told what has come about",
  ],
  "waiting.kind.hand-ins": [
    "逾期未移交记录的录制活动",
    "Recording sessions of which nothing was handed in",
  ],
} as const satisfies Texts;

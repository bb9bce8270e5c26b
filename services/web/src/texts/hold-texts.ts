/** Texts about holds. */
import type { Texts } from "./text.ts";

export const holdTexts = {
  "holds.kind.litigation": ["诉讼或复议", "Litigation or reconsideration"],
  "holds.kind.complaint": ["投诉举报", "Complaint"],
  "holds.kind.review": ["内部核查", "Internal review"],
  "holds.kind.discovery": ["依法调取", "Ordered disclosure"],
  "holds.kind.supervision": ["监督检查", "Supervision"],
  "holds.here": ["保全", "Holds"],
  "holds.line": [
    "{{kind}}，{{number}}，自 {{at}}，{{name}}：{{reason}}",
    "{{kind}}, {{number}}, since {{at}}, by {{name}}: {{reason}}",
  ],
  "holds.review-on": ["最迟 {{day}} 复核", "To be reviewed by {{day}}"],
  "holds.overdue": ["已逾期未复核", "Review overdue"],
  "holds.store-holds": [
    "存储已保全其全部 {{objects}} 个对象，{{at}} 回读确认。",
    "The store holds all of its {{objects}} objects, read back {{at}}.",
  ],
  "holds.store-waits": [
    "存储尚未显示保全：在此之前不算已保全。",
    "The store does not show it yet: until then it does not count as held.",
  ],
  "holds.store-failed": ["最近一次尝试失败：{{why}}", "The last try failed: {{why}}"],
  "custody.held": [
    "因保全（{{holdKind}}，{{number}}），此件不得处置",
    "A hold came to lie on this item ({{holdKind}}, {{number}})",
  ],
  "custody.hold-released": [
    "保全（{{holdKind}}，{{number}}）已解除，理由：“{{reason}}”",
    "The hold ({{holdKind}}, {{number}}) was released, because “{{reason}}”",
  ],
  "action.hold-placed": ["{{who}} 依 {{number}} 决定保全", "{{who}} placed a hold by {{number}}"],
  "action.hold-reviewed": ["{{who}} 复核了一项保全", "{{who}} reviewed a hold"],
  "action.hold-released": ["{{who}} 解除了一项保全", "{{who}} released a hold"],
  "code.holds/bad-document": [
    "文书为空或过大；请上传不超过 4 MB 的文件",
    "The document is empty or too large: one file of at most 4 MB",
  ],
  "code.holds/no-scope": [
    "保全没有说明范围；请指明案件、证据或至少一个条件",
    "The hold names nothing: choose a case, items or at least one condition",
  ],
  "code.holds/no-such-hold": ["没有这项保全", "There is no such hold"],
  "code.holds/no-such-subject": ["没有这个案件或证据", "There is no such case or item"],
  "code.holds/released": ["该保全已经解除", "The hold was released already"],
  "code.holds/review-in-past": ["复核日期已过", "The day of review is over"],
} as const satisfies Texts;

/** Texts about flags of items. */
import type { Texts } from "./text.ts";

export const flagTexts = {
  "flags.title": ["标记", "Flags"],
  "flags.none": ["没有标记。", "None."],
  "flags.set": ["加标记", "Set a flag"],
  "flags.end": ["撤销标记", "Take back"],
  "flags.flag": ["标记", "Flag"],
  "flags.reason": [
    "理由（勿写姓名；将记入保管记录）",
    "Reason (no names: it stands in the custody record)",
  ],
  "flags.set-note": [
    "将给 {{count}} 件证据加上标记，保存期限几秒内重新确定；已有此标记的不变。",
    "The flag is set on {{count}} items, and how long they are kept is decided anew within seconds. Where it stands already, nothing changes.",
  ],
  "flags.end-note": [
    "将从 {{count}} 件证据上撤销标记。已承诺的保存期限不会缩短；标记及理由仍在记录中。",
    "The flag is taken back from {{count}} items. What was promised is not shortened; flag and reasons stay on record.",
  ],
  "flags.note": [
    "标记影响保存期限；案件和录制活动的标记另计。",
    "How long the item is kept rests on these; flags of its cases and its session count beside them.",
  ],
  "flags.line": ["自 {{at}}，{{name}}", "Since {{at}}, by {{name}}"],
  "flags.ended": [
    "{{at}} 由 {{name}} 撤销：{{reason}}",
    "Taken back {{at}} by {{name}}: {{reason}}",
  ],
  "flags.over": ["已撤销 {{count}} 项", "Taken back: {{count}}"],
  "flags.choose": ["选择多件", "Choose several"],
  "flags.column": ["选择", "Choose"],
  "flags.chosen": ["已选 {{count}} 件", "{{count}} chosen"],
  "flags.too-many": ["已选 {{count}} 件；一次最多 200 件", "{{count}} chosen; 200 at most at once"],
  "flags.unseen": ["其中 {{count}} 件不在当前列表中", "{{count}} of them not shown here"],
  "flags.drop-unseen": ["去掉不在列表中的", "Drop those not shown"],
  "flags.choose-end": ["结束选择", "Done"],
  "custody.flagged": [
    "{{who}} 加了标记“{{flag}}”，理由：“{{reason}}”",
    "{{who}} set the flag “{{flag}}”, because “{{reason}}”",
  ],
  "custody.flag-ended": [
    "{{who}} 撤销了标记“{{flag}}”，理由：“{{reason}}”",
    "{{who}} took the flag “{{flag}}” back, because “{{reason}}”",
  ],
  "code.cases/item-ended": [
    "其中有证据已销毁或正在销毁；请去掉它",
    "One of them was destroyed, or is being destroyed: leave it out",
  ],
} as const satisfies Texts;

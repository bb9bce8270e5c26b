/** Texts of the audit: one person, one item or case, and what was refused. */
import type { Texts } from "./text.ts";

export const auditTexts = {
  "audit.title": ["审计查询", "Audit"],
  "audit.open": ["按人员、对象或拒绝查询", "By person, object or refusal"],
  "audit.lead": [
    "某人看过、改过、被拒绝和带走的全部；或某件证据、某案发生过的全部；或全部被拒绝的请求。最新的在前。导出本身也会记录。",
    "All that one person saw, changed, was refused and took out; or all that happened to an item or a case; or all that was refused. Newest first. Taking it away is on record, too.",
  ],
  "audit.whose": ["人员", "Person"],
  "audit.object": ["证据或案件的编号（ID）", "Id of an item or a case"],
  "audit.is-item": ["证据", "Item"],
  "audit.is-case": ["案件", "Case"],
  "audit.kind-of-object": ["对象种类", "Kind of object"],
  "audit.only-refusals": ["只看被拒绝的", "Refusals alone"],
  "audit.choose": [
    "请选择人员或对象，或只看被拒绝的。",
    "Choose a person or an object, or refusals alone.",
  ],
  "audit.none": ["没有符合条件的记录", "Nothing matches"],
  "audit.about": ["对象", "About"],
  "audit.here": ["谁看过、谁改过", "Who saw and changed this"],
} as const satisfies Texts;

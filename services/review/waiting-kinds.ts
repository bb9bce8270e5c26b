/** What may wait for somebody, in the order in which it is told. */
export const WAITING_KINDS = [
  "disposal-appraise",
  "disposal-approve",
  "access-requests",
  "policy-packs",
  "day-tables",
  "legal-opinions",
  "legal-missing",
  "label-reviews",
  "score-sheets",
  "sheet-answers",
  "hold-reviews",
  "publicity",
  "awaited-words",
  "hand-ins",
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Words that packs and cases share: the kinds of enforcement, and facts about a case, a session or a recording that people state. */

/** 国办发〔2018〕118号: 处罚, 强制, 检查, 征收, 征用, 许可. */
export const ENFORCEMENT_KINDS = [
  "penalty",
  "coercion",
  "inspection",
  "collection",
  "expropriation",
  "licence",
] as const;

/** Each may raise what it is said of into another class of retention. */
export const FLAGS = [
  "obstruction",
  "major-incident",
  "complex",
  "complaint",
  "real-estate",
  "minor-involved",
  "subject-request",
  "use-of-force",
] as const;
export type Flag = (typeof FLAGS)[number];

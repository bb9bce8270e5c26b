/** What a label can be: a level of state secrets, a duty of secrecy, or that something is set apart. */
import { DUTIES, STATE_LEVELS, type StateLevel } from "./mark.ts";

/** "set-apart": it may be above what this house may hold, so only administrators know that it is there. */
export const LABEL_KINDS = [...STATE_LEVELS, ...DUTIES, "set-apart"] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

export const isLevel = (kind: LabelKind): kind is StateLevel =>
  STATE_LEVELS.includes(kind as StateLevel);

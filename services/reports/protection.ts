/** How a report is protected: like the most secret of all that whoever made it could count. Pure. */
import { type Mark, covers } from "../secrecy/mark.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { UserId } from "../kernel/ids.ts";

export interface Protection {
  readonly mark: Mark;
  /** Something among it is for named people only, or set apart: then the report is for its maker alone. */
  readonly isPersonal: boolean;
}

export const mayKnowReport = (
  { userId, clearance }: Sight,
  { mark, isPersonal }: Protection,
  madeBy: UserId,
): boolean => covers(clearance, mark) && (!isPersonal || userId === madeBy);

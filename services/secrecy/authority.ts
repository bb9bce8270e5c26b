/** Who may set a state-secret level: by the agency's place in the state (保守国家秘密法 2024 art. 17, 条例 art. 11). */
import { type Families, packLets } from "./family.ts";
import { type LabelKind, isLevel } from "./label-kind.ts";
import { type StateLevel, rankOf } from "./mark.ts";

/** A province; a city with districts (设区的市); a county. */
export const AGENCY_LEVELS = ["province", "city", "county"] as const;
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

export interface Agency {
  readonly level: AgencyLevel;
  /** The highest level it was authorised in writing to set beyond its own place (art. 17); null: none. */
  readonly authorisedFor: StateLevel | null;
}

/**
 * "set": the agency's own decision. "propose": it is no authority for this level, so the matter is protected at once
 * and reported within DOUBT_WORKING_DAYS. "refuse": no agency of this place ever sets the level by itself.
 */
export type Authority = "set" | "propose" | "refuse";

/** An unclear matter is reported within that many working days, and decided within as many (条例 art. 20). */
export const DOUBT_WORKING_DAYS = 10;

/** By the law, and by the pack in force, which may leave less to the agency; what it was authorised for in writing stays its own. */
export function authorityOf(agency: Agency, wanted: LabelKind, families: Families): Authority {
  const lawful = isLevel(wanted) ? lawfully(agency, wanted) : "set";
  const isAuthorised = isLevel(wanted) && rankOf(agency.authorisedFor) >= rankOf(wanted);
  if (lawful !== "set" || isAuthorised || packLets(families, wanted, agency.level)) return lawful;
  return "propose";
}

function lawfully({ level, authorisedFor }: Agency, wanted: StateLevel): Authority {
  if (level === "province" || rankOf(authorisedFor) >= rankOf(wanted)) return "set";
  if (level === "city") return wanted === "top-secret" ? "refuse" : "set";
  return "propose";
}

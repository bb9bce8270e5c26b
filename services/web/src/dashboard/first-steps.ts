/** What a new house still needs, step by step, judged by what the house says of itself: nothing is kept of it. No browser in here. */
import type { HouseHealthBody, PartState } from "../../../review/health-schema.ts";

export type StepState = "unread" | "done" | "waits" | "wrong";

export const STEPS = [
  ...(["machine", "lock", "stamps", "keys", "policy"] as const),
  ...(["officers", "people", "device", "clip"] as const),
] as const;
export type StepName = (typeof STEPS)[number];

/** Undefined: it is not read yet, or may not be. */
export interface HouseFacts {
  readonly parts: HouseHealthBody["parts"] | undefined;
  /** Whether one that signs is in use. */
  readonly hasKey: boolean | undefined;
  readonly isPackInForce: boolean | undefined;
  readonly officers: number | undefined;
  /** Of accounts that are in use. */
  readonly roles: readonly string[] | undefined;
  readonly devices: number | undefined;
  /** Of the first item that came, or null: none did. */
  readonly clip: string | null | undefined;
}

/** An agency's work needs these; an administrator made the house. */
export const NEEDED_ROLES = ["officer", "reviewer", "records", "legal", "auditor"] as const;
export type NeededRole = (typeof NEEDED_ROLES)[number];

export const rolesMissing = (roles: readonly string[]): readonly NeededRole[] =>
  NEEDED_ROLES.filter((role) => !roles.includes(role));

const STAMPS: readonly string[] = ["timestamps", "timestamp-lists", "renewals"];

/** Parts that are not well, without time stamps, which are a step of their own. */
export const unwellParts = (parts: HouseHealthBody["parts"]): readonly PartState[] =>
  parts.filter(({ name, state }) => state !== "fine" && !STAMPS.includes(name));

export const unwellStamps = (parts: HouseHealthBody["parts"]): readonly PartState[] =>
  parts.filter(({ name, state }) => state !== "fine" && STAMPS.includes(name));

/** True: done. False: it waits. */
const doneOr = (isDone: boolean | undefined): StepState =>
  isDone === undefined ? "unread" : isDone ? "done" : "waits";
const well = (unwell: readonly PartState[] | undefined): StepState =>
  unwell === undefined ? "unread" : unwell.length === 0 ? "done" : "wrong";

export function stepStates(facts: HouseFacts): Readonly<Record<StepName, StepState>> {
  const { parts, roles, officers, devices } = facts;
  return {
    machine: well(parts && unwellParts(parts)),
    lock: lockState(parts),
    stamps: well(parts && unwellStamps(parts)),
    keys: doneOr(facts.hasKey),
    policy: doneOr(facts.isPackInForce),
    officers: doneOr(officers === undefined ? undefined : officers > 0),
    people: doneOr(roles && rolesMissing(roles).length === 0),
    device: doneOr(devices === undefined ? undefined : devices > 0),
    clip: clipState(facts.clip),
  };
}

/** Custody locks real objects at each start, tries to delete them, and does not run where that works: it runs, so the lock holds. */
function lockState(parts: HouseHealthBody["parts"] | undefined): StepState {
  const custody = parts?.find(({ name }) => name === "custody")?.state;
  if (custody === undefined || custody === "unknown") return "unread";
  return custody === "worker" || custody === "needed" ? "wrong" : "done";
}

function clipState(stage: string | null | undefined): StepState {
  if (stage === undefined) return "unread";
  if (stage === "quarantined") return "wrong";
  // Ended is long past its seal.
  return stage === "sealed" || stage === "disposed" ? "done" : "waits";
}

export const isAllDone = (states: Readonly<Record<StepName, StepState>>): boolean =>
  Object.values(states).every((state) => state === "done");

/** Use cases: enter who carries a device, correct what was entered, and tell who carried it. */
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { type AssignmentId, type DeviceId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { AccessStore } from "./access-store.ts";
import { type Assignment, covers, entryAt } from "./assignment.ts";
import type { AssignmentStore, NamedAssignment } from "./assignment-store.ts";

export interface AssignmentDeps {
  readonly assignments: AssignmentStore;
  readonly access: Pick<AccessStore, "accountByName">;
  readonly clock: Clock;
}

export interface NewAssignment {
  /** Name of an account; null: nobody. */
  readonly officer: string | null;
  readonly from: UtcInstant;
  readonly to: UtcInstant | null;
  readonly replaces: AssignmentId | null;
  readonly reason: string | null;
}

/**
 * @throws Refusal missing "access/no-such-device", "access/no-such-user", "access/no-such-assignment"; invalid
 * "access/bad-period", "access/no-reason" for a correction without one; conflict "access/already-corrected".
 */
export async function assignDevice(
  { assignments, access, clock }: AssignmentDeps,
  deviceId: DeviceId,
  { officer, from, to, replaces, reason }: NewAssignment,
  enteredBy: UserId,
): Promise<Assignment> {
  if (to !== null && to <= from) {
    throw new Refusal("invalid", "access/bad-period", "it ends before it begins", {
      fix: "Give an end that is later than the beginning, or none.",
    });
  }
  if (replaces !== null && reason === null) {
    throw new Refusal("invalid", "access/no-reason", "a correction needs a reason", {
      fix: "Say why the entry was wrong; both stay in the record.",
    });
  }
  const account = officer === null ? null : await access.accountByName(officer.normalize("NFC"));
  if (officer !== null && account === null) {
    throw new Refusal("missing", "access/no-such-user", "no such user", {
      fix: "Use the name with which the officer logs in.",
    });
  }
  const assignment: Assignment = {
    ...{ id: newId<AssignmentId>(), deviceId, userId: account?.id ?? null, from, to },
    ...{ enteredAt: clock(), enteredBy, replaces, reason },
  };
  const { id, enteredAt: at, userId } = assignment;
  await assignments.addAssignment(assignment, {
    ...{ kind: "device-assigned", at, actor: `user:${enteredBy}`, subject: `device:${deviceId}` },
    ...{ before: replaces === null ? null : { assignmentId: replaces }, reason },
    after: { assignmentId: id, officer: account?.name ?? null, userId, from, to },
  });
  return assignment;
}

export interface Carrier {
  /** The time it is about. */
  readonly at: UtcInstant;
  readonly deviceId: DeviceId;
  /** What counts now; null: nothing was entered for that time. */
  readonly entry: NamedAssignment | null;
  /** Everything that was ever entered for that time, corrected or not. */
  readonly history: readonly NamedAssignment[];
}

/**
 * Who carried the camera at `at`, as known now. A recording that a dock sent was made by the camera that
 * the dock names, where the register has one of that name. What any other device says of another counts
 * for nothing: a camera could lay its recording at another officer's door.
 */
export async function carrierOf(
  { assignments, clock }: Pick<AssignmentDeps, "assignments" | "clock">,
  sender: DeviceId,
  camera: string | null,
  at: UtcInstant,
): Promise<Carrier> {
  const named =
    camera === null ? null : await assignments.deviceNamed(camera.normalize("NFC"), sender);
  const deviceId = named ?? sender;
  const entries = await assignments.assignments(deviceId);
  // A correction of an entry for that time may say that it was about another.
  const about = new Set<AssignmentId | null>();
  const history = entries.filter((entry) => {
    const isAbout = covers(entry, at) || (entry.replaces !== null && about.has(entry.replaces));
    if (isAbout) about.add(entry.id);
    return isAbout;
  });
  return { at, deviceId, entry: entryAt(entries, at, clock()), history };
}

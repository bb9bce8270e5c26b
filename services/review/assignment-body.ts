/** An entry of the calendar as the API shows it. */
import type { NamedAssignment } from "../access/assignment-store.ts";

export const assignmentBody = (entry: NamedAssignment) => ({
  ...{ id: entry.id, officer: entry.officer, userId: entry.userId, from: entry.from, to: entry.to },
  ...{ enteredAt: entry.enteredAt, enteredByName: entry.enteredByName },
  ...{ replaces: entry.replaces, reason: entry.reason },
});

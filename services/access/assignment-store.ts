/** Port: the calendar of who carried which device. Contract suite: test/contract/assignment-store.contract.ts. */
import type { NewAction } from "../actions/action.ts";
import type { DeviceId } from "../kernel/ids.ts";
import type { Assignment } from "./assignment.ts";

/** With the names of people as they are today; what was entered are their ids. */
export interface NamedAssignment extends Assignment {
  readonly officer: string | null;
  readonly enteredByName: string;
}

export interface AssignmentStore {
  /**
   * @throws Refusal missing "access/no-such-device", or "access/no-such-assignment" if it corrects none of
   * this device; conflict "access/already-corrected", of two corrections at once for one.
   */
  addAssignment(assignment: Assignment, action: NewAction): Promise<void>;

  /** In the order they were entered. @throws Refusal missing "access/no-such-device". */
  assignments(deviceId: DeviceId): Promise<readonly NamedAssignment[]>;

  /** The device other than a dock with this very name, where a dock says so; null for any other sender. */
  deviceNamed(name: string, sender: DeviceId): Promise<DeviceId | null>;
}

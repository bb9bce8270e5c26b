/** AssignmentStore in memory, over the people and devices of a MemoryAccessStore. */
import type { NewAction } from "../../services/actions/action.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Assignment } from "../../services/access/assignment.ts";
import type { AssignmentStore, NamedAssignment } from "../../services/access/assignment-store.ts";
import { MemoryActionStore } from "./action-store.ts";
import type { MemoryAccessStore } from "./access-store.ts";

export class MemoryAssignmentStore implements AssignmentStore {
  readonly #access: MemoryAccessStore;
  readonly #entries: Assignment[] = [];

  readonly #actions: MemoryActionStore;

  constructor(access: MemoryAccessStore, actions = new MemoryActionStore()) {
    this.#access = access;
    this.#actions = actions;
  }

  async addAssignment(entry: Assignment, action: NewAction): Promise<void> {
    const own = this.#ofDevice(entry.deviceId);
    if (entry.replaces !== null) {
      if (!own.some(({ id }) => id === entry.replaces)) {
        throw new Refusal("missing", "access/no-such-assignment", "none");
      }
      if (own.some(({ replaces }) => replaces === entry.replaces)) {
        throw new Refusal("conflict", "access/already-corrected", "corrected");
      }
    }
    this.#entries.push({ ...entry });
    this.#actions.add(action);
  }

  async assignments(deviceId: DeviceId): Promise<readonly NamedAssignment[]> {
    const { accounts } = this.#access;
    return this.#ofDevice(deviceId).map((entry) => ({
      ...entry,
      officer: entry.userId === null ? null : (accounts.get(entry.userId)?.displayName ?? null),
      enteredByName: accounts.get(entry.enteredBy)?.displayName ?? "",
    }));
  }

  #ofDevice(deviceId: DeviceId): readonly Assignment[] {
    const isKnown = this.#access.devices.has(deviceId);
    if (!isKnown) throw new Refusal("missing", "access/no-such-device", "none");
    return this.#entries.filter((entry) => entry.deviceId === deviceId);
  }

  async deviceNamed(name: string, sender: DeviceId): Promise<DeviceId | null> {
    if (this.#access.devices.get(sender)?.kind !== "dock") return null;
    const found = [...this.#access.devices.values()].find(
      ({ name: other, kind }) => other === name && kind !== "dock",
    );
    return found?.id ?? null;
  }
}

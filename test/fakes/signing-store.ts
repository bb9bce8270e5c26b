/** SigningStore in memory. */
import type { ActionOf } from "../../services/actions/action-store.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { SigningStore } from "../../services/source/signing-store.ts";
import type { SourceKind } from "../../services/source/verdict.ts";
import { MemoryActionStore } from "./action-store.ts";

export class MemorySigningStore implements SigningStore {
  readonly #kinds = new Map<DeviceId, SourceKind>();
  readonly #isKnown: (id: DeviceId) => boolean;
  readonly #actions: MemoryActionStore;

  constructor(isKnown: (id: DeviceId) => boolean = () => true, actions = new MemoryActionStore()) {
    this.#isKnown = isKnown;
    this.#actions = actions;
  }

  async signing(deviceId: DeviceId): Promise<SourceKind | null> {
    if (!this.#isKnown(deviceId)) throw new Refusal("missing", "access/no-such-device", "none");
    return this.#kinds.get(deviceId) ?? null;
  }

  async setSigning(
    deviceId: DeviceId,
    kind: SourceKind | null,
    _by: Actor,
    _at: UtcInstant,
    actionOf: ActionOf<SourceKind | null>,
  ): Promise<void> {
    const before = await this.signing(deviceId);
    if (kind === null) this.#kinds.delete(deviceId);
    else this.#kinds.set(deviceId, kind);
    this.#actions.add(actionOf(before));
  }
}

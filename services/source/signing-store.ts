/** Port: of which devices it is known that they sign every recording. Contract suite: test/contract/source-store.contract.ts. */
import type { ActionOf } from "../actions/action-store.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeviceId } from "../kernel/ids.ts";
import type { SourceKind } from "./verdict.ts";

export interface SigningStore {
  /** Null where nothing was set. @throws Refusal missing "access/no-such-device". */
  signing(deviceId: DeviceId): Promise<SourceKind | null>;

  /**
   * Holds for what is looked at from then on; null: nothing is expected any more.
   * @throws Refusal missing "access/no-such-device".
   */
  setSigning(
    deviceId: DeviceId,
    kind: SourceKind | null,
    by: Actor,
    at: UtcInstant,
    actionOf: ActionOf<SourceKind | null>,
  ): Promise<void>;
}

/** Use cases: a person asks for a new key in the place of the one in use, or declares that one counts no more. */
import type { Doer, NewAction } from "../actions/action.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { RevocationReason } from "../ledger/key-words.ts";
import {
  REVOCABLE_ROLES,
  type RegisteredKey,
  type RevocableRole,
  type Revocation,
  revokeLeaf,
} from "./key.ts";
import type { KeyStore } from "./key-store.ts";

export interface EndKeyDeps {
  readonly keys: KeyStore;
  readonly clock: Clock;
}

/**
 * Custody has the new key made within seconds; the old one stays valid. Asking twice before that is asking once.
 * @throws Refusal missing "keys/no-such-key" if no such key is in use.
 */
export async function askRotation(
  { keys, clock }: EndKeyDeps,
  role: RevocableRole,
  doer: Doer,
): Promise<RegisteredKey> {
  const at = clock();
  const asked = await keys.askRotation(role, at, ({ spkiSha256 }) =>
    actionAbout("key-rotation-asked", spkiSha256, at, doer, { role }),
  );
  if (asked === null) throw noSuchKey();
  return asked;
}

/**
 * Nothing that the key signs from `since` on is to be believed; the ledger tells of it once nothing signed with it is on
 * its way there. A key in use is replaced first. The first revocation of a key counts.
 * @throws Refusal missing "keys/no-such-key"; invalid "keys/since-to-come".
 */
export async function revokeKey(
  { keys, clock }: EndKeyDeps,
  spkiSha256: Sha256,
  said: { readonly reason: RevocationReason; readonly since: UtcInstant | null },
  doer: Doer,
): Promise<RegisteredKey> {
  const at = clock();
  const since = said.since ?? at;
  if (since > at) {
    throw new Refusal("invalid", "keys/since-to-come", "a key is revoked from now or from before", {
      fix: "Give a time that is over, or none for now.",
    });
  }
  const revocation: Revocation = { at, since, reason: said.reason };
  const revoked = await keys.revoke(spkiSha256, REVOCABLE_ROLES, revocation, {
    leafOf: (key) => revokeLeaf(key, revocation),
    actionOf: ({ role }) =>
      actionAbout("key-revoked", spkiSha256, at, doer, { role, reason: said.reason, since }),
  });
  if (revoked === null) throw noSuchKey();
  return revoked;
}

const actionAbout = (
  kind: "key-rotation-asked" | "key-revoked",
  spkiSha256: Sha256,
  at: UtcInstant,
  doer: Doer,
  after: Readonly<Record<string, string>>,
): NewAction => ({ kind, at, ...doer, subject: `key:${spkiSha256}`, before: null, after });

const noSuchKey = (): Refusal =>
  new Refusal("missing", "keys/no-such-key", "there is no such key that signs manifests", {
    fix: "`holdfast keys list` shows them. Keys of authorities and of the ledger are not revoked like this.",
  });

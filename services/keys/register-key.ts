/**
 * Use case: a key that is to sign stands in the register and in the ledger first. So whoever holds a package finds
 * each key that signed in it announced, and a key that nobody announced is not the house's.
 */
import type { Clock } from "../kernel/clock.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { type HouseKey, type RegisteredKey, addLeaf, rotateLeaf } from "./key.ts";
import type { KeyStore } from "./key-store.ts";

export interface RegisterDeps {
  readonly keys: KeyStore;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
  readonly clock: Clock;
}

const AT_ONCE = 64;

/** Entering twice is entering once: each leaf is kept before it is entered. Answers how many were. */
export async function enterKeyEntries({ keys, ledger, clock }: RegisterDeps): Promise<number> {
  const due = await keys.due(clock(), AT_ONCE);
  for (const { id, leaf } of due) {
    await ledger.enter(leaf);
    await keys.entered(id);
  }
  return due.length;
}

/** Registers what is in use; the ledger is told by `enterKeyEntries`. */
export function registerKey({ keys, clock }: RegisterDeps, key: HouseKey): Promise<RegisteredKey> {
  const at = clock();
  return keys.use(key, at, (isKnown, previous) => [
    ...(isKnown ? [] : [{ kind: "add" as const, leaf: addLeaf(key, at) }]),
    ...(previous === null
      ? []
      : [{ kind: "rotate" as const, leaf: rotateLeaf(previous, key, at) }]),
  ]);
}

export interface GateDeps extends RegisterDeps {
  readonly entries: Pick<LedgerStore, "about">;
}

/** How long a key that may sign is not looked up again. */
const LOOK_AGAIN_MS = 1_000;

export interface KeyGate {
  /**
   * Resolves once `key` may sign: the ledger tells of it. One that was in use before comes back only by `registerKey`:
   * whoever asks here may hold it from before it was replaced.
   * @throws Refusal unavailable "keys/certificate-expired", "keys/revoked", "sealing/other-certificate".
   */
  require(key: HouseKey): Promise<void>;
}

/** Looks a key up when it is used first, and each second from then on. */
export function keyGate(deps: GateDeps): KeyGate {
  const lookedAt = new Map<string, number>();
  return {
    async require(key) {
      const now = deps.clock();
      requireInTime(key, now);
      const name = `${key.role} ${key.certificate?.sha256 ?? key.spkiSha256}`;
      const sinceMs = Date.parse(now) - (lookedAt.get(name) ?? -Infinity);
      if (sinceMs >= 0 && sinceMs < LOOK_AGAIN_MS) return;
      const found = (await deps.keys.find(key)) ?? (await registerKey(deps, key));
      if (found.revocation !== null) throw revoked();
      if (found.usedUntil !== null) throw replaced();
      if (await isEndedInLedger(deps, key)) throw endedInLedger();
      if (!found.isEntered) await enterKeyEntries(deps);
      lookedAt.set(name, Date.parse(now));
    },
  };
}

/** Leaves whose first digest is that of a key: each certificate it had, and its end. */
const MOST_LEAVES = 100;

/** A register that was restored to an older point does not know of an end that came since; the ledger does. */
const isEndedInLedger = async (
  { entries }: GateDeps,
  { role, spkiSha256 }: HouseKey,
): Promise<boolean> =>
  (await entries.about(spkiSha256, MOST_LEAVES)).some(({ leaf }) => {
    const said = parseLeaf(leaf);
    return said?.type === "key-revoke" && said.role === role && said.spkiSha256 === spkiSha256;
  });

function requireInTime({ certificate }: HouseKey, now: string): void {
  if (certificate === null || now <= certificate.notAfter) return;
  throw new Refusal("unavailable", "keys/certificate-expired", "the signing certificate is over", {
    fix: "Put issuing.pem back into the keys folder, then run `holdfast keys rotate`.",
  });
}

/** A key that the signer really holds again is taken up by the next round: an outage of seconds. */
const replaced = (): Refusal =>
  new Refusal("unavailable", "sealing/other-certificate", "another certificate is in use", {
    fix: "Nothing is to be done: within seconds the key that the signer works with is asked for again.",
  });

const revoked = (): Refusal =>
  new Refusal("unavailable", "keys/revoked", "the key that is in use was revoked", {
    fix: "A new key is made within seconds. If not: read `holdfast logs custody`; issuing.pem must be in the keys folder.",
  });

const endedInLedger = (): Refusal =>
  new Refusal("unavailable", "keys/revoked", "the ledger tells that the key in use was revoked", {
    fix: "The database, an older copy, does not know of it. Revoke the key again (`holdfast keys list`, `holdfast keys revoke`): a new one is made within seconds.",
  });

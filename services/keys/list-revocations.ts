/** Use case: everything the ledger told of the end of keys, for whoever checks a package that is older. */
import { allEnded } from "../kernel/all-ended.ts";
import { Refusal } from "../kernel/refusal.ts";
import { MAX_REVOCATIONS, encodeRevocations } from "../ledger/key-revocations.ts";
import type { LedgerHead, LedgerStore } from "../ledger/ledger-store.ts";
import { type Nodes, proveInclusion } from "../ledger/merkle.ts";
import { encodeProof } from "../ledger/tlog-proof.ts";
import type { KeyStore } from "./key-store.ts";

export interface ListRevocationsDeps {
  readonly keys: Pick<KeyStore, "keys" | "told">;
  readonly ledger: Pick<LedgerStore, "locate" | "head" | "newestLog">;
  readonly nodes: (origin: string, size: number) => Nodes;
  /** Short name; with the UTC year it names a log. */
  readonly agency: string;
}

/**
 * Text of `encodeRevocations`, under the newest head of each log. @throws Refusal missing "ledger/no-such-head" while
 * there is none; unavailable "keys/too-many-revocations".
 */
export async function listRevocations(deps: ListRevocationsDeps): Promise<string> {
  // Entries come first: a head that is asked for later covers them all.
  const leaves = await revocationsTold(deps);
  const log = await deps.ledger.newestLog(deps.agency);
  const newest = log === null ? null : await deps.ledger.head(log);
  if (newest === null) {
    throw new Refusal("missing", "ledger/no-such-head", "the ledger is still empty", {
      fix: "Ask again within an hour, when its first entry is there.",
    });
  }
  if (leaves.length > MAX_REVOCATIONS) {
    throw new Refusal(
      "unavailable",
      "keys/too-many-revocations",
      "more keys were revoked than a list of revocations holds",
      { facts: { revocations: leaves.length, limit: MAX_REVOCATIONS } },
    );
  }
  const heads = new Map<string, Promise<LedgerHead | null>>();
  const entries = await allEnded(
    leaves.map(async (leaf) => ({ leaf, proof: await proofOf(deps, heads, leaf) })),
  );
  return encodeRevocations({ at: newest.signedAt, note: newest.note, entries });
}

/** The list of this house, over whoever's reading of the tiles. */
export const revocationsOf =
  (deps: Omit<ListRevocationsDeps, "nodes">) =>
  (nodes: ListRevocationsDeps["nodes"]): Promise<string> =>
    listRevocations({ ...deps, nodes });

async function revocationsTold({ keys }: ListRevocationsDeps): Promise<readonly string[]> {
  const ended = (await keys.keys()).filter(({ isRevocationEntered }) => isRevocationEntered);
  const told = await keys.told([...new Set(ended.map(({ spkiSha256 }) => spkiSha256))]);
  return told.filter(({ kind }) => kind === "revoke").map(({ leaf }) => leaf);
}

/** `heads`: those of this list, each asked for once, so that all its entries stand under the same. */
async function proofOf(
  { ledger, nodes }: ListRevocationsDeps,
  heads: Map<string, Promise<LedgerHead | null>>,
  leaf: string,
): Promise<string> {
  const place = await ledger.locate(leaf);
  const asked = place && (heads.get(place.origin) ?? ledger.head(place.origin));
  if (place !== null && asked !== null) heads.set(place.origin, asked);
  const head = await asked;
  if (place === null || head === null) {
    throw new Error("broken invariant: what the ledger told of a key stands in it");
  }
  const inclusion = await proveInclusion(place.index, head.size, nodes(place.origin, head.size));
  return encodeProof({ index: place.index, inclusion, note: head.note });
}

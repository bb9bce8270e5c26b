/** What the audit reads again: the parts of every seal, and stretches of the ledger; each has a name that stays. */
import { type ItemId, parseId } from "../kernel/ids.ts";
import { isOrigin } from "../ledger/checkpoint.ts";
import type { Seal, SealSubject } from "../sealing/seal-store.ts";

/** "media" is the original or the copy itself; the others are the copies of its proofs beside it. */
export const SEALED_PARTS = ["media", "manifest", "signature", "second-signature"] as const;
export type SealedPart = (typeof SEALED_PARTS)[number];

/** Those that a seal has. */
export const partsOf = ({ secondSignature }: Seal): readonly SealedPart[] =>
  SEALED_PARTS.filter((part) => part !== "second-signature" || secondSignature !== null);

export interface SealedTarget {
  readonly kind: "sealed";
  readonly itemId: ItemId;
  readonly subject: SealSubject;
  readonly part: SealedPart;
}

/** The entries of one bundle of a log, and the tiles that end with it. */
export interface LedgerTarget {
  readonly kind: "ledger";
  readonly origin: string;
  readonly bundle: number;
}

export type Target = SealedTarget | LedgerTarget;

export const targetName = (target: Target): string =>
  target.kind === "sealed"
    ? `item/${target.itemId}/${target.subject}/${target.part}`
    : `ledger/${target.origin}/${target.bundle}`;

/** `name` as a target, or null if `targetName` never wrote it. */
export function parseTarget(name: string): Target | null {
  const target = name.startsWith("item/") ? sealedIn(name) : ledgerIn(name);
  return target !== null && targetName(target) === name ? target : null;
}

function sealedIn(name: string): SealedTarget | null {
  const [, id = "", subject = "", last = ""] = name.split("/");
  const itemId = parseId<ItemId>(id);
  const part = SEALED_PARTS.find((known) => known === last);
  if (itemId === null || part === undefined || !/^[a-z][a-z0-9-]*$/.test(subject)) return null;
  return { kind: "sealed", itemId, subject, part };
}

function ledgerIn(name: string): LedgerTarget | null {
  const [, origin = "", digits = ""] = /^ledger\/(.+)\/(0|[1-9]\d{0,12})$/.exec(name) ?? [];
  return isOrigin(origin) ? { kind: "ledger", origin, bundle: Number(digits) } : null;
}

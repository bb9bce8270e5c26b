/** What the audit reads again: the parts of every seal, stretches of the ledger, files of renewals, docking visits; each has a name that stays. */
import { type BatchId, type ItemId, parseId } from "../kernel/ids.ts";
import type { RenewalKey } from "../anchors/renewal.ts";
import { renewalFileIn } from "../anchors/proof-paths.ts";
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

/** A file that a renewal of a log's time stamps keeps, or the copy of a stamp over it. */
export interface RenewalTarget extends RenewalKey {
  readonly kind: "renewal";
  /** Its name in packages, without the folder, e.g. "2026-1.0.part". */
  readonly file: string;
}

/** A docking visit that has its receipt. */
export interface VisitTarget {
  readonly kind: "visit";
  readonly batchId: BatchId;
}

export type Target = SealedTarget | LedgerTarget | RenewalTarget | VisitTarget;

export function targetName(target: Target): string {
  const { kind } = target;
  if (kind === "sealed") return `item/${target.itemId}/${target.subject}/${target.part}`;
  if (kind === "visit") return `visit/${target.batchId}`;
  return kind === "ledger"
    ? `ledger/${target.origin}/${target.bundle}`
    : `renewal/${target.origin}/${target.number}/${target.file}`;
}

/** `name` as a target, or null if `targetName` never wrote it. */
export function parseTarget(name: string): Target | null {
  const target = sealedIn(name) ?? ledgerIn(name) ?? renewalIn(name) ?? visitIn(name);
  return target !== null && targetName(target) === name ? target : null;
}

function sealedIn(name: string): SealedTarget | null {
  if (!name.startsWith("item/")) return null;
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

function visitIn(name: string): VisitTarget | null {
  const batchId = parseId<BatchId>(/^visit\/(.+)$/.exec(name)?.[1] ?? "");
  return batchId === null ? null : { kind: "visit", batchId };
}

function renewalIn(name: string): RenewalTarget | null {
  const [, origin = "", digits = "", file = ""] =
    /^renewal\/(.+)\/([1-9]\d{0,3})\/([^/]+)$/.exec(name) ?? [];
  const isFile = renewalFileIn(`proofs/renewals/${file}`) !== null;
  return isOrigin(origin) && isFile
    ? { kind: "renewal", origin, number: Number(digits), file }
    : null;
}

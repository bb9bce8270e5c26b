/** Use cases: order a package for somebody outside, keep what the recipient acknowledged, and withdraw it. */
import { type TwoPeopleDeps, anotherThan } from "../access/two-people.ts";
import type { ActionKind, NewAction, Values } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { type PackageId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type PaperType, paperTypeOf } from "../kernel/scanned-paper.ts";
import { type Issued, newWatermark } from "../packages/issued.ts";
import {
  type PackageRequest,
  type PackageStore,
  packageRequested,
} from "../packages/package-store.ts";
import {
  type Acknowledgement,
  CMS_TYPE,
  type ExportOrder,
  type RecipientSignature,
  requireOpen,
} from "./export.ts";
import type { ExportStore } from "./export-store.ts";
import { receiptText } from "./receipt.ts";

/** Judges what a recipient signed: a CMS of its own making, under whatever certificate it has. */
export interface RecipientSignatures {
  judge(
    text: Uint8Array,
    signature: Uint8Array,
    now: UtcInstant,
  ):
    | ({ readonly valid: true } & RecipientSignature)
    | { readonly valid: false; readonly reason: string };
}

export interface ExportDeps {
  readonly exports: ExportStore;
  readonly packages: Pick<PackageStore, "contents">;
  readonly recipients: RecipientSignatures;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
}

export interface ExportWish {
  readonly request: Omit<PackageRequest, "id">;
  readonly recipient: Omit<Issued, "watermark">;
  readonly dueOn: CalendarDate | null;
}

/** @throws Refusal invalid "exports/bad-term". */
export async function orderExport(
  { exports, today }: Pick<ExportDeps, "exports" | "today">,
  { request, recipient, dueOn }: ExportWish,
): Promise<PackageId> {
  if (dueOn !== null && dueOn < today()) {
    throw new Refusal("invalid", "exports/bad-term", "the term is over already", {
      fix: "Name a last day for the acknowledgement that is not over, or none.",
    });
  }
  const issued = { ...recipient, watermark: newWatermark() };
  const order: ExportOrder = { ...request, id: newId<PackageId>(), issued, dueOn };
  const asked = packageRequested(order);
  // No name: those stand in the export and in the package alone.
  const to = { recipient: issued.recipient, basis: issued.basis, watermark: issued.watermark };
  await exports.order(order, { ...asked, after: { ...asked.after, ...to, dueOn } });
  return order.id;
}

export const PAPER_MAX_BYTES = 4 << 20;
export const SIGNATURE_MAX_BYTES = 64 << 10;

export type Given =
  | { readonly kind: "signed"; readonly bytes: Uint8Array }
  | { readonly kind: "paper"; readonly bytes: Uint8Array; readonly mediaType: PaperType };

/**
 * What the recipient signed counts at once, once it is a signature over the very text that was handed out; a paper counts
 * when a second person compared it.
 * @throws Refusal invalid "exports/signature-invalid", "exports/not-that-kind"; as the store.
 */
export async function acknowledge(
  deps: ExportDeps,
  id: PackageId,
  given: Given,
  by: UserId,
): Promise<void> {
  const one = await deps.exports.get(id);
  requireOpen(one);
  const at = deps.clock();
  const { bytes } = given;
  const signature = given.kind === "paper" ? null : judged(deps, await textOf(deps, id), bytes, at);
  const mediaType = given.kind === "paper" ? paperType(given) : CMS_TYPE;
  const kept: Acknowledgement = {
    ...{ kind: given.kind, mediaType, sizeBytes: bytes.byteLength, sha256: sha256(bytes) },
    ...{ at, by, signature, confirmed: null },
  };
  // Whose certificate it was stands with the export; its digest tells it apart here.
  const after = {
    ...{ kind: kept.kind, sha256: kept.sha256 },
    ...(signature === null
      ? {}
      : { certificateSha256: signature.certificateSha256, isRootKnown: signature.isRootKnown }),
  };
  const done = action("export-acknowledged", id, at, by, after);
  await deps.exports.acknowledge(id, kept, bytes, done);
}

/** What the recipient is given to sign: kept from the first time on, so that later words of ours refuse no signature. */
export async function textOf(
  { exports, packages }: Pick<ExportDeps, "exports" | "packages">,
  id: PackageId,
): Promise<string> {
  const kept = await exports.receipt(id);
  if (kept !== null) return kept;
  const made = receiptText(await exports.get(id), await packages.contents(id));
  return exports.handOut(id, made);
}

function judged(
  { recipients }: ExportDeps,
  text: string,
  bytes: Uint8Array,
  now: UtcInstant,
): RecipientSignature {
  const { valid, ...verdict } = recipients.judge(Buffer.from(text), bytes, now);
  if (valid && "signer" in verdict) return verdict;
  throw new Refusal("invalid", "exports/signature-invalid", "this is no signature of the receipt", {
    fix: "Sign the text of the receipt exactly as it was given, detached, in DER: `openssl cms -sign -binary -in RECEIPT.txt -signer CERT.pem -inkey KEY.pem -outform DER -out RECEIPT.p7s`.",
    facts: { why: "reason" in verdict ? verdict.reason : "" },
  });
}

function paperType({ bytes, mediaType }: Given & { readonly kind: "paper" }): PaperType {
  if (paperTypeOf(bytes) === mediaType) return mediaType;
  throw new Refusal("invalid", "exports/not-that-kind", "the file is not what it is said to be", {
    fix: "Send the scanned receipt as a PDF, JPEG or PNG.",
  });
}

/**
 * The second person has the paper in hand, and names the file that was compared with it.
 * @throws Refusal forbidden as `anotherThan`; conflict "exports/nothing-to-confirm", "exports/acknowledged-already";
 *         missing "exports/no-such-export".
 */
export async function confirmPaper(
  { exports, clock, people }: Pick<ExportDeps, "exports"> & TwoPeopleDeps,
  id: PackageId,
  compared: Sha256,
  by: UserId,
): Promise<void> {
  const at = clock();
  const requireOther = await anotherThan({ people, clock }, by);
  await exports.confirm(
    id,
    (before) => {
      requireOpen(before);
      const { acknowledgement } = before;
      if (acknowledgement?.sha256 !== compared) {
        throw new Refusal("conflict", "exports/nothing-to-confirm", "no such paper waits", {
          fix: "Look at the export again: another paper may have taken its place.",
        });
      }
      requireOther(acknowledgement.by);
      return { at, by };
    },
    () => action("export-confirmed", id, at, by, { sha256: compared }),
  );
}

/** It can be taken out no more; what was acknowledged stays so. @throws Refusal missing "exports/no-such-export". */
export function withdraw(
  { exports, clock }: Pick<ExportDeps, "exports" | "clock">,
  id: PackageId,
  by: UserId,
  reason: string,
): Promise<void> {
  const at = clock();
  return exports.withdraw(id, { at, by, reason }, ({ withdrawn, takenOutAt }) =>
    withdrawn === null
      ? { ...action("export-withdrawn", id, at, by, { wasTakenOut: takenOutAt !== null }), reason }
      : null,
  );
}

const action = (
  kind: ActionKind,
  id: PackageId,
  at: UtcInstant,
  by: UserId,
  after: Values,
): NewAction => ({
  ...{ kind, at, actor: `user:${by}`, subject: `package:${id}`, before: null, after },
  reason: null,
});

/** A package that was made for somebody outside, and how it stands: made, taken out, acknowledged, overdue or withdrawn. */
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { PackageId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { PaperType } from "../kernel/scanned-paper.ts";
import type { Issued } from "../packages/issued.ts";
import {
  type Package,
  type PackageOutcome,
  type PackageRequest,
  packageFinished,
} from "../packages/package-store.ts";

export interface ExportOrder extends PackageRequest {
  readonly issued: Issued;
  /** The last day for the recipient's acknowledgement, in the agency's zone; null: none. */
  readonly dueOn: CalendarDate | null;
}

export const CMS_TYPE = "application/pkcs7-signature";

/** Who signed an acknowledgement, as its certificate says; whose that certificate is, its root answers for. */
export interface RecipientSignature {
  /** Subject of the certificate, RFC 4514. */
  readonly signer: string;
  readonly certificateSha256: Sha256;
  /** Subject of the last certificate above it that came along or is known here; its own issuer where none did. */
  readonly root: string;
  /** That root is among those the operator trusts, and every certificate up to it held at that time. */
  readonly isRootKnown: boolean;
  /** By the signer's own word. */
  readonly signedAt: UtcInstant | null;
}

export interface Acknowledgement {
  readonly kind: "signed" | "paper";
  readonly mediaType: PaperType | typeof CMS_TYPE;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly at: UtcInstant;
  readonly by: UserId;
  /** Of a signed one. */
  readonly signature: RecipientSignature | null;
  /** Of a paper: who compared it after the first; null: nobody yet, and it counts for nothing. */
  readonly confirmed: { readonly at: UtcInstant; readonly by: UserId } | null;
}

export interface Export extends Package {
  readonly issued: Issued;
  readonly dueOn: CalendarDate | null;
  /** The first time. */
  readonly takenOutAt: UtcInstant | null;
  readonly acknowledgement: Acknowledgement | null;
  readonly withdrawn: {
    readonly at: UtcInstant;
    /** Null: custody itself did, as what it is part of needs another package. */
    readonly by: UserId | null;
    readonly reason: string;
  } | null;
}

export const EXPORT_STATES = ["made", "taken-out", "acknowledged", "overdue", "withdrawn"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

type Course = Pick<Export, "withdrawn" | "acknowledgement" | "takenOutAt" | "dueOn">;

export const isAcknowledged = ({ acknowledgement }: Pick<Export, "acknowledgement">): boolean =>
  acknowledgement !== null &&
  (acknowledgement.kind === "signed" || acknowledgement.confirmed !== null);

/** What was acknowledged stays so, also where it is withdrawn later: the recipient has it. */
export function stateOf(course: Course, today: CalendarDate): ExportState {
  if (isAcknowledged(course)) return "acknowledged";
  if (course.withdrawn !== null) return "withdrawn";
  if (course.takenOutAt === null) return "made";
  return course.dueOn !== null && course.dueOn < today ? "overdue" : "taken-out";
}

export const noSuchExport = (): Refusal =>
  new Refusal("missing", "exports/no-such-export", "there is no such export");

export const isWithdrawn = (): Refusal =>
  new Refusal("conflict", "exports/withdrawn", "this export was withdrawn", {
    fix: "Order another one, if the recipient is to get it after all.",
  });

/** How a package that still waits ends with its export. */
export function unprepared(
  id: PackageId,
  { at, by }: NonNullable<Export["withdrawn"]>,
): { readonly outcome: PackageOutcome; readonly action: NewAction } {
  const outcome = { failure: isWithdrawn().code };
  const actor = by === null ? "process:custody" : (`user:${by}` as const);
  return { outcome, action: packageFinished(id, outcome, at, actor) };
}

/** What an acknowledgement may be put to. @throws Refusal conflict "exports/acknowledged-already", "exports/not-taken-out". */
export function requireOpen(one: Pick<Export, "acknowledgement" | "takenOutAt">): void {
  if (isAcknowledged(one)) {
    throw new Refusal("conflict", "exports/acknowledged-already", "it is acknowledged already", {
      fix: "What was acknowledged stays as it is.",
    });
  }
  if (one.takenOutAt === null) {
    throw new Refusal("conflict", "exports/not-taken-out", "nobody took this package out yet", {
      fix: "Take it out first: what nobody has, nobody can acknowledge.",
    });
  }
}

export type ExportId = PackageId;

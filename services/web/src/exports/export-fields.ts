/** What the forms of an export ask, and what they send; and what a leaked copy is searched by. */
import type {
  AcknowledgementRequestBody,
  ExportRequestBody,
} from "../../../review/export-schema.ts";
import { base64OfFile } from "../frame/base64.ts";
import { isPaperType } from "../frame/paper-types.ts";
import { told } from "../frame/form-facts.ts";
import type { Purpose } from "../item/purpose.ts";

export interface OrderFields extends Purpose {
  readonly recipient: ExportRequestBody["recipient"];
  readonly organisation: string;
  readonly person: string;
  readonly basis: string;
  readonly basisSha256?: string;
  readonly dueOn?: string;
}

const RECIPIENTS_TOLD: Readonly<Record<OrderFields["recipient"], true>> = {
  ...{ court: true, prosecutor: true, agency: true, archive: true },
  ...{ lawyer: true, party: true, press: true, other: true },
};
export const RECIPIENTS = Object.keys(RECIPIENTS_TOLD) as readonly OrderFields["recipient"][];

export const orderRequest = (
  itemIds: readonly string[],
  { recipient, organisation, person, basis, basisSha256, dueOn, ...why }: OrderFields,
): ExportRequestBody => ({
  ...{ itemIds: [...itemIds], recipient, purposeKind: why.purposeKind },
  ...{ organisation: organisation.trim(), person: person.trim(), basis: basis.trim() },
  ...{ purpose: why.purpose.trim(), dueOn: told(dueOn) },
  basisSha256: told(basisSha256),
});

export interface AcknowledgementFields {
  readonly kind: "signed" | "paper";
  readonly file: File;
}

/** As services/exports/acknowledge.ts. */
export const MOST_BYTES = { signed: 64 << 10, paper: 4 << 20 } as const;

/** @throws DOMException where the file cannot be read any more. */
export async function acknowledgementRequest({
  kind,
  file,
}: AcknowledgementFields): Promise<AcknowledgementRequestBody> {
  const base64 = await base64OfFile(file);
  if (kind === "signed") return { acknowledgement: { kind, base64 } };
  const mediaType = isPaperType(file.type) ? file.type : "application/pdf";
  return { acknowledgement: { kind, mediaType, base64 } };
}

/** A watermark id as somebody typed it, or the SHA-256 of a file; null for anything else. */
export function traceOf(text: string): Readonly<Record<"watermark" | "sha256", string>> | null {
  const plain = text.trim();
  if (/^[0-9a-f]{64}$/iu.test(plain)) return { watermark: "", sha256: plain.toLowerCase() };
  const letters = plain.toUpperCase().replaceAll(/[\s-]/gu, "");
  // As services/packages/issued.ts writes them.
  return /^[2-9A-HJ-KMNP-Z]{20}$/u.test(letters) ? { watermark: letters, sha256: "" } : null;
}

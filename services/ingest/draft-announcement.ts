/** What a request of the draft says about its recording, in the words of Upload-Metadata. */
import { parse } from "content-disposition";
import { Refusal } from "../kernel/refusal.ts";
import { parseDigest } from "./draft-headers.ts";
import { formatMetadata } from "./upload-metadata.ts";

export interface RepresentationFields {
  readonly contentDisposition: string | undefined;
  readonly contentType: string | undefined;
  readonly reprDigest: string | undefined;
  /** For what HTTP has no field: recordedAt, case, activity and any other fact. */
  readonly uploadMetadata: string | undefined;
}

/**
 * Upload-Metadata of all of them. A fact that is told twice stands in it twice, which `parseMetadata` refuses.
 * @throws Refusal invalid "ingest/bad-metadata", "ingest/bad-header", "ingest/checksum-unknown".
 */
export function announcementOf(fields: RepresentationFields): string {
  const { contentDisposition, contentType, reprDigest, uploadMetadata } = fields;
  const filename = contentDisposition === undefined ? null : filenameOf(contentDisposition);
  const sha256 = parseDigest("Repr-Digest", reprDigest);
  const pairs = Object.entries({ filename, filetype: contentType?.trim() ?? null, sha256 });
  const told = Object.fromEntries(
    pairs.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]])),
  );
  return [uploadMetadata ?? "", formatMetadata(told)].filter((text) => text !== "").join(",");
}

/** RFC 6266: filename* is UTF-8; a plain filename beyond ASCII has no coding that could be known. */
function filenameOf(header: string): string | null {
  if (!/^[\x20-\x7e]*$/.test(header)) {
    throw new Refusal("invalid", "ingest/bad-metadata", "Content-Disposition is not ASCII", {
      fix: "Send the name as filename*=UTF-8''… (RFC 8187).",
    });
  }
  return parse(header).parameters["filename"] ?? null;
}

/** Headers under which media leaves: what it is, what it is called, its digest, and that nobody guesses. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ByteRange } from "../objects/object-store.ts";

/** Types a browser plays and never runs; everything else is bytes. */
const PLAYABLE = new Set([
  "video/mp4",
  "video/webm",
  "video/quicktime",
  "video/x-msvideo",
  "video/x-matroska",
  "video/mp2t",
  "audio/mp4",
  "audio/mpeg",
  "audio/wav",
  "audio/x-wav",
  "audio/ogg",
  "audio/flac",
  "audio/amr",
  "image/jpeg",
  "image/png",
]);

export const safeMediaType = (declared: string): string => {
  const type = declared.toLowerCase();
  return PLAYABLE.has(type) ? type : "application/octet-stream";
};

/** Separators of paths, control and format characters (which turn the reading direction), and quotes. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|]+/gu;
const MAX_NAME = 120;

/** A name that every file system takes and that reads as it is; `fallback` if nothing is left. */
export function safeFileName(announced: string, fallback: string): string {
  const cleaned = announced.toWellFormed().normalize("NFC").replace(UNSAFE, "_");
  const end = Array.from(cleaned).slice(-MAX_NAME).join("");
  return end.replace(/^[.\s]+|[.\s]+$/g, "") || fallback;
}

/** RFC 6266 with an RFC 8187 name, so that 现场.mp4 stays 现场.mp4. */
export function contentDisposition(type: "attachment" | "inline", name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|[%;]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Of what is to be kept outside, under a name of ours; `sizeBytes` where it is known before it is made. */
export const downloadHeaders = (
  mediaType: string,
  name: string,
  sizeBytes: number | null = null,
): Record<string, string> => ({
  "Content-Type": mediaType,
  ...(sizeBytes === null ? {} : { "Content-Length": String(sizeBytes) }),
  "Content-Disposition": contentDisposition("attachment", name),
  "X-Content-Type-Options": "nosniff",
});

export interface Representation {
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly disposition: string;
}

type Growing = Omit<Representation, "sha256"> & { readonly sha256: null };

/** `Repr-Digest` (RFC 9530) is of the whole, also when a part of it is sent; what still grows has none. */
export function mediaHeaders(
  { sizeBytes, sha256, mediaType, disposition }: Representation | Growing,
  range: ByteRange | null,
): Record<string, string> {
  const length = range === null ? sizeBytes : range.lastByte - range.firstByte + 1;
  return {
    "Content-Type": mediaType,
    "Content-Length": String(length),
    "Content-Disposition": disposition,
    "Accept-Ranges": "bytes",
    ...(sha256 === null ? {} : digestHeaders(sha256)),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    ...(range === null
      ? {}
      : { "Content-Range": `bytes ${range.firstByte}-${range.lastByte}/${sizeBytes}` }),
  };
}

const digestHeaders = (sha256: Sha256): Record<string, string> => ({
  ETag: `"${sha256}"`,
  "Repr-Digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`,
});

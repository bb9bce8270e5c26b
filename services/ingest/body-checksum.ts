/** What a request says its body hashes to: in its head, or behind the body (tus checksum-trailer). */
import { Refusal } from "../kernel/refusal.ts";
import { CHECKSUM_ALGORITHMS, type Checksum, badHeader, parseChecksum } from "./tus-headers.ts";

/** A body of which all has come and is durable. */
export interface WholeBody {
  /** By one of the algorithms asked for. */
  readonly digestOf: (algorithm: string) => Buffer;
  readonly sizeBytes: number;
  /** Where it begins in the upload. */
  readonly offsetBytes: number;
}

export interface BodyChecksum {
  /** OpenSSL's names of every algorithm that `check` may ask for. */
  readonly algorithms: readonly string[];
  /** Nothing of the body counts before it resolves, and nothing does if it rejects. */
  readonly check: (body: WholeBody) => Promise<void> | void;
}

/** What a request says about its body, before it and behind it; trailers are there once it has come. */
interface Fields {
  readonly headers: Readonly<Partial<Record<string, string | string[]>>>;
  readonly trailers: Readonly<Partial<Record<string, string>>>;
}

/** Null where the request says none. @throws Refusal invalid "ingest/bad-header", "ingest/checksum-unknown". */
export function checksumOf(request: Fields): BodyChecksum | null {
  const inHead = parseChecksum(headerText(request.headers["upload-checksum"]));
  if (!isTrailerAnnounced(request)) return inHead === null ? null : known(inHead);
  if (inHead !== null) {
    throw badHeader(
      "Upload-Checksum",
      "Upload-Checksum comes in the head or as a trailer, not both",
    );
  }
  // RFC 9112 §7.1.2: trailer fields belong to the chunked coding.
  if (request.headers["transfer-encoding"] === undefined) {
    throw badHeader("Trailer", "only a chunked body can have a trailer");
  }
  return { algorithms: CHECKSUM_ALGORITHMS, check: (body) => compare(body, readTrailer(request)) };
}

export const known = (checksum: Checksum): BodyChecksum => ({
  algorithms: [checksum.algorithm],
  check: (body) => compare(body, checksum),
});

function compare({ digestOf, offsetBytes }: WholeBody, { algorithm, digest }: Checksum): void {
  if (digestOf(algorithm).equals(digest)) return;
  throw new Refusal("invalid", "ingest/checksum-mismatch", "the body has another checksum", {
    fix: "Nothing of this body was kept: send it again from the same offset.",
    facts: { offsetBytes },
  });
}

/** RFC 9110 §6.6.2: a list of field names, whatever their case. */
const isTrailerAnnounced = ({ headers }: Fields): boolean =>
  (headerText(headers["trailer"]) ?? "")
    .split(",")
    .some((name) => name.trim().toLowerCase() === "upload-checksum");

function readTrailer(request: Fields): Checksum {
  const checksum = parseChecksum(request.trailers["upload-checksum"]);
  if (checksum !== null) return checksum;
  throw badHeader("Upload-Checksum", "the trailer that was announced did not come");
}

const headerText = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" ? value : value?.join(", ");

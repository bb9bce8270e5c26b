/** What a request says its body hashes to: in its head, or behind the body (tus checksum-trailer). */
import {
  CHECKSUM_ALGORITHMS,
  type Checksum,
  type ChecksumAlgorithm,
  badHeader,
  parseChecksum,
} from "./tus-headers.ts";

export interface BodyChecksum {
  /** Every algorithm that it can turn out to be of. */
  readonly algorithms: readonly ChecksumAlgorithm[];
  /** Once all of the body has come. @throws Refusal invalid "ingest/bad-header", "ingest/checksum-unknown". */
  readonly said: () => Checksum;
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
  return { algorithms: CHECKSUM_ALGORITHMS, said: () => readTrailer(request) };
}

export const known = (checksum: Checksum): BodyChecksum => ({
  algorithms: [checksum.algorithm],
  said: () => checksum,
});

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

/** Upload-Concat (tus concatenation), parsed strictly: a partial upload, or a final one and what it is made of. */
import { type UploadId, parseId } from "../kernel/ids.ts";
import { badHeader } from "./tus-headers.ts";
import { PARTIAL } from "./upload.ts";

export type Concat =
  | { readonly kind: "partial" }
  | { readonly kind: "final"; readonly partials: readonly (UploadId | null)[] };

/** Far more than help; a head of 16 KiB ends earlier, at some 350 relative addresses. */
const MOST_PARTIALS = 1000;

/**
 * Null where the header is absent. `door` is the path uploads lie under ("/uploads"), `at` the path of the
 * request, which relative addresses are taken from (RFC 3986 §5). Scheme and host are not compared: behind a
 * proxy they are the proxy's, and the id and its device decide. Null among the partials: no upload has that
 * address. @throws Refusal invalid "ingest/bad-header".
 */
export function parseConcat(header: string | undefined, door: string, at: string): Concat | null {
  if (header === undefined) return null;
  if (header === PARTIAL) return { kind: "partial" };
  const list = /^final;(\S+(?: \S+)*)$/.exec(header)?.[1];
  if (list === undefined) {
    throw badHeader("Upload-Concat", 'Upload-Concat is "partial" or "final;" and addresses');
  }
  const addresses = list.split(" ");
  if (addresses.length > MOST_PARTIALS) {
    throw badHeader("Upload-Concat", `Upload-Concat lists more than ${MOST_PARTIALS} uploads`);
  }
  return { kind: "final", partials: addresses.map((address) => idAt(address, door, at)) };
}

function idAt(address: string, door: string, at: string): UploadId | null {
  const base = `http://server${at}`;
  if (!URL.canParse(address, base)) return null;
  const { protocol, pathname, search, hash } = new URL(address, base);
  const isPlain = /^https?:$/.test(protocol) && search === "" && hash === "";
  if (!isPlain || !pathname.startsWith(`${door}/`)) return null;
  return parseId<UploadId>(pathname.slice(door.length + 1));
}

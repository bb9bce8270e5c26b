/** The commands of the verification panel: curl, coreutils, openssl; every value in them is ours or a digest. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { leafText } from "../ledger/leaf.ts";
import type { Seal } from "../sealing/seal-store.ts";

const get = (origin: string, path: string, file: string): string =>
  `curl -fsS -H "Authorization: Bearer $TOKEN" -o ${file} "${origin}/api/v1${path}"`;

const original = (origin: string, { id }: EvidenceItem): string =>
  get(origin, `/items/${id}/original?purpose=verification`, "original");

export const bytesYourself = (origin: string, item: EvidenceItem): string =>
  item.original === null
    ? ""
    : [
        original(origin, item),
        `echo "${item.original.sha256}  original" | sha256sum -c`,
        `test "$(stat -c %s original)" = ${item.sizeBytes}`,
      ].join("\n");

export const declaredYourself = (origin: string, item: EvidenceItem): string =>
  item.announced.sha256 === null
    ? ""
    : [original(origin, item), `echo "${item.announced.sha256}  original" | sha256sum -c`].join(
        "\n",
      );

export const signatureYourself = (origin: string, { id }: EvidenceItem): string =>
  [
    get(origin, `/items/${id}/manifest`, "manifest.json"),
    get(origin, `/items/${id}/manifest.p7s`, "manifest.json.p7s"),
    `curl -fsS -o root.pem "${origin}/api/v1/root.pem"`,
    "openssl cms -verify -binary -purpose any -inform DER -in manifest.json.p7s -content manifest.json -CAfile root.pem -out /dev/null",
  ].join("\n");

/** The leaf's hash (RFC 6962 §2.1) is what the ledger's tiles and proofs speak of. */
export function ledgerYourself(origin: string, item: EvidenceItem, seal: Seal | null): string {
  if (seal === null) return "";
  const leaf = leafText({ type: "clip", itemId: item.id, manifestSha256: seal.manifestSha256 });
  const quoted = leaf.replaceAll("\n", "\\n");
  return [
    get(origin, `/items/${item.id}/manifest`, "manifest.json"),
    `echo "${seal.manifestSha256}  manifest.json" | sha256sum -c`,
    `printf '\\000${quoted}' | sha256sum`,
    `printf '${quoted}' > leaf`,
    `curl -fsS -G --data-urlencode leaf@leaf "${origin}/ledger/proofs/inclusion"`,
  ].join("\n");
}

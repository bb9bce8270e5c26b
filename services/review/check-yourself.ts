/** The commands of the verification panel: curl, coreutils, openssl; every value in them is ours or a digest. */
import type { CustodyEvent } from "../evidence/custody-event.ts";
import { GENESIS } from "../kernel/hash-chain.ts";
import type { Derivative } from "../evidence/derivative.ts";
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

const root = (origin: string): string => `curl -fsS -o root.pem "${origin}/api/v1/root.pem"`;

const signed = (manifest: string): string =>
  `openssl cms -verify -binary -purpose smimesign -inform DER -in ${manifest}.p7s -content ${manifest} -CAfile root.pem -out /dev/null`;

export const signatureYourself = (origin: string, { id }: EvidenceItem): string =>
  [
    get(origin, `/items/${id}/manifest`, "manifest.json"),
    get(origin, `/items/${id}/manifest.p7s`, "manifest.json.p7s"),
    root(origin),
    signed("manifest.json"),
  ].join("\n");

/**
 * Every record is hashed behind the digest of the one before (services/evidence/custody-event.ts); the last
 * digest stands for all of them. The sealing names the manifest and its place in the ledger.
 */
export function custodyYourself(
  origin: string,
  { id }: EvidenceItem,
  events: readonly CustodyEvent[],
): string {
  const last = events.at(-1);
  if (last === undefined) return "";
  return [
    get(origin, `/items/${id}/custody.txt`, "custody.txt"),
    `head -n ${events.length} custody.txt > seen.txt`,
    `digest=${GENESIS}`,
    "while IFS= read -r record; do",
    `  digest=$(printf 'holdfast/custody/v1\\n%s\\n%s' "$digest" "$record" | sha256sum | cut -c 1-64)`,
    "done < seen.txt",
    `test "$digest" = ${last.sha256} && echo OK || echo FAILED`,
    `grep -o '"kind":"sealed".*' seen.txt`,
  ].join("\n");
}

/** Of each copy: its bytes, what its manifest says of them and of the original, and who signed that. */
export function copiesYourself(
  origin: string,
  { id, original: parent }: EvidenceItem,
  copies: readonly Derivative[],
  seals: readonly Seal[],
): string {
  const sealed = copies.filter(({ kind }) =>
    seals.some(({ subject, signature }) => subject === kind && signature !== null),
  );
  if (sealed.length === 0 || parent === null) return "";
  const lines = sealed.flatMap(({ kind, sha256 }) => {
    const path = `/items/${id}/derivatives/${kind}`;
    const manifest = `${kind}.manifest.json`;
    return [
      get(origin, `${path}?purpose=verification&download=true`, kind),
      `echo "${sha256}  ${kind}" | sha256sum -c`,
      get(origin, `${path}/manifest`, manifest),
      get(origin, `${path}/manifest.p7s`, `${manifest}.p7s`),
      `grep -o -e ${sha256} -e ${parent.sha256} ${manifest}`,
      signed(manifest),
    ];
  });
  return [root(origin), ...lines].join("\n");
}

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

/** Whether the original holds a mark of ONVIF Media Signing, Axis Signed Video or C2PA; a validator says the rest. */
export const sourceYourself = (origin: string, item: EvidenceItem): string =>
  [
    original(origin, item),
    "for mark in 005bc93f2d715e95ada4796f90877a6f 5369676e656420566964656f2e2e2e30 6332706100110010800000aa00389b71; do",
    `  if od -An -v -tx1 original | tr -d ' \\n' | grep -q "$mark"; then echo "signed: $mark"; else echo "not there: $mark"; fi`,
    "done",
  ].join("\n");

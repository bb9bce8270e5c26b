/** What lists of revoked certificates say of a stamp: of the certificate that stamped, and of those of the authorities above it. */
import type { X509Certificate } from "node:crypto";
import { type Revocation, judgeTogether } from "../../services/anchors/revocation.ts";
import type { StampRevocation } from "../../services/anchors/timestamp.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { Type, encode, partsOf } from "./asn1.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { type ReadList, asList, revocationOf, subjectOf } from "./revocation-list.ts";

export interface Behind {
  readonly leaf: X509Certificate;
  /** Other certificates that are known, without the trusted ones. */
  readonly helpers: readonly X509Certificate[];
  /** Trusted ones: nobody above them could revoke them. */
  readonly anchors: readonly X509Certificate[];
}

/** Null: the certificate that stamped was revoked. `left`: those of `helpers` that were not. Never throws on hostile input. */
export function judgeLists(
  ders: readonly Uint8Array[],
  { leaf, helpers, anchors }: Behind,
  genTime: UtcInstant,
): (StampRevocation & { readonly left: readonly X509Certificate[] }) | null {
  const lists = ders.map(asList);
  const known = [...helpers, ...anchors];
  /** Lists that are of somebody's who issued a certificate here. */
  const used = new Set<ReadList>();
  const saidOf = (certificate: X509Certificate): readonly (Revocation | null)[] =>
    lists.flatMap((list) => {
      const said = list === null ? undefined : revocationOf(list, certificate, known, genTime);
      if (list === null || said === undefined) return [];
      used.add(list);
      return [said];
    });
  const above = helpers
    .filter((each) => !each.raw.equals(leaf.raw) && !isSelfIssued(each))
    .map((each) => ({ certificate: each, said: judgeTogether(saidOf(each)) }));
  const revocation = judgeTogether(saidOf(leaf));
  if (revocation === null) return null;
  const isNobodys = lists.some((list) => list === null || !used.has(list));
  const revoked = above.filter(({ said }) => said === null).map(({ certificate }) => certificate);
  const cleared = above.filter(({ said }) => said !== null && "listOf" in said);
  return {
    revocation: isNobodys && revocation.list === "none" ? { list: "unusable" } : revocation,
    clearedAbove: new Set(cleared.map(({ certificate }) => certificate.raw.toString("hex"))).size,
    left: helpers.filter((each) => !revoked.includes(each)),
  };
}

function isSelfIssued(certificate: X509Certificate): boolean {
  try {
    const [issuer] = partsOf(issuerAndSerial(certificate), Type.SEQUENCE);
    return issuer !== undefined && encode(issuer).equals(subjectOf(certificate));
  } catch {
    return false;
  }
}

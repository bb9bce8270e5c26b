/** What lists of revoked certificates, and answers about one, say of a stamp: of the certificate that stamped, and of those of the authorities above it. */
import type { X509Certificate } from "node:crypto";
import { type Revocation, judgeTogether } from "../../services/anchors/revocation.ts";
import type { StampRevocation } from "../../services/anchors/timestamp.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { Type, encode, partsOf } from "./asn1.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { type ReadAnswer, answeredOf, asAnswer } from "./revocation-answer.ts";
import { type ReadList, asList, listOf, revocationOf, subjectOf } from "./revocation-list.ts";
import { readRoots } from "./timestamp-chain.ts";

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
  const lists = ders.map((der): Statement | null => asList(der) ?? asAnswer(der));
  const known = [...helpers, ...anchors];
  /** Lists that are of somebody's who issued a certificate here. */
  const used = new Set<Statement>();
  const saidOf = (certificate: X509Certificate): readonly (Revocation | null)[] =>
    lists.flatMap((list) => {
      const said = list === null ? undefined : saidBy(list, certificate, known, genTime);
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

type Statement = ReadList | ReadAnswer;

const saidBy = (
  statement: Statement,
  ...about: readonly [X509Certificate, readonly X509Certificate[], UtcInstant]
): Revocation | null | undefined =>
  "serial" in statement ? answeredOf(statement, ...about) : revocationOf(statement, ...about);

/** Whether `list` is of those whom `rootsPem` names: a list that one of them signed, or an answer by one or whom one appointed. */
export function isListOf(list: Uint8Array, rootsPem: string): boolean {
  if (listOf(list, rootsPem) !== null) return true;
  try {
    const { anchors, helpers } = readRoots(rootsPem);
    const answer = asAnswer(list);
    return [...anchors, ...helpers].some((each) => answer?.isOf(each) === true);
  } catch {
    return false;
  }
}

function isSelfIssued(certificate: X509Certificate): boolean {
  try {
    const [issuer] = partsOf(issuerAndSerial(certificate), Type.SEQUENCE);
    return issuer !== undefined && encode(issuer).equals(subjectOf(certificate));
  } catch {
    return false;
  }
}

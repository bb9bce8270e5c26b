/** What lists of revoked certificates, and answers about one, say of a stamp: of the certificate that stamped, and of those of the authorities above it. */
import type { X509Certificate } from "node:crypto";
import {
  type Revocation,
  judgeRevocation,
  judgeTogether,
} from "../../services/anchors/revocation.ts";
import type { StampRevocation } from "../../services/anchors/timestamp.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { Type, encode, partsOf } from "./asn1.ts";
import { isIssuedBy } from "./certificate-chain.ts";
import { issuerAndSerial } from "./issuer-and-serial.ts";
import { asAnswer } from "./revocation-answer.ts";
import { type IsEnded, type Statement, asList, listOf, subjectOf } from "./revocation-list.ts";
import { endOf, readRoots } from "./timestamp-chain.ts";

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
  const plain = ders.map(asList);
  const lists = ders.map((der, at): Statement | null => plain[at] ?? asAnswer(der));
  const known = [...helpers, ...anchors];
  // By lists alone: an answer about one who answers would need one in turn.
  const isEnded: IsEnded = (appointed, saidAt) =>
    plain.some((list) => list !== null && saidBy(list, appointed, known, saidAt) === null);
  /** Lists that are of somebody's who issued a certificate here. */
  const used = new Set<Statement>();
  const saidOf = (certificate: X509Certificate): readonly (Revocation | null)[] =>
    lists.flatMap((list) => {
      const said = list === null ? undefined : saidBy(list, certificate, known, genTime, isEnded);
      if (list === null || said === undefined) return [];
      used.add(list);
      return [said];
    });
  const above = aboveOf(leaf, helpers)
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

/** Those of `helpers` from which a way leads down to `leaf`: others say nothing of its stamps, whatever lists say of them. */
function aboveOf(
  leaf: X509Certificate,
  helpers: readonly X509Certificate[],
): readonly X509Certificate[] {
  // Whoever is added while the set is gone through has its turn, too.
  const line = new Set([leaf]);
  for (const below of line) {
    for (const each of helpers) if (issues(each, below)) line.add(each);
  }
  return helpers.filter((each) => line.has(each));
}

function issues(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return isIssuedBy(certificate, issuer);
  } catch {
    // What node:crypto throws for keys it cannot read.
    return false;
  }
}

/**
 * What `statement` says of `certificate` behind a stamp of `genTime`. It is believed if it is of one of `known` that issued the
 * certificate: whoever holds that key made that too. Null: revoked. Undefined: it is not theirs. Never throws on hostile input.
 */
function saidBy(
  statement: Statement,
  certificate: X509Certificate,
  known: readonly X509Certificate[],
  genTime: UtcInstant,
  isEnded?: IsEnded,
): Revocation | null | undefined {
  try {
    const said = statement.about(certificate);
    if (said === undefined) return undefined;
    const isTheirs = known.some(
      (each) => isIssuedBy(certificate, each) && statement.isOf(each, isEnded),
    );
    if (!isTheirs) return undefined;
    if (said === "unknown") return { list: said };
    return judgeRevocation(said, { genTime, notAfter: utcInstant(endOf(certificate)) });
  } catch {
    // Malformed, or what node:crypto throws for keys it cannot read.
    return undefined;
  }
}

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

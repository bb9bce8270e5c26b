/**
 * Use case: check a package offline, and say of each thing whether it holds.
 *
 * Nothing in the package is believed: paths and sizes come from a reader that refuses unsafe archives, and
 * trust comes from keys the caller pinned. Without those a sound package is INDETERMINATE: it is whole,
 * and anyone could have made it.
 */
import type { TimestampVerifier } from "../anchors/timestamp.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId, PackageId } from "../kernel/ids.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { isPayload } from "./bag.ts";
import { checkItem } from "./check-item.ts";
import { checkListKey } from "./check-key.ts";
import { checkBag, checkContents, checkStatement, statementOf } from "./check-whole.ts";
import { checkTimestamps } from "./check-timestamp.ts";
import { checkMoreDigests } from "./check-second.ts";
import { laterEnds } from "./later-ends.ts";
import { checkDeviceChains } from "./device-chain.ts";
import { type Finding, type Verdict, about, overall } from "./finding.ts";
import type { Issued } from "./issued.ts";
import { type Level, levelsOf } from "./levels.ts";
import type { PackageStatement } from "./package-json.ts";
import { copyKind } from "./package-layout.ts";
import type { PackageReader } from "./package-reader.ts";
import { type Digester, type Progress, type ReadPackage, readPackage } from "./read-files.ts";
import { type Pins, trustOf } from "./trust.ts";

export interface PackageReport {
  readonly verdict: Verdict;
  /** Null if package.json cannot be read. */
  readonly packageId: PackageId | null;
  readonly agency: string | null;
  readonly preparedAt: UtcInstant | null;
  readonly itemIds: readonly ItemId[];
  /** For whom it says that it was made; null: it says nothing of that. */
  readonly issued: Issued | null;
  /** SHA-256 of the root certificate that was used, as DER. */
  readonly rootFingerprint: Sha256 | null;
  readonly findings: readonly Finding[];
  /** What the findings come to, from L0 to L6; never added up to one. */
  readonly levels: readonly Level[];
}

export interface Judges {
  readonly signatures: SignatureVerifier;
  readonly timestamps: TimestampVerifier;
  /** Tells whether the certificates behind a time stamp still hold. */
  readonly clock: Clock;
}

/** @throws Refusal invalid "packages/unsafe-archive" from the reader; everything else is a finding. */
export async function verifyPackage(
  judges: Judges,
  reader: PackageReader,
  pins: Pins,
  progress?: Progress,
  digester?: Digester,
): Promise<PackageReport> {
  const { signatures, timestamps } = judges;
  const read = await readPackage(reader, progress, digester);
  const trust = trustOf(pins, read);
  const statement = statementOf(read);
  const itemIds = statement?.itemIds ?? [];
  const packageId = statement?.packageId ?? null;
  const pinnedRoots = pins.timestampRoots ?? null;
  const now = judges.clock();
  const stamps = await checkTimestamps({ timestamps, read, trust, pinnedRoots, now });
  const later = laterEnds(pins.revocations ?? null, trust, read);
  const deps = { signatures, trust, read, packageId, later, existedAt: stamps.existedAt };
  const list = await checkStatement(signatures, trust.rootCertificatePem, read);
  const findings: Finding[] = [
    ...checkContents(statement, read),
    ...checkBag(read),
    list.finding,
    ...(list.signed === null ? [] : checkListKey(deps, list.signed)),
    ...strayPayload(read, itemIds),
  ];
  for (const itemId of itemIds) findings.push(...(await checkItem(deps, itemId)));
  findings.push(...stamps.findings);
  findings.push(...(await checkMoreDigests(reader, read, itemIds)));
  findings.push(...checkDeviceChains(read, itemIds), ...later.findings, ...trust.findings);
  return {
    verdict: overall(findings),
    ...saidBy(statement),
    itemIds,
    rootFingerprint: trust.rootFingerprint,
    findings,
    levels: levelsOf(findings),
  };
}

const saidBy = (statement: PackageStatement | null) => ({
  packageId: statement?.packageId ?? null,
  agency: statement?.agency ?? null,
  preparedAt: statement?.preparedAt ?? null,
  issued: statement?.issued ?? null,
});

/** Media of no item, and what lies beside the copies of one and is none: no manifest vouches for them. */
function strayPayload(read: ReadPackage, itemIds: readonly ItemId[]): Finding[] {
  const isHome = (path: string): boolean =>
    itemIds.some((id) => path.startsWith(`data/original/${id}/`) || copyKind(path, id) !== null);
  return [...read.files.keys()]
    .filter((path) => isPayload(path) && !isHome(path))
    .map((path) => about("media", path).failed("packages/file-without-manifest"));
}

/** Checks of one item in a package: manifest, media, ledger, receipt, custody, and every copy. */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { verifierKey } from "../ledger/note.ts";
import { originOfProof } from "../ledger/tlog-proof.ts";
import { verifyReceipt } from "../sealing/receipt.ts";
import {
  type CheckDeps,
  type Subject,
  checkBlocks,
  checkLedger,
  checkMedia,
  checkSignature,
  manifestLeaf,
  manifestOf,
} from "./check-manifest.ts";
import { checkSigningKey } from "./check-key.ts";
import { checkDerived } from "./check-derived.ts";
import { checkSource } from "./check-source.ts";
import { checkVisit } from "./check-visit.ts";
import { checkWitnesses } from "./check-witness.ts";
import { checkSecondSignature } from "./check-second.ts";
import { readCustodyLines } from "./custody-lines.ts";
import { type Finding, about } from "./finding.ts";
import {
  copyKind,
  copyManifestKind,
  custodyPath,
  itemPaths,
  receiptPath,
  receiptSignaturePath,
  sourceProofPath,
  visitProofPath,
} from "./package-layout.ts";
import type { BagFile } from "./bag.ts";

export async function checkItem(deps: CheckDeps, itemId: ItemId): Promise<Finding[]> {
  const { read } = deps;
  const subject = { itemId, subject: "original" };
  const findings = [
    ...(await checkSigned(deps, subject)),
    ...(await checkSecondSignature(deps, subject)),
  ];
  const known = manifestOf(read, subject);
  const folder = `data/original/${itemId}/`;
  const [file, ...more] = filesUnder(deps, folder);
  for (const { path } of more) findings.push(about("media", path).failed("packages/file-added"));
  if (known !== null) {
    const { manifest, digest } = known;
    findings.push(checkMedia(manifest, file, folder));
    if (file !== undefined) findings.push(await checkBlocks(deps, manifest, file));
    const { proof } = itemPaths(itemId, "original");
    findings.push(checkLedger(deps, subject, digest), ...checkWitnesses(deps, proof));
    findings.push(await checkReceipt(deps, itemId, manifest.media, digest));
  } else {
    const { proof } = itemPaths(itemId, "original");
    findings.push(about("ledger", proof).failed("packages/bad-manifest"));
  }
  findings.push(checkSource(deps, itemId, known?.manifest.media.sha256));
  if (known !== null) findings.push(...checkDerived(deps, itemId, known.manifest));
  findings.push(...checkVisit(deps, itemId, known?.manifest.media.sha256));
  for (const proof of [sourceProofPath(itemId), visitProofPath(itemId)]) {
    if (read.bytes(proof) !== null) findings.push(...checkWitnesses(deps, proof));
  }
  findings.push(checkCustody(deps, itemId, known?.digest));
  for (const kind of kindsOf(deps, itemId)) {
    findings.push(...(await checkCopy(deps, itemId, kind, known?.manifest.media.sha256)));
  }
  return findings;
}

/** The signature, and the key that made it. */
async function checkSigned(deps: CheckDeps, subject: Subject): Promise<Finding[]> {
  const { finding, signed } = await checkSignature(deps, subject);
  const digest = manifestOf(deps.read, subject)?.digest;
  if (signed === null || digest === undefined) return [finding];
  const paths = itemPaths(subject.itemId, subject.subject);
  return [finding, ...checkSigningKey(deps, paths, manifestLeaf(subject, digest), signed)];
}

/** Kinds that have a copy or a manifest: none of them may stand without the other. */
function kindsOf({ read }: CheckDeps, itemId: ItemId): string[] {
  const kinds = [...read.files.keys()].map(
    (path) => copyKind(path, itemId) ?? copyManifestKind(path, itemId),
  );
  return [...new Set(kinds)].filter((kind) => kind !== null).sort();
}

async function checkCopy(
  deps: CheckDeps,
  itemId: ItemId,
  kind: string,
  originalSha256: string | undefined,
): Promise<Finding[]> {
  const subject = { itemId, subject: kind };
  const findings = [
    ...(await checkSigned(deps, subject)),
    ...(await checkSecondSignature(deps, subject)),
  ];
  const known = manifestOf(deps.read, subject);
  if (known === null) return findings;
  const { manifest, digest } = known;
  const prefix = `data/viewing/${itemId}/${kind}.`;
  const [file, ...more] = filesUnder(deps, prefix);
  for (const { path } of more) findings.push(about("media", path).failed("packages/file-added"));
  findings.push(checkMedia(manifest, file, prefix), checkLedger(deps, subject, digest));
  findings.push(...checkWitnesses(deps, itemPaths(itemId, kind).proof));
  const parent = "derivedFrom" in manifest ? manifest.derivedFrom : null;
  if (parent?.item !== itemId || parent.sha256 !== originalSha256) {
    const path = itemPaths(itemId, kind).manifest;
    findings.push(about("media", path).failed("packages/made-from-other-bytes"));
  }
  return findings;
}

async function checkReceipt(
  { signatures, trust, read }: CheckDeps,
  itemId: ItemId,
  media: { readonly bytes: string; readonly sha256: string },
  manifestSha256: Sha256,
): Promise<Finding> {
  const path = receiptPath(itemId);
  const check = about("receipt", path);
  const [statement, signature] = [read.bytes(path), read.bytes(receiptSignaturePath(itemId))];
  const proof = read.bytes(itemPaths(itemId, "original").proof)?.toString("utf8");
  if (statement === null || signature === null || proof === undefined) {
    return check.failed("packages/file-missing");
  }
  const verifier = trust.verifierFor(originOfProof(proof));
  const verdict = await verifyReceipt(
    { signatures },
    { statement: statement.toString("utf8"), signature, proof },
    trust.rootCertificatePem,
    verifier === null ? "" : verifierKey(verifier.name, verifier.key),
  );
  if (!verdict.valid) return check.failed("packages/receipt-invalid", { why: verdict.reason });
  const said = verdict.statement;
  const same =
    said.itemId === itemId &&
    said.manifestSha256 === manifestSha256 &&
    said.serverSha256 === media.sha256 &&
    said.sizeBytes === media.bytes;
  return same
    ? check.passed("packages/receipt-valid", { sealedAt: said.sealedAt })
    : check.failed("packages/receipt-of-other-bytes");
}

/** The chain holds, tells of the seal of this manifest, and reaches to the making of this package. */
function checkCustody(
  { read, packageId }: CheckDeps,
  itemId: ItemId,
  manifestSha256: Sha256 | undefined,
): Finding {
  const path = custodyPath(itemId);
  const check = about("custody", path);
  const lines = read.bytes(path);
  if (lines === null) return check.failed("packages/file-missing");
  const chain = readCustodyLines(lines, itemId);
  if (!chain.sound) return check.failed("packages/custody-broken", { line: chain.line });
  const tellsOf = (kind: string, name: string, value: string | null | undefined): boolean =>
    typeof value === "string" &&
    chain.events.some((event) => event.kind === kind && event.data[name] === value);
  if (!tellsOf("sealed", "manifestSha256", manifestSha256)) {
    return check.failed("packages/custody-without-seal");
  }
  return tellsOf("packaged", "packageId", packageId)
    ? check.passed("packages/custody-sound", { events: chain.events.length })
    : check.failed("packages/custody-cut-off");
}

const filesUnder = ({ read }: CheckDeps, prefix: string): BagFile[] =>
  [...read.files.values()].filter(({ path }) => path.startsWith(prefix));

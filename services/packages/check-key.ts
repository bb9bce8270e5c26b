/**
 * Checks of the key that signed a manifest: that the ledger told of it before, and of no end of it before that
 * manifest. What counts is the order of the ledger; a time of signing is the signer's own word.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type Place, type ToldRevocation, isBefore } from "../ledger/key-revocations.ts";
import { type KeyAddLeaf, type KeyRevokeLeaf, type Leaf, parseLeaf } from "../ledger/leaf.ts";
import { originOfProof, verifyProof } from "../ledger/tlog-proof.ts";
import type { SoundSignature } from "../sealing/signer.ts";
import type { CheckDeps } from "./check-manifest.ts";
import { type Finding, about } from "./finding.ts";
import { earlier } from "./later-ends.ts";
import {
  type KeyRecord,
  PACKAGE_SIGNATURE,
  type SignerRole,
  type itemPaths,
  keyRecordPath,
  keyRecordProofPath,
  revokedIn,
} from "./package-layout.ts";

type Check = ReturnType<typeof about>;

/**
 * `leaf`: the manifest's own. None for a manifest that the ledger does not hold, which is told elsewhere. A second
 * signature stands where its manifest does: it is made before that is entered.
 */
export function checkSigningKey(
  deps: CheckDeps,
  paths: Pick<ReturnType<typeof itemPaths>, "manifest" | "proof" | "second">,
  leaf: string,
  signed: SoundSignature,
  role: SignerRole = "manifest-signer",
): Finding[] {
  const manifest = placeOf(deps, paths.proof, leaf);
  if (manifest === null) return [];
  const check =
    role === "manifest-signer"
      ? about("signing-key", paths.manifest)
      : about("second-signature", paths.second);
  try {
    const revoked = earlier<ToldRevocation>(
      recordOf(deps, signed.certificate, "key-revoke", role),
      deps.later.endOf(role, signed.certificate.spkiSha256),
    );
    return [
      revoked === null
        ? judgeAdded(deps, check, manifest, recordOf(deps, signed.certificate, "key-add", role))
        : judgeRevoked(check, manifest, deps.existedAt(paths.proof), revoked),
    ];
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    return [check.failed("packages/key-record-invalid")];
  }
}

function judgeAdded(
  deps: CheckDeps,
  check: Check,
  manifest: Place,
  added: Recorded<KeyAddLeaf> | null,
): Finding {
  return added === null || !isBefore(added.place, manifest)
    ? check.open("packages/key-not-told")
    : toldAndNotEnded(deps, check, added);
}

const toldAndNotEnded = (
  { later }: CheckDeps,
  check: Check,
  { leaf: { at }, place: { index } }: Recorded<KeyAddLeaf>,
): Finding =>
  check.passed(later.isLooked ? "packages/key-not-ended" : "packages/key-told", { index, at });

/**
 * The key of the list of files, which no ledger holds: where its end is told of in the same package, nothing shows that
 * the list came before. Told of by a list that came later, it leaves that open: the package may be older than the end.
 */
export function checkListKey(deps: CheckDeps, signed: SoundSignature): Finding[] {
  const check = about("signing-key", PACKAGE_SIGNATURE);
  const { certificate } = signed;
  try {
    for (const path of deps.read.files.keys()) {
      const name = revokedIn(path);
      const told = deps.read.bytes(path)?.toString("utf8").split("\n") ?? [];
      if (name === null || !told.includes(`spki sha256 ${certificate.spkiSha256}`)) continue;
      recordOf(deps, { ...certificate, sha256: name }, "key-revoke");
      return [check.failed("packages/listed-by-revoked-key")];
    }
    if (recordOf(deps, certificate, "key-revoke") !== null) throw new InvalidRecord();
    const added = recordOf(deps, certificate, "key-add");
    const ended = deps.later.endOf("manifest-signer", certificate.spkiSha256);
    if (ended !== null) {
      const { reason, since, at } = ended.leaf;
      const facts = { revokedIndex: ended.place.index, reason, since, at };
      return [check.open("packages/listed-by-key-that-ended", facts)];
    }
    if (added === null) return [check.open("packages/key-not-told")];
    return [toldAndNotEnded(deps, check, added)];
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    return [check.failed("packages/key-record-invalid")];
  }
}

/**
 * Who has a key before that shows has time to sign, with any time in it, and to have it entered: only a stamp from
 * before `since` shows that the manifest was there.
 */
function judgeRevoked(
  check: Check,
  manifest: Place,
  existedAt: UtcInstant | null,
  { leaf: { reason, since }, place }: ToldRevocation,
): Finding {
  const facts = { index: manifest.index, revokedIndex: place.index, reason, since };
  if (!isBefore(manifest, place)) return check.failed("packages/signed-after-revocation", facts);
  const isStolen = reason === "keyCompromise" || reason === "cACompromise";
  return isStolen && (existedAt === null || existedAt >= since)
    ? check.open("packages/key-in-doubt", facts)
    : check.passed("packages/signed-before-revocation", facts);
}

class InvalidRecord extends Error {
  override readonly name = "InvalidRecord";
}

interface Recorded<Told> {
  readonly leaf: Told;
  readonly place: Place;
}

/** What the package brings along of the key; null: nothing. @throws InvalidRecord if that is not what the ledger holds of it. */
function recordOf<Kind extends KeyRecord>(
  deps: CheckDeps,
  certificate: SoundSignature["certificate"],
  kind: Kind,
  role: SignerRole = "manifest-signer",
): Recorded<Extract<KeyAddLeaf | KeyRevokeLeaf, { type: Kind }>> | null {
  const path = keyRecordPath(certificate.sha256, kind);
  const text = deps.read.bytes(path)?.toString("utf8");
  const proof = keyRecordProofPath(certificate.sha256, kind);
  if (text === undefined && deps.read.bytes(proof) === null) return null;
  const leaf = parseLeaf(text ?? "");
  const place = placeOf(deps, proof, text ?? "");
  if (leaf === null || place === null || !isOf(leaf, kind, role, certificate)) {
    throw new InvalidRecord();
  }
  return { leaf, place };
}

/** Of this key, in this role; of a key that was added, in this very certificate. */
function isOf<Kind extends KeyRecord>(
  leaf: Leaf,
  kind: Kind,
  role: SignerRole,
  { sha256, spkiSha256 }: SoundSignature["certificate"],
): leaf is Extract<KeyAddLeaf | KeyRevokeLeaf, { type: Kind }> {
  if (leaf.type !== "key-add" && leaf.type !== "key-revoke") return false;
  if (leaf.type !== kind || leaf.role !== role) return false;
  return (
    leaf.spkiSha256 === spkiSha256 &&
    (leaf.type === "key-revoke" || leaf.certificateSha256 === sha256)
  );
}

function placeOf({ read, trust }: CheckDeps, path: string, leaf: string): Place | null {
  const proof = read.bytes(path)?.toString("utf8");
  const verifier = proof === undefined ? null : trust.verifierFor(originOfProof(proof));
  if (proof === undefined || verifier === null) return null;
  try {
    const { index, checkpoint } = verifyProof(proof, leaf, verifier);
    return { origin: checkpoint.origin, index };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

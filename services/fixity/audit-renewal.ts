/** Reads one file of a renewal again, or the copy of a stamp over it: against the row, and against what the renewal names. */
import { renewalFiles } from "../anchors/proof-paths.ts";
import { parseRenewal, sha512 } from "../anchors/renewal.ts";
import type { Renewal, RenewalStore } from "../anchors/renewal-store.ts";
import type { Clock } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { readBounded } from "../kernel/read-bounded.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { type ObjectKey, renewalKey } from "../objects/object-key.ts";
import type { ObjectLock, ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { otherVersion } from "../objects/other-version.ts";
import type { Paced } from "./audit-sealed.ts";
import { type Audit, finding } from "./finding.ts";
import { frontFindings, lockFindings } from "./lock-findings.ts";
import type { RenewalTarget } from "./target.ts";

export interface AuditRenewalDeps {
  readonly renewals: Pick<RenewalStore, "of" | "tokens">;
  readonly objects: Pick<ObjectStore, "read" | "head" | "find" | "inFront">;
  readonly clock: Clock;
}

/** What a file must be. */
interface Wanted {
  readonly key: ObjectKey;
  /** Null: the one that the key finds. */
  readonly versionId: string | null;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** As the renewal names it; null: it is the list, or a stamp over it. */
  readonly sha512: string | null;
}

/**
 * `seenLock` is the lock at earlier audits.
 * @throws Refusal unavailable where the store or the database does not answer: that is no finding.
 */
export async function auditRenewal(
  deps: AuditRenewalDeps,
  target: RenewalTarget,
  seenLock: ObjectLock | null,
  paced: Paced,
): Promise<Audit> {
  const { objects, clock } = deps;
  const wanted = await wantedOf(deps, target);
  if (wanted === null) return nothing("fixity/record-differs", { why: "row" });
  const ref = await storedAs(objects, wanted);
  if (ref === null) return nothing("fixity/object-missing");
  try {
    const { lock } = await objects.head(ref);
    const bytes = await readBounded(await objects.read(ref), wanted.sizeBytes);
    await paced(wanted.sizeBytes);
    const ofLock = lockFindings(lock, seenLock, null, clock());
    const findings = [...bytesFindings(bytes, wanted), ...ofLock];
    return {
      ...{ sizeBytes: bytes?.byteLength ?? wanted.sizeBytes, lock },
      sha256: bytes === null ? null : sha256(bytes),
      findings: [...findings, ...(await frontFindings(objects, ref))],
    };
  } catch (error) {
    if (!isRefusal(error, "objects/no-such-object")) throw error;
    const other = await otherVersion(objects, ref);
    return other === null
      ? nothing("fixity/object-missing")
      : nothing("fixity/object-replaced", { ...other.facts, recordedBytes: wanted.sizeBytes });
  }
}

/** The object that holds a file; null where there is none, or the record knows no such file. */
export async function refOf(
  deps: Pick<AuditRenewalDeps, "renewals"> & { readonly objects: Pick<ObjectStore, "find"> },
  target: RenewalTarget,
): Promise<ObjectRef | null> {
  const wanted = await wantedOf(deps, target);
  return wanted === null ? null : storedAs(deps.objects, wanted);
}

async function storedAs(
  objects: Pick<ObjectStore, "find">,
  { key, versionId }: Wanted,
): Promise<ObjectRef | null> {
  return versionId === null ? objects.find(key) : { key, versionId };
}

const nothing = (...said: Parameters<typeof finding>): Audit => ({
  ...{ sizeBytes: 0, sha256: null, lock: null },
  findings: [finding(...said)],
});

async function wantedOf(
  { renewals }: Pick<AuditRenewalDeps, "renewals">,
  { origin, number, file }: RenewalTarget,
): Promise<Wanted | null> {
  const renewal = (await renewals.of(origin)).find((each) => each.number === number);
  if (renewal === undefined) return null;
  const paths = renewalFiles(renewal);
  const kept = renewal.files.find(({ path }) => path.endsWith(`/${file}`));
  if (kept !== undefined) {
    const own = kept.path === paths.list ? { sha256: sha256(renewal.text) } : {};
    return { ...kept, ...kept.object, ...own, sha512: namedIn(renewal, kept.path) };
  }
  const tokens = await renewals.tokens(renewal);
  const token = tokens.find(({ authority }) => paths.token(authority).endsWith(`/${file}`));
  if (token === undefined) return null;
  const digest = sha256(token.response);
  const key = renewalKey(origin, file, digest);
  const sizeBytes = token.response.byteLength;
  return { key, versionId: null, sha256: digest, sizeBytes, sha512: null };
}

/** "" for one that it should name and does not. */
function namedIn(renewal: Renewal, path: string): string | null {
  if (path === renewalFiles(renewal).list) return null;
  const named = parseRenewal(renewal.text)?.files.find((each) => each.path === path);
  return named?.sha512 ?? "";
}

/** `bytes` is null for more than there should be. */
function bytesFindings(bytes: Buffer | null, wanted: Wanted) {
  if (bytes === null || bytes.byteLength !== wanted.sizeBytes) {
    const sizes = { recordedBytes: wanted.sizeBytes };
    return [finding("fixity/size-differs", sizes)];
  }
  const found = sha256(bytes);
  if (found !== wanted.sha256)
    return [finding("fixity/digest-differs", { sha256: found, recordedSha256: wanted.sha256 })];
  const isNamed = wanted.sha512 === null || wanted.sha512 === sha512(bytes);
  return isNamed ? [] : [finding("fixity/record-differs", { why: "renewal" })];
}

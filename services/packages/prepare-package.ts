/** Use case: fix what a package holds, and sign the list of it. Runs in custody, where the keys are. */
import { X509Certificate } from "node:crypto";
import type { UtcInstant } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { type Policy, policyText } from "../ledger/policy.ts";
import type { ManifestSigner } from "../sealing/signer.ts";
import type { ArchiveIndexTeller } from "./archive-index.ts";
import type { ArchiveWriter } from "./archive-writer.ts";
import {
  BAG_DECLARATION,
  PAYLOAD_MANIFEST,
  TAG_MANIFEST,
  bagInfo,
  inByteOrder,
  payloadManifest,
  tagManifest,
} from "./bag.ts";
import type { CertificatePrinter } from "./certificate-printer.ts";
import { type CompletenessTeller, completenessFiles } from "./completeness-teller.ts";
import { type CopyCredentialDeps, copyCredentials } from "./copy-credentials.ts";
import { type PackageContents, type PackageFile, fileOf } from "./contents.ts";
import { type GatherKeysDeps, type Signer, gatherKeys, signersOf } from "./gather-keys.ts";
import { type GatherDeps, type GatheredItem, gatherItem, isPackaged } from "./gather-item.ts";
import { packageJson } from "./package-json.ts";
import {
  LEDGER_KEY,
  PACKAGE_JSON,
  PACKAGE_SIGNATURE,
  RECIPE_SCRIPT,
  RECIPE_TEXT,
  ROOT_CERTIFICATE,
  SECOND_ROOT,
  VERIFIER_PAGE,
  WITNESS_KEYS,
  WITNESS_POLICY,
  packageFolder,
} from "./package-layout.ts";
import {
  type Package,
  type PackageOutcome,
  type PackageStore,
  packageFinished,
} from "./package-store.ts";
import { printCertificates } from "./print-certificates.ts";
import { type PrintRecordsDeps, printRecords } from "./print-records.ts";
import { VERIFY_SCRIPT, VERIFY_TEXT } from "./recipe.ts";
import { oncePerPath } from "./timestamp-files.ts";
import { packageSizeBytes } from "./write-package.ts";

export interface PreparePackageDeps
  extends GatherDeps, GatherKeysDeps, PrintRecordsDeps, CopyCredentialDeps {
  readonly packages: PackageStore;
  readonly signer: ManifestSigner;
  /** Its root goes along; null: no second signatures are made. */
  readonly secondSigner: Pick<ManifestSigner, "rootCertificatePem"> | null;
  /** Signed-note verifier key of a log. */
  readonly verifierKey: (origin: string) => string;
  /** Who cosigns, and how many must; null: nobody. */
  readonly witnessPolicy: Policy | null;
  readonly archive: Pick<ArchiveWriter, "sizeBytes">;
  /** Name of the agency, for people. */
  readonly agency: string;
  readonly printer: CertificatePrinter;
  readonly completeness: CompletenessTeller;
  readonly archiveIndex: ArchiveIndexTeller;
  /** The page that checks a package in a browser, as it was built; null: packages go without. */
  readonly verifierPage: Uint8Array | null;
}

/** Small files are kept in one row; a package with more of them is to be asked for in parts. */
const MAX_SMALL_BYTES = 48 << 20;
/** What a package can do without is added as far as all small files stay below this: what must be in it goes first. */
const MAX_WITH_EXTRAS_BYTES = 32 << 20;
/** At most, of what is not there yet when the size is judged: the signature, its key's record, and of each item its event. */
const SIGNED_BYTES = 256 << 10;
const EVENT_BYTES = 2 << 10;

/**
 * Prepares `request` and answers how it ended. May run twice: the outcome that is stored first counts,
 * and custody records the package once for each item.
 * @throws Refusal unavailable and anything unexpected: then it is to be tried again.
 */
export async function preparePackage(deps: PreparePackageDeps, request: Package): Promise<Package> {
  try {
    const told = await requireRoom(deps, request);
    // Ended meanwhile, as an export that was withdrawn: custody is not to say that anything leaves.
    const now = await deps.packages.get(request.id);
    if (now.state !== "waiting") return now;
    await recordPackaged(deps, request);
    const contents = await contentsOf(deps, request, told);
    const sizeBytes = packageSizeBytes(deps.archive, contents);
    return await finish(deps, request, { contents, sizeBytes });
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === "unavailable") throw error;
    return finish(deps, request, { failure: error.code });
  }
}

const finish = (
  { packages, clock }: PreparePackageDeps,
  { id }: Package,
  outcome: PackageOutcome,
) => packages.finish(id, outcome, packageFinished(id, outcome, clock()));

/**
 * Before custody says that anything leaves, all that could forbid it is asked. Once custody says so of one
 * item, it was asked; what grew since then is no reason to make that untrue. Answers what was told and drawn for that, none of
 * which the event changes; null: nothing was.
 * @throws Refusal as `gatherItem` says; invalid "packages/too-large".
 */
async function requireRoom(deps: PreparePackageDeps, request: Package): Promise<Made | null> {
  const gathered = await gatherAll(deps, request);
  const [first] = request.itemIds;
  if (first !== undefined && isPackaged(await deps.items.custody(first), request.id)) return null;
  const signers = await signersOf(deps, rootsOf(deps), manifestsOf(gathered));
  const told = await toldFiles(deps, request, gathered);
  const { files } = await unsigned(deps, request, gathered, signers, told);
  files.push(fileOf(TAG_MANIFEST, tagManifest(files)));
  refuseTooLarge(files, SIGNED_BYTES + request.itemIds.length * EVENT_BYTES);
  return told;
}

async function gatherAll(deps: PreparePackageDeps, { itemIds }: Package): Promise<GatheredItem[]> {
  const gathered: GatheredItem[] = [];
  for (const itemId of itemIds) gathered.push(await gatherItem(deps, itemId));
  return gathered;
}

/** Custody says first that the item leaves; the chain in the package then tells of it too. */
async function recordPackaged({ items, clock }: PreparePackageDeps, request: Package) {
  const { id: packageId, itemIds, purpose, requestedBy, issued } = request;
  // The record goes along in later packages, to others: no name, and not the watermark of this one.
  const to = issued === null ? {} : { recipient: issued.recipient };
  for (const itemId of itemIds) {
    if (isPackaged(await items.custody(itemId), packageId)) continue;
    await items.record(itemId, {
      at: clock(),
      actor: requestedBy,
      happening: { kind: "packaged", data: { packageId, purpose, ...to } },
    });
  }
}

/** Who signs the list shows only in its signature: if the list lacks what the ledger told of that key, it is made anew. */
async function contentsOf(
  deps: PreparePackageDeps,
  request: Package,
  before: Made | null,
): Promise<PackageContents> {
  const gathered = await gatherAll(deps, request);
  const signers = [...(await signersOf(deps, rootsOf(deps), manifestsOf(gathered)))];
  // All of it before anything is signed: drawing takes seconds.
  const told = before ?? (await toldFiles(deps, request, gathered));
  const extras = await extrasOf(deps, request, gathered);
  const made = { ...told, printed: [...told.printed, ...extras] };
  for (;;) {
    const { files, list } = await unsigned(deps, request, gathered, signers, made);
    const signature = await deps.signer.sign(Buffer.from(list));
    const root = deps.signer.rootCertificatePem;
    const verdict = await deps.signatures.verify(Buffer.from(list), signature, root);
    assert(verdict.valid, "what the agency's signer makes holds under its root");
    const { certificate } = verdict;
    if (signers.some((known) => known.certificate.sha256 === certificate.sha256)) {
      files.push(fileOf(PACKAGE_SIGNATURE, signature));
      files.push(fileOf(TAG_MANIFEST, tagManifest(files)));
      const type = "holdfast/package-contents/v1";
      return { type, folder: packageFolder(request.id), files: inByteOrder(files) };
    }
    signers.push({ role: "manifest-signer", certificate });
  }
}

/** C2PA manifests first: they are small. */
async function extrasOf(
  deps: PreparePackageDeps,
  { id }: Package,
  gathered: readonly GatheredItem[],
): Promise<readonly PackageFile[]> {
  const files = oncePerPath(gathered.flatMap((item) => item.files));
  const roomBytes = MAX_WITH_EXTRAS_BYTES - smallBytes(files);
  const copies = gathered.flatMap((item) => item.copies);
  const credentials = await copyCredentials(deps, id, copies, roomBytes);
  const records = await printRecords(deps, gathered, roomBytes - smallBytes(credentials));
  return [...credentials, ...records];
}

const manifestsOf = (gathered: readonly GatheredItem[]) =>
  gathered.flatMap(({ manifests }) => manifests);

const rootsOf = ({ signer, secondSigner }: PreparePackageDeps) => ({
  first: signer.rootCertificatePem,
  second: secondSigner?.rootCertificatePem ?? null,
});

/** What the agency tells of all items together, for people. */
async function toldFiles(
  { printer, signer, agency, completeness, archiveIndex, clock }: PreparePackageDeps,
  request: Package,
  gathered: readonly GatheredItem[],
): Promise<Made> {
  const preparedAt = clock();
  const items = gathered.map(({ certified }) => certified);
  const { id: packageId, purpose, issued } = request;
  const told = await completeness.tell(request);
  const rootFingerprint = sha256(new X509Certificate(signer.rootCertificatePem).raw);
  const certificate = {
    ...{ packageId, agency, preparedAt, purpose, issued, rootFingerprint, items },
    completeness: told?.sentence ?? null,
  };
  const printed = [
    ...(await printCertificates(printer, certificate)),
    ...completenessFiles(told),
    ...(await archiveIndex.tell(request)),
  ];
  return { preparedAt, printed };
}

/** What is told and drawn before anything is signed, and when. */
interface Made {
  readonly preparedAt: UtcInstant;
  readonly printed: readonly PackageFile[];
}

/** Everything up to the list of it, which is to be signed. */
async function unsigned(
  deps: PreparePackageDeps,
  request: Package,
  gathered: readonly GatheredItem[],
  signers: readonly Signer[],
  { preparedAt, printed }: Made,
): Promise<{ readonly files: PackageFile[]; readonly list: string }> {
  const { agency } = deps;
  const { id: packageId, purpose, itemIds, issued } = request;
  const keys = await gatherKeys(deps, signers);
  const files = oncePerPath([...gathered, ...keys].flatMap((part) => part.files));
  files.push(...printed);
  const origins = [...gathered.flatMap((item) => item.origins), ...keys.map((key) => key.origin)];
  const logs = [...new Set(origins.filter((origin) => origin !== null))].sort();
  files.push(...commonFiles(deps, logs));
  const date = preparedAt.slice(0, 10);
  files.push(
    fileOf("bagit.txt", BAG_DECLARATION),
    fileOf("bag-info.txt", bagInfo({ organization: agency, packageId, date }, files)),
    fileOf(PAYLOAD_MANIFEST, payloadManifest(files)),
  );
  const list = packageJson({ packageId, agency, preparedAt, purpose, itemIds, issued, files });
  files.push(fileOf(PACKAGE_JSON, list));
  return { files, list };
}

/** What is in a package once, however many items it holds. */
function commonFiles(
  { signer, secondSigner, verifierKey, witnessPolicy, verifierPage }: PreparePackageDeps,
  origins: readonly string[],
): PackageFile[] {
  return [
    fileOf(ROOT_CERTIFICATE, signer.rootCertificatePem),
    ...(secondSigner === null ? [] : [fileOf(SECOND_ROOT, secondSigner.rootCertificatePem)]),
    fileOf(LEDGER_KEY, origins.map((origin) => `${verifierKey(origin)}\n`).join("")),
    ...witnessFiles(witnessPolicy, origins.map(verifierKey)),
    fileOf(RECIPE_TEXT, VERIFY_TEXT),
    fileOf(RECIPE_SCRIPT, VERIFY_SCRIPT),
    ...(verifierPage === null ? [] : [fileOf(VERIFIER_PAGE, verifierPage)]),
  ];
}

/** Of several logs under one key the policy names the newest: a key may stand in it once, and serves for them all. */
function witnessFiles(policy: Policy | null, logs: readonly string[]): PackageFile[] {
  if (policy === null || policy.witnesses.length === 0) return [];
  const byKey = new Map(logs.map((vkey) => [vkey.split("+").slice(2).join("+"), vkey]));
  return [
    fileOf(WITNESS_KEYS, policy.witnesses.map(({ vkey }) => `${vkey}\n`).join("")),
    fileOf(WITNESS_POLICY, policyText(policy, [...byKey.values()])),
  ];
}

const smallBytes = (files: readonly PackageFile[]): number =>
  files
    .filter(({ source }) => source.kind === "bytes")
    .reduce((sum, file) => sum + file.sizeBytes, 0);

function refuseTooLarge(files: readonly PackageFile[], toComeBytes: number): void {
  const sizeBytes = smallBytes(files) + toComeBytes;
  if (sizeBytes <= MAX_SMALL_BYTES) return;
  throw new Refusal("invalid", "packages/too-large", "a package of that many items is too large", {
    fix: "Ask for several packages with fewer items each.",
    facts: { sizeBytes, maxBytes: MAX_SMALL_BYTES },
  });
}

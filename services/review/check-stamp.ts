/** Check: when the entry existed at the latest, by the word of others; judged as the verifiers judge a package. */
import type { Anchor } from "../anchors/anchor-store.ts";
import { carriedRenewals } from "../anchors/carried-renewals.ts";
import { LastingStamps } from "../anchors/lasting-stamps.ts";
import type { Entered } from "../anchors/outside-proof.ts";
import { checkpointPath } from "../anchors/proof-paths.ts";
import type { KeptToken } from "../anchors/token-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { readBounded } from "../kernel/read-bounded.ts";
import { type RefusalCode, isRefusal } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { hashLeaf, proveInclusion, verifyInclusion } from "../ledger/merkle.ts";
import { parseVerifierKey } from "../ledger/note.ts";
import { checkHead } from "../ledger/publish-batch.ts";
import { TileTree } from "../ledger/tile-tree.ts";
import { MAX_RENEWAL_BYTES, readRenewals } from "../packages/check-renewal.ts";
import { factsOf, judgeTokens } from "../packages/check-timestamp.ts";
import type { PackageFile } from "../packages/contents.ts";
import type { ReadPackage } from "../packages/read-files.ts";
import { renewalFilesOf, timestampFiles } from "../packages/timestamp-files.ts";
import type { CheckBody } from "./api-schema.ts";
import { storeFault } from "./check-bytes.ts";
import { checkOf } from "./check.ts";
import { stampYourself } from "./stamp-yourself.ts";
import type { Checked, VerifyDeps } from "./verify-deps.ts";

type StampDeps = Pick<
  VerifyDeps,
  "stamps" | "ledger" | "objects" | "clock" | "verifierKey" | "publicOrigin"
>;

export async function checkStamp(deps: StampDeps, { item, seal }: Checked): Promise<CheckBody> {
  const { tokens, renewals } = deps.stamps;
  const { manifestSha256 } = seal ?? {};
  const leaf =
    manifestSha256 === undefined
      ? null
      : leafText({ type: "clip", itemId: item.id, manifestSha256 });
  const place = leaf === null ? null : await deps.ledger.locate(leaf);
  if (leaf === null || place === null)
    return checkOf("stamp", "").open("verification/not-in-ledger-yet");
  const { origin, index } = place;
  const lasting = new LastingStamps({ tokens, renewals, clock: deps.clock }, origin);
  const anchor = await lasting.over(index);
  const kept = anchor === null ? [] : await tokens.tokens(origin, anchor.size);
  const names = kept.map(({ authority }) => authority);
  const yourself = stampYourself(deps.publicOrigin, place, anchor?.size ?? null, names);
  const check = checkOf("stamp", yourself);
  if (anchor === null) return check.open("verification/not-stamped-yet");
  try {
    const why = await headFault(deps, { origin, index, leaf }, anchor);
    if (why !== null) return check.failed("verification/proof-invalid", { code: why });
    const isOver = !kept.some((token) => holdsAt(token, deps.clock()));
    const carried = isOver ? await carriedRenewals(renewals)(anchor) : [];
    const files = [...timestampFiles({ anchor, tokens: kept }), ...carried.flatMap(renewalFilesOf)];
    return await judge(deps, check, checkpointPath(anchor), files);
  } catch (error) {
    return storeFault(check, error);
  }
}

/** Why the stamped head says nothing of the entry; null: our key signed it, and the tiles lead from the entry to it. */
async function headFault(
  { verifierKey, objects }: StampDeps,
  { origin, index, leaf }: Entered,
  anchor: Anchor,
): Promise<RefusalCode | null> {
  try {
    checkHead({ verifierKey }, origin, anchor);
  } catch (error) {
    if (isRefusal(error, "ledger/bad-checkpoint")) return error.code;
    throw error;
  }
  const { size, rootSha256 } = anchor;
  if (index >= size) return "ledger/entry-differs";
  const inclusion = await proveInclusion(index, size, new TileTree(objects, origin, size).nodes);
  const isIn = verifyInclusion(hashLeaf(leaf), index, size, inclusion, rootSha256);
  return isIn ? null : "ledger/entry-differs";
}

/** What it was kept with; the verdict does not rest on it. */
const holdsAt = ({ validUntil }: KeptToken, now: UtcInstant): boolean =>
  validUntil !== null && validUntil >= now;

async function judge(
  deps: StampDeps,
  check: ReturnType<typeof checkOf>,
  checkpoint: string,
  files: readonly PackageFile[],
): Promise<CheckBody> {
  const read = await readHere(deps, files);
  // Who an authority is was configured here: what stands beside its tokens is no claim of a package.
  const judges = { timestamps: deps.stamps.verifier, read, pinnedRoots: null };
  const verifierFor = (origin: string) => parseVerifierKey(deps.verifierKey(origin));
  const now = deps.clock();
  const renewals = await readRenewals({ ...judges, now, trust: { verifierFor } });
  const unsound = renewals.findings.find(({ verdict }) => verdict === "FAILED");
  if (unsound !== undefined) return check.failed("verification/renewal-invalid", unsound.facts);
  const judged = await judgeTokens({ ...judges, renewals }, checkpoint, [...read.files.keys()]);
  if (judged === null) return check.open("verification/not-stamped-yet");
  if ("why" in judged) return check.failed("verification/stamp-invalid", judged);
  const { oldest, lasting, tokens } = judged;
  const stamp = lasting?.stamp ?? oldest;
  const said = { ...factsOf(stamp, tokens), revocation: stamp.revocation.list };
  if (lasting === null)
    return check.open("verification/stamp-over", { ...said, validUntil: oldest.validUntil });
  const { renewedAt, renewedBy } = lasting.held;
  return renewedAt === null || renewedBy === null
    ? check.passed("verification/stamped", { ...said, validUntil: lasting.stamp.validUntil })
    : check.passed("verification/stamp-renewed", { ...said, renewedAt, renewedBy });
}

/** The files as they would go into a package, at most as large as a verifier takes them. */
async function readHere(
  { objects }: Pick<StampDeps, "objects">,
  files: readonly PackageFile[],
): Promise<ReadPackage> {
  const bytes = new Map<string, Buffer>();
  for (const { path, source } of files) {
    const found =
      source.kind === "bytes"
        ? Buffer.from(source.base64, "base64")
        : await readBounded(await objects.read(source), MAX_RENEWAL_BYTES);
    bytes.set(path, found ?? Buffer.alloc(0));
  }
  return {
    files: new Map(files.map((file) => [file.path, file])),
    unreadable: [],
    bytes: (path) => bytes.get(path) ?? null,
    blocks: () => Promise.resolve([]),
  };
}

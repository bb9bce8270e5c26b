/** Checks of one manifest: who signed it, that it speaks of the file beside it, and that the ledger holds it. */
import { BLOCK_BYTES } from "../evidence/evidence-item.ts";
import { differingBlocks } from "../evidence/hash-blocks.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { ItemId, PackageId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { originOfProof, verifyProof } from "../ledger/tlog-proof.ts";
import { type Manifest, blockListSha256, parseManifest } from "../sealing/manifest.ts";
import type { SignatureVerifier, SoundSignature } from "../sealing/signer.ts";
import type { BagFile } from "./bag.ts";
import { type Finding, about } from "./finding.ts";
import { blocksPath, itemPaths } from "./package-layout.ts";
import type { LaterEnds } from "./later-ends.ts";
import type { SealedBlocks } from "./place-excerpt.ts";
import type { ReadPackage } from "./read-files.ts";
import type { Trust } from "./trust.ts";

export interface CheckDeps {
  readonly signatures: SignatureVerifier;
  readonly trust: Trust;
  readonly read: ReadPackage;
  /** As the signed list names it; null without one. */
  readonly packageId: PackageId | null;
  /** The earliest time at which a stamp that holds under a pinned root shows the checkpoint of this proof; null: none does. */
  readonly existedAt: (proofPath: string) => UtcInstant | null;
  /** What a list that came another way tells of the end of keys. */
  readonly later: Pick<LaterEnds, "endOf" | "isLooked">;
}

/** "original", or the kind of a copy. */
export interface Subject {
  readonly itemId: ItemId;
  readonly subject: string;
}

/** The manifest of a subject, or null if there is none, or it speaks of something else. */
export function manifestOf(
  { bytes }: Pick<ReadPackage, "bytes">,
  { itemId, subject }: Subject,
): { readonly manifest: Manifest; readonly digest: Sha256 } | null {
  const text = bytes(itemPaths(itemId, subject).manifest);
  if (text === null) return null;
  try {
    const manifest = parseManifest(text);
    // No copy's manifest stands for an original, whatever it calls its kind.
    const isOf =
      subject === "original"
        ? !("kind" in manifest)
        : "kind" in manifest && manifest.kind === subject;
    return manifest.item === itemId && isOf ? { manifest, digest: sha256(text) } : null;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

export async function checkSignature(
  { signatures, trust, read }: CheckDeps,
  { itemId, subject }: Subject,
): Promise<{ readonly finding: Finding; readonly signed: SoundSignature | null }> {
  const paths = itemPaths(itemId, subject);
  const check = about("manifest-signature", paths.manifest);
  const [text, signature] = [read.bytes(paths.manifest), read.bytes(paths.signature)];
  const failed = (...why: Parameters<typeof check.failed>) => ({
    ...{ finding: check.failed(...why), signed: null },
  });
  if (text === null || signature === null) return failed("packages/file-missing");
  const known = manifestOf(read, { itemId, subject });
  if (known === null) return failed("packages/bad-manifest");
  const signed = await signatures.verify(text, signature, trust.rootCertificatePem);
  if (!signed.valid) return failed("packages/signature-invalid", { why: signed.reason });
  const { signer, signedAt } = signed;
  const facts = {
    signer,
    signedAt: signedAt ?? "",
    ...carriedIn(known.manifest),
    ...openedBy(known.manifest),
  };
  return { finding: check.passed("packages/signed", facts), signed };
}

/** What the camera's card carried when it was docked, as the dock said. */
function carriedIn(manifest: Manifest): Finding["facts"] {
  const anchor = "device" in manifest ? manifest.device.anchor : undefined;
  if (anchor === undefined) return {};
  const { origin, size, rootSha256 } = anchor;
  return { carriedCheckpointAsTheDockSaid: `${origin} ${size} ${rootSha256}` };
}

/** What opened the recording before anything was made of it: how a copy relates to the original goes by way of that. */
function openedBy(manifest: Manifest): Finding["facts"] {
  const program = ("kind" in manifest ? manifest.madeBy : manifest.derived?.madeBy)?.program;
  if (program === undefined) return {};
  const { name, version, sha256: digest, output } = program;
  return {
    openedFirstByMakersProgram: `${name} ${version}, sha256 ${digest}`,
    madeOfWhatItWrote: `${output.bytes} bytes, sha256 ${output.sha256}`,
  };
}

/** The file is, byte for byte, what the signed manifest names. */
export function checkMedia(manifest: Manifest, file: BagFile | undefined, path: string): Finding {
  const check = about("media", file?.path ?? path);
  if (file === undefined) return check.failed("packages/file-missing");
  const { bytes: size, sha256: digest } = manifest.media;
  if (String(file.sizeBytes) !== size) {
    return check.failed("packages/size-differs", { sizeBytes: file.sizeBytes, signedBytes: size });
  }
  return file.sha256 === digest
    ? check.passed("packages/digest-equal", { sha256: digest })
    : check.failed("packages/digest-differs", { sha256: file.sha256, signedSha256: digest });
}

/**
 * Says which part is damaged, by the list of blocks whose digest is signed. Where the whole is as it was signed and
 * the list too, no block is hashed: that would say the same of the bytes, at twice the price.
 */
export async function checkBlocks(
  { read }: CheckDeps,
  manifest: Manifest,
  file: BagFile,
): Promise<Finding> {
  const check = about("blocks", file.path);
  if (!("blocks" in manifest)) return check.failed("packages/bad-manifest");
  const { bytes, listSha256 } = manifest.blocks;
  if (bytes !== String(BLOCK_BYTES)) return check.open("packages/other-block-size");
  const signed = signedBlocks(read.bytes(blocksPath(manifest.item as ItemId)), listSha256);
  const isWhole =
    file.sha256 === manifest.media.sha256 &&
    signed?.length === Math.ceil(file.sizeBytes / BLOCK_BYTES);
  if (isWhole) return check.passed("packages/block-list-signed", { blocks: signed.length });
  const found = await read.blocks(file.path);
  if (blockListSha256(found) === listSha256) {
    return check.passed("packages/blocks-equal", { blocks: found.length });
  }
  if (signed === null) return check.failed("packages/blocks-differ");
  const endBytes = Math.max(file.sizeBytes, Number(manifest.media.bytes));
  return check.failed("packages/blocks-differ", locate(signed, found, file.sizeBytes, endBytes));
}

/** Stretches that are named; beyond them only the counts tell. */
const MAX_STRETCHES = 32;

/** Which bytes of a file are still those of the signed blocks, and which are not or are gone; "first-last", from 0. */
function locate(
  signed: readonly Sha256[],
  found: readonly Sha256[],
  sizeBytes: number,
  endBytes: number,
): Finding["facts"] {
  const count = Math.max(signed.length, found.length);
  const damaged = new Set(differingBlocks(found, signed));
  const stretches = (isDamaged: boolean, limitBytes: number): string => {
    const named: string[] = [];
    for (let from = 0; from < count; from += 1) {
      if (damaged.has(from) !== isDamaged) continue;
      let to = from;
      while (to + 1 < count && damaged.has(to + 1) === isDamaged) to += 1;
      named.push(`${from * BLOCK_BYTES}-${Math.min((to + 1) * BLOCK_BYTES, limitBytes) - 1}`);
      from = to;
    }
    const more = named.length > MAX_STRETCHES ? ",…" : "";
    return named.slice(0, MAX_STRETCHES).join(",") + more;
  };
  return {
    ...{ blocks: count, damaged: damaged.size },
    firstDamagedByte: ([...damaged][0] ?? 0) * BLOCK_BYTES,
    damagedBytes: stretches(true, endBytes),
    ...(damaged.size < count ? { soundBytes: stretches(false, sizeBytes) } : {}),
  };
}

/** The lines of the list, if it is the one whose digest is signed. */
function signedBlocks(list: Buffer | null, listSha256: string): readonly Sha256[] | null {
  if (list === null || sha256(list) !== listSha256) return null;
  return list.toString("utf8").split("\n").slice(0, -1) as Sha256[];
}

/** What a manifest's bytes and the list beside it say of `item`'s original; null where they do not fit. Signatures are the caller's. */
export function signedBlockList(item: ItemId, text: Buffer, list: Buffer): SealedBlocks | null {
  const bytes = (path: string): Buffer | null =>
    path === itemPaths(item, "original").manifest ? text : null;
  const known = manifestOf({ bytes }, { itemId: item, subject: "original" });
  if (known === null || !("blocks" in known.manifest)) return null;
  const { blocks, media } = known.manifest;
  if (blocks.bytes !== String(BLOCK_BYTES)) return null;
  const signed = signedBlocks(list, blocks.listSha256);
  const sizeBytes = Number(media.bytes);
  return signed?.length === Math.ceil(sizeBytes / BLOCK_BYTES)
    ? { sizeBytes, blocks: signed }
    : null;
}

/** What the ledger holds of a manifest. */
export function manifestLeaf({ itemId, subject }: Subject, manifestSha256: Sha256): string {
  const named = { itemId, manifestSha256 };
  return subject === "original"
    ? leafText({ type: "clip", ...named })
    : leafText({ type: "derive", kind: subject, ...named });
}

export function checkLedger(
  { trust, read }: CheckDeps,
  { itemId, subject }: Subject,
  digest: Sha256,
): Finding {
  const path = itemPaths(itemId, subject).proof;
  const check = about("ledger", path);
  const proof = read.bytes(path)?.toString("utf8");
  if (proof === undefined) return check.failed("packages/file-missing");
  const verifier = trust.verifierFor(originOfProof(proof));
  if (verifier === null) return check.failed("packages/no-ledger-key");
  const leaf = manifestLeaf({ itemId, subject }, digest);
  try {
    const { index, checkpoint } = verifyProof(proof, leaf, verifier);
    const { origin, size } = checkpoint;
    return check.passed("packages/in-ledger", { origin, index, size });
  } catch (error) {
    if (isRefusal(error)) return check.failed("packages/proof-invalid", { why: error.code });
    throw error;
  }
}

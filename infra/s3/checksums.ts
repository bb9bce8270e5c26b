/** What lets a store check a body, and which way it does: tried on a small object, not concluded from its name. */
import { createHash, randomUUID } from "node:crypto";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import type { StatedChecksum } from "../../services/objects/object-store.ts";
import { type Bucket, failure } from "./bucket.ts";
import { type CheckedBody, checkedBody, md5Of } from "./checked-body.ts";
import type { ChecksumKind } from "./config.ts";
import { deleteAll } from "./versions.ts";

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

/** What S3 calls the composite checksum of parts with these digests, as the store states it (COMPOSITE). */
export function compositeOf(parts: readonly Sha256[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(Buffer.from(part, "hex"));
  return `${hash.digest("base64")}-${parts.length}`;
}

/** What such a statement says; null for one of another form. */
export function statedIn(text: string | undefined): StatedChecksum | null {
  const [, digest, parts] = /^([A-Za-z0-9+/]{43}=)(?:-([1-9]\d{0,4}))?$/.exec(text ?? "") ?? [];
  if (digest === undefined) return null;
  const hex = Buffer.from(digest, "base64").toString("hex") as Sha256;
  return { sha256: hex, parts: parts === undefined ? null : Number(parts) };
}

/** Where objects lie for as long as a store is tried out; those of a process that died there, or was not heard, stay. */
export const checksumProbes = ({ prefix }: Pick<Bucket, "prefix">): string =>
  `${prefix}checksum-probe/`;

/** The best check that this store makes good on. Rejects as the store does where it does not answer. */
export async function probeChecksums(bucket: Bucket): Promise<ChecksumKind> {
  const key = checksumProbes(bucket) + randomUUID();
  try {
    if (await keepsSha256(bucket, key)) return "sha256";
    if (await checksSignedDigest(bucket, key)) return "signed";
    // Said to be of other bytes: a store that takes it all the same does not look.
    return (await takes(bucket, key, { ContentMD5: md5Of(OTHER) })) ? "none" : "md5";
  } finally {
    await deleteAll(bucket, key).catch(() => undefined);
  }
}

const PROBE = Buffer.from("holdfast");
const OTHER = Buffer.from("otherwise");

async function keepsSha256(bucket: Bucket, key: string): Promise<boolean> {
  const said = sha256Of(PROBE);
  // Buckets with Object Lock may demand a checksum they know; one that refuses ours knows another.
  if (!(await takes(bucket, key, { ChecksumSHA256: said }))) return false;
  const head = await bucket.client.send(
    new HeadObjectCommand({ Bucket: bucket.name, Key: key, ChecksumMode: "ENABLED" }),
  );
  if (head.ChecksumSHA256 !== said) return false;
  return !(await takes(bucket, key, { ChecksumSHA256: sha256Of(OTHER) }));
}

/** Buckets with Object Lock may want more than that (AWS does), and then refuse the first. */
async function checksSignedDigest(bucket: Bucket, key: string): Promise<boolean> {
  const plain = Buffer.from(PROBE);
  if (!(await takes(bucket, key, checkedBody("signed", plain, sha256(plain))))) return false;
  const other = Buffer.from(PROBE);
  return !(await takes(bucket, key, checkedBody("signed", other, sha256(OTHER))));
}

async function takes(
  bucket: Bucket,
  key: string,
  checksum: Partial<CheckedBody>,
): Promise<boolean> {
  try {
    await bucket.client.send(
      new PutObjectCommand({ Bucket: bucket.name, Key: key, Body: PROBE, ...checksum }),
    );
    return true;
  } catch (error) {
    if (failure(error).status === 400) return false;
    throw error;
  }
}

/** One bucket: its client, how keys are prefixed, how bodies are checked, and what its errors mean. */
import { S3Client } from "@aws-sdk/client-s3";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { Refusal } from "../../services/kernel/refusal.ts";
import { signKnownDigests } from "./checked-body.ts";
import type { ChecksumKind, S3Config } from "./config.ts";
import { spanCommands } from "./command-spans.ts";

export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly prefix: string;
  /** How the store checks bodies; tried once, at the first use, unless it is configured. */
  readonly checksums: () => Promise<ChecksumKind>;
  /** Whether it keeps SHA-256 and refuses bytes of another: seen, whatever is configured. */
  readonly keepsSha256: () => Promise<boolean>;
}

/** A reader that stands still (a paused player) may keep its connection this long. */
const IDLE_MS = 300_000;

/** `probe` finds out what "auto" is. */
export function openBucket(
  config: S3Config,
  probe: (bucket: Bucket) => Promise<ChecksumKind>,
): Bucket {
  const client = new S3Client({
    endpoint: config.HOLDFAST_S3_ENDPOINT,
    region: config.HOLDFAST_S3_REGION,
    forcePathStyle: config.HOLDFAST_S3_PATH_STYLE === "yes",
    credentials: {
      accessKeyId: config.HOLDFAST_S3_ACCESS_KEY,
      secretAccessKey: config.HOLDFAST_S3_SECRET_KEY,
    },
    maxAttempts: config.HOLDFAST_S3_ATTEMPTS,
    // By default the SDK frames bodies with checksum trailers, which older stores refuse or store as content.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 5_000,
      requestTimeout: config.HOLDFAST_S3_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      socketTimeout: Math.max(IDLE_MS, config.HOLDFAST_S3_TIMEOUT_MS),
      httpAgent: { keepAlive: true, maxSockets: 256 },
      httpsAgent: { keepAlive: true, maxSockets: 256 },
    }),
  });
  signKnownDigests(client);
  spanCommands(client);
  const configured = config.HOLDFAST_S3_CHECKSUM;
  let seen: Promise<ChecksumKind> | null = null;
  const look = (): Promise<ChecksumKind> =>
    (seen ??= probe(bucket).catch((error: unknown) => {
      seen = null; // it did not answer: the next one asks again
      throw error;
    }));
  const bucket: Bucket = {
    client,
    name: config.HOLDFAST_S3_BUCKET,
    prefix: config.HOLDFAST_S3_PREFIX,
    checksums: () => (configured === "auto" ? look() : Promise.resolve(configured)),
    keepsSha256: async () =>
      (configured === "auto" || configured === "sha256") && (await look()) === "sha256",
  };
  return bucket;
}

/** What the SDK knows of a failed request. Ceph 16 leaves messages empty: name and status decide. */
export function failure(error: unknown): { readonly name: string; readonly status: number } {
  if (!(error instanceof Error)) return { name: "", status: 0 };
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, status: $metadata?.httpStatusCode ?? 0 };
}

/** True if the store says that this object, version or upload does not exist (AWS: 400 for a version id that is none). */
export function isMissing(error: unknown): boolean {
  const { name, status } = failure(error);
  return (
    status === 404 ||
    (status === 400 && /^(InvalidArgument|400|BadRequest|UnknownError|NoSuchVersion)$/.test(name))
  );
}

const FULL = /Quota|StorageFull|InsufficientStorage|EntityTooLarge/;

/** `error` as the refusal it means for `context`. A refusal stays what it is. */
export function storeError(error: unknown, context: "objects" | "ingest"): Refusal {
  if (error instanceof Refusal) return error;
  const { name, status } = failure(error);
  if (status === 507 || FULL.test(name)) {
    return new Refusal("unavailable", `${context}/storage-full`, "the object store is full", {
      fix: "Add space or raise the quota; what was acknowledged is kept, send the rest again.",
      cause: error,
    });
  }
  if (context === "ingest") {
    return new Refusal(
      "unavailable",
      "ingest/bytes-not-durable",
      "the store did not take the bytes",
      {
        fix: "Ask for the offset and send again from there.",
        facts: { status },
        cause: error,
      },
    );
  }
  return new Refusal("unavailable", "objects/store-unavailable", "the object store failed", {
    fix:
      status === 403
        ? "The store refuses these credentials; check key, secret, clock and the bucket's policy."
        : "Try again in a moment; `holdfast doctor` checks the store.",
    facts: { status },
    cause: error,
  });
}

/** Runs `work`; what the store throws becomes a refusal about objects. */
export async function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { status } = failure(error);
    const fromNetwork =
      error instanceof Error && ("code" in error || /Timeout|Network|SDK/i.test(error.name));
    throw status !== 0 || fromNetwork ? storeError(error, "objects") : error;
  }
}

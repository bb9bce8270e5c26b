/** A body on its way to the store: hashed once, for the signature of its request and for the store's own check. */
import { createHash } from "node:crypto";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ChecksumKind } from "./config.ts";

export const md5Of = (bytes: Uint8Array): string =>
  createHash("md5").update(bytes).digest("base64");

/** A body, and the members of a request that let the store check it. */
export interface CheckedBody {
  readonly Body: Uint8Array;
  readonly ContentMD5?: string;
  readonly ChecksumSHA256?: string;
}

/** `digest` is of `body`; it is taken once, for the signature of the request too. */
export function checkedBody(kind: ChecksumKind, body: Uint8Array, digest: Sha256): CheckedBody {
  signedDigests.set(body, digest);
  if (kind === "sha256")
    return { Body: body, ChecksumSHA256: Buffer.from(digest, "hex").toString("base64") };
  return kind === "md5" ? { Body: body, ContentMD5: md5Of(body) } : { Body: body };
}

const signedDigests = new WeakMap<object, Sha256>();

/** Spares the SDK its own hashing: the signer takes a payload hash that is there (AWS SigV4). */
export function signKnownDigests(client: S3Client): void {
  client.middlewareStack.add(
    (next) => (call) => {
      const { request } = call as { readonly request?: SdkRequest };
      const digest = request?.body ? signedDigests.get(request.body) : undefined;
      if (request !== undefined && digest !== undefined)
        request.headers["x-amz-content-sha256"] = digest;
      return next(call);
    },
    { step: "build", name: "holdfastKnownDigest" },
  );
}

/** What is used of the SDK's request. */
interface SdkRequest {
  readonly headers: Record<string, string>;
  readonly body?: object | null;
}

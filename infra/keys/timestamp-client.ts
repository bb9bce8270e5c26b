/** Asks an RFC 3161 authority over HTTP (RFC 3161 3.4), at the address that was configured and no other. */
import { hash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { MAX_LISTS } from "../../services/anchors/revocation.ts";
import type { StampedToken, TimestampAuthority } from "../../services/anchors/timestamp.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { boolean, encode, integer, octets, oid, sequence } from "./asn1.ts";
import { OID } from "./oids.ts";
import { postDer } from "./post-der.ts";
import { askRevocation } from "./revocation-ask.ts";
import { fetchList } from "./revocation-fetch.ts";
import { readRoots } from "./timestamp-chain.ts";
import { MAX_RESPONSE_BYTES, readResponse } from "./timestamp-token.ts";
import { judgeTimestamp } from "./timestamp-verifier.ts";

/** Path or address of a list of revoked certificates. */
const Place = z.union([z.string().startsWith("/"), z.url({ protocol: /^https?$/ })]);

const Authority = z.strictObject({
  name: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/),
  url: z.url({ protocol: /^https?$/ }),
  /** Path of its root certificate (PEM); with certificates between, where it does not send them. */
  root: z.string().startsWith("/"),
  /** The policy that its tokens must name. */
  policy: z
    .string()
    .regex(/^[0-2](?:\.\d{1,39}){1,20}$/)
    .optional(),
  /** Path of a file with "user:password", for authorities that ask for it. */
  credentials: z.string().startsWith("/").optional(),
  /** Of the list of whoever issued its certificate, then of those above; what certificates name is never asked by itself. */
  crl: Place.or(z.array(Place).min(1).max(MAX_LISTS)).default([]),
  /** Where to ask about its certificate (OCSP); what certificates name is never asked. */
  ocsp: z.url({ protocol: /^https?$/ }).optional(),
});
const Authorities = z
  .array(Authority)
  .max(8)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "names twice");

export const TimestampConfig = z.object({
  HOLDFAST_TIMESTAMP_AUTHORITIES: z
    .string()
    .default("[]")
    .describe(
      "RFC 3161 authorities, JSON: [{name, url, root (path of a PEM), policy?, credentials? (path), crl? (path or address, or a list of them), ocsp? (address)}]; usually _FILE",
    ),
});

/**
 * The authorities that `json` names.
 * @throws Refusal invalid "timestamps/bad-configuration" for what cannot be used; never a secret in its text.
 */
export async function openTimestampAuthorities(
  json: string,
): Promise<readonly TimestampAuthority[]> {
  try {
    const authorities = Authorities.parse(JSON.parse(json));
    return await Promise.all(authorities.map(openAuthority));
  } catch (cause) {
    throw new Refusal(
      "invalid",
      "timestamps/bad-configuration",
      "the authorities for time stamps cannot be used",
      {
        fix: "Give a JSON list of {name, url, root}; root is the absolute path of a PEM with a self-signed certificate.",
        cause,
      },
    );
  }
}

async function openAuthority({
  name,
  url,
  root,
  policy,
  credentials,
  crl,
  ocsp,
}: z.infer<typeof Authority>): Promise<TimestampAuthority> {
  const rootsPem = await readFile(root, "utf8");
  if (readRoots(rootsPem).anchors.length === 0) throw new Error("no self-signed certificate");
  const login = credentials === undefined ? null : (await readFile(credentials, "utf8")).trim();
  return {
    name,
    rootsPem,
    async stamp(bytes, digest) {
      const nonce = freshNonce();
      const response = await post(url, timestampRequest(bytes, nonce, digest), login);
      return judged(bytes, response, rootsPem, { nonce, policy });
    },
    askRevocation:
      ocsp === undefined ? null : (response, now) => askRevocation(ocsp, rootsPem, response, now),
    revocationLists: [crl].flat().map((from) => () => fetchList(from, rootsPem)),
  };
}

function judged(
  bytes: Uint8Array,
  response: Uint8Array,
  rootsPem: string,
  asked: { readonly nonce: Uint8Array; readonly policy: string | undefined },
): StampedToken {
  const verdict = judgeTimestamp(bytes, response, rootsPem, asked);
  if (verdict.valid) {
    const { valid: _, revocation: __, clearedAbove: ___, ...facts } = verdict;
    return { ...facts, response };
  }
  if (verdict.reason === "timestamps/refused") {
    const answer = readResponse(response);
    throw new Refusal("unavailable", verdict.reason, "the authority gave no time stamp", {
      facts: answer.granted ? {} : { status: answer.status, failure: answer.failure },
    });
  }
  throw new Refusal("tampered", verdict.reason, "the authority's answer proves no time", {
    fix: "Compare the configured root certificate and policy with what the authority publishes.",
  });
}

/** 127 random bits: positive, so that no byte is put before it. */
export function freshNonce(): Buffer {
  const nonce = randomBytes(16);
  nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f);
  return nonce;
}

/** TimeStampReq (RFC 3161 2.4.1) over the digest of `bytes`, DER; asks for the certificate too. */
export const timestampRequest = (
  bytes: Uint8Array,
  nonce: Uint8Array,
  digest: "sha256" | "sha512" = "sha256",
): Buffer =>
  encode(
    sequence(
      integer(Buffer.of(1)),
      sequence(sequence(oid(OID[digest])), octets(hash(digest, bytes, "buffer"))),
      integer(nonce),
      boolean(true),
    ),
  );

async function post(url: string, body: Uint8Array, login: string | null): Promise<Uint8Array> {
  const basic = login === null ? null : `Basic ${Buffer.from(login).toString("base64")}`;
  try {
    const types = ["application/timestamp-query", "application/timestamp-reply"] as const;
    const headers = basic === null ? {} : { Authorization: basic };
    return await postDer(url, body, types, MAX_RESPONSE_BYTES, headers);
  } catch (cause) {
    throw new Refusal("unavailable", "timestamps/unreachable", "the authority does not answer", {
      fix: "Look whether the configured address answers; the next attempt comes by itself.",
      cause,
    });
  }
}

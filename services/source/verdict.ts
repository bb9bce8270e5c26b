/**
 * What is said of signatures inside a recording, looked at before anything is made of it.
 *
 * The text is what is kept, logged by its digest and given out: it is written once and read back strictly.
 * A verdict decays (certificates run out, roots are withdrawn), so it says when, with what tool and against
 * which trust it was taken.
 */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { type ItemId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";

/** Ways to sign inside the recording that are looked for. */
export const SOURCE_KINDS = [
  "onvif-media-signing",
  "axis-signed-video",
  "c2pa",
  "gb35114",
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * valid: whole, and by a signer who is trusted here. invalid: it speaks of other bytes, or does not verify.
 * not-verifiable: nothing is shown either way, for the reasons given. unsigned: nothing was found.
 */
export const SOURCE_VERDICTS = ["valid", "invalid", "not-verifiable", "unsigned"] as const;
export type SourceVerdict = (typeof SOURCE_VERDICTS)[number];

/** Why, as words the page and the verifier have texts for. */
export const SOURCE_REASONS = [
  /** Every signature verifies and covers what it must. */
  "holds",
  /** Pictures after the last signature are covered by none; how many, the facts say. */
  "tail-not-covered",
  /** The stream was signed before the recording began: what came first is not here. */
  "starts-mid-stream",
  /** Signed pictures are not the ones that are here: changed, added, removed or put in another order. */
  "pictures-differ",
  /** A signature does not verify under the certificate in the recording. */
  "signature-wrong",
  /** Signatures in a row are missing between others. */
  "signatures-missing",
  /** Another certificate from some point on. */
  "signer-changed",
  /** There are pictures of a kind that this way of signing does not cover. */
  "pictures-not-covered",
  /** The mark of a signature is there, and no signature. */
  "mark-only",
  /** No certificate is in the recording. */
  "no-certificate",
  /** No roots are configured that the signer could be held against. */
  "no-trust-configured",
  /** The certificate leads to none of the configured roots. */
  "signer-not-trusted",
  /** A certificate was not valid when the recording was received. */
  "certificate-out-of-time",
  /** An algorithm or version that is not known here. */
  "algorithm-not-supported",
  /** A container or coding whose signatures are not followed here. */
  "container-not-supported",
  /** There are several tracks of video: which one is shown is the player's choice. */
  "several-video-tracks",
  /** The recording's own structure is broken. */
  "malformed",
  /** Beyond what is followed here. */
  "too-large",
  /** Nothing here checks this kind of signature. */
  "no-validator",
  /** The recording names a place where its manifest lies; nothing is fetched. */
  "manifest-elsewhere",
  /** A validator says so, in codes that are among the facts. */
  "said-by-validator",
  /** A validator gave no verdict, twice; `how` among the facts says in what way. */
  "validator-failed",
  /** The item is in quarantine. */
  "quarantined",
  /** The step ended before the recording was looked at; `code` among the facts says by what. */
  "not-looked-at",
] as const;
export type SourceReason = (typeof SOURCE_REASONS)[number];

const digest = z
  .string()
  .refine((text) => parseSha256(text) === text)
  .transform((text) => text as Sha256);
/** Name or version of a tool. */
export const ToolWord = z.string().regex(/^[\w .:+()/@-]{1,100}$/);
export const Facts = z.record(
  z.string().regex(/^[a-zA-Z0-9]{1,40}$/),
  z.union([z.string().regex(/^\P{C}{0,200}$/u), z.number().int(), z.boolean()]),
);

/** What one tool says of one kind of signature. */
export const SignatureVerdict = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  verdict: z.enum(["valid", "invalid", "not-verifiable"]),
  reasons: z.array(z.enum(SOURCE_REASONS)).min(1).max(10),
  tool: ToolWord,
  version: ToolWord,
  facts: Facts,
});
export type SignatureVerdict = z.infer<typeof SignatureVerdict>;

const Statement = z.strictObject({
  type: z.literal("holdfast/source-verdict/v1"),
  item: z
    .string()
    .refine((text) => parseId(text) !== null)
    .transform((text) => text as ItemId),
  /** Of the original that was looked at; null if none was. */
  sha256: digest.nullable(),
  takenAt: z.iso.datetime().transform((text) => text as UtcInstant),
  verdict: z.enum(SOURCE_VERDICTS),
  /** Why the recording was not looked at; empty if it was. */
  reasons: z.array(z.enum(SOURCE_REASONS)).max(10),
  facts: Facts,
  /** Kinds that were looked for. */
  searched: z.array(z.enum(SOURCE_KINDS)),
  /** Of each kind, what is looked at here and what one more validator says. */
  signatures: z.array(SignatureVerdict).max(2 * SOURCE_KINDS.length),
  /**
   * Why a signature was to be expected where there is none, or null. "always-signs": the register says so of the
   * device, and none of the kind among the facts (`expectedKind`) was found.
   */
  expected: z.enum(["signed-before", "always-signs"]).nullable(),
  /** 128 random bits: the digest, which is public in the ledger, tells nothing by guessing. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
export type SourceStatement = z.infer<typeof Statement>;

/** All of a statement but what follows from it. */
export type SourceFindings = Omit<SourceStatement, "type" | "verdict">;

/** The exact text, on one line. */
export function writeSourceStatement(findings: SourceFindings): string {
  const { item, sha256: original, takenAt, reasons, facts, searched, signatures } = findings;
  const statement: SourceStatement = {
    type: "holdfast/source-verdict/v1",
    ...{ item, sha256: original, takenAt, verdict: overallVerdict(findings), reasons, facts },
    ...{ searched, signatures, expected: findings.expected },
    nonce: findings.nonce,
  };
  // In the order of the schema, whatever order the facts were put together in.
  return strictJsonLine(Statement.parse(statement));
}

/** @throws Refusal tampered "source/malformed-verdict" unless `writeSourceStatement` could have written it. */
export function parseSourceStatement(text: string | Uint8Array): SourceStatement {
  const no = (cause?: unknown): Refusal =>
    new Refusal("tampered", "source/malformed-verdict", "the verdict on the source is malformed", {
      cause,
    });
  const bytes = Buffer.from(text);
  let statement: SourceStatement;
  try {
    statement = Statement.parse(parseStrictJson(bytes, { maxBytes: 64 << 10, maxDepth: 5 }));
  } catch (cause) {
    throw no(cause);
  }
  const same = strictJsonLine(statement) === bytes.toString("utf8");
  if (!same || overallVerdict(statement) !== statement.verdict) throw no();
  return statement;
}

/** The worst of what was found: one signature that does not hold outweighs another that does. */
export function overallVerdict({
  reasons,
  signatures,
}: Pick<SourceFindings, "reasons" | "signatures">): SourceVerdict {
  const said = signatures.map(({ verdict }) => verdict);
  if (said.includes("invalid")) return "invalid";
  if (said.includes("not-verifiable") || reasons.length > 0) return "not-verifiable";
  return said.length > 0 ? "valid" : "unsigned";
}

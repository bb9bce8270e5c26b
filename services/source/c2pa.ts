/** Rule: what is said of a C2PA manifest (C2PA 2.2), from what a validator reports of it. */
import { z } from "zod";
import { parseStrictJson } from "../kernel/strict-json.ts";
import type { Container } from "./container.ts";
import { ValidatorFault } from "./validator.ts";
import type { SignatureVerdict, SourceReason } from "./verdict.ts";

/** Containers whose manifests the validator finds, by the media type it calls them. */
export const C2PA_MEDIA_TYPES: Readonly<Partial<Record<Container, string>>> = {
  mov: "video/mp4",
  avi: "video/avi",
  wav: "audio/wav",
  mp3: "audio/mpeg",
  jpeg_pipe: "image/jpeg",
  png_pipe: "image/png",
};

/** The validator holds a recording in memory twice: of a larger one it is only said that a manifest is there. */
export const C2PA_MAX_BYTES = 512 << 20;

/** Longest report, and more than it can be by its own bounds. */
export const REPORT_BYTES = 64 << 10;

const said = z.string().max(200);
export const C2paReport = z.strictObject({
  version: z.string().regex(/^[\w.-]{1,30}$/),
  found: z.enum(["store", "none", "elsewhere", "unsupported", "unreadable"]),
  state: z.enum(["Trusted", "Valid", "Invalid"]).optional(),
  /** Status codes of C2PA 15.2 for the active manifest. */
  failures: z.array(said).max(20).default([]),
  signer: said.optional(),
  issuer: said.optional(),
  generator: said.optional(),
  generatorVersion: said.optional(),
  ingredients: z.number().int().nonnegative().optional(),
  manifests: z.number().int().nonnegative().optional(),
});
export type C2paReport = z.infer<typeof C2paReport>;

/** Said of this recording by codes of C2PA 15.2; every other one leaves it open. */
const CONTRADICTIONS: readonly (readonly [RegExp, SourceReason])[] = [
  [/^assertion\.(bmff|data|boxes|collection)Hash\.mismatch$/, "pictures-differ"],
  [/^assertion\.hashedURI\.mismatch$/, "signature-wrong"],
  [/^claimSignature\.mismatch$/, "signature-wrong"],
];
const OPEN: readonly (readonly [RegExp, SourceReason])[] = [
  [/^signingCredential\.(expired|revoked)$|outsideValidity$/, "certificate-out-of-time"],
  [/^signingCredential\.(untrusted|invalid)$/, "signer-not-trusted"],
  [/^algorithm\./, "algorithm-not-supported"],
];
const NO_STORE: Readonly<Record<Exclude<C2paReport["found"], "store">, SourceReason>> = {
  none: "mark-only",
  elsewhere: "manifest-elsewhere",
  unsupported: "container-not-supported",
  unreadable: "malformed",
};

/** `hasTrust`: roots are configured. @throws ValidatorFault "not-as-agreed". */
export function readC2paReport(line: Uint8Array, hasTrust: boolean): SignatureVerdict {
  let report: C2paReport;
  try {
    report = C2paReport.parse(parseStrictJson(line, { maxBytes: REPORT_BYTES, maxDepth: 3 }));
  } catch {
    throw new ValidatorFault("not-as-agreed");
  }
  return { ...onC2pa(...decide(report, hasTrust), report.version), facts: factsOf(report) };
}

/** What is said without asking a validator. */
export const c2paNotRead = (reason: SourceReason): SignatureVerdict =>
  onC2pa("not-verifiable", [reason], "-");

const onC2pa = (
  verdict: SignatureVerdict["verdict"],
  reasons: SourceReason[],
  version: string,
): SignatureVerdict => ({
  ...{ kind: "c2pa", verdict, reasons, tool: "c2pa-wasm", version, facts: {} },
});

function decide(
  { found, state, failures }: C2paReport,
  hasTrust: boolean,
): [SignatureVerdict["verdict"], SourceReason[]] {
  if (found !== "store") return ["not-verifiable", [NO_STORE[found]]];
  const wrong = reasonsIn(failures, CONTRADICTIONS);
  if (wrong.length > 0) return ["invalid", wrong];
  if (state === "Trusted" && failures.length === 0) return ["valid", ["holds"]];
  const open = reasonsIn(failures, OPEN).map((reason) =>
    reason === "signer-not-trusted" && !hasTrust ? "no-trust-configured" : reason,
  );
  return ["not-verifiable", open.length > 0 ? open : ["said-by-validator"]];
}

function reasonsIn(
  failures: readonly string[],
  table: readonly (readonly [RegExp, SourceReason])[],
): SourceReason[] {
  const reasons = table.filter(([code]) => failures.some((failure) => code.test(failure)));
  return [...new Set(reasons.map(([, reason]) => reason))];
}

function factsOf({ found, failures, ...report }: C2paReport): SignatureVerdict["facts"] {
  const facts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries({ found, ...report })) {
    if (value !== undefined && name !== "version") facts[name] = value;
  }
  return failures.length === 0 ? facts : { ...facts, codes: failures.join(" ").slice(0, 200) };
}

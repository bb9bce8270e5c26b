/** Configuration of the media process as to signatures inside recordings. */
import { z } from "zod";
import { readRoots } from "./foreign-chain.ts";
import { SOURCE_KINDS } from "./verdict.ts";

export const SourceConfig = z.object({
  HOLDFAST_SOURCE_ROOTS: z
    .string()
    .refine(isRoots, "certificates in PEM")
    .default("")
    .describe("Certificates in PEM of camera makers whose signatures inside recordings count"),
  HOLDFAST_C2PA_TRUST: z
    .string()
    .refine(isRoots, "certificates in PEM")
    .default("")
    .describe("Certificates in PEM of authorities whose signers of C2PA manifests count"),
  HOLDFAST_SOURCE_VALIDATOR: z
    .string()
    .transform((text, context) => readProgram(text) ?? failed(context))
    .default([])
    .describe(
      "A program that judges one kind of signature: absolute path and arguments, as a JSON list of texts",
    ),
  HOLDFAST_SOURCE_VALIDATOR_KIND: z
    .enum(SOURCE_KINDS)
    .default("gb35114")
    .describe("The kind of signature that `HOLDFAST_SOURCE_VALIDATOR` judges"),
});

/** In no folder that is the whole machine, and in none whose name ends a list of paths. */
const Program = z
  .tuple([z.string().regex(/^\/[^:]+\/[^/:]+$/)])
  .rest(z.string().max(1_000))
  .or(z.tuple([]));

function readProgram(text: string): z.infer<typeof Program> | null {
  try {
    return Program.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function failed(context: z.RefinementCtx): never {
  context.addIssue(
    'a list as ["/opt/validator/check", "--json"], with an absolute path in a folder',
  );
  return z.NEVER;
}

function isRoots(pem: string): boolean {
  try {
    readRoots(pem);
    return true;
  } catch {
    return false;
  }
}

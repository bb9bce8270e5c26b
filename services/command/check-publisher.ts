/** The signature of a pack's publisher as the command takes it: sent along, or judged here without a running system. */
import { readFile } from "node:fs/promises";
import type { Text } from "../kernel/language.ts";
import { utcInstant } from "../kernel/clock.ts";
import type { PublisherSignatures } from "../policy/publisher.ts";
import { EXIT } from "./exit-code.ts";
import { VerbFailure } from "./terminal.ts";
import { POLICY } from "./texts/policy.ts";
import type { Surroundings, VerbDeps } from "./verb-deps.ts";

export interface CheckedSignature {
  readonly isTrusted: boolean;
  readonly told: ReturnType<PublisherSignatures["judge"]>;
  readonly text: Text;
  readonly values: Readonly<Record<string, string>>;
}

/** What goes into a request; nothing where no file is named. */
export async function signatureBody(file: string | undefined): Promise<{ signature?: string }> {
  return file === undefined ? {} : { signature: (await bytesOf(file)).toString("base64") };
}

export async function checkSignature(
  { publishers, environment }: Pick<VerbDeps, "publishers"> & Pick<Surroundings, "environment">,
  text: Uint8Array,
  { signature, roots }: { readonly signature: string; readonly roots?: string | undefined },
): Promise<CheckedSignature> {
  const file = roots ?? environment["HOLDFAST_POLICY_ROOTS_FILE"];
  const pem = file === undefined ? "" : (await bytesOf(file)).toString("utf8");
  const judge = await publishers(pem).catch(() => {
    throw new VerbFailure(EXIT.usage, POLICY.noSignature, { file: file ?? "–" });
  });
  const told = judge.judge(text, await bytesOf(signature), utcInstant(new Date()));
  if (!told.valid) {
    return { isTrusted: false, told, text: POLICY.signatureBad, values: { why: told.reason } };
  }
  const { signer, root, validUntil: until, isRootKnown: isTrusted } = told;
  const said = isTrusted ? POLICY.signedBy : POLICY.rootUnknown;
  return { isTrusted, told, text: said, values: { signer, root, until } };
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new VerbFailure(EXIT.usage, POLICY.noSignature, { file });
  }
}

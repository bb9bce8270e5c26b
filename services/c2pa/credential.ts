/**
 * A C2PA manifest of a copy that lies beside it (C2PA 2.2): that it was made from a recording, with what, and which
 * sealed bytes it is. The copy itself stays as it was sealed.
 */
import { createHash } from "node:crypto";
import { encode } from "cborg";
import type { Sha256 } from "../kernel/digest.ts";
import { EXCLUSIONS } from "./bmff-digest.ts";
import { box, cborBox, superbox, superboxContent } from "./jumbf.ts";

/** What made a manifest. */
export interface Generator {
  readonly name: string;
  readonly version: string;
}

export interface CopyFacts {
  readonly generator: Generator;
  /** Makes the manifest's name, so that the same asked twice is one. */
  readonly packageId: string;
  readonly itemId: string;
  readonly kind: string;
  readonly filename: string;
  readonly method: "remux" | "encode" | "still";
  readonly tool: Generator;
  readonly originalSha256: Sha256;
  readonly copySha256: Sha256;
  readonly manifestSha256: Sha256;
  /** As `bmffDigest` takes it. */
  readonly bmffDigest: Uint8Array;
}

export interface Credential {
  /** CBOR, to be signed. */
  readonly claim: Uint8Array;
  /** The manifest store, with the COSE_Sign1 over the claim. */
  readonly signed: (cose: Uint8Array) => Buffer;
}

const ASSERTIONS = "c2pa.assertions";
/** C2PA 2.2, 18.15.2. */
const METHODS = {
  remux: "c2pa.repackaged",
  encode: "c2pa.transcoded",
  still: "c2pa.converted",
} as const;
/** Our own assertion, under a name of our own (C2PA 2.2, 6.2.1). */
const SEALED_COPY = "org.holdfast.sealed-copy";

export function draftCredential(facts: CopyFacts): Credential {
  const name = manifestName(facts);
  const ingredient = assertion("c2pa.ingredient.v3", {
    "dc:title": `original of ${facts.itemId}`,
    relationship: "parentOf",
  });
  const assertions = [
    assertion("c2pa.actions.v2", { actions: actionsOf(facts, ingredient.reference) }),
    ingredient,
    assertion("c2pa.hash.bmff.v3", {
      exclusions: EXCLUSIONS.map((left) => ({ ...left })),
      alg: "sha256",
      hash: facts.bmffDigest,
      name: "holdfast",
    }),
    assertion(SEALED_COPY, sealedCopy(facts)),
  ];
  const claim = encode({
    instanceID: `urn:uuid:${name}`,
    claim_generator_info: facts.generator,
    signature: `self#jumbf=/c2pa/urn:c2pa:${name}/c2pa.signature`,
    created_assertions: assertions.map(({ reference }) => reference),
    "dc:title": facts.filename,
    alg: "sha256",
  });
  const contents = assertions.map(({ content }) => box("jumb", content));
  const signed = (cose: Uint8Array): Buffer =>
    superbox(
      "c2pa",
      "c2pa",
      superbox(
        "c2ma",
        `urn:c2pa:${name}`,
        superbox("c2as", ASSERTIONS, ...contents),
        superbox("c2cl", "c2pa.claim.v2", box("cbor", claim)),
        superbox("c2cs", "c2pa.signature", box("cbor", cose)),
      ),
    );
  return { claim, signed };
}

interface Assertion {
  readonly content: Buffer;
  /** A hashed URI (C2PA 2.2, 8.4.2). */
  readonly reference: { readonly url: string; readonly hash: Uint8Array };
}

function assertion(label: string, value: object): Assertion {
  const content = superboxContent("cbor", label, cborBox(value));
  const hash = createHash("sha256").update(content).digest();
  return { content, reference: { url: `self#jumbf=${ASSERTIONS}/${label}`, hash } };
}

const actionsOf = ({ method, tool }: CopyFacts, parent: Assertion["reference"]) => [
  { action: "c2pa.opened", parameters: { ingredients: [parent] } },
  { action: METHODS[method], softwareAgent: tool },
];

const sealedCopy = (facts: CopyFacts) => ({
  item: facts.itemId,
  kind: facts.kind,
  sha256: facts.copySha256,
  manifestSha256: facts.manifestSha256,
  originalSha256: facts.originalSha256,
});

/** A UUID of version 8 (RFC 9562 5.8), of what it is about. */
function manifestName({ packageId, itemId, kind, copySha256 }: CopyFacts): string {
  const about = JSON.stringify([packageId, itemId, kind, copySha256]);
  const bytes = createHash("sha256").update(about).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

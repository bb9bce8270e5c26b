/** Routes: what proves an item, as files: manifest, signature, receipt. */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Seal, SealStore, SealSubject } from "../sealing/seal-store.ts";
import { Manifest } from "../sealing/manifest.ts";
import { ReceiptFile, receiptFile } from "../sealing/receipt-file.ts";
import { CopyPath, IdPath } from "./api-schema.ts";
import { downloadHeaders } from "./media-headers.ts";
import { type Reply, type Route, route } from "./route.ts";

export interface ProofRouteDeps {
  readonly items: EvidenceStore;
  readonly seals: SealStore;
}

const tag = "Proofs";
const CMS = "application/pkcs7-signature";

export function proofRoutes(deps: ProofRouteDeps): Route[] {
  return [
    ...copyRoutes(deps),
    route({
      method: "get",
      path: "/items/{id}/manifest",
      tag,
      summary: "The manifest, exactly as it was signed",
      permission: "evidence:verify",
      params: IdPath,
      answer: { status: 200, mediaType: "application/json", schema: Manifest },
      handle: async ({ params }) => {
        const { manifest } = await sealOf(deps, params.id as ItemId);
        return file(manifest, "application/json", "manifest.json");
      },
    }),
    route({
      method: "get",
      path: "/items/{id}/manifest.p7s",
      tag,
      summary: "The detached CMS signature over the manifest (DER)",
      permission: "evidence:verify",
      params: IdPath,
      answer: { status: 200, mediaType: CMS },
      handle: async ({ params }) => {
        const { signature } = await sealOf(deps, params.id as ItemId);
        if (signature === null) throw notSealed();
        return file(signature, CMS, "manifest.json.p7s");
      },
    }),
    route({
      method: "get",
      path: "/items/{id}/receipt",
      tag,
      summary: "The receipt that the device gets",
      permission: "evidence:verify",
      params: IdPath,
      answer: { status: 200, schema: ReceiptFile },
      handle: async ({ params }) => {
        const id = params.id as ItemId;
        await deps.items.get(id);
        const receipt = await deps.seals.receipt(id);
        if (receipt === null) throw notSealed();
        return { json: receiptFile(receipt) };
      },
    }),
  ];
}

/** What is signed of the files made from the original; what they are is told to whoever may verify. */
function copyRoutes(deps: ProofRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/items/{id}/derivatives/{kind}/manifest",
      tag,
      summary: "The manifest of a file made from the original, exactly as it was signed",
      permission: "evidence:verify",
      params: CopyPath,
      answer: { status: 200, mediaType: "application/json", schema: Manifest },
      handle: async ({ params: { id, kind } }) => {
        const { manifest } = await sealOf(deps, id as ItemId, kind);
        return file(manifest, "application/json", `${kind}.manifest.json`);
      },
    }),
    route({
      method: "get",
      path: "/items/{id}/derivatives/{kind}/manifest.p7s",
      tag,
      summary: "The detached CMS signature over that manifest (DER)",
      permission: "evidence:verify",
      params: CopyPath,
      answer: { status: 200, mediaType: CMS },
      handle: async ({ params: { id, kind } }) => {
        const { signature } = await sealOf(deps, id as ItemId, kind);
        if (signature === null) throw notSealed();
        return file(signature, CMS, `${kind}.manifest.json.p7s`);
      },
    }),
  ];
}

/** @throws Refusal missing "evidence/no-such-item"; conflict "review/not-yet-sealed". */
async function sealOf(
  { items, seals }: ProofRouteDeps,
  id: ItemId,
  of: SealSubject = "original",
): Promise<Seal> {
  await items.get(id);
  const seal = (await seals.seals(id)).find(({ subject }) => subject === of);
  if (seal === undefined) throw notSealed();
  return seal;
}

const notSealed = (): Refusal =>
  new Refusal("conflict", "review/not-yet-sealed", "the item is not sealed yet", {
    fix: "Ask again when its stage is sealed; a quarantined item is never sealed.",
  });

const file = (bytes: Uint8Array, mediaType: string, name: string): Reply => ({
  bytes,
  headers: downloadHeaders(mediaType, name),
});

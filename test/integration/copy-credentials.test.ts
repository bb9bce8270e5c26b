/** C2PA manifests of copies in a package, by the verdict of a library that is not ours, over copies of the real ffmpeg. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { WasmReader, initSync } from "@contentauth/c2pa-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewSigner } from "../../infra/keys/certificate-authority.ts";
import { claimSigner } from "../../infra/keys/claim-signer.ts";
import { requireKind, signerFile } from "../../infra/keys/signer-file.ts";
import { openSigningKey } from "../../infra/keys/signing-key.ts";
import type { MadeBy } from "../../services/evidence/derivative.ts";
import type { ProgramUse } from "../../services/evidence/program-use.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { openManifestSigner } from "../unit/keys/authority.ts";
import { type World, makeWorld } from "../fixtures/small-package.ts";

/** What a manifest in an MP4 stands in (C2PA 2.2, A.5.1). */
const BOX = Buffer.concat([
  Buffer.from("d8fec3d61b0e483c92975828877ec481", "hex"),
  Buffer.alloc(4),
  Buffer.from("manifest\0"),
  Buffer.alloc(8),
]);

let world: World;
let copy: Buffer;
beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url);
  initSync({ module: await readFile(resolve("@contentauth/c2pa-wasm/c2pa.wasm")) });
  world = await makeWorld();
  await useKey();
  copy = await recorded();
});
afterAll(() => world.close());

async function useKey(): Promise<void> {
  const { deps } = world;
  const key = await openSigningKey(signerFile(deps.folder), deps.clock);
  deps.claims = claimSigner(key);
  deps.signer = await openManifestSigner(deps.folder, deps.clock);
}

async function recorded(): Promise<Buffer> {
  const file = join(world.deps.folder, "copy.mp4");
  const source = ["-f", "lavfi", "-i", "testsrc=d=1:s=160x120:r=10"];
  await promisify(execFile)("ffmpeg", ["-v", "error", ...source, "-movflags", "+faststart", file]);
  return readFile(file);
}

/** The bytes of the package's file at the end of this path; undefined: it has none. */
async function packaged(
  ending: string,
  bytes = copy,
  program: Pick<MadeBy, "program"> = {},
): Promise<Buffer | undefined> {
  const item = await world.sealedItem(Buffer.from("original"), { copy: bytes, program });
  const { id } = await world.prepare(item);
  const contents = await world.deps.packages.contents(id);
  const file = contents.files.find(({ path }) => path.endsWith(`/${item}/${ending}`));
  return file?.source.kind === "bytes" ? Buffer.from(file.source.base64, "base64") : undefined;
}

interface Manifest {
  readonly title?: string;
  readonly claim_generator_info?: readonly object[];
  readonly ingredients?: readonly object[];
  readonly assertions: readonly { readonly label: string; readonly data: object }[];
}
interface Store {
  readonly active_manifest: string;
  readonly manifests: Readonly<Record<string, Manifest>>;
  readonly validation_state: string;
  readonly validation_results: {
    readonly activeManifest: { readonly failure: readonly { readonly code: string }[] };
  };
}

/** What the library says of a copy with this manifest behind it, where its places stay as they are. */
async function judged(manifest: Uint8Array, bytes = copy, root = world.pins.rootCertificatePem) {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(8 + BOX.byteLength + manifest.byteLength);
  size.write("uuid", 4);
  const settings = {
    verify: { verify_after_reading: true, verify_trust: true, ocsp_fetch: false },
    trust: { trust_anchors: root },
  };
  const whole = Buffer.concat([bytes, size, BOX, manifest]);
  const reader = await WasmReader.fromBytes("video/mp4", whole, JSON.stringify(settings));
  const store = JSON.parse(reader.json()) as Store;
  return {
    state: store.validation_state,
    failures: store.validation_results.activeManifest.failure.map(({ code }) => code),
    manifest: store.manifests[store.active_manifest],
  };
}

describe("the C2PA manifest of a copy", () => {
  it("is not made where a program of the recording's maker stands between", async () => {
    const program: ProgramUse = {
      ...{ name: "acme-cctv", version: "2.1", arguments: ["in/src", "out"] },
      ...{ sha256: sha256("program"), filesSha256: sha256("files") },
      output: { sizeBytes: 4_711, sha256: sha256("what it wrote") },
    };
    expect(await packaged("viewing.c2pa", copy, { program })).toBeUndefined();
    expect(await packaged("viewing.manifest.json", copy, { program })).toBeDefined();
  });

  it("is trusted under the agency's root, and says which sealed bytes it is about", async () => {
    const manifest = (await packaged("viewing.c2pa")) ?? Buffer.alloc(0);
    const verdict = await judged(manifest);
    expect(verdict).toMatchObject({ state: "Trusted", failures: [] });
    const { manifest: told } = verdict;
    expect(told).toMatchObject({
      title: "viewing.mp4",
      claim_generator_info: [expect.objectContaining(world.deps.generator)],
      ingredients: [{ relationship: "parentOf" }],
    });
    const labelled = (wanted: string) => told?.assertions.find(({ label }) => label === wanted);
    expect(labelled("org.holdfast.sealed-copy")?.data).toMatchObject({
      sha256: sha256(copy),
      originalSha256: sha256("original"),
    });
    expect(labelled("c2pa.actions.v2")?.data).toMatchObject({
      actions: [{ action: "c2pa.opened" }, { softwareAgent: { name: "ffmpeg" } }],
    });
  });

  it("is of no other copy, under no other root, and of no other words", async () => {
    const manifest = (await packaged("viewing.c2pa")) ?? Buffer.alloc(0);
    const changed = Buffer.from(copy);
    changed[copy.byteLength - 9] = (changed[copy.byteLength - 9] ?? 0) ^ 1;
    const other = await judged(manifest, changed);
    expect(other).toMatchObject({ state: "Invalid", failures: ["assertion.bmffHash.mismatch"] });

    const stranger = await makeWorld();
    const strange = await judged(manifest, copy, stranger.pins.rootCertificatePem);
    await stranger.close();
    expect(strange.state).not.toBe("Trusted");

    const words = Buffer.from(manifest);
    words.write("ORIGINAL", words.indexOf("original of"));
    expect((await judged(words)).state).toBe("Invalid");
  });

  it("is small, and there is none of what is no file of boxes", async () => {
    expect((await packaged("viewing.c2pa"))?.byteLength).toBeLessThan(8 << 10);
    expect(await packaged("viewing.c2pa", Buffer.from("no boxes"))).toBeUndefined();
  });

  it("goes on with a certificate that was renewed, and is left out for a key that C2PA does not know", async () => {
    await renewSigner(world.deps.folder, new Date(world.deps.clock()));
    const key = await openSigningKey(signerFile(world.deps.folder), world.deps.clock);
    const before = claimSigner(key);
    await before.sign(Buffer.of(0xa0));
    await key.replace((await key.certificate()).certificate);
    expect(await before.sign(Buffer.of(0xa0))).not.toBeNull();

    await requireKind(world.deps.folder, "rsa3072", new Date(world.deps.clock()));
    await useKey();
    expect(await packaged("viewing.c2pa")).toBeUndefined();
  });
});

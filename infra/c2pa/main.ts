/**
 * The process that reads C2PA manifests of a hostile recording, alone in a box: one run, one JSON line
 * (`C2paReport`). It reads the recording as bytes and not by pieces: a piece that cannot be had would come out of
 * the library as "these pictures differ", and memory that runs out has to end the run instead.
 *
 *   node main.ts FILE MEDIA_TYPE [ANCHORS]     a file of PEM certificates that are trusted
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { WasmReader, initSync } from "@contentauth/c2pa-wasm";

const { resolve } = createRequire(import.meta.url);
const { version } = JSON.parse(
  readFileSync(resolve("@contentauth/c2pa-wasm/package.json"), "utf8"),
) as { version: string };

interface Manifest {
  readonly claim_generator?: string;
  readonly claim_generator_info?: readonly { readonly name?: string; readonly version?: string }[];
  readonly signature_info?: { readonly issuer?: string; readonly common_name?: string };
  readonly ingredients?: readonly unknown[];
}
interface Store {
  readonly active_manifest?: string;
  readonly manifests?: Readonly<Record<string, Manifest>>;
  readonly validation_state?: string;
  readonly validation_results?: {
    readonly activeManifest?: { readonly failure?: readonly { readonly code: string }[] };
  };
}

/** The library's names of what is no verdict on a manifest. */
const ENDINGS = [
  ["JumbfNotFound", "none"],
  ["RemoteManifest", "elsewhere"],
  ["UnsupportedType", "unsupported"],
] as const;

// Nothing is fetched, whatever a recording names: not asked for, not there, and no network in the box.
globalThis.fetch = () => Promise.reject(new Error("nothing is fetched"));

function settings(anchors: string | undefined): string {
  return JSON.stringify({
    verify: {
      ...{ verify_after_reading: true, verify_trust: true },
      ...{ remote_manifest_fetch: false, ocsp_fetch: false },
    },
    ...(anchors === undefined ? {} : { trust: { trust_anchors: readFileSync(anchors, "utf8") } }),
  });
}

const printable = (text: unknown): string | undefined =>
  typeof text === "string" && text !== ""
    ? Array.from(text.toWellFormed().replace(/\p{C}/gu, "?")).slice(0, 80).join("")
    : undefined;

const signerOf = ({ signature_info: signed }: Manifest): object => ({
  signer: printable(signed?.common_name),
  issuer: printable(signed?.issuer),
});

function reportOf(store: Store): object {
  const manifests = store.manifests ?? {};
  const active = manifests[store.active_manifest ?? ""] ?? {};
  const [generator] = active.claim_generator_info ?? [];
  const failures = store.validation_results?.activeManifest?.failure ?? [];
  return {
    state: store.validation_state,
    failures: [...new Set(failures.map(({ code }) => printable(code)))].slice(0, 20),
    ...signerOf(active),
    generator: printable(generator?.name ?? active.claim_generator),
    generatorVersion: printable(generator?.version),
    ingredients: active.ingredients?.length ?? 0,
    manifests: Object.keys(manifests).length,
  };
}

async function read(file: string, mediaType: string, anchors?: string): Promise<object> {
  initSync({ module: readFileSync(resolve("@contentauth/c2pa-wasm/c2pa.wasm")) });
  try {
    const reader = await WasmReader.fromBytes(mediaType, readFileSync(file), settings(anchors));
    return { found: "store", ...reportOf(JSON.parse(reader.json()) as Store) };
  } catch (error) {
    // Of anything else, as memory that ran out, nothing can be said: the run ends badly.
    const name = /^C2pa\((\w+)/.exec(String(error))?.[1];
    if (name === undefined) throw error;
    const ending = ENDINGS.find(([start]) => name.startsWith(start));
    return { found: ending?.[1] ?? "unreadable" };
  }
}

const [file = "", mediaType = "", anchors] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify({ version, ...(await read(file, mediaType, anchors)) })}\n`);

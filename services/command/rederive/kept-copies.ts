/** What is kept of an item's copies and its original: signed in a package, or as the running service says. */
import type { z } from "zod";
import type { KeptPackets } from "../../evidence/derivative.ts";
import { ProgramUse } from "../../evidence/program-use.ts";
import type { Sha256 } from "../../kernel/digest.ts";
import { type ItemId, parseId } from "../../kernel/ids.ts";
import { readBounded } from "../../kernel/read-bounded.ts";
import type { KeptCopy, KeptOriginal } from "../../media/rederive.ts";
import { copyManifestKind, itemPaths } from "../../packages/package-layout.ts";
import type { PackageReader, PackedFile } from "../../packages/package-reader.ts";
import { Item } from "../../review/api-schema.ts";
import type { ProgramBody } from "../../review/copy-schema.ts";
import { DerivationBody } from "../../review/derived-schema.ts";
import {
  type ClipManifest,
  type DerivativeManifest,
  type Manifest,
  parseManifest,
} from "../../sealing/manifest.ts";
import { useOf } from "../../sealing/manifest-parts.ts";
import type { SignatureVerifier } from "../../sealing/signer.ts";
import type { Masks } from "../../evidence/redaction-taken.ts";
import { masksOfManifest } from "./made-again.ts";
import type { KeptWords } from "./several-again.ts";
import { type KeptLabel, takenOfBody, takenOfManifest } from "./label-again.ts";
import type { ApiClient } from "../api-client.ts";

export interface KeptItem {
  readonly item: ItemId;
  /** Null: what its copy is made of is not here. */
  readonly original: KeptOriginal | null;
  readonly copies: readonly KeptCopy[];
  /** Of a labelled copy, which its one copy here is made again of. */
  readonly label?: KeptLabel;
  /** Of a redacted one, likewise. */
  readonly masks?: Masks;
  /** Of a rebuilt one: the second recording; null: it is not here. */
  readonly like?: KeptOriginal | null;
  /** Of a joined one: all that stand in it, in order, the original first; null: it is not here. */
  readonly takes?: readonly (KeptOriginal | null)[];
  /** Of a transcript: what heard it. */
  readonly words?: KeptWords;
}

export type More = Omit<KeptItem, "item" | "original" | "copies">;

const MAX_BYTES = 256 << 10;

/** Items whose copies are signed under `rootPem`; whatever is not stays out. */
export async function keptInPackage(
  reader: PackageReader,
  signatures: SignatureVerifier,
  rootPem: string,
): Promise<readonly KeptItem[]> {
  const files = await reader.list();
  const items = new Set(files.map(({ path }) => itemIn(path)).filter((item) => item !== null));
  const found: KeptItem[] = [];
  const packed = (of: { readonly item: string; readonly sha256: string } | undefined) => {
    const file = files.find(({ path }) => path.startsWith(`data/original/${of?.item ?? ""}/`));
    if (file === undefined || of === undefined) return null;
    const { sizeBytes, path } = file;
    return { sha256: of.sha256 as Sha256, sizeBytes, read: () => reader.read(path) };
  };
  for (const item of items) {
    const signed = await signedManifests(reader, files, item, signatures, rootPem);
    const copies = signed.filter((each) => "kind" in each);
    const original = packed(copies[0]?.derivedFrom);
    // Copies for watching are handed out without their original, too; of what was made of others it is told what is missing.
    if (original !== null) found.push({ item, original, copies: copies.map(copyOf) });
    for (const { from, copy, derived } of signed.flatMap(madeHere)) {
      const more = moreOf(derived, packed({ item, sha256: copy.sha256 }), packed);
      found.push({ item, original: packed(from), copies: [copy], ...more });
    }
  }
  return found;
}

type Derived = NonNullable<ClipManifest["derived"]>;

/** What was made here of others, and is made again of these. */
function madeHere(manifest: Manifest) {
  if ("kind" in manifest || manifest.derived === undefined) return [];
  const { derived, media } = manifest;
  const { kind, from, madeBy } = derived;
  const [source] = from;
  return source === undefined
    ? []
    : [{ from: source, copy: copyOf({ kind, media, madeBy }), derived }];
}

function moreOf(
  derived: Derived,
  made: KeptOriginal | null,
  packed: (of: Derived["from"][number] | undefined) => KeptOriginal | null,
): More {
  switch (derived.kind) {
    case "labelled":
      return made === null ? {} : { label: { taken: takenOfManifest(derived.taken), made } };
    case "redacted":
      return { masks: masksOfManifest(derived.taken) };
    case "rebuilt":
      return { like: packed(derived.from[1]) };
    case "joined":
      return { takes: derived.from.map(packed) };
    case "transcript":
      return { words: { program: useOf(derived.taken.program), made } };
    case "excerpt":
    case "still":
      return {};
  }
}

const itemIn = (path: string): ItemId | null =>
  parseId<ItemId>(/^metadata\/([^/]+)\//.exec(path)?.[1] ?? "");

async function signedManifests(
  reader: PackageReader,
  files: readonly PackedFile[],
  item: ItemId,
  signatures: SignatureVerifier,
  rootPem: string,
): Promise<readonly Manifest[]> {
  const bytes = async (wanted: string): Promise<Buffer | null> => {
    const file = files.find(({ path }) => path === wanted);
    if (file === undefined || file.sizeBytes > MAX_BYTES) return null;
    return readBounded(await reader.read(wanted), file.sizeBytes);
  };
  const found: Manifest[] = [];
  for (const { path } of files) {
    const isOriginal = path === itemPaths(item, "original").manifest;
    const kind = isOriginal ? "original" : copyManifestKind(path, item);
    if (kind === null) continue;
    const paths = itemPaths(item, kind);
    const [text, signature] = [await bytes(paths.manifest), await bytes(paths.signature)];
    if (text === null || signature === null) continue;
    if (!(await signatures.verify(text, signature, rootPem)).valid) continue;
    const manifest = parseManifest(text);
    const subject = "kind" in manifest ? manifest.kind : "original";
    const isOfIt = subject === kind && manifest.item === item;
    if (isOfIt) found.push(manifest);
  }
  return found;
}

type Copy = Pick<DerivativeManifest, "kind" | "madeBy"> & {
  readonly media: Pick<DerivativeManifest["media"], "sha256">;
};
const copyOf = ({ kind, media, madeBy }: Copy): KeptCopy => ({
  ...{ kind, sha256: media.sha256 as Sha256, version: madeBy.version, method: madeBy.method },
  ...{ arguments: madeBy.arguments, packets: (madeBy.packets as KeptPackets | undefined) ?? null },
  ...(madeBy.program && { program: useOf(madeBy.program) }),
});

/** Of the service, for which `purpose` is stated before a byte of the original leaves. */
export async function keptByService(
  api: Pick<ApiClient, "get" | "stream">,
  item: ItemId,
  purpose: { readonly purpose: string; readonly purposeKind: string },
): Promise<readonly KeptItem[]> {
  const query = new URLSearchParams(purpose).toString();
  const originalOf = async (id: string) => {
    const body = await api.get(`/api/v1/items/${id}`, Item);
    const { sha256, sizeBytes } = body;
    const read = () => api.stream(`/api/v1/items/${id}/original?${query}`);
    return { body, original: { sha256: sha256 as Sha256, sizeBytes, read } };
  };
  const { body, original } = await originalOf(item);
  if (body.sha256 === null) return [];
  const copies = body.derivatives.map(shownCopy);
  const own = copies.length === 0 ? [] : [{ item, original, copies }];
  const { madeFrom } = await api.get(`/api/v1/items/${item}/derivation`, DerivationBody);
  const [source, ...others] = madeFrom?.from ?? [];
  if (source === undefined || !madeFrom?.madeBy) return own;
  const { sha256, version, method, packets, program, arguments: args } = madeFrom.madeBy;
  const how = { version, method, arguments: args, packets: packets as KeptPackets | null };
  const made = { kind: madeFrom.kind, sha256: sha256 as Sha256, ...how, ...shownUse(program) };
  const inputOf = async ({ itemId, sha256: was }: typeof source): Promise<KeptOriginal> => ({
    ...(await originalOf(itemId)).original,
    sha256: was as Sha256,
  });
  const from = await inputOf(source);
  const more = async (): Promise<More> => {
    if (madeFrom.kind === "redacted") {
      const { pictures, sound } = madeFrom;
      return { masks: { pictures, sound } };
    }
    if (madeFrom.kind === "rebuilt" && others[0] !== undefined) {
      return { like: await inputOf(others[0]) };
    }
    if (madeFrom.kind === "joined") {
      const takes = [from];
      for (const input of others) takes.push(await inputOf(input));
      return { takes };
    }
    if (madeFrom.kind === "transcript" && madeFrom.taken !== null) {
      return { words: { program: ProgramUse.parse(madeFrom.taken.program), made: original } };
    }
    const taken = madeFrom.kind === "labelled" ? takenOfBody(madeFrom) : null;
    return taken === null ? {} : { label: { taken, made: original } };
  };
  return [
    ...own,
    {
      ...{ item, original: from, copies: [made] },
      ...(await more()),
    },
  ];
}

function shownCopy(copy: z.infer<typeof Item>["derivatives"][number]): KeptCopy {
  const { kind, sha256, method, tool, packets } = copy;
  const kept = packets.map(({ stream, form, sha256: digest }) => [
    stream,
    { form, sha256: digest },
  ]);
  return {
    ...{ kind, sha256: sha256 as Sha256, method, arguments: copy.arguments },
    version: tool.replace(/^ffmpeg (?=ffmpeg )/, ""),
    packets: kept.length === 0 ? null : (Object.fromEntries(kept) as KeptPackets),
    ...shownUse(copy.program),
  };
}

const shownUse = (program: z.infer<typeof ProgramBody> | null) =>
  program === null ? {} : { program: ProgramUse.parse(program) };

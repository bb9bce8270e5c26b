/** `holdfast excerpt`: holds an excerpt, or what is left of a recording, against the signed blocks of a package. Offline. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { openPackage } from "../../../infra/zip/open-package.ts";
import { BLOCK_BYTES } from "../../evidence/evidence-item.ts";
import { type Sha256, sha256OfStream } from "../../kernel/digest.ts";
import { type ItemId, parseId } from "../../kernel/ids.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { readBounded } from "../../kernel/read-bounded.ts";
import { signedBlockList } from "../../packages/check-manifest.ts";
import { blocksPath, itemPaths } from "../../packages/package-layout.ts";
import type { PackageReader } from "../../packages/package-reader.ts";
import {
  type SealedBlocks,
  type Stretch,
  placeExcerpt,
  provenBytes,
} from "../../packages/place-excerpt.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { EXCERPT } from "../texts/excerpt.ts";

/** A list of 250 000 blocks: an original of 2 TiB. */
const MAX_FILE_BYTES = 17 << 20;

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        root: { type: "string" },
        at: { type: "string" },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const [path, file, ...more] = positionals;
    const { root, at, json } = values;
    const isBad = language === undefined || root === undefined || more.length > 0;
    if (isBad || path === undefined || file === undefined) return null;
    if (at !== undefined && !/^\d{1,15}$/.test(at)) return null;
    return { path, file, root, json, language, at: at === undefined ? null : Number(at) };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

interface Candidate extends SealedBlocks {
  readonly item: ItemId;
  readonly signer: string;
}

/** The originals of the package whose lists of blocks are signed under `rootPem`. */
async function candidates(reader: PackageReader, rootPem: string): Promise<readonly Candidate[]> {
  const files = new Map((await reader.list()).map(({ path, sizeBytes }) => [path, sizeBytes]));
  const bytes = async (path: string): Promise<Buffer | null> => {
    const sizeBytes = files.get(path);
    if (sizeBytes === undefined || sizeBytes > MAX_FILE_BYTES) return null;
    // Not more than the package says of it, whatever it inflates to.
    return readBounded(await reader.read(path), sizeBytes);
  };
  const found: Candidate[] = [];
  for (const path of files.keys()) {
    const item = parseId<ItemId>(/^metadata\/([^/]+)\/blocks\.txt$/.exec(path)?.[1] ?? "");
    if (item === null) continue;
    const { manifest, signature } = itemPaths(item, "original");
    const [text, cms, list] = [
      await bytes(manifest),
      await bytes(signature),
      await bytes(blocksPath(item)),
    ];
    if (text === null || cms === null || list === null) continue;
    const signed = await cmsVerifier.verify(text, cms, rootPem);
    const sealed = signedBlockList(item, text, list);
    if (signed.valid && sealed !== null) found.push({ ...sealed, item, signer: signed.signer });
  }
  return found;
}

/** Digests are taken once for each place that pieces may begin at. */
function piecesOf(file: string, sizeBytes: number): (firstByte: number) => Promise<Sha256[]> {
  const known = new Map<number, Promise<Sha256[]>>();
  const digests = async (firstByte: number): Promise<Sha256[]> => {
    const all: Sha256[] = [];
    for (let start = firstByte; start < sizeBytes; start += BLOCK_BYTES) {
      const end = Math.min(start + BLOCK_BYTES, sizeBytes) - 1;
      all.push((await sha256OfStream(createReadStream(file, { start, end }))).sha256);
    }
    return all;
  };
  return (firstByte) => {
    const there = known.get(firstByte) ?? digests(firstByte);
    known.set(firstByte, there);
    return there;
  };
}

async function check(term: Terminal, { path, file, root, at }: Options): Promise<ExitCode> {
  const rootPem = await readFile(root, "utf8");
  const { size } = await stat(file).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : "";
    throw new VerbFailure(EXIT.usage, EXCERPT.unreadable, { message });
  });
  const reader = await openPackage(path);
  const all = await candidates(reader, rootPem);
  await reader.close();
  const digests = piecesOf(file, size);
  let best: { candidate: Candidate; stretches: readonly Stretch[] } | null = null;
  for (const candidate of all) {
    const stretches = await placeExcerpt(candidate, size, digests, at);
    const isBetter = best === null || provenBytes(stretches) > provenBytes(best.stretches);
    if (isBetter) best = { candidate, stretches };
  }
  if (best === null) throw new VerbFailure(EXIT.attention, EXCERPT.noList);
  return show(term, size, best.candidate, best.stretches);
}

function show(
  term: Terminal,
  size: number,
  { item, signer, sizeBytes }: Candidate,
  stretches: readonly Stretch[],
): ExitCode {
  const proven = provenBytes(stretches);
  term.result({
    item,
    signer,
    originalBytes: sizeBytes,
    bytes: size,
    provenBytes: proven,
    stretches,
  });
  if (proven > 0) term.say(EXCERPT.item, { item, signer, bytes: sizeBytes });
  for (const { firstByte: first, endByte, originalByte } of stretches) {
    const last = endByte - 1;
    if (originalByte === null) term.say(EXCERPT.unproven, { first, last });
    else {
      const originalLast = originalByte + last - first;
      const [from, to] = [originalByte, originalLast].map((byte) => Math.floor(byte / BLOCK_BYTES));
      const facts = { first, last, originalFirst: originalByte, originalLast };
      term.say(EXCERPT.proven, { ...facts, blocks: `${from}-${to}` });
    }
  }
  if (proven === 0) term.say(EXCERPT.shifted);
  term.say(EXCERPT.sum, { proven, size });
  return size > 0 && proven === size ? EXIT.ok : EXIT.negative;
}

process.exitCode = await runVerb(options(), EXCERPT.usage[spoken], check);

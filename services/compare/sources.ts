/** Where checkpoints, proofs and tiles come from: files and folders, or addresses that the person named, and no others. */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { answerBounded, readBounded } from "../kernel/read-bounded.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseProof } from "../ledger/tlog-proof.ts";
import { type TileObjects, TileTree } from "../ledger/tile-tree.ts";
import { parseTilePath, tilePath } from "../ledger/tile.ts";

const MAX_BYTES = 4 << 20;
const LIMIT_MS = 20_000;

const isAddress = (place: string): boolean => /^https?:\/\//.test(place);

/** The bytes at `place`; null if there are none, or more than any of ours. */
export async function bytesAt(place: string): Promise<Buffer | null> {
  try {
    if (isAddress(place)) return await fetched(place);
    return await readBounded(createReadStream(place) as AsyncIterable<Buffer>, MAX_BYTES);
  } catch {
    // Not there, not allowed, no connection, no time left: it cannot be read.
    return null;
  }
}

async function fetched(address: string): Promise<Buffer | null> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const response = await fetch(address, { redirect: "error", signal });
  const bytes = await answerBounded(response, MAX_BYTES);
  return response.ok ? bytes : null;
}

const WithProof = z.object({ proof: z.string().max(MAX_BYTES) });

/** The signed note in a checkpoint, a tlog-proof, or a receipt of ours; "" if it is none of them. */
export function noteIn(text: string): string {
  const proof = parseProof(text);
  if (proof !== null) return proof.note;
  if (!text.trimStart().startsWith("{")) return text;
  try {
    return parseProof(WithProof.parse(JSON.parse(text)).proof)?.note ?? "";
  } catch {
    return "";
  }
}

const ProofFile = z.object({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  path: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64),
});

/** A proof as the service gives it, if it is one between these sizes; else null. */
export function proofIn(text: string, from: number, to: number): readonly Sha256[] | null {
  try {
    const said = ProofFile.parse(JSON.parse(text));
    if (said.from !== from || said.to !== to) return null;
    return said.path.flatMap((hash) => parseSha256(hash) ?? []);
  } catch {
    return null;
  }
}

/** A log's tree from its tiles (C2SP tlog-tiles) below `place`, an address or a folder. */
export const treeAt = (place: string, origin: string, size: number): TileTree =>
  new TileTree(tilesAt(place, origin), origin, size);

function tilesAt(place: string, origin: string): TileObjects {
  const prefix = `ledger/${origin}/`;
  const read = async (path: string): Promise<Buffer | null> => {
    if (!isAddress(place)) return bytesAt(join(place, path));
    const url = new URL(path, place.endsWith("/") ? place : `${place}/`);
    // The service serves several logs at one address; where there is one, this says nothing.
    url.searchParams.set("origin", origin);
    return bytesAt(url.href);
  };
  /** A log that grew may have dropped the partial tile: its full one begins with the same hashes. */
  const readTile = async (path: string): Promise<Buffer | null> => {
    const found = await read(path);
    const tile = parseTilePath(path);
    if (found !== null || tile === null || tile.level === "entries") return found;
    const full = await read(tilePath({ ...tile, width: 256 }));
    return full?.subarray(0, tile.width * 32) ?? null;
  };
  return {
    find: (key) => Promise.resolve({ key, versionId: "" }),
    async read({ key }) {
      const bytes = await readTile(key.slice(prefix.length));
      if (bytes !== null) return Readable.from([bytes]);
      throw new Refusal("missing", "ledger/no-such-tile", "the ledger has no such tile");
    },
    put: () => Promise.reject(new Error("broken invariant: nothing is written here")),
  };
}

/**
 * A witness's Ed25519 key and memory in a folder of its own: `witness-key.pem` (PKCS#8, 0600), `witness.vkey`,
 * `witness-memory.json` (the note cosigned last of every log), and `refused/` with what it could not cosign.
 *
 * Each note in the memory carries this witness's own cosignature, so that a changed byte is seen. One process uses the folder.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { access, readFile, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { cosign } from "../../services/ledger/cosign.ts";
import { cosignedAt } from "../../services/ledger/cosignature.ts";
import {
  type NoteVerifier,
  cosignerKey,
  parseCosignerKey,
  parseNote,
} from "../../services/ledger/note.ts";
import {
  MAX_REFUSED,
  type RefusedCheckpoint,
  type WitnessMemory,
  checkpointIn,
  houseOf,
} from "../../services/ledger/witness.ts";
import { makePrivateFolder, replaceFile } from "./private-file.ts";

const KEY = "witness-key.pem";
const VKEY = "witness.vkey";
const MEMORY = "witness-memory.json";
const REFUSED = "refused";
/** Ends the names of both notes; the first is written last and counts. */
const [REFUSED_NOTE, STANDING_NOTE] = [".refused.note", ".standing.note"];
/** Begins the names of forks that prove themselves. */
const FORK = "fork-";

const Memory = z.record(z.string().max(300), z.string().max(128 << 10));

export interface WitnessFolder {
  readonly vkey: string;
  readonly cosign: (text: string, at: UtcInstant) => string;
  readonly memory: WitnessMemory;
  /** All it remembers, by origin. */
  remembered(): Promise<ReadonlyMap<string, string>>;
  /** How many refused checkpoints lie in `refused/`. */
  refusedCount(): Promise<number>;
}

/** Makes key and empty memory for `name`; answers false, and changes nothing, if a key is there. */
export async function createWitnessFolder(folder: string, name: string): Promise<boolean> {
  await makePrivateFolder(folder);
  if (await isThere(join(folder, KEY))) return false;
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  // The private key comes last: a folder that has it has everything, and a memory without a key is nobody's.
  await replaceFile(folder, MEMORY, "{}\n", 0o600);
  await replaceFile(folder, VKEY, `${cosignerKey(name, publicKey)}\n`, 0o644);
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
  await replaceFile(folder, KEY, pem, 0o600);
  return true;
}

/**
 * @throws Refusal missing "ledger/no-witness-key" before `createWitnessFolder`; unavailable
 *         "ledger/witness-memory-damaged" if it cannot tell what it cosigned: it must not start anew.
 */
export async function openWitnessFolder(folder: string): Promise<WitnessFolder> {
  const { vkey, self, privateKey } = await readKeys(folder);
  const remembered = (): Promise<ReadonlyMap<string, string>> => readMemory(folder, self);
  await remembered();
  return {
    vkey,
    cosign: (text, at) => cosign(text, self.name, privateKey, at),
    remembered,
    refusedCount: async () => (await refusedNames(folder)).length,
    memory: {
      // Read anew each time: what counts is what is on disk.
      last: async (origin) => (await remembered()).get(origin) ?? null,
      async keep(origin, note) {
        const all = Object.fromEntries([...(await remembered()), [origin, note]]);
        await replaceFile(folder, MEMORY, `${JSON.stringify(all, null, 1)}\n`, 0o600);
        // It proved to continue: whoever sent it before had a wrong proof.
        await forget(folder, nameOf(origin, note));
      },
      keepRefused: (refused) => keepRefused(folder, refused),
    },
  };
}

async function keepRefused(
  folder: string,
  { origin, refused, standing, isFork }: RefusedCheckpoint,
): Promise<void> {
  const place = join(folder, REFUSED);
  await makePrivateFolder(place);
  const kind = isFork ? FORK : "";
  const name = `${kind}${nameOf(origin, refused)}`;
  const all = await refusedNames(folder);
  const alike = all.filter((each) => each.startsWith(`${kind}${placeOf(origin)}`));
  if (alike.includes(name) || (isFork && alike.length >= MAX_REFUSED)) return;
  await replaceFile(place, `${name}${STANDING_NOTE}`, standing ?? "", 0o600);
  await replaceFile(place, `${name}${REFUSED_NOTE}`, refused, 0o600);
  // Only what is no fork is ever too much; also what a cut left there.
  const oldestFirst = await byAge(place, alike);
  const surplus = Math.max(0, alike.length + 1 - MAX_REFUSED);
  for (const each of oldestFirst.slice(0, surplus)) await forget(folder, each);
}

/** Begins the names of what one house signed. */
const placeOf = (origin: string): string => `${sha256(houseOf(origin)).slice(0, 16)}-`;
const nameOf = (origin: string, note: string): string =>
  `${placeOf(origin)}${sha256(parseNote(note)?.text ?? note).slice(0, 16)}`;

async function byAge(place: string, names: readonly string[]): Promise<string[]> {
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(place, `${name}${REFUSED_NOTE}`))).mtimeMs,
    })),
  );
  return dated.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}

/** The note that counts goes last: a cut in between is made up for the next time. */
async function forget(folder: string, name: string): Promise<void> {
  for (const end of [STANDING_NOTE, REFUSED_NOTE])
    await rm(join(folder, REFUSED, `${name}${end}`), { force: true });
}

async function readKeys(folder: string) {
  try {
    const privateKey = createPrivateKey(await readFile(join(folder, KEY), "utf8"));
    const vkey = (await readFile(join(folder, VKEY), "utf8")).trim();
    const self = parseCosignerKey(vkey);
    if (self?.key.equals(createPublicKey(privateKey)) === true) return { vkey, self, privateKey };
  } catch (cause) {
    throw noKey(cause);
  }
  throw noKey();
}

async function readMemory(
  folder: string,
  self: NoteVerifier,
): Promise<ReadonlyMap<string, string>> {
  let memory: z.infer<typeof Memory>;
  try {
    memory = Memory.parse(JSON.parse(await readFile(join(folder, MEMORY), "utf8")));
  } catch (cause) {
    throw damaged(cause);
  }
  for (const [origin, text] of Object.entries(memory)) {
    const note = parseNote(text);
    const at = note === null ? null : cosignedAt(note, self);
    if (at === null || at === "spoilt" || checkpointIn(text)?.origin !== origin) throw damaged();
  }
  return new Map(Object.entries(memory));
}

const refusedNames = async (folder: string): Promise<string[]> => {
  const names = await readdir(join(folder, REFUSED)).catch(() => []);
  return names
    .filter((name) => name.endsWith(REFUSED_NOTE) && !name.startsWith("."))
    .map((name) => name.slice(0, -REFUSED_NOTE.length));
};

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const noKey = (cause?: unknown): Refusal =>
  new Refusal("missing", "ledger/no-witness-key", "there is no usable key of a witness", {
    fix: "Make one with `holdfast witness init`, or restore the folder from its copy.",
    cause,
  });

const damaged = (cause?: unknown): Refusal =>
  new Refusal(
    "unavailable",
    "ledger/witness-memory-damaged",
    "the witness's memory of what it cosigned cannot be read",
    {
      fix: "Restore the newest witness-memory.json. Never an older one, and never an empty one: without the newest make a new witness with a new key.",
      cause,
    },
  );

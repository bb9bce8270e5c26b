/** The PIN of a token: read from a file of its user alone, and remembered as tried in vain by that file's own state, never by its text. */
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { syncPath } from "../../process/sync-path.ts";
import { replaceFile } from "../private-file.ts";

const MAX_PIN = 255;
const REFUSED = "refused-pin.json";

export interface Pin {
  readonly bytes: Buffer;
  /** Another one once the file is written again. */
  readonly state: string;
}

export interface PinMemory {
  /** Whether it was tried, and nobody said since that it is right. */
  isRefused(pin: Pin): Promise<boolean>;
  /** Durable when it resolves. */
  keepTried(pin: Pin): Promise<void>;
  forget(): Promise<void>;
}

/** @throws Refusal unavailable "keys/pin-unreadable" if the file is not there, is others' too, or holds no PIN. */
export async function readPin(path: string): Promise<Pin> {
  const file = await open(path).catch(() => {
    throw unreadable("the file of the token's PIN cannot be read");
  });
  try {
    const { mode, uid, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
    if ((mode & 0o077n) !== 0n || Number(uid) !== process.getuid?.()) {
      throw unreadable("others could read the token's PIN");
    }
    if (size > MAX_PIN + 2) throw unreadable("the file of the token's PIN holds more than a PIN");
    const bytes = Buffer.from((await file.readFile("utf8")).replace(/\r?\n$/, ""));
    if (bytes.byteLength === 0) throw unreadable("the file of the token's PIN is empty");
    return { bytes, state: [ino, size, mtimeNs, ctimeNs].join(" ") };
  } finally {
    await file.close();
  }
}

const Memory = z.strictObject({ refused: z.string() });

export function pinMemory(folder: string): PinMemory {
  return {
    async isRefused({ state }) {
      const text = await readFile(join(folder, REFUSED), "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      });
      return text !== null && Memory.parse(JSON.parse(text)).refused === state;
    },
    keepTried: ({ state }) =>
      replaceFile(folder, REFUSED, `${JSON.stringify({ refused: state })}\n`, 0o600),
    async forget() {
      await rm(join(folder, REFUSED), { force: true });
      await syncPath(folder);
    },
  };
}

const unreadable = (why: string): Refusal =>
  new Refusal("unavailable", "keys/pin-unreadable", why, {
    fix: "Write the PIN alone into the file that pin-source names, for the signer's user alone: chmod 600.",
  });

/** Where nothing can be written beside it, a wrong PIN would be tried again by each start. */
export function cannotKeep(cause: unknown): never {
  const why = "whether the token refused its PIN could not be kept";
  throw new Refusal("unavailable", "keys/pin-unreadable", why, {
    fix: "Let the process write in the folder of the PIN's file (the signer: in HOLDFAST_KEYS_DIR), and have room on that disk.",
    cause,
  });
}

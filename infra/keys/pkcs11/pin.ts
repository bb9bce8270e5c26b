/** The PIN of a token: read from a file of its user alone, and remembered as tried in vain by that file's own state, never by its text. */
import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { syncPath } from "../../process/sync-path.ts";
import { readOrNull, replaceFile, writeFirst } from "../private-file.ts";

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
  /**
   * Durable when it resolves: from now on it counts as refused. False where it does already; while another process tries it,
   * that one's outcome is waited for, at most `limitMs`. @throws Refusal unavailable "keys/pin-unreadable".
   */
  claimTry(pin: Pin, limitMs: number): Promise<boolean>;
  keepRefused(pin: Pin): Promise<void>;
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

const Memory = z.strictObject({
  refused: z.string(),
  /** Nobody heard yet what the token says of it. */
  isBeingTried: z.boolean().default(false),
});
const textOf = (memory: z.input<typeof Memory>): string => `${JSON.stringify(memory)}\n`;
const POLL_MS = 20;
/** Of a PIN; "another": of one that is in the file no more. */
type Kept = "refused" | "being-tried" | "another" | "nothing";

export function pinMemory(folder: string): PinMemory {
  const path = join(folder, REFUSED);

  async function kept({ state }: Pin, limitMs: number): Promise<Kept> {
    const [text, found] = await Promise.all([readOrNull(path), stat(path).catch(() => null)]);
    if (text === null || found === null) return "nothing";
    const { refused, isBeingTried } = Memory.parse(JSON.parse(text.toString("utf8")));
    if (refused !== state) return "another";
    // Whoever tried it, and was cut off, hears nothing any more.
    return isBeingTried && Date.now() - found.mtimeMs < limitMs ? "being-tried" : "refused";
  }

  return {
    isRefused: async (pin) => (await kept(pin, Number.POSITIVE_INFINITY)) === "refused",

    async claimTry(pin, limitMs) {
      for (;;) {
        const text = textOf({ refused: pin.state, isBeingTried: true });
        if (await writeFirst(folder, REFUSED, text).catch(cannotKeep)) return true;
        const before = await kept(pin, limitMs);
        if (before === "refused") return false;
        if (before === "being-tried") await sleep(POLL_MS);
        if (before === "another") await rm(path, { force: true });
      }
    },

    keepRefused: ({ state }) => replaceFile(folder, REFUSED, textOf({ refused: state }), 0o600),

    async forget() {
      await rm(path, { force: true });
      await syncPath(folder);
    },
  };
}

/** Where nothing can be written beside it, a wrong PIN would be tried again by each start. */
function cannotKeep(cause: unknown): never {
  const why = "whether the token refused its PIN could not be kept";
  throw new Refusal("unavailable", "keys/pin-unreadable", why, {
    fix: "Let the process write in the folder of the PIN's file (the signer: in HOLDFAST_KEYS_DIR), and have room on that disk.",
    cause,
  });
}

const unreadable = (why: string): Refusal =>
  new Refusal("unavailable", "keys/pin-unreadable", why, {
    fix: "Write the PIN alone into the file that pin-source names, for the signer's user alone: chmod 600.",
  });

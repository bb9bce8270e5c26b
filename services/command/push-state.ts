/** Where uploads of this machine go on after a kill: one small private file each. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { PrivateFiles } from "./host.ts";
import type { UploadPlace } from "./tus-client.ts";

const Kept = z.object({ upload: z.url() });

export interface PushState extends UploadPlace {
  /** The receipt verified: nothing is left to go on with. */
  done(): Promise<void>;
}

/** The same bytes to the same service as the same device go on; anything else is another upload. */
export function pushState(
  files: PrivateFiles,
  folder: string,
  of: {
    readonly url: string;
    readonly deviceToken?: string | null;
    /** Of a device that shows a certificate, which changes. */
    readonly deviceId?: string;
    readonly sha256: Sha256;
  },
): PushState {
  const name = sha256(
    `${new URL(of.url).href}\n${of.deviceToken ?? of.deviceId}\n${of.sha256}`,
  ).slice(0, 32);
  const path = join(folder, `${name}.json`);
  return {
    load: async () => {
      const text = await readFile(path, "utf8").catch(() => null);
      const kept = Kept.safeParse(text === null ? null : JSON.parse(text));
      if (!kept.success || new URL(kept.data.upload).origin !== new URL(of.url).origin) return null;
      return kept.data.upload;
    },
    save: async (upload) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await files.writeDurably(path, JSON.stringify({ upload }));
    },
    done: () => rm(path, { force: true }),
  };
}

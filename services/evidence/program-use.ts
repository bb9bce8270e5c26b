/** What a maker's own program did before any tool of ours saw the recording: which program it was, and what it wrote. */
import { z } from "zod";
import type { Sha256 } from "../kernel/digest.ts";

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Sha256);

/** Enough to find the same program, and to see whether it writes the same again. */
export const ProgramUse = z.object({
  ...{ name: z.string(), version: z.string() },
  /** Of its executable. */
  sha256: digest,
  /** Of the list of all its files, as `sha256sum` prints it in the order of their names. */
  filesSha256: digest,
  /** Exact words, with the fixed names "in/src" and "out". */
  arguments: z.array(z.string()).readonly(),
  /** The one file that counts. Packets of a copy are compared with its, not with the original's. */
  output: z.object({ sizeBytes: z.number().int().min(0), sha256: digest }),
});
export type ProgramUse = Readonly<z.infer<typeof ProgramUse>>;

/** What manifests are written of: fields that stand in several of them. */
import { z } from "zod";
import type { MadeBy } from "../evidence/derivative.ts";
import { ProgramUse } from "../evidence/program-use.ts";

export const id = z.uuid();
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const instant = z.iso.datetime({ precision: 3 });
/** Sizes are decimal strings: no reader may round them. */
export const size = z.string().regex(/^(0|[1-9]\d{0,15})$/);
/** The same of what may lie before 0. */
export const offset = z.string().regex(/^(0|-?[1-9]\d{0,15})$/);
export const text = z.string().max(1_000);

const packets = z.strictObject({ form: z.enum(["whole", "content"]), sha256: digest }).optional();

/** `filesSha256`: of the list of its files, as sha256sum prints it in the order of their names. */
export const program = z.strictObject({
  ...{ name: text, version: text, sha256: digest, filesSha256: digest },
  arguments: z.array(text).max(40),
  output: z.strictObject({ bytes: size, sha256: digest }),
});

export const madeBy = z.strictObject({
  method: z.enum(["remux", "encode", "still"]),
  tool: text,
  version: text,
  arguments: z.array(text).max(1_000),
  /** Stands there where streams were taken over as they are: over all their packets, the same in original and copy. */
  packets: z.strictObject({ video: packets, audio: packets }).optional(),
  /**
   * Stands there where a program of its maker opened the recording first: all above is of what that wrote, `packets` too.
   */
  program: program.optional(),
});

export const madeByOf = ({ method, tool, version, arguments: args, ...by }: MadeBy) => ({
  ...{ method, tool, version, arguments: [...args] },
  // What is undefined is left out.
  packets: by.packets && { video: by.packets.video, audio: by.packets.audio },
  program: by.program && programOf(by.program),
});

export const programOf = ({ name, version, sha256, filesSha256, output, ...use }: ProgramUse) => ({
  ...{ name, version, sha256, filesSha256, arguments: [...use.arguments] },
  output: { bytes: String(output.sizeBytes), sha256: output.sha256 },
});

/** As it was before it was written into a manifest. */
export const useOf = ({ output, ...use }: z.infer<typeof program>): ProgramUse =>
  ProgramUse.parse({ ...use, output: { sizeBytes: Number(output.bytes), sha256: output.sha256 } });

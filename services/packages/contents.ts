/** What goes into a package, fixed when it is prepared: every download is the same bytes. */
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { ObjectKey } from "../objects/object-key.ts";

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Sha256);

/** Where a file's bytes come from: a version of an object, or these bytes. */
const Source = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("object"),
    key: z.string().transform((text) => text as ObjectKey),
    versionId: z.string(),
  }),
  z.strictObject({ kind: z.literal("bytes"), base64: z.string() }),
]);

const File = z.strictObject({
  /** Inside the bag, e.g. "data/original/<item>/clip.mp4". */
  path: z.string(),
  sizeBytes: z.number().int().min(0),
  sha256: digest,
  source: Source,
});

export const PackageContents = z.strictObject({
  type: z.literal("holdfast/package-contents/v1"),
  /** The bag's folder in the ZIP. */
  folder: z.string().regex(/^[A-Za-z0-9._-]+$/),
  /** In the order they are written. */
  files: z.array(File),
});

export type PackageContents = z.infer<typeof PackageContents>;
export type PackageFile = z.infer<typeof File>;

/** A file of the package whose bytes are kept with it. */
export function fileOf(path: string, content: string | Uint8Array): PackageFile {
  const bytes = Buffer.from(content);
  return {
    path,
    sizeBytes: bytes.byteLength,
    sha256: sha256(bytes),
    source: { kind: "bytes", base64: bytes.toString("base64") },
  };
}

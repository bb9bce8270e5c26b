/** Use case: stream a package that was prepared, with its length known beforehand. */
import { Readable, Transform, pipeline } from "node:stream";
import { createHash } from "node:crypto";
import { Refusal } from "../kernel/refusal.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { ArchiveEntry, ArchiveWriter } from "./archive-writer.ts";
import type { PackageContents, PackageFile } from "./contents.ts";

export interface WritePackageDeps {
  readonly objects: Pick<ObjectStore, "read">;
  readonly archive: ArchiveWriter;
}

export interface WrittenPackage {
  readonly filename: string;
  readonly sizeBytes: number;
  readonly stream: Readable;
}

/**
 * The package as a ZIP. Every byte that leaves is hashed on its way; a file that is not what was sealed
 * breaks the transfer off with Refusal tampered "packages/bytes-differ". The caller has committed an
 * access event for every item before it reads the first byte.
 */
export function writePackage(deps: WritePackageDeps, contents: PackageContents): WrittenPackage {
  const entries = entriesOf(deps, contents);
  return {
    filename: `${contents.folder}.zip`,
    sizeBytes: deps.archive.sizeBytes(entries),
    stream: deps.archive.write(entries),
  };
}

/** What the ZIP of these contents will weigh. */
export const packageSizeBytes = (
  archive: Pick<ArchiveWriter, "sizeBytes">,
  { folder, files }: PackageContents,
): number =>
  archive.sizeBytes(
    files.map(({ path, sizeBytes }) => ({
      path: `${folder}/${path}`,
      sizeBytes,
      open: () => Promise.reject(new Error("broken invariant: only the size is asked for")),
    })),
  );

const entriesOf = ({ objects }: WritePackageDeps, { folder, files }: PackageContents) =>
  files.map((file): ArchiveEntry => ({
    path: `${folder}/${file.path}`,
    sizeBytes: file.sizeBytes,
    open: async () => checked(await openFile(objects, file), file),
  }));

async function openFile(
  objects: Pick<ObjectStore, "read">,
  { source }: PackageFile,
): Promise<Readable> {
  if (source.kind === "bytes") return Readable.from([Buffer.from(source.base64, "base64")]);
  return objects.read({ key: source.key, versionId: source.versionId });
}

/** The stream, which fails at its end unless it was what `file` says. */
function checked(stream: Readable, file: PackageFile): Readable {
  const hasher = createHash("sha256");
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hasher.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hasher.digest("hex") === file.sha256 ? null : bytesDiffer());
    },
  });
  return pipeline(stream, check, () => undefined);
}

const bytesDiffer = (): Refusal =>
  new Refusal("tampered", "packages/bytes-differ", "a stored file is not what was sealed", {
    fix: "Verify the item; its stored bytes changed after it was sealed.",
  });

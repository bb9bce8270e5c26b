/**
 * metadata/package.json: every file of the package with size and digest, signed as a whole.
 *
 * BagIt alone does not notice a file that is removed together with its lines; this list is signed, so
 * it does. One file stands on one line: the recipe in verify/ reads it with sed.
 */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { type ItemId, type PackageId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import { type BagFile, TAG_MANIFEST, inByteOrder } from "./bag.ts";
import { Issued } from "./issued.ts";
import { PACKAGE_JSON, PACKAGE_SIGNATURE } from "./package-layout.ts";

export interface PackageStatement {
  readonly packageId: PackageId;
  readonly agency: string;
  readonly preparedAt: UtcInstant;
  readonly purpose: string;
  readonly itemIds: readonly ItemId[];
  /** Null: made for nobody in particular, and absent from the text. */
  readonly issued: Issued | null;
  readonly files: readonly BagFile[];
}

/** Files that no statement can name: itself, its signature, and the list over both. */
export const UNLISTED: readonly string[] = [PACKAGE_JSON, PACKAGE_SIGNATURE, TAG_MANIFEST];

const id = z.string().refine((text) => parseId(text) !== null);
const Statement = z.strictObject({
  type: z.literal("holdfast/package/v1"),
  packageId: id.transform((text) => text as PackageId),
  agency: z.string().max(200),
  preparedAt: z.iso.datetime().transform((text) => text as UtcInstant),
  purpose: z.string().max(1_000),
  items: z
    .array(id.transform((text) => text as ItemId))
    .max(10_000)
    .refine((all) => new Set(all).size === all.length, "an item is named twice"),
  issued: Issued.optional(),
  files: z.array(
    z.strictObject({
      path: z.string().max(1_000),
      sizeBytes: z.number().int().min(0),
      sha256: z
        .string()
        .refine((text) => parseSha256(text) === text)
        .transform((text) => text as Sha256),
    }),
  ),
});

export function packageJson(statement: PackageStatement): string {
  const { packageId, preparedAt, itemIds, issued } = statement;
  // What people wrote may hold half a character; no strict reader takes that.
  const [agency, purpose] = [statement.agency.toWellFormed(), statement.purpose.toWellFormed()];
  const head = {
    type: "holdfast/package/v1",
    packageId,
    agency,
    preparedAt,
    purpose,
    items: itemIds,
    ...(issued === null ? {} : { issued: inOrder(issued) }),
  };
  const files = inByteOrder(statement.files)
    .filter(({ path }) => !UNLISTED.includes(path))
    .map(({ path, sizeBytes, sha256 }) => strictJsonLine({ path, sizeBytes, sha256 }).trimEnd());
  return `${strictJsonLine(head).trimEnd().slice(0, -1)},"files":[\n${files.join(",\n")}\n]}\n`;
}

/** Members in the one order that the text has. */
const inOrder = ({ watermark, recipient, organisation, person, basis, basisSha256 }: Issued) => ({
  ...{ watermark, recipient, organisation, person, basis, basisSha256 },
});

/** @throws Refusal tampered "packages/malformed-statement" unless `packageJson` could have written it. */
export function parsePackageJson(bytes: Uint8Array): PackageStatement {
  const no = (cause?: unknown): Refusal =>
    new Refusal("tampered", "packages/malformed-statement", "package.json is malformed", { cause });
  let statement: PackageStatement;
  try {
    const bounds = { maxBytes: 64 << 20, maxDepth: 4 };
    const { items, packageId, agency, preparedAt, purpose, issued, files } = Statement.parse(
      parseStrictJson(bytes, bounds),
    );
    const about = { packageId, agency, preparedAt, purpose, issued: issued ?? null };
    statement = { ...about, itemIds: items, files };
  } catch (cause) {
    throw no(cause);
  }
  if (packageJson(statement) !== Buffer.from(bytes).toString("utf8")) throw no();
  return statement;
}

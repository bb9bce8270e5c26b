/** A folder held against a batch receipt: its recordings by their names in it, and nothing a dock would not take up. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { filesAt } from "../../../services/verifier/files-at.ts";

let folder: string;
beforeAll(() => {
  // A hidden folder above the card is none of the card's.
  folder = join(mkdtempSync(join(tmpdir(), ".holdfast-files-")), "card");
  for (const path of [
    ...["DCIM/100/a.mp4", "b.mp4", "DCIM/100/a.mp4.holdfast", "B.MP4.HOLDFAST"],
    ...[".Trashes/501/c.mp4", ".DS_Store", "System Volume Information/IndexerVolumeGuid"],
    ...["lost+found/d.mp4", "FSCK0000.REC", "DCIM/.a.mp4.holdfast"],
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  symlinkSync(join(folder, "b.mp4"), join(folder, "link.mp4"));
});
afterAll(() => rmSync(dirname(folder), { recursive: true }));

it.each(["", "/", "//", "/DCIM/.."])(
  "is listed under names below it, given with %j",
  async (end) => {
    const files = await filesAt(`${folder}${end}`);
    expect(files).toEqual([
      ...["DCIM/100/a.mp4", "b.mp4"].map((name) => {
        return { name, sha256: sha256(name), sizeBytes: name.length };
      }),
    ]);
  },
);

it("is one file where one is named, whatever it is called", async () => {
  expect(await filesAt(join(folder, ".DS_Store"))).toMatchObject([{ sizeBytes: 9 }]);
  await expect(filesAt(join(folder, "none"))).rejects.toMatchObject({
    code: "packages/no-such-file",
  });
});

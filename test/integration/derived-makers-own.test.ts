/** What is made of a recording in its maker's own container: of what the maker's program writes, and it says so; on real PostgreSQL, files and ffmpeg. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPrograms } from "../../infra/ffmpeg/open-programs.ts";
import { openSandbox } from "../../infra/ffmpeg/sandbox.ts";
import { askDerived } from "../../services/derived/ask-joined.ts";
import { planRedacted } from "../../services/derived/redaction/ask-redacted.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { MakerPrograms } from "../../services/media/programs/maker-programs.ts";
import { derivedOf } from "../../services/sealing/derived-manifest.ts";
import { type DerivedHouse, clip, startDerivedHouse } from "../fixtures/derived-house.ts";
import { clipBytes } from "../fixtures/make-media.ts";
import { DESCRIBED, MAGIC, OPENS, installProgram, makersOwn } from "../fixtures/maker-program.ts";
import { mediaInfo } from "../fixtures/media-info.ts";
import { receiveWhole } from "../fixtures/receive-whole.ts";

let root: string;
let house: DerivedHouse;
let programs: MakerPrograms;
let film: Buffer;
let itemId: ItemId;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-programs-"));
  house = await startDerivedHouse([await clip(1)]);
  const description = { ...DESCRIBED, files: [{ bytes: Buffer.from(MAGIC).toString("hex") }] };
  await installProgram(root, "acme", OPENS, description);
  const sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  const config = { HOLDFAST_MEDIA_PROGRAMS: root };
  programs = await openPrograms(config, sandbox, house.making.folders, () => undefined);
  film = await clipBytes("h264-aac");
  const { deps, deviceId, connection } = house.server;
  itemId = await receiveWhole(deps.ingest, deviceId, makersOwn(film));
  await house.seal(itemId);
  const told = JSON.stringify(mediaInfo());
  await connection.pool.query("UPDATE items SET media_info = $2 WHERE id = $1", [itemId, told]);
}, 120_000);
afterAll(async () => {
  await house.close();
  await rm(root, { recursive: true });
});

it("is an excerpt and a redacted recording, each with the program in what is signed of it", async () => {
  const id = await house.askExcerpt({ itemId, fromMs: 0, toMs: 1_000 });
  expect(await house.make({ programs })).toBe("received");
  const masks = { pictures: [], sound: [{ fromMs: 0, toMs: 700, how: "mute" }] } as const;
  const asked = { by: house.server.by, purposeKind: "evidence", purpose: "庭审" } as const;
  const redacted = await planRedacted(house.asking, { itemId, ...masks }, asked);
  await askDerived(house.asking, redacted);
  expect(await house.make({ programs })).toBe("received");
  const use = {
    ...{ name: DESCRIBED.name, version: DESCRIBED.version, arguments: ["in/src", "out"] },
    output: { sizeBytes: film.byteLength, sha256: sha256(film) },
  };
  for (const made of [id, redacted.id]) {
    const kept = await house.stores.derived.get(made);
    if (kept?.made == null) throw new Error("it was made");
    expect(kept.made.from).toMatchObject([{ itemId, sha256: sha256(makersOwn(film)) }]);
    expect(kept.made.madeBy.program).toMatchObject(use);
    expect(derivedOf(kept.made)).toMatchObject({
      madeBy: { program: { output: { bytes: String(film.byteLength) } } },
    });
    expect(sha256(await house.server.bytesOf(made))).toBe(kept.made.sha256);
  }
}, 120_000);

it("cannot be made without the program", async () => {
  const id = await house.askExcerpt({ itemId, fromMs: 0, toMs: 900 });
  expect(await house.make()).toBe("failed");
  expect(await house.stores.derived.get(id)).toMatchObject({ failure: "media/unreadable" });
}, 120_000);

/** Who has labelled copies made, and who hears of their words: the route and the verb on real PostgreSQL, with real files made behind them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../services/access/permission.ts";
import { EXIT } from "../../services/command/exit-code.ts";
import type { Labelling } from "../../services/command/item-commands.ts";
import { itemsLabel } from "../../services/command/label-verb.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { DerivationBody } from "../../services/review/derived-schema.ts";
import { buildClipManifest, parseManifest } from "../../services/sealing/manifest.ts";
import { type DerivedDoor, openDerivedDoor } from "../fixtures/derived-door.ts";
import { type DerivedHouse, clip, startDerivedHouse } from "../fixtures/derived-house.ts";
import { twoTerminals } from "../fixtures/two-terminals.ts";

let house: DerivedHouse;
let door: DerivedDoor;
const { machine, hear } = twoTerminals();

beforeAll(async () => {
  house = await startDerivedHouse([await clip(1)]);
  door = await openDerivedDoor(house);
}, 120_000);
afterAll(async () => {
  await door.close();
  await house.close();
});

const asked = (role: Role, path: string, body?: object) => door.asked(role, path, body);

it("has a labelled copy made for those who may take the recording out, whose words are in it alone", async () => {
  const [first] = house.takes;
  const path = `/items/${first?.id ?? ""}/labelled`;
  const label = { lines: ["副本"], timeCode: true, place: "tiled" };
  const body = { label, purpose: "庭审出示", purposeKind: "evidence" };
  expect((await asked("officer", path, body)).status).toBe(403);
  expect((await asked("auditor", path, body)).status).toBe(403);
  for (const bad of [{}, { lines: ["a\nb"] }, { ...label, place: "x=1" }, { lines: ["\u202Ea"] }])
    expect((await asked("reviewer", path, { ...body, label: bad })).status).toBe(400);
  const late = { text: "00:10:00.000 --> 00:10:01.000\nx" };
  const subtitled = (subtitles: object) => ({ ...body, label: { ...label, subtitles } });
  expect((await asked("reviewer", path, subtitled({ text: "x" }))).json).toMatchObject({
    code: "derived/subtitles",
  });
  expect((await asked("reviewer", `/items/${newId()}/labelled`, body)).status).toBe(404);
  expect((await asked("reviewer", path, subtitled(late))).status).toBe(202);
  const folder = await mkdtemp(join(tmpdir(), "holdfast-subtitles-"));
  const file = join(folder, "words.srt");
  const api = door.apiOf("reviewer");
  const options: Labelling = {
    ...{ line: ["仅供法院"], stamp: true, size: "small", subtitles: file, burn: true, wait: false },
    ...{ language: "zho", place: "top-left", purpose: "庭审出示" },
  };
  const labelIt = () => hear(() => itemsLabel(api, machine, first?.id ?? "", options, 20));
  try {
    await expect(labelIt()).rejects.toMatchObject({ exitCode: EXIT.usage });
    await writeFile(file, Buffer.from([0xff, 0xfe]));
    await expect(labelIt()).rejects.toMatchObject({ exitCode: EXIT.usage });
    await writeFile(file, "1\n00:00:00,100 --> 00:00:00,900\n一句话\n");
    expect((await labelIt())[0]).toBe(EXIT.ok);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await house.make()).toBe("received");
  expect(await house.make()).toBe("received");
  const { json } = await asked("officer", `/items/${first?.id ?? ""}/derivation`);
  const [made, lateOne] = DerivationBody.parse(json).inputOf;
  expect(JSON.stringify(json)).not.toContain("一句话");
  expect(lateOne).toMatchObject({ kind: "labelled", state: "received" });
  if (made?.kind !== "labelled") throw new Error("it is of this kind");
  expect(made).toMatchObject({
    ...{ state: "received", itemId: first?.id, failure: null, place: "top-left", timeCode: false },
    lines: [
      "仅供法院",
      expect.any(String),
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+08:00$/),
    ],
    subtitles: { cues: 1, language: "zho", burned: true },
    taken: { frames: 25, widthPx: 160, heightPx: 120 },
  });
  await house.seal(made.id as ItemId);
  const item = await house.stores.evidence.get(made.id as ItemId);
  const derivation = await house.stores.seals.derivation(item.id);
  const chained = { sequence: 1, previousManifestSha256: null };
  const signed = buildClipManifest(item, chained, "main", { derivation });
  expect(String(signed)).not.toContain("一句话");
  expect(parseManifest(signed)).toMatchObject({
    derived: { kind: "labelled", taken: { place: "top-left", frames: "25" } },
  });
}, 60_000);

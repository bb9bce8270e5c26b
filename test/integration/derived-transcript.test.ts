/** The words that a program hears in a recording, on real PostgreSQL, files, ffmpeg and box: what it is given, what is kept, and who may have it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPrograms } from "../../infra/ffmpeg/open-programs.ts";
import { BoxedTranscriber } from "../../infra/ffmpeg/transcriber.ts";
import { EXIT } from "../../services/command/exit-code.ts";
import { itemsTranscribe } from "../../services/command/transcript-verb.ts";
import { askDerived } from "../../services/derived/ask-joined.ts";
import { planTranscript } from "../../services/derived/transcript/ask-transcript.ts";
import { transcriptMaker } from "../../services/derived/transcript/transcript-maker.ts";
import { MACHINE_MADE_WORDS } from "../../services/evidence/transcript-taken.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { MakerPrograms } from "../../services/media/programs/maker-programs.ts";
import { DerivationBody } from "../../services/review/derived-schema.ts";
import { buildClipManifest, parseManifest } from "../../services/sealing/manifest.ts";
import { type DerivedDoor, openDerivedDoor } from "../fixtures/derived-door.ts";
import { type DerivedHouse, clip, startDerivedHouse } from "../fixtures/derived-house.ts";
import { HEARS, TRANSCRIBES, installProgram } from "../fixtures/maker-program.ts";
import { twoTerminals } from "../fixtures/two-terminals.ts";

let root: string;
let house: DerivedHouse;
let door: DerivedDoor;
const { machine, hear } = twoTerminals();
const transcriber = { name: "hears", version: "3" };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-programs-"));
  await installProgram(root, "hears", HEARS, TRANSCRIBES);
  house = await startDerivedHouse([await clip(2)], root);
  door = await openDerivedDoor(house, { transcriber });
}, 120_000);
afterAll(async () => {
  await door.close();
  await house.close();
  await rm(root, { recursive: true });
});

const madeOf = () => house.stores.derived.madeOf(take(), null, 10);
const take = (): ItemId => {
  const [first] = house.takes;
  if (first === undefined) throw new Error("no takes");
  return first.id;
};

const why = { purposeKind: "evidence", purpose: "庭审出示" } as const;

it("is asked for by whoever may take the recording out, and says of itself that nobody checked it", async () => {
  const path = `/items/${take()}/transcript`;
  expect((await door.asked("officer", path, why)).status).toBe(403);
  expect((await door.asked("auditor", path, why)).status).toBe(403);
  expect((await door.asked("reviewer", path, { ...why, program: "x" })).status).toBe(400);
  const asked = hear(() =>
    itemsTranscribe(door.apiOf("reviewer"), machine, take(), { ...why, wait: true }, 20),
  );
  await expect.poll(async () => (await madeOf()).length).toBe(1);
  expect((await door.asked("reviewer", path, why)).status).toBe(409);
  expect(await house.make()).toBe("received");
  const [code, said] = await asked;
  expect([code, said]).toEqual([EXIT.ok, expect.stringContaining(sha256(HEARS))]);
  const [made] = await madeOf();
  if (made?.kind !== "transcript" || made.made?.kind !== "transcript") throw new Error("it is one");
  const { taken, from, madeBy } = made.made;
  expect(taken).toMatchObject({
    ...{ mark: "machine-made-unchecked", language: "eng", cues: 2 },
    program: { ...transcriber, sha256: sha256(HEARS), arguments: ["in/src", "out"] },
  });
  expect(from).toMatchObject([{ itemId: take() }]);
  expect(madeBy).toMatchObject({ tool: "ffmpeg", method: "encode" });
  expect(madeBy.arguments.join(" ")).toContain("-ac 1 -ar 16000 -c:a pcm_s16le");
  const text = String(await house.server.bytesOf(made.id));
  expect(text.startsWith(`WEBVTT\n\nNOTE ${MACHINE_MADE_WORDS}\nhears 3\n\n`)).toBe(true);
  expect(text).toContain("RIFF WAVE 1 16000 16");
  expect(text).toMatch(/^loud 3[12]\d{3}$/m);
  await house.seal(made.id);
  const { json } = await door.asked("officer", `/items/${take()}/derivation`);
  const told = DerivationBody.parse(json);
  expect(told).toMatchObject({
    transcriber,
    inputOf: [{ kind: "transcript", taken: { mark: "machine-made-unchecked" } }],
  });
  expect(JSON.stringify(told)).not.toContain("RIFF WAVE");
  const item = await house.stores.evidence.get(made.id);
  const derivation = await house.stores.seals.derivation(item.id);
  const chain = { sequence: 1, previousManifestSha256: null };
  const manifest = parseManifest(buildClipManifest(item, chain, "main", { derivation }));
  expect(manifest).toMatchObject({
    derived: { kind: "transcript", taken: { mark: "machine-made-unchecked", cues: "2" } },
  });
}, 120_000);

it("is not made where no program is installed, or what it writes is not as agreed", async () => {
  const bare = await openDerivedDoor(house);
  const path = `/items/${take()}/transcript`;
  const refused = await bare.asked("reviewer", path, why);
  const { json } = await bare.asked("officer", `/items/${take()}/derivation`);
  await bare.close();
  expect(refused).toMatchObject({ status: 409, json: { code: "derived/no-transcriber" } });
  expect(DerivationBody.parse(json).transcriber).toBeNull();
  const ended = async (programs: MakerPrograms): Promise<string | null> => {
    const request = await planTranscript({ ...house.asking, transcriber }, take(), {
      ...{ ...why, by: house.server.by },
    });
    await askDerived(house.asking, request);
    const { folders, makers } = house.making;
    const own = new BoxedTranscriber(house.sandbox, folders, programs);
    expect(await house.make({ makers: { ...makers, transcript: transcriptMaker(own) } })).toBe(
      "failed",
    );
    return (await house.stores.derived.get(request.id))?.failure ?? null;
  };
  const none = () => undefined;
  const opened = (folder: string) =>
    openPrograms({ HOLDFAST_MEDIA_PROGRAMS: folder }, house.sandbox, house.making.folders, none);
  expect(await ended(await opened(""))).toBe("derived/no-transcriber");
  const wild = join(root, "wild");
  const styles = HEARS.replace("WEBVTT\\n\\n", "WEBVTT\\n\\nSTYLE\\n::cue{}\\n\\n");
  expect(styles).not.toBe(HEARS);
  await installProgram(wild, "hears", styles, TRANSCRIBES);
  expect(await ended(await opened(wild))).toBe("derived/transcript");
}, 120_000);

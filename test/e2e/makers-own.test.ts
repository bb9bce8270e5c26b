/** A recording in its maker's own container, from a card to its viewing copy and made again: by the commands of a running house. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { z } from "zod";
import { Item, ItemPage } from "../../services/review/api-schema.ts";
import { clipBytes } from "../fixtures/make-media.ts";
import {
  DESCRIBED,
  HEARS,
  TRANSCRIBES,
  installProgram,
  makersOwn,
} from "../fixtures/maker-program.ts";
import { type System, startSystem } from "./start-system.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-makers-own-"));
const programs = join(folder, "programs");
let system: System;

beforeAll(async () => {
  await installProgram(programs, "acme");
  await installProgram(programs, "hears", HEARS, TRANSCRIBES);
  system = await startSystem({ demo: false, env: { HOLDFAST_MEDIA_PROGRAMS: programs } });
}, 600_000);
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const itemOf = async (id: string): Promise<z.infer<typeof Item>> =>
  Item.parse(await (await system.fetch(`/api/v1/items/${id}`)).json());

async function pushed(name: string, bytes: Uint8Array, viewingStage: "ready" | "none") {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const sent = await system.holdfast("push", path, "--device-token", system.deviceToken, "--json");
  expect(sent).toMatchObject({ code: 0 });
  return vi.waitFor(
    async () => {
      const { entries } = ItemPage.parse(await (await system.fetch("/api/v1/items")).json());
      const id = entries.find(({ filename }) => filename === name)?.id;
      const item = await itemOf(id ?? "");
      expect(item).toMatchObject({ stage: "sealed", viewingStage });
      return item;
    },
    { timeout: 120_000, interval: 500 },
  );
}

test("has a viewing copy by its maker's program, is made again by that alone, and others wait to be looked at again", async () => {
  const item = await pushed("cam 3.acme", makersOwn(await clipBytes("h264-aac")), "ready");
  const copy = item.derivatives.find(({ kind }) => kind === "viewing");
  expect(copy).toMatchObject({
    method: "remux",
    program: { name: DESCRIBED.name, version: DESCRIBED.version, arguments: ["in/src", "out"] },
  });
  const again = await system.holdfast("rederive", item.id, "--lang", "en");
  expect([again.code, again.stderr]).toEqual([0, expect.any(String)]);
  expect(again.stdout).toMatch(/^SAME +\S+ viewing/m);
  expect(again.stdout).toContain("opened first by the maker's program acme-cctv 2.1");
  const nothing = join(folder, "nothing");
  mkdirSync(nothing);
  const without = await system.holdfast(
    ...["rederive", item.id, "--lang", "en", "--programs", nothing],
  );
  expect(without.code).toBe(1);
  expect(without.stdout).toContain(
    `missing is the maker's program acme-cctv 2.1 (its executable has the SHA-256 ${copy?.program?.sha256 ?? ""})`,
  );
  // By one program after the other, as it was made.
  const heard = await system.holdfast(
    ...["items", "transcribe", item.id, "--purpose", "court", "--json"],
  );
  expect(heard).toMatchObject({ code: 0 });
  const { id: transcript } = JSON.parse(heard.stdout) as { id: string };
  const sealed = async () => expect(await itemOf(transcript)).toMatchObject({ stage: "sealed" });
  await vi.waitFor(sealed, { timeout: 60_000, interval: 500 });
  const words = await system.holdfast("rederive", transcript, "--lang", "en");
  expect([words.code, words.stderr]).toEqual([0, expect.any(String)]);
  expect(words.stdout).toMatch(/^SAME +\S+ transcript: byte for byte/m);
  expect(words.stdout).toContain("heard by the program hears 3");
  const unheard = await system.holdfast(
    ...["rederive", transcript, "--lang", "en", "--programs", nothing],
  );
  expect([unheard.code, unheard.stdout]).toEqual([1, expect.stringContaining("missing is")]);
  const unknown = await pushed("cam 4.bin", Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), "none");
  expect(unknown.noViewingReason).toBe("media/unreadable");
  const asked = await system.holdfast("look-again", "--json");
  expect(JSON.parse(asked.stdout)).toMatchObject({ asked: 1, left: 0 });
  const events = async () => {
    const answer = await system.fetch(`/api/v1/items/${unknown.id}/custody`);
    const { events: all } = (await answer.json()) as { events: { kind: string }[] };
    return all.filter(({ kind }) => kind === "no-viewing-copy").length;
  };
  await vi.waitFor(async () => expect(await events()).toBe(2), { timeout: 60_000, interval: 500 });
  const doctor = await system.holdfast("doctor", "--json");
  const { checks } = JSON.parse(doctor.stdout) as { checks: { name: string; finding: string }[] };
  expect(checks).toContainEqual(
    expect.objectContaining({ name: "programs", finding: "programsFine" }),
  );
}, 300_000);

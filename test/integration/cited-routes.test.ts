/** Who cites a moment and who is told its picture's digest; and the media process that makes it, killed and begun again: real PostgreSQL, files and ffmpeg. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { FfmpegPictureDigester } from "../../infra/ffmpeg/picture-digester.ts";
import type { Role } from "../../services/access/permission.ts";
import { EXIT } from "../../services/command/exit-code.ts";
import { itemsMoment } from "../../services/command/moment-verb.ts";
import type { PictureDigester } from "../../services/derived/cited/picture-digester.ts";
import { MOST_TRIES } from "../../services/derived/make-derived.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { MomentBody } from "../../services/review/moment-schema.ts";
import { type CitedWork, citedOnce } from "../../workers/media/cited.ts";
import { type DerivedDoor, openDerivedDoor } from "../fixtures/derived-door.ts";
import { type DerivedHouse, clip, never, startDerivedHouse } from "../fixtures/derived-house.ts";
import { twoTerminals } from "../fixtures/two-terminals.ts";

let house: DerivedHouse;
let door: DerivedDoor;
let work: CitedWork;
let item: ItemId;
let passedMs = 0;
const { english, machine, hear } = twoTerminals();

beforeAll(async () => {
  house = await startDerivedHouse([await clip(1)]);
  door = await openDerivedDoor(house);
  item = house.takes[0]!.id;
  const digester = new FfmpegPictureDigester(house.sandbox);
  const clock = () => plusMs(house.asking.clock(), passedMs);
  work = { ...house.making, cited: house.stores.cited, digester, clock };
}, 120_000);
afterAll(async () => {
  await door.close();
  await house.close();
});

const WHY = { purpose: "庭审出示", purposeKind: "evidence" };
const cite = (role: Role, ptsMs: number, id: string = item) =>
  door.asked(role, `/items/${id}/moment`, { ptsMs, ...WHY });
const asked = (role: Role, ptsMs: number, stated: Readonly<Record<string, string>> = WHY) => {
  const query = new URLSearchParams({ ptsMs: String(ptsMs), ...stated });
  return door.asked(role, `/items/${item}/moment?${query.toString()}`);
};
const pictureIn = ({ json }: { readonly json: unknown }) => MomentBody.parse(json).picture;
const told = async (): Promise<number> => {
  const { rows } = await house.server.connection.pool.query(
    "SELECT FROM actions WHERE kind = 'moment-cited'",
  );
  return rows.length;
};
const SECONDS = 60_000;

it(
  "is made once of a moment, whoever cites it, and told to those who may watch the picture and say what for",
  async () => {
    expect((await cite("auditor", 500)).status).toBe(403);
    expect((await cite("officer", 500, newId())).status).toBe(404);
    expect((await cite("officer", 1_000_000_000_000)).status).toBe(400);
    expect(pictureIn(await asked("officer", 500))).toBeNull();
    const before = await told();
    const first = await cite("officer", 500);
    expect([first.status, pictureIn(first)]).toEqual([202, { state: "waiting" }]);
    expect(pictureIn(await cite("reviewer", 500))).toEqual({ state: "waiting" });
    expect(await told()).toBe(before + 1);
    expect(await citedOnce(work, never)).toBe("made");
    expect(await citedOnce(work, never)).toBeNull();
    const picture = pictureIn(await asked("officer", 500));
    expect(picture).toMatchObject({
      ...{ state: "made", pixelFormat: "yuv420p", stream: 0, frame: 11 },
      madeBy: { recipe: "decoded-picture/1", version: house.sandbox.version, program: null },
    });
    expect(pictureIn(await cite("reviewer", 500))).toEqual(picture);
    expect(await told()).toBe(before + 1);
    // Without a purpose, and for a role that watches nothing, not a word of the digest.
    const dumb = JSON.stringify([await asked("officer", 500, {}), await asked("auditor", 500)]);
    expect(dumb).not.toMatch(/frameSha256/);
    expect(pictureIn(await asked("auditor", 500))).toMatchObject({ state: "hidden" });
  },
  SECONDS,
);

it(
  "is waited for by the verb, which says how anybody checks it",
  async () => {
    const api = door.apiOf("reviewer");
    const waiting = hear(() => itemsMoment(api, english, item, { at: "0.2", ...WHY_OF_VERB }, 20));
    const made = (async () => {
      let state = null;
      while (state === null) state = await citedOnce(work, never);
      return state;
    })();
    const [code, said] = await waiting;
    expect([code, await made]).toEqual([EXIT.ok, "made"]);
    expect(said).toMatch(/Picture: .*SHA-256 as decoded \(yuv420p\) [0-9a-f]{64}.*ffmpeg -v error/);
    const [, plain] = await hear(() => itemsMoment(api, machine, item, { at: "0.2", wait: true }));
    expect(MomentBody.parse(JSON.parse(plain))).toMatchObject({ ptsMs: 200, picture: null });
  },
  SECONDS,
);
const WHY_OF_VERB = { purpose: "庭审出示", purposeKind: "evidence", wait: true } as const;

it(
  "is made to its end by the next, where a media process dies before, within, or after it kept the digest",
  async () => {
    const { cited } = house.stores;
    const dies = (isKept: boolean) => ({
      ...cited,
      end: async (...given: Parameters<typeof cited.end>) => {
        if (isKept) await cited.end(...given);
        throw new Error("killed");
      },
    });
    for (const [ptsMs, at] of [
      [601, { ...work, cited: dies(false) }],
      [602, { ...work, cited: dies(true) }],
    ] as const) {
      await cite("officer", ptsMs);
      await expect(citedOnce(at, never)).rejects.toThrow("killed");
      // Nobody says a word of it any more.
      passedMs += 120_000;
      expect(await citedOnce(work, never)).toBe(ptsMs === 601 ? "made" : null);
      expect(pictureIn(await asked("officer", ptsMs))).toMatchObject({ state: "made" });
    }
    // Told to stop, it leaves it to the next, and no reason is kept.
    await cite("officer", 603);
    await expect(citedOnce(work, AbortSignal.abort())).rejects.toMatchObject({
      code: "media/interrupted",
    });
    passedMs += 120_000;
    expect(await citedOnce(work, never)).toBe("made");
  },
  SECONDS,
);

it(
  "is given up after some tries, which says so, and is begun anew once somebody cites it again",
  async () => {
    const out: PictureDigester = {
      digest: () => Promise.reject(new Refusal("unavailable", "media/tool-failed", "does not run")),
    };
    await cite("officer", 700);
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      await expect(citedOnce({ ...work, digester: out }, never)).rejects.toMatchObject({
        code: "media/tool-failed",
      });
      expect(pictureIn(await asked("officer", 700))).toEqual({ state: "waiting" });
      passedMs += 120_000;
    }
    expect(await citedOnce({ ...work, digester: out }, never)).toBe("failed");
    const failed = { state: "failed", reason: "media/tool-failed" };
    expect(pictureIn(await asked("officer", 700))).toEqual(failed);
    expect(pictureIn(await cite("officer", 700))).toEqual({ state: "waiting" });
    expect(await citedOnce(work, never)).toBe("made");
  },
  SECONDS,
);

it(
  "is not told of what was set apart, not even to who may know that it is there, nor made of it",
  async () => {
    await cite("admin", 800);
    expect(await citedOnce(work, never)).toBe("made");
    expect(pictureIn(await asked("admin", 800))).toMatchObject({ state: "made" });
    await house.server.connection.pool.query(
      `INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by, version)
     VALUES (gen_random_uuid(), $1, 'set-apart', 'confirmed', '2020-01-01', '-', now(), 'process:test', 0)`,
      [item],
    );
    const hidden = await asked("admin", 800);
    expect(pictureIn(hidden)).toEqual({ state: "hidden", reason: "secrecy/not-for-you" });
    expect(JSON.stringify(hidden)).not.toMatch(/frameSha256/);
    expect((await cite("admin", 800)).status).toBe(403);
    expect((await asked("officer", 800)).status).toBe(404);
  },
  SECONDS,
);

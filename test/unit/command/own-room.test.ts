/** A room that is recorded from the machine of the house: what its recorder is told, which door is opened for it, and what `up` and `doctor` say of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type DataFolder, dataFolder } from "../../../services/command/data-folder.ts";
import { type RoomFound, room, roomFound } from "../../../services/command/doctor-room.ts";
import {
  captureProgram,
  hasOwnRoom,
  livePortOf,
  toldByCapture,
} from "../../../services/command/own-room.ts";
import { ROOM_FINDINGS } from "../../../services/command/texts/doctor-room.ts";

const root = mkdtempSync(join(tmpdir(), "holdfast-own-room-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder: DataFolder = dataFolder(root);

describe("the door that is opened for it", () => {
  it("is none where no room is configured", async () => {
    expect(await hasOwnRoom(folder)).toBe(false);
    expect(await livePortOf(folder)).toBeNull();
  });

  it.each([
    [{ url: "http://127.0.0.1:8430/" }, 8430],
    [{ url: "http://localhost/" }, 80],
    [{ url: "http://evidence.example:8430/" }, null],
    [{ url: "http://127.0.0.1.evil.example:8430/" }, null],
    // TLS is the operator's to set, and so is its port.
    [{ url: "https://127.0.0.1:8430/" }, null],
    [{ url: "file:///etc/passwd" }, null],
    [{ url: 8430 }, null],
    [["http://127.0.0.1:8430/"], null],
  ])("by %j is %s", async (settings, port) => {
    writeFileSync(folder.roomSettings, JSON.stringify(settings));
    expect(await hasOwnRoom(folder)).toBe(true);
    expect(await livePortOf(folder)).toBe(port);
  });

  it("is none where the settings are cut off", async () => {
    writeFileSync(folder.roomSettings, '{ "url": "http://127.0.0.1:84');
    expect(await livePortOf(folder)).toBeNull();
  });
});

it("the recorder is told of one secret, its own, and of no folder but its own", () => {
  const around = { home: "/home", node: "/node", path: "/usr/bin", locale: "zh_CN.UTF-8" };
  const operator = {
    ...{
      HOLDFAST_KEYS_DIR: "/hsm",
      HOLDFAST_WRAPPING_KEYS: "/kek",
      HOLDFAST_DEVICE_TOKEN: "hfd_x",
    },
    HOLDFAST_MEDIA_SANDBOX: "off",
  };
  const { env, args, again } = captureProgram(folder, { ...around, operator });
  expect(
    Object.keys(env)
      .filter((name) => name.startsWith("HOLDFAST_"))
      .toSorted(),
  ).toEqual([...["HOLDFAST_DEVICE_TOKEN_FILE", "HOLDFAST_MEDIA_SANDBOX"]]);
  expect(env).toMatchObject({ LC_ALL: "zh_CN.UTF-8", HOLDFAST_MEDIA_SANDBOX: "off" });
  expect(args.slice(1)).toEqual([
    ...["run", "--json", "--config", folder.roomSettings, "--state", folder.room],
  ]);
  // What is said meanwhile is lost.
  expect(again?.firstMs).toBeLessThanOrEqual(100);
});

it.each([
  ["", null],
  ["(node:7) Warning: something\n", null],
  ['{"problems":["service-away"]}\n', ""],
  ["Settings are wrong: cameras.0.source.\n", "Settings are wrong: cameras.0.source."],
  // Mended meanwhile.
  ['Settings are wrong.\n{"problems":[]}\n', ""],
])("of a recorder that wrote %j up tells %j", (log, told) => {
  expect(toldByCapture(log)).toBe(told);
});

describe("doctor", () => {
  const WELL: RoomFound = { hasToken: true, isRunning: true, problems: [] };

  it.each([
    [null, "ok", "roomNone"],
    [WELL, "ok", "roomFine"],
    [{ ...WELL, hasToken: false, isRunning: false }, "failed", "roomNoToken"],
    [{ ...WELL, isRunning: false }, "failed", "roomNotRunning"],
    [{ ...WELL, problems: ["service-away"] }, "warning", "roomProblems"],
    [{ ...WELL, problems: ["service-away", "frozen"] }, "failed", "roomProblems"],
    [{ ...WELL, problems: ["disk"] }, "failed", "roomProblems"],
  ] as const)("finds in %j: %s %s", async (found, state, finding) => {
    expect(await room({ ownRoom: async () => found })).toMatchObject({ state, finding });
    expect(ROOM_FINDINGS[finding].cure === null).toBe(state === "ok");
  });

  it("takes a recorder that tells nothing for one that does not run", async () => {
    expect(() => roomFound(true, "")).toThrow();
    const ownRoom = async () => roomFound(true, '{"running":"yes"}');
    expect(await room({ ownRoom })).toMatchObject({ finding: "roomNotRunning" });
  });

  it("tells each problem once", () => {
    const status = JSON.stringify({ running: true, problems: ["frozen", "frozen"], status: {} });
    expect(roomFound(true, status).problems).toEqual(["frozen"]);
  });
});

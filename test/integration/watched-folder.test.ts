/** A folder that a CCTV recorder exports to, on a real file system: written slowly, renamed into place, by camera and date, thousands of files. */
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, open, realpath, rename, rm, utimes, writeFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cardFiles } from "../../infra/linux/card-files.ts";
import { type AgentDeps, DockAgent } from "../../services/dock/agent.ts";
import { cameraOfPath } from "../../services/dock/camera-folder.ts";
import { DockSettings } from "../../services/dock/config.ts";
import { cardLister } from "../../services/dock/run-dock.ts";
import { wallView } from "../../services/dock/words.ts";
import { MemoryDock } from "../fakes/dock.ts";
import { NOON } from "../fixtures/evidence.ts";

let parent: string;
let root: string;
let dock: MemoryDock;
let agent: DockAgent;
let visits: number;

const GIVEN = { url: "http://x", root: "r", ledgerKey: "k", state: "s" };
const settingsOf = (camera: string | null) =>
  DockSettings.parse({ ...GIVEN, ignore: ["*.part"], watched: [{ folder: root, camera }] });

function start(changes: Partial<AgentDeps> = {}, camera: string | null = "{camera}"): void {
  const settings = settingsOf(camera);
  const nowhere = { mounts: async () => [], media: async () => new Map<string, never>() };
  const listCards = cardLister(settings, {
    isThere: cardFiles.isThere,
    real: realpath,
    ...nowhere,
  });
  const rules = { ignore: settings.ignore, flagged: settings.flagged };
  const deps = dock.deps({ policy: settings.policy, ...changes });
  const notes = { ...deps.notes, saveVisit: async () => void (visits += 1) };
  const watching = { files: cardFiles, listCards, rules, acceptsUnknown: false, notes, ...changes };
  agent = new DockAgent({ ...deps, ...watching }, { clips: [], visits: [] }, 0);
}
const work = (seconds: number, seals = false) => dock.work(agent, seconds, seals);
async function put(path: string, bytes: string | Buffer = path): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), bytes);
  const before = new Date(Date.parse(NOON) - 60_000);
  await utimes(join(root, path), before, before);
}
const sent = () => [...dock.announced.values()].map(({ metadata }) => metadata);

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "holdfast-watched-"));
  root = join(parent, "cctv");
  dock = new MemoryDock();
  visits = 0;
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe("a camera", () => {
  it("is named by the folder that the pattern points to, else by the watched folder", () => {
    const paths = ["lobby 2/2026-11-25/a.mp4", "lobby 2/a.mp4", "a.mp4"];
    const named = (pattern: string) => paths.map((path) => cameraOfPath(pattern, path));
    expect(named("{camera}")).toEqual(["lobby 2", "lobby 2", null]);
    expect(named("*/{camera}")).toEqual(["2026-11-25", null, null]);
    for (const camera of ["", "x", "{camera}/", "../{camera}", "{camera}/{camera}", "a{camera}"]) {
      expect(() => settingsOf(camera), camera).toThrow();
    }
  });

  it("stands on every upload", async () => {
    await put("lobby 2/2026-11-25/10-00.mp4");
    await put("11-00.mp4");
    start();
    await work(8);
    // Both are read and sent at a time: which is announced first, nobody says.
    const cameras = new Map(sent().map(({ filename, device }) => [filename, device]));
    expect(Object.fromEntries(cameras)).toEqual({ "10-00.mp4": "lobby 2", "11-00.mp4": "cctv" });
    expect(sent()).toHaveLength(2);
  });
});

describe("a file", () => {
  it("that is written slowly goes once, and whole; one that rests while it is open waits", async () => {
    start();
    await put("gate/a.mp4", "1");
    for (let at = 0; at < 6; at += 1) {
      await work(3);
      await put("gate/a.mp4", Buffer.alloc(2 + at, at));
    }
    const file = await open(join(root, "gate/a.mp4"), "a");
    await work(20);
    expect(sent()).toEqual([]);
    await file.close();
    await work(8);
    expect([...dock.announced.values()]).toMatchObject([{ sizeBytes: 7, received: 7 }]);
  });

  it("that is renamed into place goes under its last name only", async () => {
    start();
    await put("gate/a.mp4.part", "whole");
    await work(8);
    await rename(join(root, "gate/a.mp4.part"), join(root, "gate/a.mp4"));
    await work(8);
    expect(sent().map(({ filename }) => filename)).toEqual(["a.mp4"]);
    expect(agent.state().slots).toMatchObject([{ problem: null }]);
  });

  it("that the recorder removes before it is sealed is told; its folder going away in mid-look is no fault", async () => {
    for (let day = 0; day < 30; day += 1) await put(`gate/2026-10-${10 + day}/a.mp4`);
    const looks = Array.from({ length: 20 }, () => cardFiles.list(root));
    await Promise.all([...looks, rm(join(root, "gate"), { recursive: true })]);
    await put("gate/a.mp4");
    start({ isOpen: () => false });
    await work(9);
    await rm(join(root, "gate"), { recursive: true });
    await work(3);
    expect(agent.state().slots).toMatchObject([{ kind: "attention", problem: "file-gone" }]);
    // What has arrived as a whole is sealed all the same.
    await put("gate/b.mp4");
    start();
    await work(9);
    await rm(join(root, "gate"), { recursive: true });
    await work(3);
    expect(agent.state().slots).toMatchObject([{ kind: "sealing", total: 1, problem: null }]);
  });
});

describe("the folder", () => {
  it("that is not there, and comes back, loses nothing and sends nothing twice", async () => {
    await put("gate/a.mp4");
    start();
    await work(8);
    await rename(root, `${root}.away`);
    await work(4);
    expect(agent.state().slots).toMatchObject([{ problem: "card-gone" }]);
    await rename(`${root}.away`, root);
    await put("gate/b.mp4");
    await work(8, true);
    await work(4, true);
    expect(sent().map(({ filename }) => filename)).toEqual(["a.mp4", "b.mp4"]);
    expect(agent.state().slots).toMatchObject([{ kind: "sealed", problem: null, sealed: 2 }]);
    const [tile] = wallView(agent.state(), "en").tiles;
    expect(tile?.headline).toBe("all 2 sealed");
  });

  it("of thousands of files is looked at as seldom as the looking takes long", async () => {
    await put("gate/a.mp4");
    let looks = 0;
    const list = async (place: string) => {
      looks += 1;
      dock.pass(500);
      return cardFiles.list(place);
    };
    start({ files: { ...cardFiles, list } });
    await work(100);
    expect(looks).toBeLessThan(15);
    expect(dock.announced.size).toBe(1);
  });

  it.each(["keep", "delete-after-days"] as const)(
    "of 300 files is sealed to the last one, by policy %s, and is at no visit",
    async (kind) => {
      const count = 300;
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          mkdir(join(root, `cam-${at}/d`), { recursive: true }),
        ),
      );
      for (let at = 0; at < count; at += 1) await put(`cam-${at % 20}/d/${at}.mp4`, `clip ${at}`);
      // A look takes a fifth of a second, so that between two of them there is time to work.
      const list = async (place: string) => {
        dock.pass(200);
        return cardFiles.list(place);
      };
      const policy = kind === "keep" ? { kind } : { kind, days: 0 };
      start({ policy, parallel: 16, steadyMs: 0, files: { ...cardFiles, list } });
      const limit = Date.now() + 20_000;
      const left = async () =>
        (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".mp4"));
      const isThrough = async () => {
        const { slots } = agent.state();
        return kind === "keep" ? slots[0]?.sealed === count : (await left()).length === 0;
      };
      do await work(10, true);
      while (!(await isThrough()) && Date.now() < limit);
      expect(await isThrough()).toBe(true);
      expect((await left()).length).toBe(kind === "keep" ? count : 0);
      expect(new Set(sent().map(({ filename }) => filename)).size).toBe(count);
      expect(dock.announced.size).toBe(count);
      expect(visits).toBe(0);
    },
    30_000,
  );
});

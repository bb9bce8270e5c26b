/** Side files on a card: each goes with the name of its recording, and the recording leaves the card after them. */
import { beforeEach, describe, expect, it } from "vitest";
import { type AgentDeps, DockAgent } from "../../../services/dock/agent.ts";
import { DockSettings } from "../../../services/dock/config.ts";
import { baseOfSideFile, recordingName } from "../../../services/dock/side-files.ts";
import { parseMetadata, formatMetadata } from "../../../services/ingest/upload-metadata.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MemoryDock } from "../../fakes/dock.ts";

let dock: MemoryDock;
let agent: DockAgent;
const start = (changes: Partial<AgentDeps> = {}): void => {
  agent = new DockAgent(dock.deps(changes), { clips: [], visits: [] }, 0);
};
const work = (seconds: number) => dock.work(agent, seconds);
beforeEach(() => {
  dock = new MemoryDock();
  start();
});

const nameOf = (path: string, bytes: string): string => recordingName(path, sha256(bytes));

describe("a side file", () => {
  it("is told by its ending, beside a recording's stem or its whole name", () => {
    const endings = [".srt", ".gpx"];
    expect(baseOfSideFile("d/A.GPX", endings)).toBe("d/a");
    expect(baseOfSideFile("d/a.MP4.srt", endings)).toBe("d/a.mp4");
    expect(baseOfSideFile("d/a.mp4", endings)).toBeNull();
  });

  it("carries the name of its recording, whichever of both is found first", async () => {
    dock.put("d/1.gpx", "track of one");
    dock.put("d/1.MP4", "film one");
    dock.put("d/1.mp4.srt", "words of one");
    dock.put("e/1.gpx", "track beside no film");
    await work(8);
    const name = nameOf("d/1.MP4", "film one");
    expect(dock.saidOf("1.MP4")).toMatchObject([{ recording: name }]);
    expect(dock.saidOf("1.mp4.srt")).toMatchObject([{ belongsTo: name }]);
    expect(
      dock
        .saidOf("1.gpx")
        .map((said) => said["belongsTo"])
        .sort(),
    ).toEqual(["1", name]);
    expect(dock.saidOf("1.MP4")[0]).not.toHaveProperty("belongsTo");
  });

  it("waits for a recording that is still being written", async () => {
    dock.put("1.gpx", "track");
    dock.put("1.mp4", "fil");
    dock.writing.add("1.mp4");
    await work(9);
    expect(dock.announced.size).toBe(0);
    dock.put("1.mp4", "film");
    dock.writing.clear();
    await work(9);
    expect(dock.saidOf("1.gpx")).toMatchObject([{ belongsTo: nameOf("1.mp4", "film") }]);
  });

  it("goes alone once its recording cannot be read, and is sealed", async () => {
    dock.put("1.mp4", "film");
    dock.put("1.gpx", "track");
    dock.unreadable.add("1.mp4");
    await work(60);
    expect(dock.saidOf("1.gpx")).toMatchObject([{ belongsTo: "1" }]);
    expect(dock.saidOf("1.mp4")).toEqual([]);
  });

  it("goes to the film and not to its thumbnail, and to today's film of a name that is used again", async () => {
    dock.put("1.mp4", "a long film", 1_700_000_000_000);
    await work(8);
    dock.sealAll();
    await work(8);
    dock.files.clear();
    dock.put("1.mp4", "a film");
    dock.put("1.jpg", "thumb");
    dock.put("1.gpx", "track");
    await work(8);
    expect(dock.saidOf("1.gpx")).toMatchObject([{ belongsTo: nameOf("1.mp4", "a film") }]);
  });

  it("has a link that the service takes, whatever the file is called", async () => {
    const names = ["x".repeat(300), "a\nb", "\uD800", "😀".repeat(80), ".", "a..", "e\u0301"];
    for (const name of names) {
      const link = recordingName(`d/${name}.mp4`, sha256(name));
      const said = parseMetadata(formatMetadata({ recording: link, belongsTo: link }));
      expect(said.recording).toBe(said.belongsTo);
      expect(said.recording).toBe(link.normalize("NFC"));
    }
  });
});

describe("a recording", () => {
  it.each(["mark", "delete-after-days"] as const)(
    "is released (%s) only after its side files are sealed",
    async (kind) => {
      start({ policy: kind === "mark" ? { kind } : { kind, days: 0 } });
      dock.put("1.mp4", "film");
      dock.put("1.gpx", "track");
      dock.put("2.mp4", "film with nothing beside it");
      await work(8);
      dock.seal("1.mp4");
      dock.seal("2.mp4");
      await work(8);
      expect(dock.released).toEqual(["2.mp4"]);
      expect(agent.state().slots).toMatchObject([{ mayRemove: false }]);
      // A second side file appears late, and is still being written when the first one is sealed.
      dock.put("1.srt", "words");
      dock.writing.add("1.srt");
      dock.seal("1.gpx");
      await work(8);
      expect(dock.released).not.toContain("1.mp4");
      dock.writing.clear();
      await work(8);
      dock.sealAll();
      await work(8);
      expect(dock.released.toSorted()).toEqual(["1.gpx", "1.mp4", "1.srt", "2.mp4"]);
    },
  );
});

describe("the settings", () => {
  const given = { url: "http://x", root: "r", ledgerKey: "k", state: "s" };
  it("have the usual endings, and take others", () => {
    expect(DockSettings.parse(given).sideFiles).toContain(".nmea");
    expect(DockSettings.parse({ ...given, sideFiles: [".lrv"] }).sideFiles).toEqual([".lrv"]);
    expect(() => DockSettings.parse({ ...given, sideFiles: ["gpx"] })).toThrow();
    expect(() => DockSettings.parse({ ...given, sideFiles: ["./"] })).toThrow();
  });
});

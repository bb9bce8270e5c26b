/** Which files are recordings, which camera a card is of, when and how fast the dock sends, and mounts as Linux tells them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLsblk, parseMountinfo } from "../../../infra/linux/mounts.ts";
import {
  globMatches,
  isFlagged,
  isRecording,
  recogniseCamera,
} from "../../../services/dock/card.ts";
import { backoffMs, isOpen, takeTurn } from "../../../services/dock/pace.ts";
import { PROBLEMS } from "../../../services/dock/problem-texts.ts";

const rules = { ignore: ["*.tmp"], flagged: { names: ["*_SOS.*"], sidecars: [".flag"] } };

describe("files of a card", () => {
  it.each<[string, boolean]>([
    ["DCIM/a.mp4", true],
    ["DCIM/a.mp4.holdfast", false],
    ["DCIM/a.flag", false],
    ["DCIM/a.TMP", false],
    [".Trashes/a.mp4", false],
    ["System Volume Information/x", false],
    ["odd name without ending", true],
  ])("%s is a recording: %s", (path, expected) => {
    expect(isRecording(path, rules)).toBe(expected);
  });

  it("are flagged by name or by a file beside them", () => {
    const there = new Set(["d/b.flag", "d/c.mp4.flag"]);
    const paths = ["d/a_sos.mp4", "d/b.mp4", "d/c.mp4", "d/e.mp4"];
    expect(paths.map((path) => isFlagged(path, there, rules))).toEqual([true, true, true, false]);
  });

  it("match patterns literally but for * and ?", () => {
    expect(globMatches("/media/*", "/media/card (1)")).toBe(true);
    expect(globMatches("/media/*", "/media/a/b")).toBe(false);
    expect(globMatches("a+b.mp4", "x/A+B.mp4")).toBe(true);
    expect(globMatches("a.mp4", "aXmp4")).toBe(false);
  });

  it("tell the camera by serial first, then by layout", async () => {
    const cameras = {
      one: { serial: "S1" },
      two: { layout: { file: "DEVICE.TXT", contains: "no. 2" } },
    };
    const seen = { root: "/m", uuid: null };
    const text = (found: string | null) => () => Promise.resolve(found);
    expect(await recogniseCamera(cameras, { ...seen, serial: "S1" }, text("no. 2"))).toBe("one");
    expect(await recogniseCamera(cameras, { ...seen, serial: null }, text("no. 2"))).toBe("two");
    expect(await recogniseCamera(cameras, { ...seen, serial: "S9" }, text(null))).toBeNull();
  });
});

describe("pace", () => {
  it("waits longer after each failure, never above its cap, never below what the server asked", () => {
    fc.assert(
      fc.property(
        fc.nat(5_000),
        fc.nat(3_600_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, asked, random) => {
          const wait = backoffMs(failures, asked, random);
          expect(wait).toBeGreaterThanOrEqual(Math.max(asked, 750));
          expect(wait).toBeLessThanOrEqual(Math.max(asked, 375_000));
        },
      ),
    );
  });

  it("keeps to the limit over any run of pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1 << 20 }), { minLength: 2 }), (pieces) => {
        let line = 0;
        let sentAt = 0;
        for (const bytes of pieces) {
          const turn = takeTurn(line, 0, bytes, 100_000);
          sentAt = turn.waitMs;
          ({ line } = turn);
        }
        const before = pieces.slice(0, -1).reduce((sum, bytes) => sum + bytes, 0);
        expect(sentAt).toBeGreaterThanOrEqual((before / 100_000) * 1000 - 0.01);
      }),
    );
  });

  it("is open in its hours, over midnight too", () => {
    const night = { from: 22 * 60, to: 6 * 60 };
    expect([21 * 60, 22 * 60, 0, 359, 360].map((at) => isOpen(night, at))).toEqual([
      ...[false, true, true, true, false],
    ]);
    expect(isOpen(null, 0)).toBe(true);
  });
});

describe("mounts", () => {
  it("are read with their odd names", () => {
    const line = "36 35 8:17 / /media/my\\040card rw,noatime - vfat /dev/sdb1 rw";
    expect(parseMountinfo(`${line}\n`)).toEqual([{ device: "8:17", point: "/media/my card" }]);
  });

  it("have the serial of the medium they lie on", () => {
    const json = JSON.stringify({
      blockdevices: [
        {
          "maj:min": "  8:16",
          serial: "S1",
          uuid: null,
          children: [{ "maj:min": "  8:17", serial: null, uuid: "U" }],
        },
      ],
    });
    expect(parseLsblk(json).get("8:17")).toEqual({ serial: "S1", uuid: "U" });
  });
});

it("every problem has words and a next step in both languages", () => {
  for (const { what, next } of Object.values(PROBLEMS)) {
    for (const text of [what, next]) {
      expect(text["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  }
});

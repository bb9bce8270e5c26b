/** Playlists over takes: what stands in them, that they only grow, and how much a reload of a long one costs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { type UploadId, newId } from "../../../services/kernel/ids.ts";
import { lookAtInit } from "../../../services/watching/init-look.ts";
import {
  type ListWish,
  masterPlaylist,
  mediaPlaylist,
} from "../../../services/watching/playlist.ts";
import { TrackList } from "../../../services/watching/track-list.ts";
import type { PlacedSegment } from "../../../services/watching/watch-store.ts";

const AT = "2026-11-26T21:00:00.000Z" as UtcInstant;
const TAKE = newId<UploadId>();
const WHOLE: ListWish = { windowSeconds: null, skips: false };
const INIT = { offsetBytes: 0, sizeBytes: 700 };

const row = (place: number, changes: Partial<PlacedSegment> = {}): PlacedSegment => ({
  ...{ linkIndex: place, takeId: TAKE, take: 1, container: "fmp4", initBytes: 700 },
  ...{ offsetBytes: 700 + place * 1_000, sizeBytes: 1_000, sequence: place, timeline: "a" },
  ...{ mediaFromMs: place * 2_000, mediaToMs: (place + 1) * 2_000, recordedAt: null },
  ...{ at: plusMs(AT, (place + 1) * 2_000), isComplete: true, ...changes },
});
const listOf = (...rows: readonly PlacedSegment[]): TrackList => {
  const list = new TrackList();
  for (const one of rows) list.add(one, INIT);
  return list;
};
const shown = (list: TrackList, wish = WHOLE, isClosed = false): string =>
  mediaPlaylist({ entries: list.entries, longestMs: list.longestMs, isClosed }, wish);
const rows = (count: number): readonly PlacedSegment[] =>
  Array.from({ length: count }, (_, place) => row(place));

describe("a media playlist", () => {
  it("says byte for byte what is where", () => {
    const list = listOf(row(0), row(1), row(3), row(4, { take: 2, timeline: "b", sequence: 0 }));
    expect(shown(list, WHOLE, true)).toBe(`#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:2
#EXT-X-PLAYLIST-TYPE:EVENT
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-MAP:URI="../takes/1.mp4",BYTERANGE="700@0"
#EXT-X-PROGRAM-DATE-TIME:2026-11-26T21:00:00.000Z
#EXTINF:2.000,
#EXT-X-BYTERANGE:1000@700
../takes/1.mp4
#EXTINF:2.000,
#EXT-X-BYTERANGE:1000@1700
../takes/1.mp4
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-11-26T21:00:06.000Z
#EXTINF:2.000,
#EXT-X-BYTERANGE:1000@3700
../takes/1.mp4
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="../takes/2.mp4",BYTERANGE="700@0"
#EXT-X-PROGRAM-DATE-TIME:2026-11-26T21:00:08.000Z
#EXTINF:2.000,
#EXT-X-BYTERANGE:1000@4700
../takes/2.mp4
#EXT-X-ENDLIST
`);
  });

  it("has nothing in it yet, and is one all the same", () => {
    expect(shown(listOf())).toMatch(/^#EXTM3U\n[^]*#EXT-X-MEDIA-SEQUENCE:0\n$/);
  });

  it("takes the recorder's word for when it began, and the longest segment for its pace", () => {
    const recordedAt = plusMs(AT, -90_000);
    const list = listOf(row(0, { recordedAt }), row(1, { mediaToMs: 8_100 }));
    expect(shown(list)).toContain(`#EXT-X-PROGRAM-DATE-TIME:${recordedAt}`);
    expect(shown(list)).toContain("#EXT-X-TARGETDURATION:7\n");
  });

  it.each([
    ["not-complete", { isComplete: false }],
    ["no-times", { mediaFromMs: null, mediaToMs: null }],
    ["no-times", { mediaToMs: 2_000 }],
    ["other-format", { container: "mpegts" as const }],
    ["other-format", { container: "other" as const }],
  ])(
    "leaves out what cannot be played (%s), says so, and does not go on as if nothing were missing",
    (cause, changes) => {
      const list = listOf(row(0), row(1, changes), row(2));
      expect(list.entries.map(({ offsetBytes }) => offsetBytes)).toEqual([700, 2_700]);
      expect(list.leftOut).toEqual([{ linkIndex: 1, at: row(1).at, cause }]);
      expect(shown(list).match(/DISCONTINUITY\n/g)).toHaveLength(1);
    },
  );

  it("counts all that it leaves out, and names the newest hundred", () => {
    const list = listOf(row(0), ...rows(150).map((one) => ({ ...one, isComplete: false })));
    expect([list.leftOutCount, list.leftOut.length]).toEqual([150, 100]);
    expect(list.leftOut.at(-1)?.linkIndex).toBe(149);
  });

  it("only grows: what stood in it stays as it stood, whatever comes", () => {
    const anyRow = fc.record({
      take: fc.integer({ min: 1, max: 3 }),
      isComplete: fc.boolean(),
      sequence: fc.option(fc.integer({ min: 0, max: 9 })),
      timeline: fc.constantFrom("a", "b"),
      container: fc.constantFrom("fmp4" as const, "mpegts" as const, "other" as const),
      mediaToMs: fc.option(fc.integer({ min: -9_999, max: 99_999 })),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 20 }), (changes) => {
        const list = new TrackList();
        let before = shown(list).split("\n");
        for (const [place, change] of changes.entries()) {
          list.add(row(place, change), INIT);
          const after = shown(list).split("\n");
          const body = (lines: readonly string[]): string =>
            lines.slice(lines.findIndex((line) => line.startsWith("#EXT-X-MEDIA-SEQ"))).join("\n");
          expect(body(after).startsWith(body(before).trimEnd())).toBe(true);
          before = after;
        }
      }),
    );
  });

  it("of a day of two-second segments reloads in a kilobyte or two, and a window holds the present alone", () => {
    const list = listOf(...rows(43_200));
    const whole = shown(list);
    expect(whole.match(/#EXTINF/g)).toHaveLength(43_200);
    expect(whole.length).toBeLessThan(3_000_000);
    expect(whole).toContain("#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=12.0\n");
    const news = shown(list, { windowSeconds: null, skips: true });
    expect(news).toContain("#EXT-X-SKIP:SKIPPED-SEGMENTS=43194\n");
    expect(news.match(/#EXTINF/g)).toHaveLength(6);
    expect(news.length).toBeLessThan(1_000);
    const window = shown(list, { windowSeconds: 60, skips: true });
    expect(window).toContain("#EXT-X-MEDIA-SEQUENCE:43170\n");
    expect(window).not.toMatch(/SKIP|EVENT/);
    expect(window.match(/#EXT-X-(MAP|PROGRAM-DATE-TIME)/g)).toHaveLength(2);
  });

  it("counts in a window what tore before it", () => {
    const torn = rows(40).map((one, place) => (place === 5 ? { ...one, take: 2 } : one));
    const list = listOf(...torn);
    const window = shown(list, { windowSeconds: 20, skips: false });
    // Into the second take, and out of it.
    expect(window).toContain("#EXT-X-DISCONTINUITY-SEQUENCE:2\n");
    expect(window).not.toContain("#EXT-X-DISCONTINUITY\n");
    const from = shown(listOf(...rows(10), row(10, { take: 2 })), {
      windowSeconds: 2,
      skips: false,
    });
    // Its own stands before it, so that it has the same number as in the whole list.
    expect(from).not.toContain("#EXT-X-DISCONTINUITY-SEQUENCE");
    expect(from).toContain("#EXT-X-DISCONTINUITY\n");
  });
});

describe("a playlist over tracks", () => {
  const track = (number: number, hasPictures: boolean, codecs: readonly string[] | null) => {
    return { number, name: "t", hasPictures, codecs, bitsPerSecond: number * 1_000 };
  };
  it("puts sound beside each picture, and names codecs only where all are known", () => {
    expect(masterPlaylist([track(1, true, ["avc1.42c01e"]), track(2, false, ["mp4a.40.2"])])).toBe(
      `#EXTM3U
#EXT-X-VERSION:9
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="1",DEFAULT=YES,AUTOSELECT=YES,URI="tracks/2.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=3000,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="sound"
tracks/1.m3u8
`,
    );
    expect(masterPlaylist([track(1, true, null), track(2, false, ["opus"])])).not.toContain(
      "CODECS",
    );
    expect(masterPlaylist([track(4, false, ["opus"])])).toContain(
      '#EXT-X-STREAM-INF:BANDWIDTH=4000,CODECS="opus"\ntracks/4.m3u8\n',
    );
  });
});

describe("an initialisation", () => {
  const box = (name: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.byteLength);
    head.write(name, 4, "latin1");
    return Buffer.concat([head, body]);
  };
  const hdlr = (kind: string): Buffer =>
    box("hdlr", Buffer.concat([Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(13)]));
  it("tells pictures and codecs, or that one is not known", () => {
    const avc = box("avcC", Buffer.from([1, 0x64, 0, 0x1f, 0xff]));
    const both = Buffer.concat([hdlr("vide"), avc, hdlr("soun"), box("esds", Buffer.alloc(20))]);
    expect(lookAtInit(both)).toEqual({ hasPictures: true, codecs: ["avc1.64001f", "mp4a.40.2"] });
    expect(lookAtInit(Buffer.concat([hdlr("vide"), hdlr("soun"), avc])).codecs).toBeNull();
    expect(lookAtInit(hdlr("soun"))).toEqual({ hasPictures: false, codecs: null });
    expect(lookAtInit(Buffer.alloc(0))).toEqual({ hasPictures: false, codecs: null });
  });
});

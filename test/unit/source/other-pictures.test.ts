/** Tests of recordings that show people other pictures than those that are signed in them. */
import { expect, it } from "vitest";
import { onvifFile, verdictOn } from "../../fixtures/onvif-recordings.ts";

const film = onvifFile("to-the-end.mp4");
const at = (type: string): number => film.indexOf(type) - 4;

/** The film with something written over it. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(film);
  change(bytes);
  return bytes;
}

/** The film with one more track of the same media before its own, of another handler. */
function withTrack(handler: string, coding: string): Buffer {
  const [moov, trak] = [at("moov"), at("trak")];
  const track = Buffer.from(film.subarray(trak, trak + film.readUInt32BE(trak)));
  track.write(handler, track.indexOf("vide"), "latin1");
  track.write(coding, track.indexOf("avc1"), "latin1");
  const bytes = Buffer.concat([film.subarray(0, trak), track, film.subarray(trak)]);
  bytes.writeUInt32BE(film.readUInt32BE(moov) + track.byteLength, moov);
  return bytes;
}

/** The film behind a first box of this size, whose four bytes are the mark of another container. */
function behind(mark: Buffer): Buffer {
  const box = Buffer.alloc(mark.readUInt32BE());
  mark.copy(box);
  box.write("free", 4, "latin1");
  const bytes = Buffer.concat([box, film]);
  const stco = box.byteLength + at("stco") + 16;
  for (let row = 0; row < bytes.readUInt32BE(stco - 4); row += 1) {
    const place = stco + 4 * row;
    bytes.writeUInt32BE(bytes.readUInt32BE(place) + box.byteLength, place);
  }
  return bytes;
}

it.each([
  ["as it was signed", film, "holds"],
  ["behind a box that is none of another container", behind(Buffer.from([0, 0, 1, 0xbb])), "holds"],
  [
    "that is a program stream to a player",
    behind(Buffer.from([0, 0, 1, 0xba])),
    "container-not-supported",
  ],
  ["with a track of text that is text", withTrack("text", "tx3g"), "holds"],
  [
    "with a track that is called text and is pictures",
    withTrack("text", "avc1"),
    "several-video-tracks",
  ],
  [
    "with a track that is called sound, of no known coding",
    withTrack("soun", "mjp2"),
    "several-video-tracks",
  ],
  [
    "of which a list shows a second",
    changed((b) => b.writeUInt32BE(1_000, at("elst") + 16)),
    "container-not-supported",
  ],
  [
    "of which a list leaves out the first second",
    changed((b) => b.writeUInt32BE(1_200_000, at("elst") + 20)),
    "container-not-supported",
  ],
  [
    "of which a list shows one picture",
    changed((b) => b.writeUInt32BE(0, at("elst") + 24)),
    "container-not-supported",
  ],
  [
    "of which a list leaves out the last picture",
    changed((b) => b.writeUInt32BE(3_980, at("elst") + 16)),
    "container-not-supported",
  ],
  [
    "of which a list ends within the last picture",
    changed((b) => b.writeUInt32BE(4_099, at("elst") + 16)),
    "holds",
  ],
  [
    "of which a list shows nothing, by coarse units",
    changed((b) => {
      b.writeUInt32BE(0, at("elst") + 16);
      b.writeUInt32BE(1, at("mvhd") + 20);
      b.writeUInt32BE(0x7fffffff, at("mdhd") + 20);
    }),
    "container-not-supported",
  ],
  [
    "with two edits",
    changed((b) => b.writeUInt32BE(2, at("elst") + 12)),
    "container-not-supported",
  ],
  [
    "with a list and a short duration in its header",
    changed((b) => {
      b.writeUInt32BE(1_000, at("elst") + 16);
      b.writeUInt32BE(1_200_000, at("mdhd") + 24);
    }),
    "container-not-supported",
  ],
])("a film %s", async (_what, bytes, reason) => {
  const verdict = reason === "holds" ? "valid" : "not-verifiable";
  expect(await verdictOn(bytes)).toMatchObject({ verdict, reasons: [reason] });
});

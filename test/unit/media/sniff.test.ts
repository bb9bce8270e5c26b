/** Tests of the sniffer: bytes decide, names do not; text never reaches a demuxer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { sniff } from "../../../services/media/sniff.ts";
import { CONTAINERS } from "../../../services/source/container.ts";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const refusedWith = (head: Uint8Array): string => {
  try {
    return `taken as ${sniff(head)}`;
  } catch (error) {
    return isRefusal(error) && error.kind === "invalid" ? error.code : String(error);
  }
};

describe("sniff", () => {
  const packets = (first: number, size: number): Buffer => {
    const head = Buffer.alloc(4096, 0x01);
    for (let at = first; at < head.length; at += size) head[at] = 0x47;
    return head;
  };
  test.each([
    ["mov", bytes("\0\0\0\x20ftypisom")],
    ["mov", bytes("\0\0\0\x08wide\0\0\0\0mdat")],
    ["matroska", bytes("\x1a\x45\xdf\xa3\x01\0")],
    ["mpegts", packets(0, 188)],
    ["mpegts", packets(4, 192)],
    ["mpeg", bytes("\0\0\x01\xba\x44")],
    ["avi", bytes("RIFF\x10\0\0\0AVI LIST")],
    ["wav", bytes("RIFF\xff\xff\xff\xffWAVEfmt ")],
    ["wav", bytes("RF64\xff\xff\xff\xffWAVEds64")],
    ["amr", bytes("#!AMR-WB\n\x04")],
    ["ogg", bytes("OggS\0\x02")],
    ["flac", bytes("fLaC\0\0\0\x22")],
    ["mp3", bytes("ID3\x04\0\0")],
    ["mp3", bytes("\xff\xfb\x90\x00")],
    ["aac", bytes("\xff\xf1\x50\x80")],
    ["jpeg_pipe", bytes("\xff\xd8\xff\xe0")],
    ["png_pipe", bytes("\x89PNG\r\n\x1a\n\0")],
  ] as const)("knows %s by its first bytes", (family, head) => {
    expect(sniff(head)).toBe(family);
  });

  test.each([
    ["a playlist", "#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n"],
    ["a concat script", "ffconcat version 1.0\nfile /etc/passwd\n"],
    ["a DASH manifest", '<?xml version="1.0"?><MPD></MPD>'],
    ["a session description", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n"],
    ["a page", "<!DOCTYPE html><script>alert(1)</script>"],
    ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["a playlist behind a byte order mark", "\xef\xbb\xbf#EXTM3U\n"],
    ["a playlist behind white space", "\r\n\t #EXTM3U\n"],
    ["an ffmetadata file", ";FFMETADATA1\ntitle=x\n"],
    ["plain words", "Vernehmung von Zeugen, Straße 7\n"],
  ])("refuses %s", (_what, text) => {
    expect(refusedWith(bytes(text))).toBe("media/not-allowed");
  });

  test.each([
    ["nothing at all", bytes("")],
    ["zeros", Buffer.alloc(4096)],
    ["RIFF of another kind", bytes("RIFF\x10\0\0\0WEBPVP8 ")],
    ["a single sync byte", Buffer.concat([bytes("\x47"), Buffer.alloc(4095)])],
    ["a program", bytes("\x7fELF\x02\x01\x01\0")],
    ["a ZIP", bytes("PK\x03\x04\x14\0\0\0")],
  ])("finds no recording in %s", (_what, head) => {
    expect(refusedWith(head)).toBe("media/unreadable");
  });

  test("answers any bytes with a family or one of three refusals", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (head) => {
        const answer = refusedWith(head);
        const known = CONTAINERS.map((family) => `taken as ${family}`);
        const refusals = ["media/not-allowed", "media/transcript", "media/unreadable"];
        expect([...known, ...refusals]).toContain(answer);
      }),
      { numRuns: 500 },
    );
  });

  test("never takes printable text, whatever it begins with", () => {
    const printable = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme-ascii" });
    const start = fc.constantFrom("#EXTM3U\n", "ffconcat ", "<", "v=0\n", "\n", "{");
    fc.assert(
      fc.property(start, printable, (first, rest) => {
        fc.pre(!/^....(ftyp|moov|mdat|wide|free|skip|pnot|styp|sidx|moof)/s.test(first + rest));
        expect(refusedWith(bytes(first + rest))).toBe("media/not-allowed");
      }),
    );
  });
});

/** What a program that transcribes may write, what is kept of it, and when it is asked at all. */
import { describe, expect, test } from "vitest";
import { planTranscript } from "../../../services/derived/transcript/ask-transcript.ts";
import {
  MOST_TRANSCRIPT_BYTES,
  readTranscript,
  writeTranscript,
} from "../../../services/derived/transcript/read-transcript.ts";
import type { ItemId, UserId } from "../../../services/kernel/ids.ts";
import { newId } from "../../../services/kernel/ids.ts";
import { programFor, transcriberOf } from "../../../services/media/programs/fitting-program.ts";
import { parseDescription } from "../../../services/media/programs/program-description.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { NOON, receivedItem, verifiedOriginal } from "../../fixtures/evidence.ts";
import { TRANSCRIBES } from "../../fixtures/maker-program.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";

const read = (text: string) => readTranscript(Buffer.from(text));
const PLAIN =
  "WEBVTT\n\n1\n00:00:00.500 --> 00:00:01.000\n你好 &amp; 早\n\n00:01.000 --> 00:02.000\nb\nc\n";

test("plain words and their times are kept, behind a head that says what they are", () => {
  const cues = read(PLAIN);
  expect(cues).toEqual([
    { fromMs: 500, toMs: 1_000, lines: ["你好 & 早"] },
    { fromMs: 1_000, toMs: 2_000, lines: ["b", "c"] },
  ]);
  const text = writeTranscript(cues, { name: "hears", version: "3" });
  expect(text).toBe(
    "WEBVTT\n\nNOTE 机器生成，未经人工核对 · made by a machine, not checked by a person\nhears 3\n\n" +
      "00:00:00.500 --> 00:00:01.000\n你好 &amp; 早\n\n00:00:01.000 --> 00:00:02.000\nb\nc\n",
  );
  expect(read(PLAIN.replaceAll("\n", "\r\n"))).toEqual(cues);
});

test.each([
  ["another kind of text", "1\n00:00:00,500 --> 00:00:01,000\na\n"],
  ["a head of its own", "WEBVTT - by hears\n\n00:00.000 --> 00:01.000\na\n"],
  ["nothing but the head", "WEBVTT\n"],
  ["a style", "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:00.000 --> 00:01.000\na\n"],
  ["a note", "WEBVTT\n\nNOTE x\n\n00:00.000 --> 00:01.000\na\n"],
  ["a region", "WEBVTT\n\nREGION\nid:a\n\n00:00.000 --> 00:01.000\na\n"],
  ["a place", "WEBVTT\n\n00:00.000 --> 00:01.000 line:0\na\n"],
  ["a name of a cue", "WEBVTT\n\nspeaker\n00:00.000 --> 00:01.000\na\n"],
  ["markup", "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Bob>a\n"],
  ["a second time within", "WEBVTT\n\n00:00.000 --> 00:01.000\na\n00:02.000 --> 00:03.000\n"],
  ["times that go back", "WEBVTT\n\n00:03.000 --> 00:04.000\na\n\n00:01.000 --> 00:02.000\nb\n"],
  ["an end before its beginning", "WEBVTT\n\n00:03.000 --> 00:02.000\na\n"],
  ["a line without end", `WEBVTT\n\n00:00.000 --> 00:01.000\n${"a".repeat(121)}\n`],
  ["braces", "WEBVTT\n\n00:00.000 --> 00:01.000\n{\\an8}a\n"],
  ["too much of it", `WEBVTT\n\n${" ".repeat(MOST_TRANSCRIPT_BYTES)}`],
])("%s is not kept", (_what, text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: "derived/transcript" }));
});

test("bytes that are no letters are not kept", () => {
  const broken = Buffer.concat([Buffer.from(PLAIN), Buffer.of(0xff)]);
  expect(() => readTranscript(broken)).toThrow(
    expect.objectContaining({ code: "derived/transcript" }),
  );
});

test("a program that transcribes opens no recordings", () => {
  const description = parseDescription(Buffer.from(JSON.stringify(TRANSCRIBES)));
  const program = { description, sha256: sha256("a"), filesSha256: sha256("b") };
  expect(transcriberOf([program])).toBe(program);
  expect(transcriberOf([])).toBeNull();
  const head = Buffer.from("ACMEXOR1");
  expect(programFor([program], { filename: "1.acme", head })).toBeNull();
});

describe("a transcript is asked for", () => {
  const by = newId<UserId>();
  const asked = { by, purposeKind: "evidence", purpose: "庭审" } as const;
  function house(info: ReturnType<typeof mediaInfo>) {
    const items = new MemoryEvidenceStore();
    const bare = receivedItem({ stage: "sealed", mediaInfo: info });
    items.add({ ...bare, original: verifiedOriginal(bare.id, Buffer.from("film"), "1") });
    return { items, clock: () => NOON, id: bare.id };
  }
  const transcriber = { name: "hears", version: "3" };

  test("of a recording with a sound, where a program is installed", async () => {
    const { id, ...deps } = house(mediaInfo());
    expect(await planTranscript({ ...deps, transcriber }, id, asked)).toMatchObject({
      ...{ kind: "transcript", parameters: { itemId: id }, words: null },
      announced: { mediaType: "text/vtt" },
    });
    await expect(planTranscript(deps, id, asked)).rejects.toMatchObject({
      ...{ kind: "conflict", code: "derived/no-transcriber" },
    });
    const gone = newId<ItemId>();
    await expect(planTranscript({ ...deps, transcriber }, gone, asked)).rejects.toMatchObject({
      code: "evidence/no-such-item",
    });
  });

  test("of none without a sound", async () => {
    const { id, ...deps } = house(mediaInfo({ audio: null }));
    await expect(planTranscript({ ...deps, transcriber }, id, asked)).rejects.toMatchObject({
      code: "derived/no-sound",
    });
  });
});

/** Markers as chapters: in order, each until the next, and no word of a person ends a cue or begins a tag. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AnnotationId,
  type ItemId,
  type UserId,
  newId,
} from "../../../services/kernel/ids.ts";
import { chaptersVtt } from "../../../services/review/chapters.ts";
import { type Annotation, MARKER_KINDS } from "../../../services/sessions/annotation.ts";
import { NOON } from "../../fixtures/evidence.ts";

const marked = (atMs: number, kind: string, text: string | null = null): Annotation => ({
  ...{ id: newId<AnnotationId>(), itemId: newId<ItemId>(), madeAt: NOON, madeBy: "process:test" },
  ...{ note: { type: "marker", kind, atMs, text }, ended: null },
});
const cuesOf = (text: string): readonly string[] =>
  text
    .split("\n\n")
    .slice(1)
    .map((cue) => cue.trim());

test("stand in the order of the recording, and last until the next or the end", () => {
  const late = marked(60_000, "HN-03", "the door");
  const taken: Annotation = {
    ...marked(1, "custom"),
    ended: { at: NOON, by: "process:test", reason: "a mistake" },
  };
  expect(cuesOf(chaptersVtt([late, taken, marked(500, "rights_told")], 90_000))).toEqual([
    "00:00:00.500 --> 00:01:00.000\n告知权利 Rights told",
    "00:01:00.000 --> 00:01:30.000\nHN-03 · the door",
  ]);
  expect(cuesOf(chaptersVtt([late, late], null))).toHaveLength(2);
  expect(chaptersVtt([late], 10)).toContain("00:01:00.000 --> 00:01:01.000");
  expect(chaptersVtt([], 10)).toBe("WEBVTT\n");
});

test("every kind that needs no pack has a name in both languages", () => {
  for (const kind of MARKER_KINDS) {
    expect(chaptersVtt([marked(0, kind)], 1_000)).toMatch(/\n\p{Script=Han}+ [A-Z][a-z ]+\n$/u);
  }
});

test("whatever somebody wrote stays one line of text", () => {
  const words = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("a\n\n00:00.000 --> 00:01.000\nb", "<c>x</c>", "&lt;", "constructor"),
  );
  fc.assert(
    fc.property(words, words, (kind, text) => {
      const cues = cuesOf(chaptersVtt([marked(0, kind || "k", text)], 1_000));
      expect(cues).toHaveLength(1);
      const [, line = "", ...more] = (cues[0] ?? "").split("\n");
      expect(more).toEqual([]);
      expect(line).not.toMatch(/[<>\p{Cc}]/u);
    }),
  );
});

test("what was marked while it was recorded stands among them", () => {
  const event = { index: 4, at: NOON, by: newId<UserId>(), words: null } as const;
  const meanwhile = [
    { atMs: 2_000, event: { ...event, kind: "announcement", code: null } },
    { atMs: 40_000, event: { ...event, kind: "marker", code: null, words: "he stands up" } },
  ] as const;
  expect(cuesOf(chaptersVtt([marked(500, "rights_told")], 50_000, meanwhile))).toEqual([
    "00:00:00.500 --> 00:00:02.000\n告知权利 Rights told",
    "00:00:02.000 --> 00:00:40.000\n告知录制 Recording announced",
    "00:00:40.000 --> 00:00:50.000\n其他 Other · he stands up",
  ]);
});

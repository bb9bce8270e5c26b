/** Which takes can be made one recording: those that the service would join, by track, in order. */
import { expect, it } from "vitest";
import { takesOf, tracksOf } from "../../../services/web/src/live/joinable.ts";

const at = "2026-01-05T12:00:00.000Z";
const take = (number: number, track: string, lane: "main" | "aside" = "main", bytes = 1) => ({
  ...{ itemId: `item ${number}`, number, track, lane, bytes, segments: 1 },
  ...{ openedAt: at, endedAt: at, endReason: null },
});

it("are of one track, in their place, in order, and hold something", () => {
  const takes = [
    ...[take(4, "video"), take(1, "video"), take(2, "sound")],
    ...[take(3, "late", "aside"), take(5, "video", "main", 0), take(6, "video", "aside")],
  ];
  expect(tracksOf({ takes })).toEqual(["video", "sound"]);
  expect(takesOf({ takes }, "video").map(({ number }) => number)).toEqual([1, 4]);
  expect(takesOf({ takes }, "late")).toEqual([]);
  expect(tracksOf(undefined)).toEqual([]);
});

/** What a room's recorder shows of its channels: those that the service knows, and those at work; not every one that ever was. */
import { describe, expect, it } from "vitest";
import { StatusBoard, problemsOf } from "../../../workers/capture/status.ts";

const sending = (waiting: number, problem: string | null = null) => ({
  ...{ waiting, waitingBytes: waiting, oldestMs: null, lastSentMs: null, problem },
});
const shown = (board: StatusBoard): readonly string[] =>
  board.at(0).channels.map(({ channel }) => channel);

describe("a recorder's status", () => {
  it("shows a channel until the service knows it no more and nothing of it waits", () => {
    const board = new StatusBoard();
    board.tell(["a"]);
    board.set("a", { sending: sending(2) });
    board.set("b", { recording: { state: "recording", sinceMs: 0, takes: 1 } });
    expect(shown(board)).toEqual(["a", "b"]);
    board.tell([]);
    board.set("b", { recording: null });
    expect(shown(board)).toEqual(["a"]);
    board.set("a", { sending: sending(0) });
    expect(shown(board)).toEqual([]);
  });

  it("names what somebody should see to, and not that it tries again", () => {
    const board = new StatusBoard();
    expect(problemsOf(board.at(0))).toEqual([]);
    board.isServiceThere = false;
    board.isDiskNearlyFull = true;
    board.set("a", { sending: sending(1, "again") });
    board.set("b", { recording: { state: "no-source", sinceMs: 0, why: "frozen" } });
    expect(problemsOf(board.at(0))).toEqual(["service-away", "disk-nearly-full", "frozen"]);
    board.isServiceThere = true;
    board.set("a", { sending: sending(1, "live/paused") });
    expect(problemsOf(board.at(0))).toContain("segment-refused");
  });
});

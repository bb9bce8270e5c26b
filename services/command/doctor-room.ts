/** The check of `doctor` on a room that is recorded from this machine: whether its recorder runs, and what it says is wrong. */
import { z } from "zod";
import { type Finding, failed, fine, warning } from "./doctor.ts";

export interface RoomFound {
  readonly hasToken: boolean;
  readonly isRunning: boolean;
  /** Codes, as `room status --json` has them. */
  readonly problems: readonly string[];
}

export interface RoomProbes {
  /** Null: no room is configured here. */
  ownRoom(): Promise<RoomFound | null>;
}

/** What of `room status --json` counts. */
const Status = z.object({ running: z.boolean(), problems: z.array(z.string()) });

/** @throws if it is not what the recorder tells. */
export function roomFound(hasToken: boolean, status: string): RoomFound {
  const { running, problems } = Status.parse(JSON.parse(status));
  return { hasToken, isRunning: running, problems: [...new Set(problems)] };
}

/** Nothing here is lost at the service while it is away. */
const PASSING = new Set(["service-away", "service-full", "disk-nearly-full"]);

export async function room(probes: RoomProbes): Promise<Finding> {
  const found = await probes.ownRoom().catch(() => "unreadable" as const);
  if (found === null) return fine("roomNone");
  if (found === "unreadable") return failed("roomNotRunning");
  if (!found.hasToken) return failed("roomNoToken");
  if (!found.isRunning) return failed("roomNotRunning");
  if (found.problems.length === 0) return fine("roomFine");
  const facts = { problems: found.problems.join(", ") };
  const isPassing = found.problems.every((problem) => PASSING.has(problem));
  return isPassing ? warning("roomProblems", facts) : failed("roomProblems", facts);
}

/** The service's door for live segments, as a recorder knocks at it (services/live/live-routes.ts). */
import { z } from "zod";
import type { ClientTls } from "../../services/access/device-identity.ts";
import { type Sha256, parseSha256 } from "../../services/kernel/digest.ts";
import type { Answered, Door, Spooled } from "../../services/recorder/ports.ts";
import { type Answer, type Sender, exchange } from "./exchange.ts";

export interface LiveDoorOptions {
  /** Of the live listener; ends in a slash. */
  readonly url: URL;
  readonly deviceToken: string | null;
  readonly tls?: ClientTls;
  /** Told what time the service said it is, between two readings of a clock that nobody sets; ms. */
  readonly onTime?: (askedMs: number, heardMs: number, houseMs: number) => void;
}

const Kept = z.object({ digest: z.string() });
const Channels = z.object({
  channels: z
    .array(
      z.object({
        ...{ id: z.uuid(), room: z.string().max(200), name: z.string().max(200) },
        isRunning: z.boolean(),
      }),
    )
    .max(1_000),
  /** Of services that tell their time. */
  at: z.iso.datetime().optional(),
});
const Problem = z.object({ code: z.string().max(100) });
/** What no later try changes: the session did not run when this was recorded. */
const FOR_GOOD = new Set(["live/not-started", "live/paused"]);
/** The sender is at fault, or another is first: not the segment. */
const PASSING = new Set([401, 403, 404, 408, 409, 423, 425, 429]);
const NO_ROOM = 507;
const MOST_WAIT_S = 300;

export function liveDoor({ url, deviceToken, tls, onTime }: LiveDoorOptions): Door {
  const sender: Sender = { deviceToken, ...(tls === undefined ? {} : { tls }) };
  return {
    channels: async () => {
      const askedMs = performance.now();
      const answer = await exchange(sender, "GET", new URL("live", url));
      const heardMs = performance.now();
      const told = answer?.status === 200 ? Channels.safeParse(json(answer.body)) : null;
      if (told?.success !== true) return null;
      const { at, channels } = told.data;
      if (at !== undefined) onTime?.(askedMs, heardMs, Date.parse(at));
      return channels;
    },
    put: async (what, of, path, bytes, digest) => {
      const headers = { ...headersOf(what, of), "Repr-Digest": digestHeader(digest) };
      return judged(await exchange(sender, "PUT", new URL(`live/${path}`, url), headers, bytes));
    },
  };
}

/** Structured fields (RFC 9651); times are ms since 1970. What goes before segments was recorded with the first that is sent. */
function headersOf(
  what: "init" | "segment",
  { take, sequence, after, startedAtMs, durationMs, isComplete, clocks }: Spooled,
): Readonly<Record<string, string>> {
  const of = [
    ...[`seq=${sequence}`, `duration=${durationMs}`, `complete=?${isComplete ? 1 : 0}`],
    ...(after === null ? [] : [`after=${after}`]),
    ...clockHeaders(clocks),
  ];
  const told = [`take=${take}`, `start=${startedAtMs}`, ...(what === "init" ? [] : of)];
  return { "Content-Type": "video/mp4", "Holdfast-Segment": told.join(", ") };
}

function clockHeaders(clocks: Spooled["clocks"]): readonly string[] {
  const { recorder = null, source = null } = clocks ?? {};
  return [
    ...(recorder === null ? [] : [`clock=${recorder.offsetMs}`, `clock-error=${recorder.errorMs}`]),
    ...(source === null ? [] : [`camera=${source.offsetMs}`, `camera-spread=${source.spreadMs}`]),
  ];
}

/** RFC 9530. */
const digestHeader = (digest: Sha256): string =>
  `sha-256=:${Buffer.from(digest, "hex").toString("base64")}:`;

function judged(answer: Answer | null): Answered {
  if (answer === null) return { kind: "again", afterMs: 0 };
  const { status, headers, body } = answer;
  if (status === 200 || status === 201) {
    const kept = Kept.safeParse(json(body));
    const digest = kept.success ? parseSha256(kept.data.digest) : null;
    return digest === null ? { kind: "again", afterMs: 0 } : { kind: "kept", sha256: digest };
  }
  if (status === 412) return { kind: "init-needed" };
  const code = codeIn(body);
  const isPassing = status < 400 || status >= 500 || PASSING.has(status);
  if (isPassing && !FOR_GOOD.has(code)) {
    const again = { kind: "again", afterMs: afterMs(headers["retry-after"]) } as const;
    return status === NO_ROOM ? { ...again, why: "service-full" } : again;
  }
  return { kind: "refused", code: code === "" ? `http-${status}` : code };
}

function codeIn(body: string): string {
  const problem = Problem.safeParse(json(body));
  return problem.success ? problem.data.code : "";
}

function afterMs(header: string | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MOST_WAIT_S) * 1000 : 0;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

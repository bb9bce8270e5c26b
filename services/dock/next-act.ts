/** What is due with a clip at a moment, and which clip comes first. Pure. */
import { assert } from "../kernel/refusal.ts";
import type { Clip, Stage } from "./clip.ts";
import { isTooEarly } from "./pace.ts";
import { isFinal } from "./problem.ts";

/** What becomes of a recording on the camera once its receipt is verified. */
export type Policy =
  | { readonly kind: "keep" }
  | { readonly kind: "mark" }
  | { readonly kind: "delete-after-days"; readonly days: number };

export type Act = "hash" | "announce" | "send" | "collect" | "release";

/** Acts that need the server. */
export const needsServer = (act: Act): boolean =>
  act === "announce" || act === "send" || act === "collect";
/** Acts that read a whole file or send it: only so many run at once. */
export const isHeavy = (act: Act): boolean => act === "hash" || act === "send" || act === "release";

const DAY_MS = 86_400_000;

/** Null: nothing to do now. */
export function nextAct(clip: Clip, nowMs: number, policy: Policy): Act | null {
  if (isFinal(clip.problem) || isTooEarly(clip.notBefore, nowMs)) return null;
  switch (clip.stage) {
    case "found":
      return "hash";
    case "hashed":
      return "announce";
    case "announced":
      return "send";
    case "sent":
      return "collect";
    case "sealed":
      return releaseDue(clip.seal, nowMs, policy) ? "release" : null;
    case "released":
      return null;
  }
}

/** The days count from the later of both clocks' moments: a wrong one makes it wait, never hurry. */
function releaseDue(
  { sealedAt, verifiedAt }: { readonly sealedAt: string; readonly verifiedAt: string },
  nowMs: number,
  policy: Policy,
): boolean {
  if (policy.kind === "keep") return false;
  if (policy.kind === "mark") return true;
  assert(policy.days >= 0, "a number of days is not negative");
  const from = Math.max(Date.parse(sealedAt), Date.parse(verifiedAt));
  return nowMs >= from + policy.days * DAY_MS;
}

const ORDER: Readonly<Record<Clip["stage"], number>> = {
  sent: 0,
  announced: 1,
  hashed: 2,
  found: 3,
  sealed: 4,
  released: 5,
};

/** Flagged recordings first; then what is begun already; then the oldest. */
export function comesFirst(one: Clip, other: Clip): number {
  const isUrgent = ({ flagged, stage }: Clip): number => (flagged && ORDER[stage] < 4 ? 0 : 1);
  return (
    isUrgent(one) - isUrgent(other) ||
    ORDER[one.stage] - ORDER[other.stage] ||
    one.file.mtimeMs - other.file.mtimeMs ||
    (one.file.path < other.file.path ? -1 : 1)
  );
}

const STAGES: readonly Stage[] = ["found", "hashed", "announced", "sent", "sealed", "released"];

/** Whether a clip has come further than it was. */
export const isFurther = (now: Clip | undefined, before: Clip): boolean =>
  now !== undefined && STAGES.indexOf(now.stage) > STAGES.indexOf(before.stage);

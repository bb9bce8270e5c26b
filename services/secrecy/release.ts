/** A redacted recording is released from the secrecy of what it was made of: one person proposes it, another decides, and anyone of them takes it back. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId, ReleaseId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

export const RELEASE_STATES = ["proposed", "released", "refused", "revoked"] as const;

export interface Step {
  readonly at: UtcInstant;
  readonly by: UserId;
  /** In their words. */
  readonly reason: string;
}

export interface Release {
  readonly id: ReleaseId;
  readonly itemId: ItemId;
  readonly state: (typeof RELEASE_STATES)[number];
  readonly proposed: Step;
  readonly decided: Step | null;
  readonly revoked: Step | null;
}

/** @throws Refusal conflict "secrecy/release-over". */
export function decided(before: Release, state: "released" | "refused", step: Step): Release {
  if (before.state !== "proposed") throw over();
  return { ...before, state, decided: step };
}

/** Once more as secret as its sources. @throws Refusal conflict "secrecy/release-over". */
export function revoked(before: Release, step: Step): Release {
  if (before.state !== "released") throw over();
  return { ...before, state: "revoked", revoked: step };
}

const over = (): Refusal =>
  new Refusal("conflict", "secrecy/release-over", "this release does not stand so any more", {
    fix: "Look at what stands now: somebody else decided it, or took it back.",
  });

/** The highest state-secret level this house may hold: what is above it is refused at the door, and kept nowhere. */
import { z } from "zod";
import type { ActionStore } from "../actions/action-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { DeviceId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { AGENCY_LEVELS, type Agency } from "./authority.ts";
import { STATE_LEVELS, type StateLevel, rankOf } from "./mark.ts";

const NONE_OR_LEVEL = ["none", ...STATE_LEVELS] as const;

export const SecrecyConfig = z.object({
  HOLDFAST_HIGHEST_SECRECY: z
    .enum(NONE_OR_LEVEL)
    .default("none")
    .describe(
      "Highest state secret this house may hold: none, secret 秘密, highly-secret 机密 or top-secret 绝密; above it is refused",
    ),
  HOLDFAST_SECRECY_CONTACT: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]+$/u)
    .optional()
    .describe(
      "Whom to call about a state secret that was refused, e.g. the secrecy office's number",
    ),
  HOLDFAST_AGENCY_LEVEL: z
    .enum(AGENCY_LEVELS)
    .default("county")
    .describe("Place of the agency, which says what levels it may set: province, city or county"),
  HOLDFAST_AUTHORISED_SECRECY: z
    .enum(NONE_OR_LEVEL)
    .default("none")
    .describe("Highest level it was authorised in writing to set beyond its place"),
});

export interface Ceiling {
  readonly highest: StateLevel | null;
  /** Whom to call; null: not configured. */
  readonly contact: string | null;
}

const levelOf = (said: (typeof NONE_OR_LEVEL)[number]): StateLevel | null =>
  said === "none" ? null : said;

export const ceilingOf = (config: z.infer<typeof SecrecyConfig>): Ceiling => ({
  highest: levelOf(config.HOLDFAST_HIGHEST_SECRECY),
  contact: config.HOLDFAST_SECRECY_CONTACT ?? null,
});

export const agencyOf = (config: z.infer<typeof SecrecyConfig>): Agency => ({
  level: config.HOLDFAST_AGENCY_LEVEL,
  authorisedFor: levelOf(config.HOLDFAST_AUTHORISED_SECRECY),
});

export const isAbove = ({ highest }: Ceiling, level: StateLevel | null): boolean =>
  rankOf(level) > rankOf(highest);

export interface DoorDeps {
  readonly ceiling: Ceiling;
  readonly actions: Pick<ActionStore, "count">;
  readonly clock: Clock;
}

/**
 * Keeps that something was refused, and nothing of what: no level, no name, no digest; then refuses.
 * @throws Refusal forbidden "secrecy/above-ceiling" if `level` is above what the house may hold.
 */
export async function refuseAbove(
  { ceiling, actions, clock }: DoorDeps,
  device: DeviceId,
  level: StateLevel | null,
): Promise<void> {
  if (!isAbove(ceiling, level)) return;
  await actions.count({
    ...{
      kind: "above-ceiling-refused",
      at: clock(),
      actor: `device:${device}`,
      subject: `device:${device}`,
    },
    ...{ before: null, after: null, reason: null },
  });
  throw tooHigh(ceiling);
}

/** For what people say of what is here already. @throws Refusal forbidden "secrecy/above-ceiling". */
export function refuseLevel(ceiling: Ceiling, level: StateLevel): void {
  if (isAbove(ceiling, level)) throw tooHigh(ceiling);
}

function tooHigh({ contact }: Ceiling): Refusal {
  const call = contact ?? "your agency's secrecy office (保密工作机构)";
  return new Refusal(
    "forbidden",
    "secrecy/above-ceiling",
    "this house may not hold such a secret",
    {
      fix: `Nothing was kept. Do not send it again and do not copy it; what is here already, set apart. Call ${call}.`,
    },
  );
}

/** Use case: keep an item, or all items of a case or a session at that time, longer than they would be. What is promised by it never falls. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import {
  type Extension,
  type ExtensionBasis,
  type ExtensionWish,
  extended,
  isAskedAgain,
} from "./extension.ts";
import type { ExtensionScope, ExtensionStore, ExtensionVerdict } from "./extension-store.ts";

export interface ExtendDeps {
  readonly extensions: ExtensionStore;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly days: ZoneDays;
  readonly clock: Clock;
}

/** Of one case or session. */
export const MOST_EXTENDED = 2_000;

export interface Extended {
  readonly extended: readonly { readonly itemId: ItemId; readonly extension: Extension }[];
  /** What stays as it is, and why. */
  readonly refused: readonly { readonly itemId: ItemId; readonly refusal: Refusal }[];
}

/**
 * Of a case or a session those are extended that can be. @throws Refusal invalid "retention/no-document"; where nothing is
 * extended, what stands against the first; conflict "retention/nothing-there"; as `ExtensionStore.extend`.
 */
export async function extendRetention(
  deps: ExtendDeps,
  by: UserId,
  scope: ExtensionScope,
  wish: ExtensionWish,
  sight: Sight | null,
): Promise<Extended> {
  if (wish.by === "subject" && wish.document === null) throw noDocument();
  const basis = await extensionBasis(deps);
  const made = { at: deps.clock(), actor: `user:${by}` } as const;
  const verdicts = await deps.extensions.extend(scope, sight, MOST_EXTENDED, (item) => {
    const again = isAskedAgain(item, wish, made);
    if (again !== undefined) return { extension: again, happening: null };
    const judged = extended(item, wish, basis);
    if (judged instanceof Refusal) return { refusal: judged };
    const extension = { ...wish, ...judged, ...made };
    return { extension, happening: happeningOf(extension, basis) };
  });
  const told = toldOf(verdicts);
  if (told.extended.length > 0) return told;
  throw told.refused[0]?.refusal ?? nothingThere();
}

/** By which rules somebody may ask today. */
export async function extensionBasis(
  deps: Pick<ExtendDeps, "policies" | "days" | "clock">,
): Promise<ExtensionBasis & { readonly today: CalendarDate }> {
  const now = deps.clock();
  const found = await packInForce(deps, now);
  const pack = found === null ? "" : `${found.pack.code} ${found.pack.version}`;
  return { rules: found?.pack.extensions ?? [], pack, today: deps.days.dayOf(now) };
}

/** An end is told of so many days before, where the pack names none. */
const TOLD_DAYS = 30;

/** How long before its end an item is on the list of those that end soon. */
export const toldBefore = ({ rules }: Pick<ExtensionBasis, "rules">): number => {
  const most = Math.max(0, ...rules.map(({ noticeDays }) => noticeDays));
  return most === 0 ? TOLD_DAYS : most;
};

function toldOf(verdicts: ReadonlyMap<ItemId, ExtensionVerdict>): Extended {
  const all = [...verdicts];
  return {
    extended: all.flatMap(([itemId, verdict]) =>
      "extension" in verdict ? [{ itemId, extension: verdict.extension }] : [],
    ),
    refused: all.flatMap(([itemId, verdict]) =>
      "refusal" in verdict ? [{ itemId, refusal: verdict.refusal }] : [],
    ),
  };
}

function happeningOf(extension: Extension, { rules }: ExtensionBasis): Happening {
  const { by, term, from, until, time, reason, document, pack } = extension;
  const times = rules.find((rule) => rule.by === by)?.times ?? null;
  return {
    kind: "retention-extended",
    data: {
      ...{ by, term, from, until, time, times, reason, pack },
      document: document?.name ?? null,
      documentSha256: document?.sha256 ?? null,
    },
  };
}

const noDocument = (): Refusal =>
  new Refusal("invalid", "retention/no-document", "the request of the subject is not named", {
    fix: "Name the paper that asks for it, by its number, with the SHA-256 of the file.",
  });

const nothingThere = (): Refusal =>
  new Refusal("conflict", "retention/nothing-there", "there is nothing that could be extended", {
    fix: "Nothing belongs to it at this time: look at its list of recordings.",
  });

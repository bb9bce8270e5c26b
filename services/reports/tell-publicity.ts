/** Use cases: how the publicity of a case stands, and telling what was done. */
import type { CaseFile, CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { Clock } from "../kernel/clock.ts";
import type { CaseId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import { type Publicity, type PublicityEntry, checkEntry, publicityOf } from "./publicity.ts";
import type { PublicityStore } from "./publicity-store.ts";

export interface PublicityDeps {
  readonly cases: CaseStore;
  readonly publicity: PublicityStore;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly clock: Clock;
}

export interface CasePublicity extends Publicity {
  readonly file: CaseFile;
  readonly entries: readonly PublicityEntry[];
}

/** @throws Refusal missing "cases/no-such-case". */
export async function casePublicity(deps: PublicityDeps, id: CaseId): Promise<CasePublicity> {
  const file = await caseFile(deps.cases, id);
  const entries = await deps.publicity.entries(id);
  const now = deps.clock();
  const deadlines = (await packInForce(deps, now))?.pack.deadlines ?? [];
  const rules = { deadlines, calendar: await deps.calendar(), today: deps.days.dayOf(now) };
  return { file, entries, ...publicityOf(file, entries, rules) };
}

export interface Telling extends Pick<
  PublicityEntry,
  "act" | "on" | "place" | "reason" | "mistake"
> {
  /** How many entries the teller saw. */
  readonly known: number;
}

/** @throws Refusal as `checkEntry`; missing "cases/no-such-case"; conflict "reports/publicity-changed". */
export async function tellPublicity(
  deps: PublicityDeps,
  by: UserId,
  id: CaseId,
  { known, ...told }: Telling,
): Promise<void> {
  const file = await caseFile(deps.cases, id);
  const before = await deps.publicity.entries(id);
  if (before.length !== known) throw publicityChanged();
  const at = deps.clock();
  const actor = `user:${by}` as const;
  const entry = { ...told, index: known, enteredAt: at, enteredBy: actor };
  checkEntry(entry, before, file, deps.days.dayOf(at));
  await deps.publicity.add(id, entry, {
    ...{ kind: "publicity-told", at, actor, subject: `case:${id}`, before: null },
    after: { index: known, act: told.act, on: told.on, place: told.place, mistake: told.mistake },
    reason: told.reason,
  });
}

export const publicityChanged = (): Refusal =>
  new Refusal("conflict", "reports/publicity-changed", "somebody told something meanwhile", {
    fix: "Look at the case again, then decide.",
  });

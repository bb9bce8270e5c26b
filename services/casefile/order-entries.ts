/** Use cases: the order of a case file, read and changed. */
import type { ActionKind, NewAction, Values } from "../actions/action.ts";
import type { CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import type { Clock } from "../kernel/clock.ts";
import type { CaseId, SessionId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import type { CasefileStore, FileOrder } from "./casefile-store.ts";
import { type Entry, checkEntries } from "./entry.ts";

export interface OrderDeps {
  readonly casefiles: CasefileStore;
  readonly cases: CaseStore;
  readonly recordingSessions: Pick<SessionStore, "page">;
  readonly secrecy: Walls;
  readonly clock: Clock;
}

type Walls = Pick<SecrecyStore, "hidden">;

/** More than any case has. */
const MAX_SESSIONS = 500;

/** What `sight` may know of it, and how many entries stand there beside. */
export async function shownOrder(
  { casefiles, secrecy }: Pick<OrderDeps, "casefiles" | "secrecy">,
  caseId: CaseId,
  sight: Sight | null,
): Promise<{ readonly revision: number; readonly entries: readonly Entry[] }> {
  const order = await casefiles.order(caseId);
  if (order === null) return { revision: 0, entries: [] };
  const hidden = await hiddenEntries(secrecy, order, sight);
  return { revision: order.revision, entries: order.entries.filter((one) => !hidden.has(one)) };
}

/** Entries that are not for `sight`, wherever their items and sessions belong by now: what left the case keeps its walls. */
export async function hiddenEntries(
  secrecy: Walls,
  { entries }: FileOrder,
  sight: Sight | null,
): Promise<ReadonlySet<Entry>> {
  if (sight === null) return new Set();
  const hidden = await secrecy.hidden(
    sight,
    entries.flatMap((entry) => idOf(entry) ?? []),
  );
  return new Set(entries.filter((entry) => hidden.has(idOf(entry) ?? "")));
}

function idOf(entry: Entry): string | null {
  if (entry.kind === "item") return entry.itemId;
  return entry.kind === "verdict" ? entry.sessionId : null;
}

/**
 * Entries that whoever orders may not know of are kept, behind the others.
 * @throws Refusal missing "cases/no-such-case"; conflict "casefile/changed"; invalid as `checkEntries` says.
 */
export async function orderEntries(
  deps: OrderDeps,
  by: UserId,
  caseId: CaseId,
  { revision, entries }: { readonly revision: number; readonly entries: readonly Entry[] },
  sight: Sight | null,
): Promise<FileOrder> {
  const { casefiles, clock } = deps;
  await caseFile(deps.cases, caseId);
  const before = await casefiles.order(caseId);
  if ((before?.revision ?? 0) !== revision) throw orderChanged();
  checkEntries(entries, await knownOf(deps, caseId, sight));
  const hidden = before === null ? [] : await hiddenEntries(deps.secrecy, before, sight);
  const order: FileOrder = {
    ...{ caseId, revision: revision + 1, entries: [...entries, ...hidden] },
    ...{ changedAt: clock(), changedBy: by },
  };
  const told = { revision: order.revision, entries: order.entries.length };
  const action = actionOf("case-file-ordered", { caseId, at: order.changedAt, by }, told, null);
  await casefiles.keepOrder(order, action);
  return order;
}

async function knownOf(
  { casefiles, recordingSessions }: OrderDeps,
  caseId: CaseId,
  sight: Sight | null,
) {
  const items = await casefiles.itemsOf(caseId, sight);
  const sessions = await recordingSessions.page(null, MAX_SESSIONS, caseId, sight);
  return {
    items: new Set(items.map(({ itemId }) => itemId)),
    sessions: new Set(sessions.map(({ session }): SessionId => session.id)),
  };
}

/** Titles may name people, so an action tells none. */
export const actionOf = (
  kind: ActionKind & `case-${string}`,
  {
    caseId,
    at,
    by,
  }: { readonly caseId: CaseId; readonly at: NewAction["at"]; readonly by: UserId },
  after: Values,
  reason: string | null,
): NewAction => ({
  ...{ kind, at, actor: `user:${by}`, subject: `case:${caseId}`, before: null, after, reason },
});

export const orderChanged = (): Refusal =>
  new Refusal("conflict", "casefile/changed", "somebody changed this case file in the meantime", {
    fix: "Open the case again, look at what changed, and enter yours once more.",
  });

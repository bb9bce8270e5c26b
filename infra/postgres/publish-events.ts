/** Writes what is told to others, in the transaction of what it tells. */
import type { Insertable, Transaction } from "kysely";
import type { Action, Subject } from "../../services/actions/action.ts";
import {
  type BatchEventType,
  typeOfAction,
  typeOfCustody,
} from "../../services/events/event-type.ts";
import type { CustodyEvent } from "../../services/evidence/custody-event.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import {
  type BatchId,
  type CaseId,
  type HoldId,
  type PackageId,
  type SessionId,
  parseId,
} from "../../services/kernel/ids.ts";
import type { Tables } from "./tables.ts";

type Row = Insertable<Tables["published_events"]>;

export const publishCustody = (
  transaction: Transaction<Tables>,
  events: readonly CustodyEvent[],
): Promise<void> =>
  publish(
    transaction,
    events.flatMap(({ itemId, kind, at, data }) => {
      const type = typeOfCustody(kind);
      // Of a case that it is linked to: whoever may not know of the case is not told that either.
      const { caseId: named } = data;
      const caseId = typeof named === "string" ? parseId<CaseId>(named) : null;
      return type === null
        ? []
        : [{ type, at, item_id: itemId, ...(caseId === null ? {} : { case_id: caseId }) }];
    }),
  );

export const publishAction = (
  transaction: Transaction<Tables>,
  { kind, at, subject }: Pick<Action, "kind" | "at" | "subject">,
): Promise<void> => {
  const type = typeOfAction(kind);
  const about = subject === null ? null : columnOf(subject);
  return publish(transaction, type === null || about === null ? [] : [{ type, at, ...about }]);
};

export const publishBatches = (
  transaction: Transaction<Tables>,
  type: BatchEventType,
  ids: readonly BatchId[],
  at: UtcInstant,
): Promise<void> =>
  publish(
    transaction,
    ids.map((batch_id) => ({ type, at, batch_id })),
  );

async function publish(transaction: Transaction<Tables>, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await transaction.insertInto("published_events").values(rows).execute();
}

/** What is about something that has no column of its own is told to nobody. */
function columnOf(subject: Subject): Partial<Row> | null {
  const at = subject.indexOf(":");
  const id = parseId(subject.slice(at + 1));
  if (id === null) return null;
  const kind = subject.slice(0, at);
  if (kind === "case") return { case_id: id as CaseId };
  if (kind === "recording-session") return { session_id: id as SessionId };
  if (kind === "package") return { package_id: id as PackageId };
  if (kind === "hold") return { hold_id: id as HoldId };
  return null;
}

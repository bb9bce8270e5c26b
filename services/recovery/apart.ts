/** The strictest wall there is, for an item of which nobody knows any more who may see it. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type ItemId, type LabelId, newId } from "../kernel/ids.ts";
import type { Label } from "../secrecy/label.ts";
import type { Telling } from "../secrecy/secrecy-store.ts";

export const RECOVERY = "process:recovery";
/** Stands on the label until an administrator has decided what the item may be. */
const BASIS =
  "由存储和账本恢复：保密情况不明，须由管理员确认 / Restored from store and ledger: who may see it is not known, an administrator decides";

export function apart(
  itemId: ItemId,
  at: UtcInstant,
  today: CalendarDate,
): { readonly label: Label; readonly telling: Telling } {
  const label: Label = {
    ...{ id: newId<LabelId>(), kind: "set-apart", status: "confirmed", issuedOn: today },
    ...{ until: null, condition: null, scope: null, basis: BASIS, reportBy: null },
    ...{ setAt: at, setBy: RECOVERY, ended: null, reviewed: null, version: 0 },
  };
  const { id: labelId, kind, status, basis, issuedOn } = label;
  const set = { change: "set", labelId };
  const data = { ...set, kind, status, issuedOn, until: null, basis, people: null, reason: null };
  return {
    label,
    telling: {
      ...{ at, actor: RECOVERY, happening: { kind: "label-changed", data } },
      action: {
        ...{ kind: "label-changed", at, actor: RECOVERY, subject: `item:${itemId}` },
        ...{ before: null, after: set, reason: null },
      },
    },
  };
}

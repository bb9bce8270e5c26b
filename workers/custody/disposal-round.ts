/**
 * Round: what two people approved is destroyed once its grace is over, and certified. While anything of it waits, each
 * round asks authorities outside for the time: a round a minute is often enough.
 */
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { type DestroyDeps, disposalRound } from "../../services/disposal/destroy.ts";
import type { DisposalLine } from "../../services/disposal/disposal-line.ts";
import { transferRuleNow } from "../../services/disposal/transfer-rule-now.ts";
import type { ItemKeyStore } from "../../services/encryption/item-key-store.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { AgencyLevel } from "../../services/policy/pack-fields.ts";
import { type TableStore, houseDays } from "../../services/policy/house-days.ts";
import type { PolicyStore } from "../../services/policy/policy-store.ts";
import { basisNow } from "../../services/retention/basis.ts";
import type { Retention } from "../../services/sealing/seal-manifest.ts";

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

type Given =
  | ("objects" | "incoming" | "ledger" | "signer" | "printer" | "agency")
  | ("clock" | "recipients" | "authorities");

interface DisposalRoundDeps extends Pick<DestroyDeps, Given> {
  readonly stores: Pick<DestroyDeps, "disposals" | "retention" | "exports" | "packages"> & {
    readonly policies: Pick<PolicyStore, "inForce">;
    readonly dayTables: TableStore;
    readonly itemKeys: Pick<ItemKeyStore, "forget">;
    readonly reviews: { readonly actorNames: DestroyDeps["namesOf"] };
  };
  /** Of the house itself. */
  readonly retention: Retention;
  readonly timeZone: string;
  readonly agencyLevel: AgencyLevel;
}

export function custodyDisposal(
  { stores, retention: house, timeZone, agencyLevel, ...given }: DisposalRoundDeps,
  log: Log,
): (signal: AbortSignal) => Promise<void> {
  const zone = zoneDays(timeZone);
  const { disposals, exports, packages, retention, policies, dayTables, itemKeys, reviews } =
    stores;
  const deps: DestroyDeps = {
    ...{ ...given, disposals, exports, packages, retention, days: zone },
    transferRule: transferRuleNow({ policies, days: zone, clock: given.clock }, agencyLevel),
    basis: basisNow({
      ...{
        policies,
        zone,
        calendar: houseDays(dayTables),
        houseFloor: house.floor,
        clock: given.clock,
      },
    }),
    monotonicMs: () => performance.now(),
    namesOf: (ids) => reviews.actorNames(ids),
    forgetKey: (itemId) => itemKeys.forget(itemId, given.clock()),
  };
  const told = new Map<string, string>();
  return async (signal) => {
    for (const line of await disposalRound(deps, signal)) tell(log, told, line);
  };
}

/** What waits is told once, and again when it waits for something else. */
function tell(log: Log, told: Map<string, string>, { error, ...line }: DisposalLine): void {
  const name = line.itemId ?? line.disposalId;
  const why = isRefusal(error) ? error.code : (line.against ?? []).join(" ");
  const isNew = told.get(name) !== `${line.what} ${why}`;
  told.set(name, `${line.what} ${why}`);
  if (
    line.what === "destroyed" ||
    line.what === "certified" ||
    line.what === "dropped" ||
    line.what === "packaged" ||
    line.what === "transferred"
  ) {
    told.delete(name);
    log.info(line, "disposal");
    return;
  }
  if (!isNew) return;
  if (error === undefined) log.warn(line, "disposal waits");
  else if (isRefusal(error))
    log.warn({ ...line, code: error.code, ...error.facts }, "disposal waits");
  else log.error({ ...line, err: error }, "disposal failed; it is tried again");
}

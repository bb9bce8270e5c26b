/** Which pack is in force: the one that two people applied last, once its first day has come. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Pack } from "./pack.ts";
import type { PolicyEntry, PolicyStore } from "./policy-store.ts";
import { requirePack } from "./read-pack.ts";

export interface PackInForce {
  readonly entry: PolicyEntry;
  readonly pack: Pack;
}

/** Null: the house has no pack at `at`, and what is configured alone counts. */
export async function packInForce(
  { policies, days }: { readonly policies: Pick<PolicyStore, "inForce">; readonly days: ZoneDays },
  at: UtcInstant,
): Promise<PackInForce | null> {
  const found = await policies.inForce(at, days.dayOf(at));
  if (found === null) return null;
  return { entry: found.entry, pack: requirePack(Buffer.from(found.text)).pack };
}

/** How a text names the rules that something was judged by; null: there were none. */
export const packName = (
  found: PackInForce | null,
): Pick<PolicyEntry, "code" | "version" | "sha256"> | null => {
  if (found === null) return null;
  const { code, version, sha256 } = found.entry;
  return { code, version, sha256 };
};

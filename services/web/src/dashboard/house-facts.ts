/** What the first steps are judged by, read where it is told anyway. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import { useDevices, useItems, useKeys, useMay, usePolicies, useUsers } from "../api/queries.ts";
import { useHealth } from "../health/health-api.ts";
import { useOfficers } from "../sessions/session-api.ts";
import type { HouseFacts } from "./first-steps.ts";

/** What others do elsewhere, and no event tells: accounts, packs, devices. */
const LOOK_EVERY_MS = 10_000;
const LOOKED_AT = [["users"], ["devices"], ["policies"], ["officers"], ["keys"]] as const;

function useLookingAgain(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const look = setInterval(() => {
      if (document.hidden) return;
      for (const queryKey of LOOKED_AT) void queries.invalidateQueries({ queryKey });
    }, LOOK_EVERY_MS);
    return () => clearInterval(look);
  }, [queries]);
}

export function useHouseFacts() {
  useLookingAgain();
  const users = begun(useUsers());
  const devices = begun(useDevices());
  const items = begun(useItems({}));
  const packs = usePolicies().data;
  const facts: HouseFacts = {
    parts: useHealth(useMay("health:see")).data?.parts,
    hasKey: useKeys(true).data?.entries.some(({ usedUntil }) => usedUntil === null),
    isPackInForce: packs && packs.inForce !== null,
    officers: begun(useOfficers())?.length,
    roles: users?.filter(({ disabledAt }) => disabledAt === null).map(({ role }) => role),
    devices: devices?.filter(({ retiredAt }) => retiredAt === null).length,
    clip: items && clipOf(items),
  };
  // The newest is first, and of a new house that is what somebody just sent.
  return { facts, firstItem: items?.[0] ?? null };
}

/** The first page tells whether there is anything at all. Undefined: it is not read yet. */
const begun = <Entry>({
  data,
}: {
  readonly data: { readonly pages: readonly { readonly entries: readonly Entry[] }[] } | undefined;
}): readonly Entry[] | undefined => data?.pages[0]?.entries;

/** Whichever came furthest: what is in quarantine beside one that is sealed is no first step. */
const clipOf = (items: readonly ItemSummaryBody[]): string | null =>
  items.some(({ stage }) => stage === "sealed") ? "sealed" : (items[0]?.stage ?? null);

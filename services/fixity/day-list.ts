/** Use case: what was read again on a day becomes a list, exact text, and one entry of the ledger. */
import type { Clock } from "../kernel/clock.ts";
import { sha256 } from "../kernel/digest.ts";
import { leafText } from "../ledger/leaf.ts";
import type { AuditResult, FixityList, FixityStore } from "./fixity-store.ts";

export interface DayListDeps {
  readonly fixity: Pick<FixityStore, "closeList" | "listsToEnter" | "entered">;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
  readonly clock: Clock;
}

/** Keeps a list under 3 MB. */
const LIST_RESULTS = 10_000;
const PER_ROUND = 16;

/**
 * Closes the lists that are due and enters those that are not in the ledger yet. May run again after a
 * failure at any point, also at once in several processes: a leaf that stands is not entered twice.
 */
export async function enterLists(deps: DayListDeps, signal: AbortSignal): Promise<number> {
  const today = deps.clock().slice(0, 10);
  while (!signal.aborted && (await deps.fixity.closeList(today, LIST_RESULTS, buildList)));
  const lists = await deps.fixity.listsToEnter(PER_ROUND);
  for (const list of lists) {
    if (signal.aborted) break;
    await deps.ledger.enter(listLeaf(list));
    await deps.fixity.entered(list, deps.clock());
  }
  return lists.length;
}

export const listLeaf = (list: FixityList): string =>
  leafText({
    type: "fixity",
    day: list.day,
    part: String(list.part),
    objects: String(list.objects),
    bytes: String(list.bytes),
    failures: String(list.failures),
    resultsSha256: list.sha256,
  });

/** One line a result: time, bytes read, digest found or "-", what was found or "sound", and the object. */
export function buildList(day: string, part: number, results: readonly AuditResult[]): FixityList {
  const lines = results.map(
    ({ at, target, sizeBytes, sha256: digest, codes }) =>
      `${at} ${sizeBytes} ${digest ?? "-"} ${codes.length === 0 ? "sound" : codes.join(",")} ${target}`,
  );
  const text = [`holdfast/fixity-list/v1 ${day} ${part}`, ...lines, ""].join("\n");
  return {
    day,
    part,
    text,
    sha256: sha256(text),
    objects: results.length,
    bytes: results.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    failures: results.filter(({ codes }) => codes.length > 0).length,
  };
}

/** PutAwayStore in memory. */
import type { UserId } from "../../services/kernel/ids.ts";
import { PANELS, type Panel, type PutAwayStore } from "../../services/review/put-away-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";

export class MemoryPutAwayStore implements PutAwayStore {
  readonly #away = new Map<UserId, Set<Panel>>();

  async putAway({ userId }: Sight): Promise<readonly Panel[]> {
    return PANELS.filter((panel) => this.#away.get(userId)?.has(panel) === true);
  }

  async set({ userId }: Sight, panel: Panel, isAway: boolean): Promise<void> {
    const own = this.#away.get(userId) ?? new Set();
    this.#away.set(userId, own);
    if (isAway) own.add(panel);
    else own.delete(panel);
  }
}

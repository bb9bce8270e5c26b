/** ReleaseStore in memory, and what a release does to the walls of MemorySecrecyStore. */
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Release } from "../../services/secrecy/release.ts";
import type { ReleaseStore } from "../../services/secrecy/release-store.ts";
import type { Telling } from "../../services/secrecy/secrecy-store.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemorySecrecyStore } from "./secrecy-store.ts";

interface Places {
  readonly actions: MemoryActionStore;
  readonly evidence: MemoryEvidenceStore;
  readonly secrecy: MemorySecrecyStore;
}

export class MemoryReleaseStore implements ReleaseStore {
  readonly #places: Places;
  readonly #all: Release[] = [];

  constructor(places: Places) {
    this.#places = places;
  }

  async ofItem(itemId: ItemId): Promise<readonly Release[]> {
    return this.#all.filter((one) => one.itemId === itemId);
  }

  async propose(release: Release, telling: Telling): Promise<void> {
    await this.#places.evidence.get(release.itemId);
    const open = ["proposed", "released"];
    const isOpen = this.#all.some(
      ({ itemId, state }) => itemId === release.itemId && open.includes(state),
    );
    if (isOpen) throw new Refusal("conflict", "secrecy/release-open", "one stands");
    this.#all.push(release);
    await this.#tell(release.itemId, telling);
  }

  async change(...[itemId, id, change]: Parameters<ReleaseStore["change"]>): Promise<Release> {
    const at = this.#all.findIndex((one) => one.id === id && one.itemId === itemId);
    const before = this.#all[at];
    if (before === undefined) throw new Refusal("missing", "secrecy/no-such-release", "none");
    const { after, telling } = change(before);
    this.#all[at] = after;
    const { released } = this.#places.secrecy;
    if (after.state === "released") released.add(itemId);
    else released.delete(itemId);
    await this.#tell(itemId, telling);
    return after;
  }

  async #tell(itemId: ItemId, telling: Telling): Promise<void> {
    const { secrecy, evidence, actions } = this.#places;
    const things = [itemId, ...(secrecy.sources.get(itemId) ?? [])];
    for (const id of things) await evidence.record(id, telling);
    actions.add(telling.action);
  }
}

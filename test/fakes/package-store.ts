/** PackageStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type { ItemId, PackageId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PackageContents } from "../../services/packages/contents.ts";
import type {
  Package,
  PackageOutcome,
  PackageRequest,
  PackageStore,
} from "../../services/packages/package-store.ts";

import type { Sight } from "../../services/secrecy/sight.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";
import { MemoryActionStore } from "./action-store.ts";

export class MemoryPackageStore implements PackageStore {
  sees: Sees = SEES_ALL;
  readonly #packages = new Map<PackageId, Package>();
  readonly #contents = new Map<PackageId, PackageContents>();

  readonly #actions: MemoryActionStore;

  constructor(actions = new MemoryActionStore()) {
    this.#actions = actions;
  }

  async request(request: PackageRequest, action: NewAction): Promise<Package> {
    const there = this.#packages.get(request.id);
    if (there !== undefined) return there;
    const position = this.#packages.size + 1;
    const fresh = { state: "waiting", failure: null, sizeBytes: null } as const;
    this.#packages.set(request.id, {
      ...{ issued: null, ...structuredClone(request), position, ...fresh },
    });
    this.#actions.add(action);
    return this.get(request.id);
  }

  async get(id: PackageId): Promise<Package> {
    const found = this.#packages.get(id);
    if (found === undefined) {
      throw new Refusal("missing", "packages/no-such-package", "there is no such package");
    }
    return found;
  }

  async page(
    before: number | null,
    limit: number,
    sight: Sight | null = null,
    holding?: readonly ItemId[],
  ): Promise<readonly Package[]> {
    return [...this.#packages.values()]
      .filter(({ itemIds }) => holding === undefined || itemIds.some((id) => holding.includes(id)))
      .filter(({ itemIds }) => this.sees(sight, itemIds))
      .filter(({ position }) => before === null || position < before)
      .reverse()
      .slice(0, limit);
  }

  async waiting(limit: number): Promise<readonly Package[]> {
    return [...this.#packages.values()]
      .filter(({ state }) => state === "waiting")
      .sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1))
      .slice(0, limit);
  }

  async finish(id: PackageId, outcome: PackageOutcome, action: NewAction): Promise<Package> {
    const before = await this.get(id);
    if (before.state !== "waiting") return before;
    this.#actions.add(action);
    if ("failure" in outcome) {
      this.#packages.set(id, { ...before, state: "failed", failure: outcome.failure });
    } else {
      this.#packages.set(id, { ...before, state: "ready", sizeBytes: outcome.sizeBytes });
      this.#contents.set(id, structuredClone(outcome.contents));
    }
    return this.get(id);
  }

  async contents(id: PackageId): Promise<PackageContents> {
    const { state } = await this.get(id);
    const contents = this.#contents.get(id);
    if (contents !== undefined) return contents;
    throw new Refusal("conflict", "packages/not-ready", "not ready", { facts: { state } });
  }
}

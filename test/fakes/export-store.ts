/** ExportStore in memory, over the packages of a MemoryPackageStore. */
import type { NewAction } from "../../services/actions/action.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import {
  type Acknowledgement,
  type Export,
  type ExportOrder,
  isWithdrawn,
  noSuchExport,
  requireOpen,
  stateOf,
  unprepared,
} from "../../services/exports/export.ts";
import type { ExportFilter, ExportStore } from "../../services/exports/export-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId, PackageId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { PackageStore } from "../../services/packages/package-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryActionStore } from "./action-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

type Course = Pick<Export, "issued" | "dueOn" | "takenOutAt" | "acknowledgement" | "withdrawn">;

export class MemoryExportStore implements ExportStore {
  sees: Sees = SEES_ALL;
  /** Which items an original or a copy with that digest belongs to. */
  itemsWith: (sha256: Sha256) => readonly ItemId[] = () => [];
  readonly #courses = new Map<PackageId, Course>();
  readonly #documents = new Map<PackageId, Uint8Array>();
  readonly #receipts = new Map<PackageId, string>();
  readonly #packages: PackageStore;
  readonly #actions: MemoryActionStore;

  constructor(packages: PackageStore, actions: MemoryActionStore) {
    this.#packages = packages;
    this.#actions = actions;
  }

  async order({ dueOn, ...request }: ExportOrder, action: NewAction): Promise<void> {
    if (this.#courses.has(request.id)) return;
    await this.#packages.request(request, action);
    this.#courses.set(request.id, {
      ...{ issued: request.issued, dueOn, takenOutAt: null },
      ...{ acknowledgement: null, withdrawn: null },
    });
  }

  async get(id: PackageId): Promise<Export> {
    const course = this.#courses.get(id);
    if (course === undefined) throw noSuchExport();
    return { ...(await this.#packages.get(id)), ...course };
  }

  async page(
    { state, watermark, sha256 }: ExportFilter,
    today: CalendarDate,
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly Export[]> {
    const all = await Promise.all([...this.#courses.keys()].map((id) => this.get(id)));
    const holders = sha256 === undefined ? null : this.itemsWith(sha256);
    return all
      .filter(({ itemIds }) => this.sees(sight, itemIds))
      .filter(({ position }) => before === null || position < before)
      .filter((one) => state === undefined || stateOf(one, today) === state)
      .filter(({ issued }) => watermark === undefined || issued.watermark === watermark)
      .filter(
        (one) =>
          holders === null ||
          (one.state === "ready" && one.itemIds.some((id) => holders.includes(id))),
      )
      .reverse()
      .slice(0, limit);
  }

  async takeOut(id: PackageId, at: UtcInstant, action: NewAction): Promise<void> {
    const course = this.#courses.get(id);
    if (course !== undefined) {
      if (course.withdrawn !== null) throw isWithdrawn();
      this.#courses.set(id, { ...course, takenOutAt: course.takenOutAt ?? at });
    }
    this.#actions.add(action);
  }

  async receipt(id: PackageId): Promise<string | null> {
    this.#course(id);
    return this.#receipts.get(id) ?? null;
  }

  async handOut(id: PackageId, text: string): Promise<string> {
    this.#course(id);
    const kept = this.#receipts.get(id) ?? text;
    this.#receipts.set(id, kept);
    return kept;
  }

  async acknowledge(
    id: PackageId,
    acknowledgement: Acknowledgement,
    bytes: Uint8Array,
    action: NewAction,
  ): Promise<void> {
    const course = this.#course(id);
    requireOpen(course);
    this.#courses.set(id, { ...course, acknowledgement });
    this.#documents.set(id, structuredClone(bytes));
    this.#actions.add(action);
  }

  async confirm(...[id, confirm, actionOf]: Parameters<ExportStore["confirm"]>): Promise<void> {
    const before = await this.get(id);
    const confirmed = confirm(before);
    const acknowledgement = before.acknowledgement && { ...before.acknowledgement, confirmed };
    this.#courses.set(id, { ...this.#course(id), acknowledgement });
    this.#actions.add(actionOf(before));
  }

  async document(id: PackageId): Promise<Uint8Array> {
    this.#course(id);
    const found = this.#documents.get(id);
    if (found !== undefined) return found;
    throw new Refusal("missing", "exports/no-acknowledgement", "nobody acknowledged it yet");
  }

  async withdraw(...[id, withdrawn, actionOf]: Parameters<ExportStore["withdraw"]>): Promise<void> {
    const before = await this.get(id);
    const action = actionOf(before);
    if (before.withdrawn === null) {
      this.#courses.set(id, { ...this.#course(id), withdrawn });
      const { outcome, action: ended } = unprepared(id, withdrawn);
      await this.#packages.finish(id, outcome, ended);
    }
    if (action !== null) this.#actions.add(action);
  }

  async overdue(today: CalendarDate): Promise<number> {
    return [...this.#courses.values()].filter((one) => stateOf(one, today) === "overdue").length;
  }

  #course(id: PackageId): Course {
    const course = this.#courses.get(id);
    if (course === undefined) throw noSuchExport();
    return course;
  }
}

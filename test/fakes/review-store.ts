/** ReviewStore in memory, made of the fakes that hold the records. */
import { carrierOf } from "../../services/access/assign-device.ts";
import type { AssignmentStore } from "../../services/access/assignment-store.ts";
import { isSilentSince } from "../../services/access/device-silence.ts";
import type { CaseFile } from "../../services/cases/case-store.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, DeviceId, ItemId, UserId } from "../../services/kernel/ids.ts";
import type { CaseBody, ItemSummaryBody, UserBody } from "../../services/review/api-schema.ts";
import { awaits } from "../../services/review/awaited.ts";
import type { Place, Position } from "../../services/review/cursor.ts";
import type {
  Counts,
  FirstItem,
  ItemFilter,
  Page,
  PageOf,
  ReceiptLatencies,
  ReviewStore,
} from "../../services/review/review-store.ts";
import type { Counted } from "../../services/search/count-found.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type KindsOn, NO_KINDS, SEES_ALL, type Sees } from "./secrecy-store.ts";
import type { MemoryAccessStore } from "./access-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";

/** Everything entered is known by then. */
const LAST = utcInstant(new Date("9999-01-01"));

export class MemoryReviewStore implements ReviewStore {
  sees: Sees = SEES_ALL;
  /** Nobody carried anything where there are none. */
  assignments: AssignmentStore | null = null;
  kindsOn: KindsOn = NO_KINDS;
  readonly #access: MemoryAccessStore;
  readonly #cases: MemoryCaseStore;
  readonly #evidence: MemoryEvidenceStore;
  /** In order of arrival; position 1 is the first. */
  readonly #ids: ItemId[] = [];
  readonly #receipts: { readonly itemId: ItemId; readonly readyAt: UtcInstant }[] = [];

  constructor(access: MemoryAccessStore, cases: MemoryCaseStore, evidence: MemoryEvidenceStore) {
    this.#access = access;
    this.#cases = cases;
    this.#evidence = evidence;
  }

  add(item: EvidenceItem): void {
    this.#evidence.add(item);
    this.#ids.push(item.id);
  }

  /** A receipt of that item became ready. */
  addReceipt(itemId: ItemId, readyAt: UtcInstant): void {
    this.#receipts.push({ itemId, readyAt });
  }

  async items(
    page: PageOf<Position>,
    filter: ItemFilter,
  ): Promise<Page<ItemSummaryBody, Position>> {
    const all = await Promise.all(
      this.#ids.map(async (id, at) => ({
        entry: await this.item(id, filter.sight),
        place: at + 1,
      })),
    );
    const found = all.flatMap(({ entry, place }) => (entry === null ? [] : [{ entry, place }]));
    const mine = await this.#carriedBy(filter.carrier);
    const matching = found.filter(
      ({ entry, place }) =>
        (page.after === null || place < page.after) &&
        isAmong(filter, entry) &&
        mine(entry.id) &&
        this.sees(filter.sight ?? null, [entry.id]),
    );
    return cut(matching.reverse(), page.limit);
  }

  async #carriedBy(carrier: UserId | undefined): Promise<(id: string) => boolean> {
    if (carrier === undefined) return () => true;
    const mine = new Set<string>();
    for (const id of this.#ids) {
      const { announced, deviceId, receivedAt } = await this.#evidence.get(id);
      if (this.assignments === null) continue;
      const deps = { assignments: this.assignments, clock: () => LAST };
      const at = announced.recordedAt ?? receivedAt;
      const { entry } = await carrierOf(deps, deviceId, announced.other["device"] ?? null, at);
      if (entry?.userId === carrier) mine.add(id);
    }
    return (id) => mine.has(id);
  }

  async countItems(filter: ItemFilter, most: number): Promise<Counted> {
    const { entries } = await this.items({ after: null, limit: most + 1 }, filter);
    return { count: Math.min(entries.length, most), isMore: entries.length > most };
  }

  async firstItem(filter: ItemFilter): Promise<FirstItem | null> {
    const { entries } = await this.items({ after: null, limit: this.#ids.length }, filter);
    const first = entries.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)).at(0);
    if (first === undefined) return null;
    const { id, filename, receivedAt } = first;
    return { id: id as ItemId, filename, receivedAt: receivedAt as UtcInstant };
  }

  async item(id: ItemId, sight: Sight | null = null): Promise<ItemSummaryBody | null> {
    if (!this.#ids.includes(id)) return null;
    const item = await this.#evidence.get(id);
    const derivatives = await this.#evidence.derivatives(id);
    const linked = this.#cases.files
      .filter((file) => this.#cases.links.get(file.id)?.has(id))
      .filter((file) => this.sees(sight, [file.id]));
    const duration = (item.mediaInfo as { durationMs?: number } | null)?.durationMs;
    return {
      id,
      filename: item.announced.filename,
      mediaType: item.announced.mediaType,
      sizeBytes: item.sizeBytes,
      deviceId: item.deviceId,
      deviceName: this.#access.devices.get(item.deviceId)?.name ?? "",
      recordedAt: item.announced.recordedAt,
      receivedAt: item.receivedAt,
      stage: item.stage,
      viewingStage: item.viewingStage,
      quarantineReason: item.quarantineReason,
      noViewingReason: item.noViewingReason,
      sha256: item.original?.sha256 ?? null,
      durationSeconds: duration === undefined ? null : duration / 1000,
      hasPoster: derivatives.some(({ kind }) => kind === "poster"),
      labels: this.kindsOn(sight, { type: "item", id }),
      cases: linked.map((file) => ({ id: file.id, number: file.number })),
      steps: (await this.#evidence.stepRuns(id)).map((run) => ({
        ...run,
        secondsLeft: run.secondsLeft ?? null,
      })),
    };
  }

  async itemsOf(
    ids: readonly ItemId[],
    sight: Sight | null = null,
  ): Promise<ReadonlyMap<string, ItemSummaryBody>> {
    const all = await Promise.all(ids.map((id) => this.item(id, sight)));
    return new Map(all.filter((item) => item !== null).map((item) => [item.id, item]));
  }

  async cases(
    { after, limit }: PageOf<Position>,
    search?: string,
    sight: Sight | null = null,
  ): Promise<Page<CaseBody, Position>> {
    const all = this.#cases.files.map((file, at) => ({
      entry: this.#case(file, sight),
      place: at + 1,
    }));
    const found = all.filter(
      ({ entry, place }) =>
        (after === null || place < after) &&
        this.sees(sight, [entry.id]) &&
        isCalled(search, entry.id, entry.number, entry.title),
    );
    return cut(found.reverse(), limit);
  }

  async case(id: CaseId, sight: Sight | null = null): Promise<CaseBody | null> {
    const file = await this.#cases.find(id);
    return file === null ? null : this.#case(file, sight);
  }

  async devices(
    { after, limit }: PageOf<Place>,
    { search, silentBefore }: Parameters<ReviewStore["devices"]>[1] = {},
  ): ReturnType<ReviewStore["devices"]> {
    const items = await Promise.all(this.#ids.map((id) => this.#evidence.get(id)));
    const heardAt = (deviceId: DeviceId): UtcInstant | null =>
      items.findLast((item) => item.deviceId === deviceId)?.receivedAt ?? null;
    const all = [...this.#access.devices.values()].map(
      ({ id, name, kind, createdAt, retiredAt }) => ({
        entry: {
          ...{ id, name, kind, createdAt, retiredAt },
          ...{ sealedClips: 0, heardAt: heardAt(id) },
        },
        place: { at: createdAt, id },
      }),
    );
    const found = all.filter(
      ({ entry }) =>
        isCalled(search, entry.id, entry.name) &&
        (silentBefore === undefined || isSilentSince(entry, silentBefore)),
    );
    return cut(behind(found, after), limit);
  }

  async users({ after, limit }: PageOf<Place>): Promise<Page<UserBody, Place>> {
    const all = [...this.#access.accounts.values()].map(
      ({ id, name, displayName, role, createdAt, disabledAt }) => ({
        entry: {
          ...{ id, name, displayName, role, createdAt, disabledAt, signOnName: null },
          staffNumber: this.#access.known.get(id)?.here ?? null,
        },
        place: { at: createdAt, id },
      }),
    );
    return cut(behind(all, after), limit);
  }

  async actorNames(ids: readonly (UserId | DeviceId)[]): Promise<ReadonlyMap<string, string>> {
    const pairs = ids.map((id): [string, string | undefined] => [
      id,
      this.#access.accounts.get(id as UserId)?.displayName ??
        this.#access.devices.get(id as DeviceId)?.name,
    ]);
    return new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
  }

  async counts(): Promise<Counts> {
    const items = await Promise.all(this.#ids.map((id) => this.#evidence.get(id)));
    const counted = new Map<string, Counts["itemsByStage"][number]>();
    for (const { stage, viewingStage } of items) {
      const key = `${stage} ${viewingStage}`;
      counted.set(key, { stage, viewingStage, items: (counted.get(key)?.items ?? 0) + 1 });
    }
    const waiting = items.filter(({ stage }) => stage === "received" || stage === "verified");
    return {
      itemsByStage: [...counted.values()],
      oldestUnsealedAt: waiting.map(({ receivedAt }) => receivedAt).sort()[0] ?? null,
      openUploads: 0,
    };
  }

  async receiptLatencies(since: UtcInstant): Promise<ReceiptLatencies> {
    const fresh = this.#receipts.filter(({ readyAt }) => readyAt > since);
    const counted = new Map<number, number>();
    for (const { itemId, readyAt } of fresh) {
      const { receivedAt } = await this.#evidence.get(itemId);
      const ms = Math.max(0, Date.parse(readyAt) - Date.parse(receivedAt));
      const seconds = Math.round(ms / 100) / 10;
      counted.set(seconds, (counted.get(seconds) ?? 0) + 1);
    }
    return {
      until: fresh.map(({ readyAt }) => readyAt).reduce((a, b) => (a > b ? a : b), since),
      latencies: [...counted].map(([seconds, receipts]) => ({ seconds, receipts })),
    };
  }

  #case({ id, number, title, createdAt }: CaseFile, sight: Sight | null): CaseBody {
    const linked = [...(this.#cases.links.get(id) ?? [])];
    const itemCount = linked.filter((item) => this.sees(sight, [item])).length;
    const labels = this.kindsOn(sight, { type: "case", id });
    return { id, number, title, createdAt, itemCount, labels };
  }
}

interface Placed<Entry, Next> {
  readonly entry: Entry;
  readonly place: Next;
}

const isCalled = (search: string | undefined, id: string, ...names: readonly string[]): boolean =>
  search === undefined ||
  id === search ||
  names.some((name) => name.toLowerCase().includes(search.toLowerCase()));

function behind<Entry>(all: readonly Placed<Entry, Place>[], after: Place | null) {
  const key = ({ at, id }: Place): string => `${at} ${id}`;
  return all
    .filter(({ place }) => after === null || key(place) > key(after))
    .sort((a, b) => (key(a.place) < key(b.place) ? -1 : 1));
}

function cut<Entry, Next>(all: readonly Placed<Entry, Next>[], limit: number): Page<Entry, Next> {
  const shown = all.slice(0, limit);
  return {
    entries: shown.map(({ entry }) => entry),
    next: all.length > limit ? (shown.at(-1)?.place ?? null) : null,
  };
}

const isAmong = (filter: ItemFilter, entry: ItemSummaryBody): boolean =>
  (filter.stage === undefined || entry.stage === filter.stage) &&
  (filter.deviceId === undefined || entry.deviceId === filter.deviceId) &&
  (filter.caseId === undefined || entry.cases.some(({ id }) => id === filter.caseId)) &&
  (filter.awaits === undefined || awaits(filter.awaits, entry)) &&
  (filter.receivedFrom === undefined || entry.receivedAt >= filter.receivedFrom);

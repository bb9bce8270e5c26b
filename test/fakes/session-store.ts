/** SessionStore in memory, on an evidence store that keeps the chains. */
import type { NewAction } from "../../services/actions/action.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { AnnotationId, CaseId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Annotation } from "../../services/sessions/annotation.ts";
import type { RecordingClock } from "../../services/sessions/recording-clock.ts";
import type { CaseRecording, Recording, Session } from "../../services/sessions/session.ts";
import type { ItemEvent, SessionStore } from "../../services/sessions/session-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { LABEL_KINDS, type LabelKind } from "../../services/secrecy/label.ts";
import { type KindsOn, NO_KINDS, SEES_ALL, type Sees } from "./secrecy-store.ts";
import { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";

export class MemorySessionStore implements SessionStore {
  sees: Sees = SEES_ALL;
  kindsOn: KindsOn = NO_KINDS;
  sessions: readonly Session[] = [];
  /** What was measured of the clock of an item; the checks are another store's. */
  readonly clocks = new Map<ItemId, RecordingClock>();
  readonly #placed: { sessionId: SessionId; itemId: ItemId; isOver: boolean }[] = [];
  readonly #notes: Annotation[] = [];
  readonly #items: MemoryEvidenceStore & Pick<EvidenceStore, "get" | "record">;
  readonly #cases: MemoryCaseStore;
  readonly #actions: MemoryActionStore;

  constructor(
    items: MemoryEvidenceStore,
    cases: MemoryCaseStore,
    actions = new MemoryActionStore(),
  ) {
    this.#items = items;
    this.#cases = cases;
    this.#actions = actions;
  }

  async create(session: Session, action: NewAction): Promise<void> {
    this.#keep(this.sessions, session, action);
  }

  async find(id: SessionId): Promise<Session | null> {
    return this.sessions.find((session) => session.id === id) ?? null;
  }

  /** The case's own number. */
  caseNumber(session: Session | null): string | null {
    return this.#cases.files.find(({ id }) => id === session?.caseId)?.number ?? null;
  }

  async change(session: Session, action: NewAction): Promise<void> {
    const current = this.sessions.find(({ id }) => id === session.id);
    if (current?.revision !== session.revision - 1) {
      throw new Refusal("conflict", "sessions/session-changed", "changed");
    }
    this.#keep(
      this.sessions.filter((one) => one !== current),
      session,
      action,
    );
  }

  #keep(others: readonly Session[], session: Session, action: NewAction): void {
    if (others.some(({ number }) => number === session.number)) {
      throw new Refusal("conflict", "sessions/number-taken", "taken");
    }
    const { caseId } = session;
    if (caseId !== null && this.#cases.files.every(({ id }) => id !== caseId)) {
      throw new Refusal("missing", "cases/no-such-case", "no such case");
    }
    const at = this.sessions.findIndex(({ id }) => id === session.id);
    this.sessions = at < 0 ? [...this.sessions, session] : this.sessions.with(at, session);
    this.#actions.add(action);
  }

  async page(
    after: number | null,
    limit: number,
    caseId?: CaseId,
    sight: Sight | null = null,
    ids?: readonly SessionId[],
  ) {
    return this.sessions
      .map((session, at) => ({ session, position: at + 1 }))
      .filter(
        ({ session, position }) =>
          (after === null || position < after) &&
          this.sees(sight, [session.id]) &&
          (caseId === undefined || session.caseId === caseId) &&
          (ids === undefined || ids.includes(session.id)),
      )
      .toReversed()
      .slice(0, limit)
      .map((one) => ({ ...one, labels: this.#kindsOf(sight, one.session) }));
  }

  #kindsOf(sight: Sight | null, { id }: Session): LabelKind[] {
    const items = this.whereabouts(id)?.itemIds ?? [];
    const found = [
      { type: "session", id } as const,
      ...items.map((item) => ({ type: "item", id: item }) as const),
    ].flatMap((thing) => this.kindsOn(sight, thing));
    return LABEL_KINDS.filter((kind) => found.includes(kind));
  }

  whereabouts(id: SessionId) {
    const session = this.sessions.find((one) => one.id === id);
    if (session === undefined) return null;
    const itemIds = this.#items.all().map((item) => item.id);
    return {
      caseId: session.caseId,
      itemIds: itemIds.filter((item) => this.sessionOf(item) === id),
    };
  }

  sessionOf(item: ItemId): SessionId | null {
    const placed = this.#placed.filter(({ itemId }) => itemId === item);
    const now = placed.find(({ isOver }) => !isOver)?.sessionId;
    if (placed.length > 0) return now ?? null;
    const declared = this.#items.all().find(({ id }) => id === item)?.announced.other["session"];
    return this.sessions.find(({ number }) => number === declared)?.id ?? null;
  }

  async place(id: SessionId, itemId: ItemId, event: ItemEvent): Promise<boolean> {
    await this.#items.get(itemId);
    const current = this.#placed.find((one) => one.itemId === itemId && !one.isOver);
    if (current?.sessionId === id) return false;
    if (current !== undefined)
      throw new Refusal("conflict", "sessions/item-elsewhere", "elsewhere");
    this.#placed.push({ sessionId: id, itemId, isOver: false });
    await this.#items.record(itemId, event);
    return true;
  }

  async remove(id: SessionId, itemId: ItemId, _reason: string, event: ItemEvent): Promise<void> {
    await this.#items.get(itemId);
    const current = this.#placed.find(
      (one) => one.itemId === itemId && one.sessionId === id && !one.isOver,
    );
    if (current === undefined) {
      throw new Refusal("missing", "sessions/not-of-this-session", "not there");
    }
    current.isOver = true;
    await this.#items.record(itemId, event);
  }

  async recordings(id: SessionId, sight: Sight | null = null): Promise<readonly Recording[]> {
    const items = this.#items.all();
    const seen = items.filter((item) => this.sees(sight, [item.id]));
    return seen.filter((item) => this.sessionOf(item.id) === id).map((one) => this.#recorded(one));
  }

  #recorded({ id, deviceId, announced, mediaInfo }: EvidenceItem): Recording {
    const isPlaced = this.#placed.some(({ itemId, isOver }) => itemId === id && !isOver);
    return {
      ...{ itemId: id, deviceId, deviceName: "DC-1" },
      camera: announced.other["device"] || null,
      recordedAt: announced.recordedAt,
      clock: this.clocks.get(id) ?? null,
      durationMs: (mediaInfo as { durationMs?: number } | null)?.durationMs ?? null,
      by: isPlaced ? "person" : "device",
    };
  }

  async caseRecordings(id: CaseId, sight: Sight | null = null): Promise<readonly CaseRecording[]> {
    const known = new Map(
      this.sessions.filter((one) => this.sees(sight, [one.id])).map((one) => [one.id, one]),
    );
    const linked = this.#cases.links.get(id);
    return this.#items
      .all()
      .map((item) => ({ item, session: known.get(this.sessionOf(item.id) as SessionId) }))
      .filter(
        ({ item, session }) =>
          (linked?.has(item.id) === true || session?.caseId === id) && this.sees(sight, [item.id]),
      )
      .map(({ item, session }) => ({ ...this.#recorded(item), sessionId: session?.id ?? null }))
      .toSorted((one, other) => (one.recordedAt ?? "~").localeCompare(other.recordedAt ?? "~"));
  }

  async sessionsOf(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, SessionId>> {
    const of = new Map<ItemId, SessionId>();
    for (const { id } of this.sessions) {
      for (const { itemId } of await this.recordings(id)) {
        if (itemIds.includes(itemId)) of.set(itemId, id);
      }
    }
    return of;
  }

  async annotate(annotation: Annotation, event: ItemEvent): Promise<void> {
    await this.#items.get(annotation.itemId);
    this.#actions.beforeAdd();
    this.#notes.push(annotation);
    await this.#items.record(annotation.itemId, event);
  }

  async endAnnotation(
    itemId: ItemId,
    id: AnnotationId,
    reason: string,
    event: ItemEvent,
  ): Promise<void> {
    await this.#items.get(itemId);
    const at = this.#notes.findIndex((one) => one.id === id && one.itemId === itemId);
    const note = this.#notes[at];
    if (note === undefined || note.ended !== null) {
      throw new Refusal("missing", "sessions/no-such-annotation", "none");
    }
    this.#notes[at] = { ...note, ended: { at: event.at, by: event.actor, reason } };
    await this.#items.record(itemId, event);
  }

  async annotations(itemIds: readonly ItemId[]): Promise<readonly Annotation[]> {
    return this.#notes.filter(({ itemId }) => itemIds.includes(itemId));
  }

  notHandedIn: SessionStore["notHandedIn"] = async ({ now, officerId }, limit, sight = null) => {
    const cameIn = this.#items.all().filter(({ stage }) => stage !== "quarantined");
    const recorded = new Set(cameIn.map(({ id }) => this.sessionOf(id)));
    return this.sessions
      .filter(
        ({ id, stoppedAt, notRecorded, officerIds }) =>
          stoppedAt !== null &&
          stoppedAt < now &&
          notRecorded === null &&
          !recorded.has(id) &&
          (officerId === null || officerIds.includes(officerId)) &&
          this.sees(sight, [id]),
      )
      .toSorted((one, other) => (one.stoppedAt ?? "").localeCompare(other.stoppedAt ?? ""))
      .slice(0, limit);
  };

  async unplaced(caseId: CaseId, sight: Sight | null = null): Promise<readonly ItemId[]> {
    const seen = this.sessions.filter(({ id }) => this.sees(sight, [id]));
    const of = await Promise.all(seen.map(({ id }) => this.recordings(id)));
    const placed = new Set(of.flat().map(({ itemId }) => itemId));
    return [...(this.#cases.links.get(caseId) ?? [])].filter(
      (id) => !placed.has(id) && this.sees(sight, [id]),
    );
  }
}

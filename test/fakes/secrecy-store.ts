/** SecrecyStore in memory: the rules themselves, over items and cases that other stores in memory hold. */
import type { Person } from "../../services/access/access-store.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { CaseId, ItemId, SessionId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import {
  LABEL_KINDS,
  type Label,
  type LabelKind,
  isInForce,
  nextReview,
} from "../../services/secrecy/label.ts";
import type {
  SecrecyStore,
  SetClearance,
  Telling,
  Thing,
} from "../../services/secrecy/secrecy-store.ts";
import {
  type CasePerson,
  type Clearance,
  type Facts,
  type Sight,
  mayDo,
  mayKnowSession,
  sightOf,
} from "../../services/secrecy/sight.ts";
import type { MemoryAccessStore } from "./access-store.ts";
import type { MemoryActionStore } from "./action-store.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";

/** What fakes of lists ask. */
export type Sees = (sight: Sight | null, ids: readonly string[]) => boolean;
export const SEES_ALL: Sees = () => true;
export type KindsOn = (sight: Sight | null, thing: Thing) => LabelKind[];
export const NO_KINDS: KindsOn = () => [];

/** What this store asks of the one that holds recording sessions. */
export interface SessionPlaces {
  whereabouts(
    id: SessionId,
  ): { readonly caseId: CaseId | null; readonly itemIds: readonly ItemId[] } | null;
  sessionOf(item: ItemId): SessionId | null;
}

interface Places {
  readonly access: MemoryAccessStore;
  readonly actions: MemoryActionStore;
  readonly cases: MemoryCaseStore;
  readonly evidence: MemoryEvidenceStore;
}

export class MemorySecrecyStore implements SecrecyStore {
  /** Packages, docking visits and holds, and the items or cases that they are as secret as; told by the test. */
  readonly bundles = new Map<string, readonly string[]>();
  /** Cases and sessions that an item left again, and holds that it is or was of. */
  readonly left = new Map<ItemId, readonly string[]>();
  grants: readonly Grant[] = [];
  /** What an item was made of; told by the test. */
  readonly sources = new Map<ItemId, readonly ItemId[]>();
  /** Items that do not take part in the secrecy of what they were made of; told by MemoryReleaseStore. */
  readonly released = new Set<ItemId>();
  sessions: SessionPlaces = { whereabouts: () => null, sessionOf: () => null };
  /** Items that are only stored, and from which day; told by the test. */
  readonly restricted = new Map<string, CalendarDate>();
  readonly #places: Places;
  readonly #labels = new Map<string, Label[]>();
  readonly #clearances = new Map<UserId, Clearance>();
  readonly #cleared = new Map<UserId, NewAction>();
  readonly #people = new Map<CaseId, readonly CasePerson[]>();

  constructor(places: Places) {
    this.#places = places;
  }

  async person(userId: UserId): Promise<Pick<Person, "id" | "role"> | null> {
    const account = this.#places.access.accounts.get(userId);
    return account === undefined ? null : { id: account.id, role: account.role };
  }

  async labels({ id }: Thing): Promise<readonly Label[]> {
    return [...(this.#labels.get(id) ?? [])];
  }

  async put(thing: Thing, before: Label | null, after: Label, telling: Telling): Promise<void> {
    await this.#require(thing);
    const all = this.#labels.get(thing.id) ?? [];
    const at = all.findIndex(({ id }) => id === after.id);
    if (before !== null && all[at]?.version !== before.version) {
      throw new Refusal("conflict", "secrecy/moved", "moved");
    }
    this.#labels.set(thing.id, before === null ? [...all, after] : all.with(at, after));
    if (thing.type === "item") await this.#places.evidence.record(thing.id, telling);
    this.#places.actions.add(telling.action);
  }

  async reviewsDue(
    ...[{ by, today }, periods, sight, limit]: Parameters<SecrecyStore["reviewsDue"]>
  ) {
    const { cases, evidence } = this.#places;
    const things: readonly (readonly [Thing, string])[] = [
      ...evidence
        .all()
        .map(({ id, announced }) => [{ type: "item", id }, announced.filename] as const),
      ...cases.files.map(({ id, number }) => [{ type: "case", id }, number] as const),
    ];
    return things
      .flatMap(([thing, name]) =>
        (this.#labels.get(thing.id) ?? []).flatMap((label) => {
          const due = nextReview(label, today, periods);
          const listed = due !== null && due <= by && this.sees(sight, [thing.id]);
          return listed ? [{ thing, name, labelId: label.id, kind: label.kind, due }] : [];
        }),
      )
      .sort((a, b) => (a.due < b.due ? -1 : 1))
      .slice(0, limit);
  }

  /** A guest's is their partner's, whatever was set; told by MemorySharingStore. Undefined: it is no guest. */
  ofGuest: (userId: UserId) => Clearance | null | undefined = () => undefined;

  async clearance(userId: UserId): Promise<Clearance | null> {
    const ofGuest = this.ofGuest(userId);
    if (ofGuest !== undefined) return ofGuest;
    return this.#clearances.get(userId) ?? null;
  }

  async clearances(limit: number): Promise<readonly SetClearance[]> {
    return [...this.#places.access.accounts.values()]
      .filter(({ disabledAt }) => disabledAt === null)
      .flatMap(({ id, role, displayName }) => {
        const [clearance, set] = [this.#clearances.get(id), this.#cleared.get(id)];
        if (clearance === undefined || set === undefined) return [];
        return [{ person: { id, role, displayName }, clearance, setAt: set.at, setBy: set.actor }];
      })
      .slice(0, limit);
  }

  async setClearance(
    ...[userId, clearance, actionOf]: Parameters<SecrecyStore["setClearance"]>
  ): Promise<void> {
    this.#requireUsers([userId]);
    const action = actionOf(await this.clearance(userId));
    this.#places.actions.add(action);
    this.#cleared.set(userId, action);
    this.#clearances.set(userId, clearance);
  }

  async people(caseId: CaseId): Promise<readonly CasePerson[]> {
    return this.#people.get(caseId) ?? [];
  }

  async setPeople(
    ...[caseId, people, actionOf]: Parameters<SecrecyStore["setPeople"]>
  ): Promise<void> {
    await this.#require({ type: "case", id: caseId });
    this.#requireUsers(people.map(({ userId }) => userId));
    this.#places.actions.add(actionOf(await this.people(caseId)));
    this.#people.set(caseId, people);
  }

  async facts(thing: Thing): Promise<Facts> {
    await this.#require(thing);
    return this.#facts(thing);
  }

  async sourcesOf(items: readonly ItemId[]): Promise<readonly ItemId[]> {
    return [...new Set(items.flatMap((item) => this.#walling(item)))];
  }

  async sight(person: Pick<Person, "id" | "role">, today: CalendarDate): Promise<Sight> {
    return sightOf(person, await this.clearance(person.id), today);
  }

  async hidden(sight: Sight, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(ids.filter((id) => !this.sees(sight, [id])));
  }

  async hiddenOf(sight: Sight, items: readonly ItemId[]): Promise<ReadonlySet<string>> {
    const { files, links } = this.#places.cases;
    const ids = items.flatMap((item) => [
      ...files.map(({ id }) => id).filter((id) => links.get(id)?.has(item)),
      ...(this.left.get(item) ?? []),
      ...[this.sessions.sessionOf(item)].filter((id) => id !== null),
    ]);
    return this.hidden(sight, ids);
  }

  readonly sees: Sees = (sight, ids) =>
    sight === null || ids.every((id) => this.#seesOne(sight, id));

  readonly kindsOn: KindsOn = (sight, thing) => {
    const today = sight?.today ?? (new Date().toISOString().slice(0, 10) as CalendarDate);
    const found = this.#facts(thing).labels.filter((label) => isInForce(label, today));
    return LABEL_KINDS.filter((kind) => found.some((label) => label.kind === kind));
  };

  #seesOne(sight: Sight, id: string): boolean {
    if (!this.sees(sight, this.#walling(id as ItemId))) return false;
    const inside = this.bundles.get(id) ?? this.#openedBy(id);
    if (inside !== undefined) return this.sees(sight, inside);
    const session = this.sessions.whereabouts(id as SessionId);
    if (session !== null) {
      const own = this.#facts({ type: "session", id: id as SessionId });
      const items = session.itemIds.map((item) => this.#facts({ type: "item", id: item }));
      return mayKnowSession(sight, own, items);
    }
    const isCase = this.#places.cases.files.some((file) => file.id === id);
    const thing = { type: isCase ? "case" : "item", id } as Thing;
    return mayDo(sight, isCase ? "cases:see" : "items:see", this.#facts(thing)).allowed;
  }

  /** By the grant of this id. */
  #openedBy(id: string): readonly string[] | undefined {
    const scope = this.grants.find((grant) => grant.id === id)?.scope;
    return scope?.type === "case" ? [scope.caseId] : scope?.itemIds;
  }

  #walling(item: ItemId): readonly ItemId[] {
    return this.released.has(item) ? [] : (this.sources.get(item) ?? []);
  }

  #facts({ type, id }: Thing): Facts {
    const cases = this.#casesOf({ type, id } as Thing);
    const session = type === "item" ? this.sessions.sessionOf(id) : null;
    const things = [...new Set([id, ...cases, ...(session === null ? [] : [session])])];
    return {
      labels: things.flatMap((of) => this.#labels.get(of) ?? []),
      people: cases.flatMap((of) => this.#people.get(of) ?? []),
      grants: this.grants.filter(({ scope }) =>
        scope.type === "case"
          ? cases.includes(scope.caseId)
          : type === "item" && scope.itemIds.includes(id),
      ),
      restrictedFrom: this.restricted.get(id) ?? null,
    };
  }

  #casesOf({ type, id }: Thing): readonly CaseId[] {
    if (type === "case") return [id];
    if (type === "session") {
      const caseId = this.sessions.whereabouts(id)?.caseId ?? null;
      return caseId === null ? [] : [caseId];
    }
    const { files, links } = this.#places.cases;
    return files.map((file) => file.id).filter((of) => links.get(of)?.has(id));
  }

  async #require({ type, id }: Thing): Promise<void> {
    if (type === "item") {
      await this.#places.evidence.get(id);
    } else if (type === "session") {
      if (this.sessions.whereabouts(id) !== null) return;
      throw new Refusal("missing", "sessions/no-such-session", "no such session");
    } else if ((await this.#places.cases.find(id)) === null) {
      throw new Refusal("missing", "cases/no-such-case", "no such case");
    }
  }

  #requireUsers(ids: readonly UserId[]): void {
    if (ids.every((id) => this.#places.access.accounts.has(id))) return;
    throw new Refusal("missing", "access/no-such-user", "no such account");
  }
}

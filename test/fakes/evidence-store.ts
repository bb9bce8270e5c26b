/** EvidenceStore and DerivativeStore in memory. */
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { COUNT_FOR_MS } from "../../services/kernel/counting.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { GrantId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import {
  type Actor,
  type CustodyEvent,
  type Happening,
  chainEvent,
} from "../../services/evidence/custody-event.ts";
import type { Derivative, DerivativeStore } from "../../services/evidence/derivative.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore, Opening, StepRun } from "../../services/evidence/evidence-store.ts";
import { MediaInfo, isPicture } from "../../services/media/media-info.ts";
import { type Step, PIPELINE, isDisposed, stepsDue } from "../../services/evidence/pipeline.ts";

interface NewEvent {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

interface Refused {
  readonly itemId: ItemId;
  readonly actor: Actor;
  readonly what: string;
  readonly toldAt: UtcInstant;
  untold: number;
}

export class MemoryEvidenceStore implements EvidenceStore, DerivativeStore {
  /** Of grants: when each item was first read by it. */
  readonly openings = new Map<GrantId, Map<ItemId, UtcInstant>>();
  readonly #items = new Map<ItemId, EvidenceItem>();
  readonly #chains = new Map<ItemId, CustodyEvent[]>();
  readonly #runs = new Map<ItemId, Map<Step, StepRun>>();
  readonly #refusals = new Map<string, Refused>();
  readonly #wishes = new Map<ItemId, UtcInstant>();
  readonly #derivatives = new Map<ItemId, Derivative[]>();

  /** Takes a new item in, as the upload store's last commit does. */
  add(item: EvidenceItem): void {
    this.#items.set(item.id, structuredClone(item));
  }

  /** In the order they were taken in. */
  all(): readonly EvidenceItem[] {
    return [...this.#items.values()];
  }

  async get(itemId: ItemId): Promise<EvidenceItem> {
    return structuredClone(this.#find(itemId));
  }

  async save(before: EvidenceItem, after: EvidenceItem, event: NewEvent): Promise<EvidenceItem> {
    if (this.#items.get(before.id)?.version !== before.version) {
      throw new Refusal("conflict", "evidence/moved", "another run moved this item first");
    }
    const wanted = this.#wishes.has(before.id) ? { copyWanted: true as const } : {};
    const saved = structuredClone({ ...after, ...wanted, version: before.version + 1 });
    this.#items.set(saved.id, saved);
    this.#append(saved.id, event);
    const runs = this.#runs.get(saved.id);
    for (const step of runs?.keys() ?? []) {
      if (!stepsDue(saved).includes(step)) runs?.delete(step);
    }
    return structuredClone(saved);
  }

  async record(
    itemId: ItemId,
    event: NewEvent,
    opens: readonly Opening[] = [],
  ): Promise<CustodyEvent> {
    this.#find(itemId);
    for (const { grant, happening } of opens) {
      const known = this.openings.get(grant) ?? new Map<ItemId, UtcInstant>();
      this.openings.set(grant, known);
      if (known.has(itemId)) continue;
      known.set(itemId, event.at);
      this.#append(itemId, { ...event, happening });
    }
    return this.#append(this.#find(itemId).id, event);
  }

  async countRefusal(itemId: ItemId, what: string, event: NewEvent): Promise<void> {
    const { actor, at, happening } = event;
    this.#find(itemId);
    const key = JSON.stringify([itemId, actor, what]);
    const known = this.#refusals.get(key);
    if (known !== undefined && at < plusMs(known.toldAt, COUNT_FOR_MS)) {
      known.untold += 1;
      return;
    }
    this.#refusals.set(key, { itemId, actor, what, toldAt: at, untold: 0 });
    const data = { ...happening.data, times: (known?.untold ?? 0) + 1 };
    this.#append(itemId, { ...event, happening: { ...happening, data } });
  }

  async tellRefusals(now: UtcInstant): Promise<number> {
    let told = 0;
    for (const [key, { itemId, actor, what, toldAt, untold }] of this.#refusals) {
      if (now < plusMs(toldAt, COUNT_FOR_MS)) continue;
      this.#refusals.delete(key);
      if (untold === 0) continue;
      told += 1;
      const data = { representation: what, times: untold };
      this.#append(itemId, { at: now, actor, happening: { kind: "access-refused", data } });
    }
    return told;
  }

  async custody(itemId: ItemId): Promise<readonly CustodyEvent[]> {
    return [...(this.#chains.get(itemId) ?? [])];
  }

  async custodyFrom(itemId: ItemId, index: number, limit: number): Promise<CustodyEvent[]> {
    return (this.#chains.get(itemId) ?? []).slice(index, index + limit);
  }

  async due(now: UtcInstant, limitPerStep: number): Promise<{ itemId: ItemId; step: Step }[]> {
    const waiting = [...this.#items.values()].sort((a, b) =>
      a.receivedAt < b.receivedAt ? -1 : 1,
    );
    const due = waiting.flatMap((item) =>
      stepsDue(item)
        .filter((step) => (this.#runs.get(item.id)?.get(step)?.notBefore ?? "") <= now)
        .map((step) => ({ itemId: item.id, step })),
    );
    return PIPELINE.flatMap(({ step }) =>
      due.filter((entry) => entry.step === step).slice(0, limitPerStep),
    ).sort((a, b) => due.indexOf(a) - due.indexOf(b));
  }

  async wantCopy(itemId: ItemId, at: UtcInstant): Promise<EvidenceItem> {
    const item = this.#find(itemId);
    this.#items.set(itemId, { ...item, copyWanted: true });
    if (!this.#wishes.has(itemId)) this.#wishes.set(itemId, at);
    return this.get(itemId);
  }

  async wanted(now: UtcInstant, limit: number): Promise<{ itemId: ItemId; step: Step }[]> {
    const due = await this.due(now, Infinity);
    const isOpen = (itemId: ItemId): boolean =>
      PIPELINE.some(
        ({ track, from }) => track === "viewing" && from === this.#items.get(itemId)?.viewingStage,
      );
    const ids = [...this.#wishes].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
    return ids
      .filter(([itemId]) => isOpen(itemId))
      .slice(0, limit)
      .flatMap(([itemId]) => due.filter((entry) => entry.itemId === itemId));
  }

  async askOverviews(limit: number, _at: UtcInstant): Promise<{ asked: number; left: number }> {
    const isLacking = ({
      overviewStage,
      viewingStage,
      stage,
      mediaInfo,
    }: EvidenceItem): boolean => {
      const isAny = overviewStage === "unasked" && viewingStage === "ready" && stage === "sealed";
      const { data } = MediaInfo.safeParse(mediaInfo);
      return isAny && data !== undefined && !isPicture(data);
    };
    const due = this.all().toReversed().filter(isLacking);
    for (const item of due.slice(0, limit)) {
      const asked = { overviewStage: "waiting", version: item.version + 1 } as const;
      this.#items.set(item.id, { ...item, ...asked });
    }
    const asked = Math.min(limit, due.length);
    return { asked, left: due.length - asked };
  }

  async lookAgain(
    reasons: readonly string[],
    limit: number,
  ): Promise<{ asked: number; left: number }> {
    const isOne = ({ stage, viewingStage, noViewingReason }: EvidenceItem): boolean =>
      stage === "sealed" && viewingStage === "none" && reasons.includes(noViewingReason ?? "");
    const due = this.all().toReversed().filter(isOne);
    for (const item of due.slice(0, limit)) {
      const asked = { viewingStage: "waiting", noViewingReason: null } as const;
      this.#items.set(item.id, { ...item, ...asked, version: item.version + 1 });
    }
    const asked = Math.min(limit, due.length);
    return { asked, left: due.length - asked };
  }

  async stepRuns(itemId: ItemId): Promise<readonly StepRun[]> {
    return [...(this.#runs.get(itemId)?.values() ?? [])];
  }

  async saveStepRun(itemId: ItemId, run: StepRun): Promise<void> {
    const item = this.#items.get(itemId);
    if (item === undefined || !stepsDue(item).includes(run.step)) return;
    this.#runs.set(itemId, (this.#runs.get(itemId) ?? new Map<Step, StepRun>()).set(run.step, run));
  }

  async findByDigest(sha256: Sha256, except: ItemId | null): Promise<ItemId | null> {
    for (const item of this.#items.values()) {
      if (item.id === except || isDisposed(item)) continue;
      if (item.original?.sha256 === sha256) return item.id;
    }
    return null;
  }

  async keepOnce(derivative: Derivative): Promise<Derivative> {
    const kept = this.#derivatives.get(derivative.itemId) ?? [];
    this.#derivatives.set(derivative.itemId, kept);
    const first = kept.find(({ kind }) => kind === derivative.kind);
    if (first === undefined) kept.push(derivative);
    return first ?? derivative;
  }

  async derivatives(itemId: ItemId): Promise<readonly Derivative[]> {
    return [...(this.#derivatives.get(itemId) ?? [])];
  }

  #find(itemId: ItemId): EvidenceItem {
    const item = this.#items.get(itemId);
    if (item === undefined) {
      throw new Refusal("missing", "evidence/no-such-item", "there is no such item");
    }
    return item;
  }

  #append(itemId: ItemId, { at, actor, happening }: NewEvent): CustodyEvent {
    const chain = this.#chains.get(itemId) ?? [];
    const event = chainEvent(chain.at(-1) ?? null, itemId, at, actor, happening);
    this.#chains.set(itemId, [...chain, event]);
    return event;
  }
}

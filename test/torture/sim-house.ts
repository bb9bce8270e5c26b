/** A house in memory whose processes die at any call of a port: devices send, two nodes receive, two custodies verify, seal, enter and hold. */
import { Readable } from "node:stream";
import { expect } from "vitest";
import { type Step, stepsDue } from "../../services/evidence/pipeline.ts";
import { keepHolds } from "../../services/holds/keep-holds.ts";
import { placeHold } from "../../services/holds/place-hold.ts";
import { appendBytes } from "../../services/ingest/append-bytes.ts";
import { findSettled } from "../../services/ingest/find-settled.ts";
import type { IngestDeps } from "../../services/ingest/ingest-deps.ts";
import { openUpload } from "../../services/ingest/open-upload.ts";
import { verifyOriginal } from "../../services/ingest/verify-original.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import {
  type DeviceId,
  type ItemId,
  type UploadId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { sealOriginal } from "../../services/sealing/seal-original.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryCheckpointSigner } from "../fakes/checkpoint-signer.ts";
import { MemoryHoldStore } from "../fakes/hold-store.ts";
import { MemoryLedgerStore } from "../fakes/ledger-store.ts";
import { MemoryNodes } from "../fakes/other-nodes.ts";
import { MemorySealStore } from "../fakes/seal-store.ts";
import { signatureOf, signatures } from "../fixtures/digest-signatures.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { ingestProcess, memoryStores } from "../fixtures/ingest-server.ts";
import type { Draw } from "../fixtures/seeded.ts";
import { Fates } from "./fates.ts";
import { DIED, Life, Scheduler } from "./scheduler.ts";
import { type SimSent, checkSimulated } from "./sim-checks.ts";

const RUN_BYTES = 64;
const MOST_BYTES = 400;
const MOST_CALLS = 30_000;
const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;
const STEP_MS = 700;
/** Of requests, so many are given up by whoever sent them. */
const IMPATIENT = 0.25;
/** What is held is looked at again after so long while more is made of the item. */
const AGAIN_MS = 31_000;
const STEPS: Readonly<Partial<Record<Step, true>>> = { "verify-original": true, seal: true };
const PAPER = { mediaType: "application/pdf", bytes: Buffer.from("%PDF the decision") };

export interface Simulated {
  /** Calls of ports, and processes that died at one while a use case ran. */
  readonly calls: number;
  readonly crashes: number;
  readonly failed: number;
}

export class SimHouse {
  readonly #draw: Draw;
  readonly #scheduler: Scheduler;
  readonly #stores = memoryStores(RUN_BYTES);
  readonly #records = {
    seals: new MemorySealStore(),
    ledger: new MemoryLedgerStore(),
    heads: new MemoryCheckpointSigner(),
  };
  readonly #actions = new MemoryActionStore();
  readonly #holds = new MemoryHoldStore(
    this.#stores.items,
    new MemoryCaseStore(this.#stores.items),
    this.#actions,
  );
  readonly #nodes = new MemoryNodes();
  readonly #sent: SimSent[] = [];
  readonly #held: ItemId[] = [];
  readonly #device = newId<DeviceId>();
  readonly #fates: Fates;
  /** Devices that still send, and whoever is still to place a hold. */
  #busy = 0;
  #now: UtcInstant = NOON;

  constructor(draw: Draw, nextTimer: () => void) {
    this.#draw = draw;
    const [share, faultyCalls] = [draw.of([0.01, 0.03, 0.08]), draw.between(100, 3_000)];
    const onTurn = (): void => {
      this.#now = plusMs(this.#now, draw.below(STEP_MS));
    };
    this.#scheduler = new Scheduler(draw, nextTimer, onTurn);
    this.#fates = new Fates(draw, this.#scheduler, share, faultyCalls);
    this.#records.seals.addDevice(this.#device);
  }

  async run(): Promise<Simulated> {
    const devices = this.#draw.between(1, 3);
    const people = this.#draw.chance(0.8) ? 1 : 0;
    this.#busy = devices + people;
    const work = Promise.all([
      ...Array.from({ length: devices }, () => this.#send()),
      this.#custody(),
      this.#custody(),
      ...(people > 0 ? [this.#hold()] : []),
    ]);
    await this.#scheduler.until(work, MOST_CALLS);
    await checkSimulated(this.#stores, this.#records, this.#sent, this.#held);
    return this.#fates.counted();
  }

  /** A process's clock is up to an hour off, the one way or the other. */
  #life(): { life: Life; clock: () => UtcInstant } {
    const skewMs = this.#draw.chance(0.2) ? this.#draw.between(-HOUR_MS, HOUR_MS) : 0;
    return {
      life: new Life(this.#scheduler, this.#fates.next),
      clock: () => plusMs(this.#now, skewMs),
    };
  }

  #node(): { life: Life; deps: IngestDeps } {
    const { life, clock } = this.#life();
    const { uploads, incoming } = this.#stores;
    const stores = { uploads: life.wrap(uploads), incoming: life.wrap(incoming) };
    const limits = { expiryMs: WEEK_MS };
    return { life, deps: ingestProcess(stores, { limits, clock, nodes: this.#nodes }) };
  }

  /** As a device does that hears no answer: it asks where to go on, of either node. */
  async #send(): Promise<void> {
    const draw = this.#draw;
    const nodes = [this.#node(), this.#node()];
    const ask = async <T>(work: (deps: IngestDeps) => Promise<T>): Promise<T | null> => {
      const at = draw.below(nodes.length);
      if (nodes[at]!.life.isDead()) nodes[at] = this.#node();
      const { life, deps } = nodes[at]!;
      const asked = life
        .run(() => work(deps))
        .catch(unlessBroken)
        .then((answer) => {
          if (answer !== DIED) return answer;
          // Whoever is dead answers nobody.
          this.#nodes.leave(deps.turns.processName);
          return null;
        });
      return draw.chance(IMPATIENT) ? Promise.race([asked, this.#patience()]) : asked;
    };
    const bytes = Buffer.from(
      Array.from({ length: draw.between(1, MOST_BYTES) }, () => draw.below(256)),
    );
    const sender = { deviceId: this.#device, certificateSha256: null };
    const announcement = { ...sender, lengthBytes: bytes.length, rawMetadata: "", bodyBytes: 0 };
    let id: UploadId | null = null;
    while (id === null) id = (await ask((deps) => openUpload(deps, announcement)))?.id ?? null;
    for (let acknowledged = 0; acknowledged < bytes.length;) {
      const uploadId: UploadId = id;
      const found = await ask((deps) => findSettled(deps, uploadId, this.#device));
      if (found === null) continue;
      expect(found.offsetBytes, "an acknowledged offset goes back").toBeGreaterThanOrEqual(
        acknowledged,
      );
      const offsetBytes = (acknowledged = found.offsetBytes);
      const piece = bytes.subarray(offsetBytes, offsetBytes + draw.between(1, MOST_BYTES));
      if (piece.length === 0) break;
      const appended = await ask((deps) =>
        appendBytes(deps, {
          ...{ uploadId, deviceId: this.#device, offsetBytes, lengthBytes: null, checksum: null },
          bodyBytes: piece.length,
          takeBody: () => Readable.from([piece], { objectMode: false }),
        }),
      );
      if (appended !== null) acknowledged = Math.max(acknowledged, appended.offsetBytes);
    }
    this.#sent.push({ id, bytes });
    this.#busy -= 1;
  }

  /** A device gives a request up that goes on all the same, and asks again, here or there. */
  async #patience(): Promise<null> {
    for (let left = this.#draw.below(12); left > 0; left -= 1) await this.#scheduler.turn();
    return null;
  }

  async #custody(): Promise<void> {
    while (!(await this.#isOver())) {
      const { life, clock } = this.#life();
      await life.run(() => this.#rounds(life, clock));
    }
  }

  async #rounds(life: Life, clock: () => UtcInstant): Promise<void> {
    const { items, objects, uploads, incoming } = this.#stores;
    const own = {
      ...{ items: life.wrap(items), objects: life.wrap(objects), clock },
      ...{ uploads: life.wrap(uploads), incoming: life.wrap(incoming) },
      queue: { wake: async () => undefined },
      actor: "process:custody" as const,
    };
    const sealing = {
      ...{ ...own, seals: life.wrap(this.#records.seals), signatures, secondSigner: null },
      signer: life.wrap({
        rootCertificatePem: "",
        sign: async (bytes: Uint8Array) => signatureOf(bytes),
      }),
      ledger: new Sequencer({
        ...{ ledger: life.wrap(this.#records.ledger), signer: life.wrap(this.#records.heads) },
        ...{ objects: own.objects, clock, agency: "haikou" },
      }),
      retention: { floor: "P6M", mode: "compliance" as const },
    };
    const { signal } = new AbortController();
    const log = { error: () => undefined };
    while (!(await this.#isOver())) {
      const due = items
        .all()
        .flatMap((item) => stepsDue(item).map((step) => ({ step, id: item.id })));
      const runs = due
        .filter(({ step }) => STEPS[step])
        .map(({ step, id }) =>
          step === "seal" ? sealOriginal(sealing, id) : verifyOriginal(own, id, signal),
        );
      const kept = keepHolds(
        { holds: life.wrap(this.#holds), objects: own.objects, clock, log },
        signal,
      );
      await Promise.allSettled([...runs, kept]);
      await this.#scheduler.turn();
      // While nothing is sent any more, time passes.
      if (due.length === 0 || this.#busy === 0) this.#now = plusMs(this.#now, AGAIN_MS);
    }
  }

  /** Somebody has whatever comes of the first upload held. */
  async #hold(): Promise<void> {
    for (let left = this.#draw.below(150); left > 0; left -= 1) await this.#scheduler.turn();
    let itemId: ItemId | null = null;
    while (itemId === null) {
      await this.#scheduler.turn();
      itemId = this.#stores.items.all()[0]?.id ?? null;
    }
    const itemIds = [itemId];
    for (let isPlaced = false; !isPlaced;) {
      const { life, clock } = this.#life();
      const deps = {
        holds: life.wrap(this.#holds),
        objects: life.wrap(this.#stores.objects),
        clock,
      };
      const placed = await life
        .run(() =>
          placeHold({ ...deps, today: () => TODAY }, newId<UserId>(), {
            ...{ kind: "litigation", scope: { kind: "items", itemIds }, authorityNumber: "7" },
            ...{ document: PAPER, reason: "an appeal", reviewOn: TODAY },
          }),
        )
        .catch(unlessBroken);
      isPlaced = placed !== DIED && placed !== null;
    }
    this.#held.push(itemId);
    this.#busy -= 1;
  }

  async #isOver(): Promise<boolean> {
    if (this.#busy > 0) return false;
    if (this.#stores.items.all().some(({ stage }) => stage !== "sealed")) return false;
    for (const id of this.#held) if ((await this.#holds.kept(id))?.isHeld !== true) return false;
    return this.#stores.items.all().length > 0;
  }
}

/** A refusal or an injected failure is an answer that says nothing; anything else is a finding. */
function unlessBroken(error: unknown): null {
  if (isRefusal(error) || (error instanceof Error && error.message.startsWith("injected")))
    return null;
  throw error;
}

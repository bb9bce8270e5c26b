/** A card, a service and notes in memory, for a dock at work without a disk or a network. */
import { Pieces } from "../../services/dock/pieces.ts";
import { SourceDigests } from "../../services/dock/source-digests.ts";
import type { AgentDeps, DockAgent } from "../../services/dock/agent.ts";
import type { CardFiles, EvidenceService } from "../../services/dock/ports.ts";
import { plusMs, type UtcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import { type UploadId, newId } from "../../services/kernel/ids.ts";
import { makeDockKey } from "../fixtures/docking.ts";
import { NOON } from "../fixtures/evidence.ts";

const KEY = makeDockKey();
const unreachable = async () => ({ ok: false, why: "unreachable" }) as const;
const nothing = async () => undefined;

interface Announced {
  readonly sizeBytes: number;
  readonly metadata: Readonly<Record<string, string>>;
  received: number;
}

export class MemoryDock {
  /** What lies on the card, by path. */
  readonly files = new Map<string, { bytes: Buffer; mtimeMs: number }>();
  readonly announced = new Map<UploadId, Announced>();
  /** Uploads whose receipt is there. */
  readonly sealed = new Set<UploadId>();
  /** In order: marked or deleted paths. */
  readonly released: string[] = [];
  readonly writing = new Set<string>();
  readonly unreadable = new Set<string>();
  now: UtcInstant = NOON;
  root = "/card";

  put(path: string, bytes: string, mtimeMs = Date.parse(NOON) - 60_000): void {
    this.files.set(path, { bytes: Buffer.from(bytes), mtimeMs });
  }

  pass(ms: number): void {
    this.now = plusMs(this.now, ms);
  }

  /** `agent` looks and works for `seconds`, by this clock; `seals`: whatever was sent is sealed at once. */
  async work(agent: DockAgent, seconds: number, seals = false): Promise<void> {
    for (let at = 0; at < seconds; at += 1) {
      await agent.tick();
      await agent.idle();
      if (seals) this.sealAll();
      this.pass(1_000);
    }
  }

  /** What was announced under this file name, newest last. */
  saidOf(filename: string): Readonly<Record<string, string>>[] {
    const all = [...this.announced.values()].map(({ metadata }) => metadata);
    return all.filter((metadata) => metadata["filename"] === filename);
  }

  sealAll(): void {
    for (const id of this.announced.keys()) this.sealed.add(id);
  }

  seal(filename: string): void {
    for (const [id, { metadata }] of this.announced) {
      if (metadata["filename"] === filename) this.sealed.add(id);
    }
  }

  readonly #cardFiles: CardFiles = {
    list: async () =>
      [...this.files].map(([path, { bytes, mtimeMs }]) => {
        return { path, sizeBytes: bytes.byteLength, mtimeMs };
      }),
    openForWriting: async () => new Set([...this.writing].map((path) => `${this.root}/${path}`)),
    withFile: async (_root, path, use) => {
      const file = this.files.get(path);
      if (file === undefined) throw Object.assign(new Error("gone"), { code: "ENOENT" });
      if (this.unreadable.has(path)) throw Object.assign(new Error("damaged"), { code: "EIO" });
      const { bytes, mtimeMs } = file;
      return use({
        stat: async () => ({ sizeBytes: bytes.byteLength, mtimeMs }),
        readAt: async (into, offset) => bytes.copy(into, 0, offset),
      });
    },
    text: async () => null,
    place: async () => undefined,
    mark: async (_root, path) => void this.released.push(path),
    remove: async (_root, path) => {
      this.files.delete(path);
      this.released.push(path);
    },
    isThere: async () => true,
  };

  readonly #service: EvidenceService = {
    announce: async (sizeBytes, metadata) => {
      const id = newId<UploadId>();
      this.announced.set(id, { sizeBytes, metadata, received: 0 });
      return { ok: true, value: id };
    },
    offset: async (upload) => ({ ok: true, value: this.announced.get(upload)?.received ?? 0 }),
    append: async (upload, offset, bytes) => {
      this.announced.get(upload)!.received = offset + bytes.byteLength;
      return { ok: true, value: offset + bytes.byteLength };
    },
    receipt: async (upload) =>
      this.sealed.has(upload)
        ? { ok: true, value: { ...RECEIPT, statement: upload } }
        : { ok: true, value: null },
    check: async () => ({ ok: true, value: null }),
    // Its visits wait for ever: test/fixtures/dock-world.ts has a service that takes them.
    ...{ openBatch: unreachable, closeBatch: unreachable, batchReceipt: unreachable },
    clockOffsetMs: () => 0,
  };

  deps(changes: Partial<AgentDeps> = {}): AgentDeps {
    const uploads = new Map<string, UploadId>();
    const receipts = new Map<UploadId, typeof RECEIPT>();
    const key = (file: object, digest: Sha256) => JSON.stringify([file, digest]);
    return {
      files: this.#cardFiles,
      service: this.#service,
      notes: {
        save: async () => undefined,
        uploadOf: async (file, digest) => uploads.get(key(file, digest)) ?? null,
        keepUpload: async (file, digest, upload) => void uploads.set(key(file, digest), upload),
        forgetUpload: async (file, digest) => void uploads.delete(key(file, digest)),
        receipt: async (upload) => receipts.get(upload) ?? null,
        keepReceipt: async (upload, receipt) => void receipts.set(upload, receipt),
        ...{ forget: nothing, saveVisit: nothing, keepBatchReceipt: nothing, forgetVisit: nothing },
        batchReceipt: async () => null,
      },
      checkBatch: async () => ({ valid: false }),
      openAnchor: () => null,
      signer: { key: KEY, sign: () => "" },
      checkReceipt: async ({ statement }) => {
        const id = statement as UploadId;
        const { sizeBytes, metadata } = this.announced.get(id)!;
        const digest = metadata["sha256"] ?? sha256("");
        const sizes = { itemId: id, sizeBytes: String(sizeBytes) };
        const stated = {
          ...sizes,
          serverSha256: digest,
          deviceSha256: digest,
          sealedAt: this.now,
          mayDeleteOnDevice: true,
        };
        return { valid: true, stated };
      },
      clock: () => this.now,
      policy: { kind: "mark" },
      random: () => 0.5,
      pieces: new Pieces(1 << 20),
      atSource: new SourceDigests(),
      unsent: new Set(),
      turn: async () => true,
      progressed: () => undefined,
      listCards: async () => [{ root: this.root, serial: null, uuid: null, isFolder: true }],
      cameras: {},
      rules: { ignore: [], flagged: { names: [], sidecars: [] } },
      sideFiles: [".gpx", ".srt"],
      acceptsUnknown: true,
      acceptsUnread: false,
      parallel: 2,
      steadyMs: 5_000,
      isOpen: () => true,
      ...changes,
    };
  }
}

const RECEIPT = {
  type: "holdfast/receipt/v1" as const,
  statement: "" as string,
  signature: "",
  proof: "",
};

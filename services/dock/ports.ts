/** Ports of the dock: cards, the service, its own notes, receipts. infra/linux, infra/tus and main.ts implement them. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { BatchId, UploadId } from "../kernel/ids.ts";
import type { BatchReceiptStatement } from "../batches/batch-receipt.ts";
import type { BatchReceiptFile } from "../batches/batch-receipt-file.ts";
import type { DockKey } from "../batches/dock-key.ts";
import type { Camera, StatementTexts } from "../batches/dock-statement.ts";
import type { LastSeen } from "../batches/sequence.ts";
import type { ReceiptFile } from "../sealing/receipt-file.ts";
import type { CardSeen } from "./card.ts";
import type { Clip, ClipFile, Stated } from "./clip.ts";
import type { ProblemCode } from "./problem.ts";
import type { Visit } from "./visit.ts";

export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface OpenFile {
  stat(): Promise<{ readonly sizeBytes: number; readonly mtimeMs: number }>;
  /** Bytes read into `into`; 0 at the end. */
  readAt(into: Uint8Array, offset: number): Promise<number>;
}

/** Files of a card. Errors carry the system's code (errno(3)). */
export interface CardFiles {
  list(root: string): Promise<readonly FoundFile[]>;
  /** Paths, absolute, that some process has open for writing. */
  openForWriting(roots: readonly string[]): Promise<ReadonlySet<string>>;
  withFile<T>(root: string, path: string, use: (file: OpenFile) => Promise<T>): Promise<T>;
  /** A small file's text, or null. */
  text(root: string, path: string): Promise<string | null>;
  /**
   * Writes a file of the dock's own, durably, whole or not at all, in a folder that is made where there is none.
   * Throws, with nothing changed, where the card is nearly full or a link or another kind of file stands there.
   */
  place(root: string, path: string, text: string): Promise<void>;
  /** Writes `text` beside the file, durably. */
  mark(root: string, path: string, text: string): Promise<void>;
  remove(root: string, path: string): Promise<void>;
  isThere(root: string): Promise<boolean>;
}

/** Answers of the service: what it said, or why nothing came of it. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: "unreachable" }
  | {
      readonly ok: false;
      readonly why: "later" | "refused" | "gone";
      readonly status: number;
      readonly code: string;
      readonly retryAfterMs: number;
    };

export interface BatchOpening {
  readonly id: BatchId;
  readonly camera: Camera;
  /** SubjectPublicKeyInfo of the dock's key, base64. */
  readonly publicKey: string;
}

export interface OpenedBatch {
  /** Where the camera's numbers ended at the visit before. */
  readonly lastSeen: LastSeen | null;
  /** The service takes statements of version 2. One that does not say so takes the first alone. */
  readonly takesSalted: boolean;
}

export interface EvidenceService {
  announce(
    sizeBytes: number,
    metadata: Readonly<Record<string, string>>,
  ): Promise<Outcome<UploadId>>;
  offset(upload: UploadId): Promise<Outcome<number>>;
  /** `digest` is that of `bytes`, where it is known already. */
  append(
    upload: UploadId,
    offset: number,
    bytes: Uint8Array,
    digest?: Sha256,
  ): Promise<Outcome<number>>;
  /** Null: not yet. */
  receipt(upload: UploadId): Promise<Outcome<ReceiptFile | null>>;
  /** This dock's own upload that has brought in these bytes already, whole; null: none. */
  check(file: {
    readonly sha256: Sha256;
    readonly sizeBytes: number;
  }): Promise<Outcome<UploadId | null>>;
  /** May be asked again. */
  openBatch(opening: BatchOpening): Promise<Outcome<OpenedBatch>>;
  /** `signature` in base64. The same statement again changes nothing. */
  closeBatch(
    batch: BatchId,
    statement: StatementTexts & { readonly signature: string },
  ): Promise<Outcome<true>>;
  /** Null: not yet. */
  batchReceipt(batch: BatchId): Promise<Outcome<BatchReceiptFile | null>>;
  /** The server's clock minus this one, by its last answer; null before the first. */
  clockOffsetMs(): number | null;
}

export interface Notes {
  save(clip: Clip): Promise<void>;
  uploadOf(file: ClipFile, sha256: Sha256): Promise<UploadId | null>;
  keepUpload(file: ClipFile, sha256: Sha256, upload: UploadId): Promise<void>;
  forgetUpload(file: ClipFile, sha256: Sha256): Promise<void>;
  receipt(upload: UploadId): Promise<ReceiptFile | null>;
  keepReceipt(upload: UploadId, receipt: ReceiptFile): Promise<void>;
  /** All there is about a recording whose time is over. */
  forget(clip: Clip): Promise<void>;
}

export interface VisitNotes {
  saveVisit(visit: Visit): Promise<void>;
  batchReceipt(batch: BatchId): Promise<BatchReceiptFile | null>;
  keepBatchReceipt(batch: BatchId, receipt: BatchReceiptFile): Promise<void>;
  forgetVisit(batch: BatchId): Promise<void>;
}

/** The dock's own key. */
export interface StatementSigner {
  readonly key: DockKey;
  /** Base64. */
  sign(text: string): string;
}

export type CheckedBatch =
  | { readonly valid: true; readonly statement: BatchReceiptStatement }
  | { readonly valid: false };

/** Judges a batch receipt by the pinned keys alone. */
export type CheckBatch = (receipt: BatchReceiptFile) => Promise<CheckedBatch>;

export type CheckedReceipt =
  | { readonly valid: true; readonly stated: Stated & { readonly sealedAt: UtcInstant } }
  | { readonly valid: false; readonly problem: ProblemCode };

/** Judges a receipt by the pinned keys alone. */
export type CheckReceipt = (receipt: ReceiptFile) => Promise<CheckedReceipt>;

export interface ListedCard extends CardSeen {
  readonly isFolder: boolean;
  /** A folder that other systems write to for good and nobody takes out; `camera` as in camera-folder.ts. */
  readonly watched?: { readonly camera: string | null };
}
export type ListCards = () => Promise<readonly ListedCard[]>;

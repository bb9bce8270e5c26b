/**
 * The anchor: a signed checkpoint of the ledger that a dock leaves on a camera when a visit is receipted, and
 * finds again at the next. Nobody knows the root of a checkpoint before it is made; so what holds it was made after.
 * A file beside recordings shows no more than that the card was at a dock then.
 */
import type { Checkpoint } from "../ledger/checkpoint.ts";
import { checkpointWords } from "../ledger/checkpoint-words.ts";
import { parseProof } from "../ledger/tlog-proof.ts";
import type { BatchReceiptFile } from "../batches/batch-receipt-file.ts";
import type { CameraMap } from "./card.ts";
import type { Card } from "./card-watch.ts";
import type { CardFiles, CheckBatch, VisitNotes } from "./ports.ts";
import type { Visit } from "./visit.ts";

/** The checkpoint of a signed note, under the pinned ledger key; null for anything else. */
export type OpenAnchor = (note: string) => Checkpoint | null;

export interface AnchorDeps {
  readonly files: Pick<CardFiles, "text" | "place">;
  readonly cameras: CameraMap;
  readonly notes: Pick<VisitNotes, "batchReceipt">;
  readonly checkBatch: CheckBatch;
  readonly openAnchor: OpenAnchor;
}

type AnchoredCard = Pick<Card, "id" | "root" | "camera" | "isPresent" | "watched">;

/** Where the anchor of this camera's card lies, below its root; null: nothing is written on such a card. */
export const anchorPath = (cameras: CameraMap, camera: string): string | null =>
  (Object.hasOwn(cameras, camera) ? cameras[camera]?.anchor : undefined) ?? null;

/** What the card carries, if it verifies; a card that cannot be read carries none. */
export async function carriedAnchor(
  { files, openAnchor }: Pick<AnchorDeps, "files" | "openAnchor">,
  root: string,
  path: string | null,
): Promise<string | null> {
  const note = path === null ? null : await files.text(root, path);
  const checkpoint = note === null ? null : openAnchor(note);
  return checkpoint === null ? null : checkpointWords(checkpoint);
}

export class Anchors {
  readonly #deps: AnchorDeps;
  /** Visits that were seen to, and whether their anchor lies on the card. */
  readonly #left = new Map<Visit["id"], boolean>();

  constructor(deps: AnchorDeps) {
    this.#deps = deps;
  }

  /** Leaves the anchor of each card whose newest visit is receipted, once; after a start of the dock once more. */
  async look(
    cards: readonly AnchoredCard[],
    latest: (cardId: string) => Visit | null,
  ): Promise<void> {
    for (const card of cards) {
      const path = anchorPath(this.#deps.cameras, card.camera.name);
      const visit = latest(card.id);
      if (path === null || !card.isPresent || card.watched !== null) continue;
      if (visit?.stage !== "receipted" || this.#left.has(visit.id)) continue;
      this.#left.set(visit.id, await this.#leave(card.root, path, visit.id));
    }
  }

  /** The card stays without the anchor of this visit. */
  isMissing(visit: Visit | null): boolean {
    return visit !== null && this.#left.get(visit.id) === false;
  }

  /** Whatever is in the way, the recordings are not: the card is left as it is, and that is told. */
  async #leave(root: string, path: string, visit: Visit["id"]): Promise<boolean> {
    const { files, notes, openAnchor } = this.#deps;
    try {
      const note = await this.#noteOf(await notes.batchReceipt(visit));
      const fresh = note === null ? null : openAnchor(note);
      if (note === null || fresh === null) return false;
      const there = await files.text(root, path);
      if (there !== null && there.replaceAll("\0", "") !== "") {
        const known = openAnchor(there);
        // Somebody else's file of that name is theirs; a newer anchor of another dock is better.
        if (known === null) return false;
        if (known.origin === fresh.origin && known.size >= fresh.size) return true;
      }
      await files.place(root, path, note);
      return true;
    } catch {
      return false;
    }
  }

  /** Of a receipt that still verifies: the checkpoint that the visit stands under. */
  async #noteOf(receipt: BatchReceiptFile | null): Promise<string | null> {
    if (receipt === null || !(await this.#deps.checkBatch(receipt)).valid) return null;
    return parseProof(receipt.proof)?.note ?? null;
  }
}

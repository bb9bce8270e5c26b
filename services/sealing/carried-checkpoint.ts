/** Rule: which checkpoint of the ledger a manifest says was on the camera's card. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { Checkpoint } from "../ledger/checkpoint.ts";
import { parseCheckpointWords } from "../ledger/checkpoint-words.ts";
import type { SealStore } from "./seal-store.ts";

/**
 * What a dock told with the recording, if the house signed that head; null: nothing of the kind. Anyone else's words
 * stay among what was announced, and are not signed.
 */
export async function carriedCheckpoint(
  seals: Pick<SealStore, "isCarried">,
  { announced, deviceId }: EvidenceItem,
): Promise<Checkpoint | null> {
  const told = parseCheckpointWords(announced.other["anchor"] ?? "");
  return told !== null && (await seals.isCarried(deviceId, told)) ? told : null;
}

/** Every object of an item, as a hold must lie on it: the original, its copies, and the copies of what was signed. */
import { type Transaction, sql } from "kysely";
import type { DueItem } from "../../services/holds/hold-store.ts";
import { OVERVIEW_KINDS } from "../../services/evidence/derivative.ts";
import {
  ENDS,
  type OverviewStage,
  type ViewingStage,
  areCopiesUnderWay,
} from "../../services/evidence/pipeline.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import {
  encryptedKey,
  manifestKey,
  originalKey,
  secondSignatureKey,
  signatureKey,
} from "../../services/objects/object-key.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import type { Tables } from "./tables.ts";

interface Row {
  readonly stage: string;
  readonly viewing_stage: ViewingStage;
  readonly overview_stage: OverviewStage;
  readonly object: ObjectRef | null;
  readonly is_encrypted: boolean;
  readonly must_be_held: boolean;
}

interface SealRow {
  readonly subject: string;
  readonly manifest_sha256: Sha256;
  readonly has_second: boolean;
}

/** What an item lacks yet is asked for again: it is incomplete as long as something may still be made of it. */
export async function dueItem(
  transaction: Transaction<Tables>,
  itemId: ItemId,
): Promise<Omit<DueItem, "before">> {
  const found = await sql<Row>`
    SELECT stage, viewing_stage, overview_stage, original->'object' AS object,
           EXISTS (SELECT FROM item_keys k WHERE k.item_id = items.id) AS is_encrypted,
           EXISTS (SELECT holds_on(${itemId})) AS must_be_held
      FROM items WHERE id = ${itemId}`.execute(transaction);
  const [row] = found.rows;
  if (row === undefined) throw new Error("broken invariant: a mark is of an item");
  const derivatives = await transaction
    .selectFrom("derivatives")
    .select("object")
    .where("item_id", "=", itemId)
    .orderBy("kind")
    .execute();
  // What is still being sealed may not lie there yet.
  const seals = await sql<SealRow>`
    SELECT subject, manifest_sha256, second_signature IS NOT NULL AS has_second FROM seals
     WHERE item_id = ${itemId} AND CASE WHEN subject = 'original' THEN ${row.stage} = 'sealed'
                                        WHEN subject = ANY (${[...OVERVIEW_KINDS]}::text[]) THEN ${row.overview_stage} = 'ready'
                                        ELSE ${row.viewing_stage} = 'ready' END
     ORDER BY subject <> 'original', subject`.execute(transaction);
  const { stage, viewing_stage: viewingStage, overview_stage: overviewStage } = row;
  return {
    itemId,
    mustBeHeld: row.must_be_held,
    isComplete:
      ["quarantined", ...ENDS].includes(stage) ||
      (stage === "sealed" && !areCopiesUnderWay({ viewingStage, overviewStage })),
    // Of what ended nothing lies anywhere.
    objects: ENDS.some((end) => end === stage)
      ? []
      : [
          ...originalOf(itemId, row),
          ...seals.rows.flatMap((seal) => beside(itemId, seal)),
          ...derivatives.map(({ object }) => object),
        ],
  };
}

/** Of one in quarantine nothing is noted; what was received lies there all the same. */
function originalOf(
  itemId: ItemId,
  { object, stage, is_encrypted: isEncrypted }: Row,
): DueItem["objects"] {
  if (object !== null) return [object];
  if (stage !== "quarantined") return [];
  const key = originalKey(itemId);
  return [{ key: isEncrypted ? encryptedKey(key) : key, versionId: null }];
}

/** Their versions stand nowhere: the first under the key is the object. */
const beside = (
  itemId: ItemId,
  { subject, manifest_sha256: digest, has_second: hasSecond }: SealRow,
): DueItem["objects"] =>
  [
    manifestKey(itemId, subject, digest),
    signatureKey(itemId, subject, digest),
    ...(hasSecond ? [secondSignatureKey(itemId, subject, digest)] : []),
  ].map((key) => ({ key, versionId: null }));

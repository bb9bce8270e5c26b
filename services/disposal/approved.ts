/** That a batch is carried out as people approved it: its rows are those of the texts that were read. */
import { isDeepStrictEqual } from "node:util";
import type { DisposalId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  type Appraisal,
  type DisposalBatch,
  appraisalText,
  digestOf,
  listText,
  fullApprovals,
} from "./batch.ts";
import { RECORD_DIFFERS } from "./stall.ts";

/** @throws Refusal tampered "disposal/record-differs": rows that people did not decide so. */
export function requireApproved(batch: DisposalBatch): void {
  const { appraisal, list, listSha256 } = batch;
  const isSame =
    appraisal !== null &&
    digestOf(list) === listSha256 &&
    digestOf(appraisal.text) === appraisal.sha256 &&
    fullApprovals(batch) !== null &&
    saysSo(batch, appraisal);
  if (!isSame) throw recordDiffers(batch.id);
}

const saysSo = (batch: DisposalBatch, appraisal: Appraisal): boolean =>
  isSameJson(batch.list, listText(batch)) &&
  isSameJson(appraisal.text, appraisalText(batch, appraisal, batch.items));

/** But for the order of members, which the database does not keep. */
const isSameJson = (one: string, other: string): boolean =>
  isDeepStrictEqual(JSON.parse(one), JSON.parse(other));

/** @throws Refusal tampered "disposal/record-differs". */
export function appraisedAs(batch: DisposalBatch) {
  if (batch.appraisal === null) throw recordDiffers(batch.id);
  return batch.appraisal.sha256;
}

const recordDiffers = (disposalId: DisposalId): Refusal =>
  new Refusal("tampered", RECORD_DIFFERS, "the batch is not what people approved", {
    fix: "Stop the batch and look who changed the database; nothing of it is destroyed.",
    facts: { disposalId },
  });

/** The shapes of /api/v1 about disposal: see api-schema.ts. */
import { z } from "zod";
import { BATCH_STATES, DECISIONS, OUTCOMES } from "../disposal/batch.ts";
import { APPROVER_ROLES } from "../disposal/ending-rule.ts";
import { MOST_ITEMS } from "../disposal/propose.ts";
import { dayField } from "../policy/pack-fields.ts";
import { digestField, lineField } from "../kernel/fields.ts";
import { ARCHIVE_TERMS } from "../policy/retention-class.ts";
import { STATE_LEVELS } from "../secrecy/mark.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DisposalId, ItemId } from "../kernel/ids.ts";
import { IdPath, PageQuery, pageOf } from "./api-schema.ts";

const idOf = <T extends string>() => IdPath.shape.id.transform((text) => text as T);
const reason = z.string().trim().normalize("NFC").min(3).max(500);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const at = z.iso.datetime();
const text = z.object({ "zh-CN": z.string(), en: z.string() });

export const DisposalPath = z.strictObject({ id: idOf<DisposalId>() });
export const DisposalFilePath = DisposalPath.extend({
  name: z.string().regex(/^[a-zA-Z-]{1,40}([.][a-zA-Z0-9-]{1,10}){1,3}$/),
});
const LEVELS = ["none", ...STATE_LEVELS] as const;
const Archive = z.strictObject({
  organisation: lineField(200).describe("The archive's name"),
  person: lineField(100).describe("Who takes it there, by name"),
  fonds: lineField(40).describe("全宗号, as the archive gave it to this agency"),
  basis: lineField(200).describe("Number of the document that it is handed over on"),
  basisSha256: digestField.nullable().default(null).describe("Digest of that document"),
  highest: z
    .enum(LEVELS)
    .default("none")
    .transform((level) => (level === "none" ? null : level))
    .describe("Highest state secret that the archive may take"),
});
export const DisposalProposal = z.strictObject({
  itemIds: z.array(idOf<ItemId>()).min(1).max(MOST_ITEMS),
  reason: reason.describe("Why these end, for the record and for those who judge it"),
  archive: Archive.optional().describe(
    "To which archive they go; absent: they are to be destroyed",
  ),
});
export const DueQuery = PageQuery.extend({
  way: z
    .enum(["destroy", "transfer"])
    .default("destroy")
    .describe("What may be destroyed, or what goes to an archive"),
});
export const DisposalAppraisal = z.strictObject({
  items: z
    .array(
      z.strictObject({
        itemId: idOf<ItemId>(),
        decision: z.enum(DECISIONS),
        why: reason,
      }),
    )
    .min(1)
    .max(MOST_ITEMS)
    .describe("Each item of the batch, once"),
});
export const DisposalApproval = z.strictObject({
  sha256: digest
    .transform((hex) => hex as Sha256)
    .describe("Of the appraisal as it was read: appraisal.sha256 of the batch"),
});
export const DisposalStop = z.strictObject({ reason });
export const DisposalGrace = z.strictObject({
  until: dayField.describe("Last day on which nothing is destroyed, in the agency's zone"),
  reason,
});
export const DisposalListQuery = PageQuery.extend({
  state: z.enum(["running", "over"]).optional(),
  itemId: idOf<ItemId>().optional().describe("That this item is in, or was"),
});

const Against = z.object({
  code: z.string(),
  waits: z.boolean().describe("It is over by itself; else it takes an item out of its batch"),
  text,
});
const Floor = z.object({
  floor: z.string().describe('Last day it must be kept, or "permanent"'),
  open: z.boolean(),
  classes: z.array(z.string()),
  pack: z.string().nullable(),
  decisionSha256: digest,
});
const who = { by: z.uuid(), byName: z.string().describe("As called today"), at };

const Rule = z.object({
  pack: z.string().nullable().describe("Code and version; null: no pack was in force"),
  noticeDays: z.int().describe("Working days"),
  approvals: z.array(z.enum(APPROVER_ROLES)).describe("A person of each; empty: any two"),
  graceHours: z.int(),
  mostGraceHours: z.int().describe("As long as the grace may be made"),
});
export const DueItem = z.object({
  itemId: z.uuid(),
  filename: z.string(),
  deviceName: z.string(),
  sizeBytes: z.int(),
  receivedAt: at,
  recordedAt: at.nullable(),
  sha256: digest.nullable(),
  retention: Floor.nullable(),
  lockedUntil: at.nullable(),
  findings: z.array(z.string()).describe("Of the audit, that are open"),
  against: z.array(Against).describe("Empty: it may be proposed"),
});
export const DuePage = pageOf(DueItem).extend({
  rule: z
    .object({
      pack: z.string(),
      after: z.string().describe("From reception on, ISO 8601"),
      terms: z.array(z.enum(ARCHIVE_TERMS)),
      localKept: z.string().nullable().describe("How long originals stay here after the receipt"),
    })
    .nullable()
    .describe("By which the pack in force has items of a house of this level go to an archive"),
  endsBy: Rule.describe("By which a batch that is proposed now ends"),
  blocked: z
    .object({ code: z.string(), detail: z.string(), fix: z.string() })
    .nullable()
    .describe("What stands against all disposal in this house now: the time is not certain"),
});

const Item = z.object({
  itemId: z.uuid(),
  filename: z.string().describe("As the device called it; it is no part of what is approved"),
  deviceName: z.string(),
  sha256: digest,
  sizeBytes: z.int(),
  receivedAt: at,
  manifestSha256: digest,
  retention: Floor,
  findings: z.array(z.string()),
  decision: z.enum(DECISIONS).nullable(),
  why: z.string().nullable(),
  outcome: z.enum(OUTCOMES).nullable().describe("Null: it is on its way"),
  outcomeText: text.nullable(),
  against: z
    .array(Against)
    .describe("What it was dropped for; of one on its way, what stands against it now"),
  destroyedAt: at.nullable(),
});
export const Disposal = z.object({
  id: z.uuid(),
  state: z.enum(BATCH_STATES),
  stateText: text,
  reason: z.string(),
  proposed: z.object(who),
  noticeOn: z.string().describe("Last day of the notice, in the agency's zone"),
  noticeUntil: at,
  listSha256: digest,
  appraisal: z.object({ ...who, sha256: digest }).nullable(),
  approvals: z
    .array(z.object({ ...who, role: z.enum(APPROVER_ROLES).nullable(), stands: z.boolean() }))
    .describe("Oldest first"),
  awaits: z
    .array(z.enum(APPROVER_ROLES).nullable())
    .describe("Of which roles approvals are still to come; null: of anybody who may"),
  rule: Rule.nullable().describe(
    "By which it ends; part of the list. Null: it was proposed before batches said so",
  ),
  approvedForHours: z.number().describe("How long an approval waits for the other one"),
  graceUntil: at.nullable(),
  stopped: z.object({ ...who, reason: z.string() }).nullable(),
  finishedAt: at.nullable(),
  transfer: z
    .object({
      archive: z.object({
        ...{ organisation: z.string(), person: z.string(), fonds: z.string(), basis: z.string() },
        basisSha256: digest.nullable(),
        highest: z.enum(LEVELS),
      }),
      rule: z.object({
        ...{ pack: z.string(), after: z.string(), terms: z.array(z.enum(ARCHIVE_TERMS)) },
        localKept: z.string().nullable(),
      }),
      packageId: z.uuid().nullable().describe("The export that the archive gets"),
      receipt: z
        .object({
          ...{ at, packageId: z.uuid(), kind: z.enum(["signed", "paper"]), sha256: digest },
          ...{ listSha256: digest, textSha256: digest, signer: z.string().nullable() },
        })
        .nullable()
        .describe("Verified, for that very package; without it nothing ends"),
    })
    .nullable()
    .describe("Null: its items are to be destroyed"),
  counts: z
    .object({
      items: z.int(),
      waiting: z.int(),
      kept: z.int(),
      dropped: z.int(),
      transferred: z.int(),
      destroying: z.int(),
      destroyed: z.int(),
    })
    .describe("Of its items, by outcome"),
});
const File = z.object({ name: z.string(), mediaType: z.string(), sizeBytes: z.int() });
export const DisposalPage = pageOf(Disposal);
export const DisposalDetail = Disposal.extend({
  items: z.array(Item),
  stalled: z
    .object({
      since: at,
      code: z.string().describe('Of the refusal; "disposal/waits": its items wait'),
      against: z.array(Against),
    })
    .nullable()
    .describe("Why custody could not go on with it, when it last tried"),
  list: z.string().describe("Exact text that was proposed; its digest is listSha256"),
  certificate: z
    .array(File)
    .describe("Files of the certificate, once the batch is over and something was destroyed"),
  appraisalText: z.string().nullable().describe("Exact text that is approved"),
});

export type DueItemBody = z.infer<typeof DueItem>;
export type DuePageBody = z.infer<typeof DuePage>;
export type DisposalBody = z.infer<typeof Disposal>;
export type DisposalDetailBody = z.infer<typeof DisposalDetail>;
export type DisposalProposalBody = z.input<typeof DisposalProposal>;
export type DisposalAppraisalBody = z.input<typeof DisposalAppraisal>;

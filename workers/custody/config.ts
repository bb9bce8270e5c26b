/** Configuration of the custody process. */
import { z } from "zod";
import { FixityConfig } from "../../services/fixity/fixity-config.ts";
import { ReadBackConfig } from "../../services/ingest/read-back-policy.ts";
import { AgencyConfig, LedgerKeyConfig } from "../../services/ledger/agency.ts";
import { parsePolicy } from "../../services/ledger/policy.ts";
import { ZoneConfig } from "../../services/kernel/zone-time.ts";
import { SecrecyConfig } from "../../services/secrecy/ceiling.ts";
import { WebhookSenderConfig } from "../../services/webhooks/webhook-config.ts";
import { isPeriod } from "../../services/sealing/retention-floor.ts";

export const CustodyConfig = z.object({
  ...AgencyConfig.shape,
  ...LedgerKeyConfig.shape,
  ...FixityConfig.shape,
  ...ReadBackConfig.shape,
  ...ZoneConfig.shape,
  ...WebhookSenderConfig.shape,
  ...SecrecyConfig.pick({ HOLDFAST_AGENCY_LEVEL: true }).shape,
  HOLDFAST_RETENTION_FLOOR: z
    .string()
    .refine(isPeriod, "an ISO 8601 period such as P6M")
    .default("P6M")
    .describe("How long everything sealed is locked at least, from reception: an ISO 8601 period"),
  HOLDFAST_LOCK_MODE: z
    .enum(["compliance", "governance"])
    .default("compliance")
    .describe(
      "Object Lock mode: compliance cannot be lifted by anyone, governance by a special right",
    ),
  HOLDFAST_ANCHOR_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_600)
    .default(60)
    .describe("Least time between two checkpoints that are stamped and cosigned, in seconds"),
  HOLDFAST_WITNESSES: z
    .string()
    .optional()
    .transform((text, context) => {
      try {
        // A file's last line break is taken off when it is read.
        return text === undefined ? null : parsePolicy(`${text.replace(/\n$/, "")}\n`);
      } catch (error) {
        context.addIssue(error instanceof Error ? error.message : "unreadable");
        return z.NEVER;
      }
    })
    .describe(
      "Witnesses that cosign checkpoints, and the quorum: a C2SP tlog-policy; usually _FILE",
    ),
  HOLDFAST_SECOND_DIGEST: z
    .enum(["none", "sha512"])
    .default("none")
    .describe("What originals are hashed with beside SHA-256, when they are read back"),
  HOLDFAST_COPY_CREDENTIALS: z
    .enum(["c2pa", "none"])
    .default("c2pa")
    .describe(
      "What viewing copies in packages have beside our own manifest: a C2PA manifest, or nothing",
    ),
  HOLDFAST_SWEEP_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(2_000)
    .describe("How often what is due and asleep is woken, in milliseconds"),
});

/** Which signatures of others count: those of recipients of packages, of handling units under submissions, and of publishers under policy packs. */
import { z } from "zod";
import type { RecipientSignatures } from "../../services/exports/acknowledge.ts";
import type { UnitSigning } from "../../services/legalreview/unit-signing.ts";
import type { PublisherSigning } from "../../services/policy/publisher.ts";
import { publisherSignatures } from "./publisher-signature.ts";
import { RecipientConfig, isCertificates, recipientSignatures } from "./recipient-signature.ts";

/** For the process that people talk to. */
export const OutsideConfig = RecipientConfig.extend({
  HOLDFAST_POLICY_ROOTS: z
    .string()
    .refine(isCertificates, "certificates in PEM")
    .default("")
    .describe(
      "Certificates in PEM of authorities under which publishers sign policy packs; usually _FILE",
    ),
  HOLDFAST_POLICY_SIGNATURE: z
    .enum(["optional", "required"])
    .default("optional")
    .describe("Whether a policy pack needs its publisher's signature: optional, required"),
  HOLDFAST_UNIT_ROOTS: z
    .string()
    .refine(isCertificates, "certificates in PEM")
    .default("")
    .describe(
      "Certificates in PEM of authorities under which handling units sign what they submit to legal review; usually _FILE",
    ),
  HOLDFAST_UNIT_SIGNATURE: z
    .enum(["optional", "required"])
    .default("optional")
    .describe(
      "Whether an opinion of legal review waits for the handling unit's own signature on the submission: optional, required",
    ),
});

export const outsideSignatures = (
  config: z.infer<typeof OutsideConfig>,
): UnitSigning & PublisherSigning & { readonly recipients: RecipientSignatures } => ({
  publisherSignatures: publisherSignatures(config.HOLDFAST_POLICY_ROOTS),
  isPublisherSignatureRequired: config.HOLDFAST_POLICY_SIGNATURE === "required",
  recipients: recipientSignatures(config.HOLDFAST_RECIPIENT_ROOTS),
  unitSignatures: recipientSignatures(config.HOLDFAST_UNIT_ROOTS),
  isUnitSignatureRequired: config.HOLDFAST_UNIT_SIGNATURE === "required",
});

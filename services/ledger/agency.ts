/** The agency whose evidence this is, whose short name is part of every log's name and so never changes; and the key of its logs. */
import { z } from "zod";

const NAME = /^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/;

/** Whether a log can be called so: lower-case letters, digits, dots, dashes and underscores, 1 to 64. */
export const isAgencyName = (text: string): boolean => NAME.test(text);

export const AgencyConfig = z.object({
  HOLDFAST_AGENCY: z
    .string()
    .regex(NAME)
    .describe("Short name of the agency; the ledger is called <agency>/<year>"),
});

export const LedgerKeyConfig = z.object({
  HOLDFAST_LEDGER_PUBLIC_KEY: z
    .string()
    .includes("BEGIN PUBLIC KEY")
    .describe("The ledger's public key (PEM, Ed25519) that checkpoints are checked against"),
});

/** Configuration of the one-time set-up where containers are started one by one (docker-compose.yml). */
import { z } from "zod";
import { AgencyConfig } from "../../ledger/agency.ts";

export const SetupConfig = z.object({
  ...AgencyConfig.shape,
  HOLDFAST_PUBLIC_DIR: z
    .string()
    .min(1)
    .describe("Folder that the set-up writes the public halves of the agency's keys to"),
  HOLDFAST_GM: z
    .enum(["true", "false"])
    .default("false")
    .describe(
      "true makes SM2 keys when the system starts; where they are, everything is signed twice",
    ),
  HOLDFAST_KEYS_FROM: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Folder that `keys ceremony` made: a new house takes its keys from there; unset: it makes its own",
    ),
  HOLDFAST_MACHINE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Folder, for the API alone, where the set-up puts key, certificate and number of the machine port",
    ),
  HOLDFAST_MACHINE_PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional()
    .describe("Port for devices with certificates (TLS); unset: none; 0 takes a free one"),
  HOLDFAST_MACHINE_PUBLIC_URL: z
    .string()
    .optional()
    .describe("Address by which devices reach that port, e.g. https://evidence.example:8422"),
  HOLDFAST_ADMIN_PASSWORD: z
    .string()
    .min(12)
    .describe("Password of the first account, admin; only the set-up reads it"),
});

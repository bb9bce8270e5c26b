/** Configuration of the port for machines; see machine-port.ts. */
import { z } from "zod";

const certificate = z.string().includes("-----BEGIN CERTIFICATE-----");

export const MachineConfig = z.object({
  HOLDFAST_MACHINE_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe("Port for devices with certificates (TLS); unset: none; 0 takes a free one"),
  HOLDFAST_MACHINE_HOST: z.string().default("127.0.0.1").describe("Address that port listens on"),
  HOLDFAST_MACHINE_PUBLIC_URL: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe("Address by which devices reach that port, e.g. https://evidence.example:8422"),
  HOLDFAST_MACHINE_CERTIFICATE: certificate
    .includes("PRIVATE KEY-----")
    .optional()
    .describe("Key and certificate of that port (PEM); usually HOLDFAST_MACHINE_CERTIFICATE_FILE"),
  HOLDFAST_DEVICE_CA: certificate
    .optional()
    .describe("The authority that devices' certificates come from (PEM); usually _FILE"),
});

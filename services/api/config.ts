/** Configuration of the API process. */
import { isIP } from "node:net";
import { z } from "zod";
import { DeviceSilenceConfig } from "../access/device-silence.ts";
import { CaseSystemConfig } from "../cases/silence.ts";
import { DisposalConfig } from "../disposal/disposal-config.ts";
import { FixityConfig } from "../fixity/fixity-config.ts";
import { ZoneConfig } from "../kernel/zone-time.ts";
import { WebhookUrlConfig } from "../webhooks/webhook-config.ts";
import { AgencyConfig, LedgerKeyConfig } from "../ledger/agency.ts";

const addressesIn = (text: string): readonly string[] =>
  text.split(",").flatMap((part) => part.trim() || []);

function isAddressOrNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits === undefined) return most > 0;
  return more.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most;
}

export const ApiConfig = z.object({
  ...AgencyConfig.shape,
  ...LedgerKeyConfig.shape,
  ...ZoneConfig.shape,
  ...DisposalConfig.shape,
  ...CaseSystemConfig.shape,
  ...DeviceSilenceConfig.shape,
  ...WebhookUrlConfig.shape,
  ...FixityConfig.pick({ HOLDFAST_FIXITY_PERIOD: true }).shape,
  HOLDFAST_HOST: z.string().default("127.0.0.1").describe("Address the API listens on"),
  HOLDFAST_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8420)
    .describe("Port the API listens on; 0 takes a free one"),
  HOLDFAST_MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(16)
    .max(1_000_000)
    .default(4_096)
    .describe("Most connections at once; one more is closed"),
  HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(4)
    .max(1_000_000)
    .default(1_024)
    .describe("The same from one address; behind a proxy all come from the proxy's"),
  HOLDFAST_TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform(addressesIn)
    .refine((all) => all.every(isAddressOrNetwork), "addresses or networks with commas between")
    .describe(
      "Addresses or networks (10.0.0.0/8) of proxies whose X-Forwarded-For is believed; unset: none",
    ),
  HOLDFAST_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address by which browsers reach the API, e.g. https://evidence.example"),
  HOLDFAST_DEMO: z
    .enum(["true", "false"])
    .default("false")
    .describe("Says on every screen that the data are a demo"),
  HOLDFAST_ENROLMENT_CODE_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe("How long a code with which a device enrols may be used, in hours"),
  HOLDFAST_PAGE_DIR: z.string().optional().describe("Folder of the built page"),
});

export type ApiSettings = z.infer<typeof ApiConfig>;

/** What an operator says of webhooks: where they may lead. */
import { z } from "zod";
import type { UrlRule } from "./webhook-url.ts";

const PORT = /^[1-9]\d{0,4}$/;

const words = (text: string): string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

export const WebhookUrlConfig = z.object({
  HOLDFAST_WEBHOOK_PORTS: z
    .string()
    .default("443,8443")
    .transform(words)
    .refine(
      (all) => all.every((port) => PORT.test(port) && Number(port) < 65_536),
      "ports, by commas",
    )
    .transform((all) => all.map(Number))
    .describe("Ports that webhooks may be sent to, by commas"),
  HOLDFAST_WEBHOOK_HTTP: z
    .enum(["refused", "loopback"])
    .default("refused")
    .describe("Plain HTTP for webhooks: refused, or to 127.0.0.0/8 and ::1 alone (loopback)"),
});

export const urlRuleOf = (config: z.infer<typeof WebhookUrlConfig>): UrlRule => ({
  ports: config.HOLDFAST_WEBHOOK_PORTS,
  plainLoopback: config.HOLDFAST_WEBHOOK_HTTP === "loopback",
});

export const WebhookSenderConfig = z.object({
  ...WebhookUrlConfig.shape,
  HOLDFAST_WEBHOOK_NETWORKS: z
    .string()
    .default("")
    .transform(words)
    .describe(
      "Inner networks that webhooks may lead to, as CIDRs by commas, e.g. 10.20.0.0/16,fd00:1::/64; without: public addresses alone",
    ),
  HOLDFAST_WEBHOOK_ROOTS: z
    .string()
    .includes("BEGIN CERTIFICATE")
    .optional()
    .describe(
      "Roots (PEM) that receivers of webhooks are trusted by, beside those that Node.js comes with; usually _FILE",
    ),
});

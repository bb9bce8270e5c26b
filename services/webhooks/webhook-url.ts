/** Which addresses a webhook may have, by what stands in them; where their names lead is judged when something is sent. */
import { Refusal } from "../kernel/refusal.ts";

export interface UrlRule {
  /** Ports that are sent to. */
  readonly ports: readonly number[];
  /** Whether the operator lets plain HTTP be, on this machine alone. */
  readonly plainLoopback: boolean;
}

const MAX_LENGTH = 1_000;
const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\])$/;

/** The address as it is kept. @throws Refusal invalid "webhooks/bad-url", with why. */
export function requireUrl(text: string, { ports, plainLoopback }: UrlRule): string {
  const url = text.length <= MAX_LENGTH && URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw badUrl("no-address");
  const isPlain = url.protocol === "http:" && plainLoopback && LOOPBACK.test(url.hostname);
  if (url.protocol !== "https:" && !isPlain) throw badUrl("not-https");
  if (url.username !== "" || url.password !== "") throw badUrl("credentials");
  if (url.hash !== "") throw badUrl("fragment");
  if (!ports.includes(portOf(url))) throw badUrl("port");
  return url.href;
}

export const portOf = ({ port, protocol }: Pick<URL, "port" | "protocol">): number =>
  port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);

const badUrl = (why: string): Refusal =>
  new Refusal("invalid", "webhooks/bad-url", "that is no address of a webhook", {
    fix: "An https:// address without a name, a password or a #; its port as HOLDFAST_WEBHOOK_PORTS says.",
    facts: { why },
  });

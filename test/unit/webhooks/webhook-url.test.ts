/** Addresses that a webhook may have, by what stands in them. */
import { describe, expect, it } from "vitest";
import { requireUrl } from "../../../services/webhooks/webhook-url.ts";

const rule = { ports: [443, 8443], plainLoopback: false };
const why = (text: string, given = rule): unknown => {
  try {
    return requireUrl(text, given);
  } catch (error) {
    return (error as { facts: { why: string } }).facts.why;
  }
};

describe("without plain HTTP", () => {
  it.each([
    ["https://cases.example/hook?x=1", "https://cases.example/hook?x=1"],
    ["https://cases.example:8443/", "https://cases.example:8443/"],
    ["https://CASES.example:443", "https://cases.example/"],
    ["http://cases.example/", "not-https"],
    ["http://127.0.0.1/", "not-https"],
    ["file:///etc/passwd", "not-https"],
    ["gopher://cases.example/", "not-https"],
    ["https://user:secret@cases.example/", "credentials"],
    ["https://cases.example/#x", "fragment"],
    ["https://cases.example:6379/", "port"],
    ["https://cases.example:80/", "port"],
    ["cases.example", "no-address"],
    ["https://", "no-address"],
    [`https://cases.example/${"x".repeat(1_000)}`, "no-address"],
  ])("%s: %s", (text, expected) => expect(why(text)).toBe(expected));
});

describe("with plain HTTP to this machine", () => {
  const plain = { ports: [443, 8080], plainLoopback: true };
  it.each([
    ["http://127.0.0.1:8080/hook", "http://127.0.0.1:8080/hook"],
    ["http://[::1]:8080/", "http://[::1]:8080/"],
    ["http://127.0.0.1/", "port"],
    // A name may lead elsewhere tomorrow.
    ["http://localhost:8080/", "not-https"],
    ["http://10.0.0.1:8080/", "not-https"],
    ["http://127.0.0.1.example:8080/", "not-https"],
  ])("%s: %s", (text, expected) => expect(why(text, plain)).toBe(expected));
});

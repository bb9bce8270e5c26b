/** What a hostile or broken receiver may do to a delivery, on real connections: each ends, in time, and says why. */
import { execFileSync } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { addressGuard } from "../../../infra/webhooks/address-guard.ts";
import { webhookDoor } from "../../../infra/webhooks/webhook-door.ts";
import type { Resolve } from "../../../services/webhooks/webhook-door.ts";
import { namesOf } from "../../fakes/names.ts";
import { type Behaviour, answers, receiver } from "../../fixtures/webhook-receiver.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function opened(behaviour?: Behaviour, identity?: ReturnType<typeof certified>) {
  const one = await receiver(behaviour, identity);
  closing.push(one.close);
  return one;
}

interface Given {
  readonly limitMs?: number;
  readonly loopback?: boolean;
  readonly resolve?: Resolve;
  readonly rootsPem?: string;
}

const post = (
  url: string,
  { limitMs = 15_000, loopback = true, resolve, rootsPem }: Given = {},
) => {
  const door = webhookDoor({
    urlRule: { ports: [443, Number(new URL(url).port)], plainLoopback: true },
    isAllowed: addressGuard({ networks: [], loopback }),
    resolve: resolve ?? namesOf({}).resolve,
    ...{ rootsPem: rootsPem ?? null, limitMs },
  });
  return door.post(url, { "webhook-id": "msg_1" }, '{"a":"现场"}', new AbortController().signal);
};

test("sends the body and the headers, and answers the status and when to come again", async () => {
  const one = await opened(answers(429, { "retry-after": "120" }));
  expect(await post(one.url)).toEqual({ status: 429, retryAfterMs: 120_000 });
  const [message] = await one.until(1);
  expect(message?.body).toBe('{"a":"现场"}');
  expect(message?.headers).toMatchObject({ "webhook-id": "msg_1", host: `127.0.0.1:${one.port}` });
});

test("follows no redirect", async () => {
  const inner = await opened();
  const one = await opened(answers(302, { location: inner.url }));
  expect(await post(one.url)).toMatchObject({ status: 302 });
  expect(inner.received).toEqual([]);
});

test("waits no longer than its limit: for headers, for a body that drips, for a name", async () => {
  const hangs = await opened(() => undefined);
  expect(await post(hangs.url, { limitMs: 100 })).toEqual({ fault: "too-slow" });
  const drips = await opened((response) => {
    const timer = setInterval(() => response.write("."), 10);
    response.on("close", () => clearInterval(timer));
  });
  expect(await post(drips.url, { limitMs: 200 })).toEqual({ fault: "too-slow" });
  const forever: Resolve = () => new Promise(() => undefined);
  const named = { limitMs: 100, resolve: forever };
  expect(await post("https://slow.example:443/", named)).toEqual({ fault: "too-slow" });
});

test("reads no endless answer to its end, and takes a broken one for none", async () => {
  const endless = await opened((response) => {
    const more = (): void => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  });
  expect(await post(endless.url)).toEqual({ fault: "too-long" });
  const cuts = await opened((response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setImmediate(() => response.destroy());
  });
  expect(await post(cuts.url)).toEqual({ fault: "cut" });
  const silent = await opened((response) => response.destroy());
  expect(await post(silent.url)).toEqual({ fault: "cut" });
});

test("makes no connection to an address that is not allowed, however it is written", async () => {
  const one = await opened();
  const at = (host: string) => `https://${host}:${one.port}/`;
  for (const host of [
    "127.1",
    "2130706433",
    "0x7f000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
  ]) {
    expect([host, await post(at(host), { loopback: false })]).toEqual([
      host,
      { fault: "address-refused" },
    ]);
  }
  const { resolve } = namesOf({ "two.example": [["93.184.216.34", "10.0.0.1"]] });
  const given = { loopback: false, resolve };
  expect(await post(at("two.example"), given)).toEqual({ fault: "address-refused" });
  expect(await post(at("none.example"), given)).toEqual({ fault: "no-such-name" });
  expect(one.received).toEqual([]);
});

test("a name that changes after it was judged changes nothing: it is resolved once, and connected to as judged", async () => {
  let connections = 0;
  const inner = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => inner.listen(0, "127.0.0.2", resolve));
  closing.push(() => new Promise<void>((resolve) => inner.close(() => resolve())));
  const { port } = inner.address() as AddressInfo;
  // Judged as 127.0.0.1, where nothing listens on that port; the second answer would lead to the inner server.
  const names = namesOf({ "turns.example": [["127.0.0.1"], ["127.0.0.2"]] });
  const outcome = await post(`https://turns.example:${port}/`, { resolve: names.resolve });
  expect(outcome).toEqual({ fault: "no-connection" });
  expect([connections, names.asked.get("turns.example")]).toEqual([0, 1]);
});

/** Of hook.example, which nobody but its own certificate vouches for. */
function certified(): { readonly key: string; readonly cert: string } {
  const made = execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
      ...[
        "-subj",
        "/CN=hook.example",
        "-addext",
        "subjectAltName=DNS:hook.example",
        "-keyout",
        "-",
      ],
    ],
    { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" },
  );
  return { key: made, cert: made };
}

test("over TLS the server proves the name, under the operator's roots or Node's, or is sent nothing", async () => {
  const identity = certified();
  const one = await opened(answers(204), identity);
  const names = namesOf({ "hook.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]] });
  const { resolve } = names;
  const at = (host: string) => `https://${host}:${one.port}/`;
  const rootsPem = identity.cert.slice(identity.cert.indexOf("-----BEGIN CERTIFICATE"));
  expect(await post(at("hook.example"), { resolve })).toEqual({ fault: "no-trust" });
  expect(await post(at("other.example"), { resolve, rootsPem })).toEqual({ fault: "no-trust" });
  expect(one.received).toEqual([]);
  expect(await post(at("hook.example"), { resolve, rootsPem })).toMatchObject({ status: 204 });
  expect(one.received).toHaveLength(1);
});

test("sends nothing in clear, but on this machine where the operator says so", async () => {
  const one = await opened();
  const { resolve } = namesOf({ "plain.example": [["127.0.0.1"]] });
  // It speaks no TLS at all.
  expect(await post(`https://plain.example:${one.port}/`, { resolve })).toEqual({
    fault: "no-trust",
  });
  expect(await post(`http://plain.example:${one.port}/`, { resolve })).toEqual({
    fault: "address-refused",
  });
  expect(one.received).toEqual([]);
});

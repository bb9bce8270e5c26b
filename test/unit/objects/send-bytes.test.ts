/** Whoever leaves in the middle of an answer is no fault; bytes that break are one, and cut the answer. */
import { once } from "node:events";
import { type ClientRequest, type Server, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { sendBytes } from "../../../services/objects/send-bytes.ts";

let server: Server | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
});

/** Answers one request with `bytes`, once `before` has ended; what became of it, and the request. */
async function answered(bytes: Readable, before: (asked: ClientRequest) => Promise<void>) {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  // Also where a test awaits it later.
  promise.catch(() => undefined);
  let hasAsked = (): void => undefined;
  const isAsked = new Promise<void>((done) => (hasAsked = done));
  server = createServer((_request, response) => {
    hasAsked();
    before(asked)
      .then(() => sendBytes(bytes, response))
      .then(resolve, reject);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const asked = request({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  asked.on("error", () => undefined).end();
  await isAsked;
  return { outcome: promise, asked };
}

const atOnce = (): Promise<void> => Promise.resolve();
/** More than any buffer on the way holds. */
function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536);
}

test("bytes arrive whole", async () => {
  const { outcome, asked } = await answered(Readable.from(["one ", "two"]), atOnce);
  const [response] = (await once(asked, "response")) as [Readable];
  expect((await response.toArray()).join("")).toBe("one two");
  await outcome;
});

test("who leaves in the middle is no fault, and nothing is read for them any more", async () => {
  const bytes = Readable.from(endless());
  const { outcome, asked } = await answered(bytes, atOnce);
  const [response] = (await once(asked, "response")) as [Readable];
  await once(response, "data");
  asked.destroy();
  await outcome;
  expect(bytes.destroyed).toBe(true);
});

test("who left before the first byte is no fault either", async () => {
  const bytes = Readable.from(endless());
  const { outcome } = await answered(bytes, async (asked) => {
    asked.destroy();
    while ((await openConnections()) > 0) await new Promise((resolve) => setImmediate(resolve));
  });
  await outcome;
  expect(bytes.destroyed).toBe(true);
});

const openConnections = (): Promise<number> =>
  new Promise((resolve, reject) =>
    server?.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  );

test.each([
  [new Error("the disk is gone"), "the disk is gone"],
  [undefined, "Premature close"],
])("bytes that break with %s are a fault, and the answer is cut", async (cause, said) => {
  const bytes = new Readable({
    read() {
      if (bytes.readableLength > 0 || this.readableDidRead) this.destroy(cause);
      else this.push(Buffer.from("one "));
    },
  });
  const { outcome, asked } = await answered(bytes, atOnce);
  const cut = once(asked, "response").then(([response]) => (response as Readable).toArray());
  await Promise.all([
    expect(outcome).rejects.toThrow(said),
    expect(cut).rejects.toMatchObject({ code: "ECONNRESET" }),
  ]);
});

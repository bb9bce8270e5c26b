/** A checksum that comes behind the body (tus checksum-trailer): nothing counts before it came and agreed. */
import { createHash, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { RawConnection, send } from "../../fixtures/raw-http.ts";
import {
  OCTETS,
  codeOf,
  contentOf,
  head,
  opened,
  serveEachTest,
  server,
} from "../../fixtures/tus-exchange.ts";

serveEachTest();

const SIZE_BYTES = 9_000;

const sum = (algorithm: string, bytes: Uint8Array): string =>
  `${algorithm} ${createHash(algorithm).update(bytes).digest("base64")}`;

interface Sent {
  readonly status: number;
  readonly code: unknown;
}

/** A PATCH at 0 with what `trailers` says behind its body. */
async function patch(
  url: string,
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
  trailers: Readonly<Record<string, string>>,
): Promise<Sent> {
  const said = { ...server.auth, ...OCTETS, "Upload-Offset": "0", ...headers };
  const answer = await send("PATCH", url, said, bytes, trailers);
  return { status: answer.status, code: answer.body === "" ? null : codeOf(answer) };
}

const ANNOUNCED = { "Transfer-Encoding": "chunked", Trailer: "upload-checksum" };
const offsetOf = async (url: string) => (await head(url)).headers["upload-offset"];

it.each(["sha1", "sha256"])("takes a body whose %s follows it and agrees", async (algorithm) => {
  const bytes = randomBytes(SIZE_BYTES);
  const url = await opened(SIZE_BYTES);
  const sent = await patch(url, bytes, ANNOUNCED, { "Upload-Checksum": sum(algorithm, bytes) });
  expect(sent).toEqual({ status: 204, code: null });
  expect((await contentOf(url)).equals(bytes)).toBe(true);
});

it("discards a body whose trailer has another digest, and takes the right one after it", async () => {
  const bytes = randomBytes(SIZE_BYTES);
  const url = await opened(SIZE_BYTES);
  const trailers = { "Upload-Checksum": sum("sha256", bytes) };
  const wrong = Buffer.from(bytes);
  wrong[SIZE_BYTES - 1]! ^= 1;
  const refused = await patch(url, wrong, ANNOUNCED, trailers);
  expect(refused).toEqual({ status: 460, code: "ingest/checksum-mismatch" });
  expect(await offsetOf(url)).toBe("0");
  expect((await patch(url, bytes, ANNOUNCED, trailers)).status).toBe(204);
  expect((await contentOf(url)).equals(bytes)).toBe(true);
});

it.each([
  ["never comes", {}, 400, "ingest/bad-header"],
  ["is of no known algorithm", { "Upload-Checksum": "md5 YQ==" }, 400, "ingest/checksum-unknown"],
  ["is no digest", { "Upload-Checksum": "sha256 YQ==" }, 400, "ingest/bad-header"],
])("discards a body whose announced trailer %s", async (_what, trailers, status, code) => {
  const url = await opened(SIZE_BYTES);
  const sent = await patch(url, randomBytes(SIZE_BYTES), ANNOUNCED, {
    "X-Other": "1",
    ...trailers,
  });
  expect(sent).toEqual({ status, code });
  expect(await offsetOf(url)).toBe("0");
});

it("believes a trailer that nobody announced as little as none: the body counts", async () => {
  const url = await opened(SIZE_BYTES);
  const unannounced = { "Transfer-Encoding": "chunked", Trailer: "X-Other" };
  const trailers = { "Upload-Checksum": sum("sha1", Buffer.from("other")) };
  const sent = await patch(url, randomBytes(SIZE_BYTES), unannounced, trailers);
  expect(sent.status).toBe(204);
});

it("refuses a checksum that is announced for the head and for behind the body, and takes no byte", async () => {
  const url = await opened(SIZE_BYTES);
  const headers = { ...ANNOUNCED, "Upload-Checksum": sum("sha1", Buffer.from("a")) };
  const sent = await patch(url, randomBytes(SIZE_BYTES), headers, {});
  expect(sent).toEqual({ status: 400, code: "ingest/bad-header" });
  expect(await offsetOf(url)).toBe("0");
});

it("refuses a trailer behind a body of known length, which can have none", async () => {
  const url = await opened(SIZE_BYTES);
  const connection = await RawConnection.open(Number(new URL(url).port));
  const said = { ...server.auth, ...OCTETS, "Upload-Offset": "0", Trailer: "Upload-Checksum" };
  await connection.head(`PATCH ${new URL(url).pathname}`, { ...said, "Content-Length": 3 });
  await connection.write("abc");
  expect(await connection.status()).toBe(400);
  connection.socket.destroy();
  expect(await offsetOf(url)).toBe("0");
});

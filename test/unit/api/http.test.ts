/** What the API does with requests that are not as they should be, and what every answer carries. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Problem } from "../../../services/review/api-schema.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Sends `text` as it is; answers the first line and the rest. */
function raw(text: string): Promise<string> {
  const port = Number(new URL(house.url).port);
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    socket.write(text);
  });
}
const statusOf = async (text: string): Promise<number> =>
  Number(/^HTTP\/1\.1 (\d{3})/.exec(await raw(text))?.[1]);
const CLOSE = "Host: holdfast.test\r\nConnection: close\r\n\r\n";

const post = (body: string, headers: Record<string, string> = {}) =>
  house.fetch("/api/v1/cases", "admin", { method: "POST", body, headers });

describe("a request", () => {
  test("for another host's address is misdirected", async () => {
    expect(await statusOf(`GET http://evil.example/healthz HTTP/1.1\r\n${CLOSE}`)).toBe(421);
    expect(await statusOf(`GET http://holdfast.test/healthz HTTP/1.1\r\n${CLOSE}`)).toBe(200);
  });

  test("with TRACE is 405, with an unknown method 400", async () => {
    expect(await statusOf(`TRACE / HTTP/1.1\r\n${CLOSE}`)).toBe(405);
    expect(await statusOf(`FROB / HTTP/1.1\r\n${CLOSE}`)).toBe(400);
  });

  test("with thousands of header fields is 431", async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `a${at}: b`).join("\r\n");
    expect(await statusOf(`GET /healthz HTTP/1.1\r\n${many}\r\n${CLOSE}`)).toBe(431);
    const some = Array.from({ length: 150 }, (_, at) => `a${at}: b`).join("\r\n");
    expect(await statusOf(`GET /healthz HTTP/1.1\r\n${some}\r\n${CLOSE}`)).toBe(431);
  });

  test("of /uploads that is refused before its router says which tus is spoken all the same", async () => {
    const some = Array.from({ length: 150 }, (_, at) => `a${at}: b`).join("\r\n");
    const refused = [
      `TRACE /uploads/x HTTP/1.1\r\n${CLOSE}`,
      `TRACE http://holdfast.test/uploads HTTP/1.1\r\n${CLOSE}`,
      `PATCH /uploads/x HTTP/1.1\r\n${some}\r\n${CLOSE}`,
      `PATCH http://evil.example/uploads HTTP/1.1\r\n${CLOSE}`,
    ];
    for (const text of refused) expect(await raw(text)).toMatch(/\r\nTus-Resumable: 1\.0\.0\r\n/);
    expect(await raw(`TRACE / HTTP/1.1\r\n${CLOSE}`)).not.toMatch(/Tus-Resumable/);
  });

  test("in HTTP/0.9, or with a head beyond 16 KiB, is refused", async () => {
    expect(await statusOf("GET /healthz\r\n\r\n")).toBe(400);
    const metadata = `filename ${"YWFh".repeat(6_000)}`;
    const head = `POST /uploads HTTP/1.1\r\nHost: x\r\nUpload-Metadata: ${metadata}\r\n\r\n`;
    expect(await statusOf(head)).toBe(431);
  });

  test("with two lengths, or a length and chunks, is refused and the connection closed", async () => {
    const head = "POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n";
    expect(await statusOf(`${head}Content-Length: 3\r\n\r\n{}`)).toBe(400);
    expect(await statusOf(`${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toBe(400);
  });

  test("with a method that its address does not serve says which ones it does", async () => {
    const answer = await house.fetch("/api/v1/cases", "admin", { method: "PUT" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });

  test("that tries to override its method stays what it is", async () => {
    const answer = await house.fetch(`/api/v1/users`, "admin", {
      headers: { "x-http-method-override": "DELETE" },
    });
    expect(answer.status).toBe(200);
  });

  test("with an address that cannot be decoded is 400 or 404, never a fault of ours", async () => {
    for (const path of ["/api/v1/items/%", "/api/v1/items/%ff", "/%c0%af", "/api/v1//items"]) {
      const answer = await house.fetch(path);
      expect([400, 404]).toContain(answer.status);
      Problem.parse(await answer.json());
    }
  });
});

describe("a body", () => {
  test("must say that it is JSON, unencoded", async () => {
    expect((await post("{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("{}", { "content-encoding": "gzip" })).status).toBe(415);
    const cased = { "content-type": "Application/JSON; charset=UTF-8" };
    expect((await post('{"number":"json 1","title":"t"}', cased)).status).toBe(201);
  });

  test.each([
    ["10,000 deep", "[".repeat(10_000)],
    ["deep within", `{"number":"1","title":${"[".repeat(40)}${"]".repeat(40)}}`],
    ["a prototype's name", '{"number":"1","title":"t","__proto__":{}}'],
    ["a constructor's name", '{"number":"1","title":"t","constructor":{"prototype":{}}}'],
    ["a name twice, once escaped", '{"number":"1","\\u006eumber":"2","title":"t"}'],
    ["a name twice", '{"number":"1","number":"2","title":"t"}'],
    ["broken", "{"],
    ["empty", ""],
    ["an unknown member", '{"number":"1","title":"t","label":"public"}'],
    ["a wrong type", '{"number":1,"title":"t"}'],
    ["an array", "[]"],
    ["a text that the database cannot keep", '{"number":"1\\u00002","title":"t"}'],
  ])("that is %s is 400", async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test("over 256 KiB is 413, whether it says so or not", async () => {
    const large = JSON.stringify({ number: "1", title: "x".repeat(300_000) });
    expect((await post(large)).status).toBe(413);
  });

  test("whose sender goes in the middle of it is no fault of ours", async () => {
    const faults = () => house.logged.filter((line) => line.includes("a fault of ours")).length;
    const before = faults();
    const socket = connect(Number(new URL(house.url).port), "127.0.0.1");
    const head = "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    socket.end(`${head}Content-Length: 100\r\n\r\n{"name":`);
    const cut = /"route":"[^"]*session","status":\d+,[^}]*"cut":true/;
    await vi.waitFor(() => expect(house.logged.join()).toMatch(cut));
    await house.fetch("/healthz");
    expect(faults()).toBe(before);
  });

  test("is not repeated in the refusal, nor are the names in it", async () => {
    const answer = await post('{"number":"1","title":"t","geheim-name":"geheim-wert"}');
    const text = await answer.text();
    expect(text).not.toContain("geheim");
    expect(JSON.parse(text)).toMatchObject({ facts: { where: "unknown members" } });
  });
});

describe("a query", () => {
  test.each([
    "cursor=x",
    "cursor=cDEgLTE",
    "cursor=%27%20OR%201=1--",
    "limit=0",
    "limit=1000000",
    "limit=1e2x",
    "stage=sealed%27",
    "deviceId=1",
    "caseId=%00",
    "sort=name",
    "stage=sealed&stage=received",
  ])("%s is 400", async (query) => {
    const answer = await house.fetch(`/api/v1/items?${query}`);
    expect([query, answer.status]).toEqual([query, 400]);
    Problem.parse(await answer.json());
  });

  test("takes a cursor of its own list and of no other", async () => {
    const items = await house.fetch("/api/v1/items?limit=1");
    const { nextCursor } = (await items.json()) as { nextCursor: string };
    expect((await house.fetch(`/api/v1/items?limit=1&cursor=${nextCursor}`)).status).toBe(200);
    expect((await house.fetch(`/api/v1/users?cursor=${nextCursor}`)).status).toBe(400);
  });
});

describe("a search", () => {
  const numbers = async (search: string): Promise<[number, string[]]> => {
    const answer = await house.fetch(`/api/v1/cases?search=${encodeURIComponent(search)}`);
    const { entries = [] } = (await answer.json()) as { entries?: { number: string }[] };
    return [answer.status, entries.map(({ number }) => number)];
  };

  test("finds by a part of the name or by id, and takes every text as text", async () => {
    expect(await numbers("26-1")).toEqual([200, ["2026-17"]]);
    expect(await numbers(house.file.id)).toEqual([200, ["2026-17"]]);
    for (const text of ["' OR 1=1 --", "(a+)+$", "%", "_", ".*", "\\", "😀", "a".repeat(100)]) {
      expect([text, ...(await numbers(text))]).toEqual([text, 200, []]);
    }
  });

  test("out of its bounds is 400", async () => {
    for (const text of ["", "   ", "a".repeat(101), "a\0b"]) {
      expect([text, ...(await numbers(text))]).toEqual([text, 400, []]);
    }
  });

  test("exists only where it is described", async () => {
    expect((await house.fetch("/api/v1/items?search=a")).status).toBe(400);
    expect((await house.fetch("/api/v1/packages?search=a")).status).toBe(400);
  });
});

describe("every answer", () => {
  test("forbids framing, sniffing, and anything from outside", async () => {
    for (const path of ["/healthz", "/api/v1/items", "/nothing", "/docs/"]) {
      const { headers } = await house.fetch(path);
      const csp = headers.get("content-security-policy") ?? "";
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).toContain(path === "/docs/" ? "default-src 'self'" : "default-src 'none'");
      expect(csp).not.toMatch(/https?:|\*|unsafe-eval/);
      expect(csp).not.toMatch(/script-src[^;]*unsafe-inline/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("server")).toBeNull();
    }
  });

  test("to a fault of ours says so and nothing of it; the log says where, not what", async () => {
    const get = house.reviews.cases.bind(house.reviews);
    house.reviews.cases = () => Promise.reject(new Error("secret-in-a-message"));
    const answer = await house.fetch("/api/v1/cases");
    house.reviews.cases = get;
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(Problem.parse(JSON.parse(text))).toMatchObject({ code: "internal" });
    expect(text + house.logged.join()).not.toContain("secret-in-a-message");
    expect(text).not.toMatch(/\bat .*\.ts/);
    expect(house.logged.filter((line) => line.includes("a fault of ours"))).toHaveLength(1);
  });

  test("never redirects to another origin", async () => {
    for (const path of ["//evil.example", "/docs?next=//evil.example", "/%5cevil.example"]) {
      const answer = await house.fetch(path);
      expect(answer.headers.get("location") ?? "/").toMatch(/^\/(?!\/|\\)/);
    }
  });
});

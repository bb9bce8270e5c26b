/** Every "no" of the Axis door in the words of its protocol: 400 is for ever, so it is said of nothing that may pass. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asSwift } from "../../../services/axis/swift-refusal.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { type UtcInstant, plusMs } from "../../../services/kernel/clock.ts";
import { statusOf } from "../../../services/api/problem.ts";
import { refusalCodes } from "../../architecture/documented-names.ts";
import { type AxisServer, startAxisServer } from "../../fixtures/axis-server.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { send } from "../../fixtures/raw-http.ts";

let axis: AxisServer;
let now: UtcInstant;
async function start(limits: Parameters<typeof startAxisServer>[0] = {}): Promise<void> {
  now = NOON;
  axis = await startAxisServer({ clock: () => now, ...limits });
}
beforeEach(() => start());
afterEach(async () => {
  expect(axis.faults).toEqual([]);
  await axis.close();
});
const film = Buffer.from("film ".repeat(600));
const put = (path: string, headers: Record<string, string> = {}, bytes: Uint8Array = film) =>
  axis.ask("PUT", path, headers, bytes);

describe("401", () => {
  it.each([
    ["no token", {}],
    ["another's kind of token", { "X-Auth-Token": "hfu_x" }],
    ["two tokens", { "X-Auth-Token": "a, b" }],
  ])("with %s, on every method, and nothing is made", async (_what, headers) => {
    for (const method of ["PUT", "POST", "GET", "HEAD"]) {
      const url = `${axis.root}/v1/${axis.first.id}/c`;
      expect((await send(method, url, { "Content-Length": "0", ...headers })).status).toBe(401);
    }
    expect(await axis.axis.container(axis.first.id, "c")).toBeNull();
  });

  it("where user and key are not of one device, or the device is retired", async () => {
    expect((await axis.signIn(axis.other.id)).status).toBe(401);
    expect((await axis.signIn("", "")).status).toBe(401);
    expect((await axis.signIn(axis.first.id.toUpperCase())).status).toBe(200);
    axis.retire(now);
    expect((await axis.signIn()).status).toBe(401);
    expect((await put("/c/o")).status).toBe(401);
  });

  it("never lets one device into another's account", async () => {
    const headers = { "X-Auth-Token": axis.first.secret, "Content-Length": "0" };
    for (const account of [axis.other.id, "AUTH_x", ""]) {
      expect((await send("PUT", `${axis.root}/v1/${account}/c`, headers)).status).toBe(403);
    }
    await axis.ask("PUT", "/c");
    const theirs = { "X-Auth-Token": axis.other.secret };
    const url = `${axis.root}/v1/${axis.other.id}/c`;
    expect((await send("HEAD", url, theirs)).status).toBe(404);
  });
});

describe("400 and 404", () => {
  it.each([
    ["%", "a name that cannot be decoded"],
    ["%ff", "a name that is no UTF-8"],
    ["a%00b", "a NUL"],
    ["a%0Ab", "a line break"],
    ["x".repeat(201), "a name that is too long"],
  ])("of a container %s", async (name) => {
    expect((await axis.ask("PUT", `/${name}`)).status).toBe(400);
    expect((await put(`/${name}/o`)).status).toBe(400);
  });

  it("takes odd names as names", async () => {
    for (const name of [
      "...",
      "a%2F..%2Fetc",
      "a%20b",
      "%F0%9F%98%80",
      "__proto__",
      "constructor",
    ]) {
      expect([name, (await axis.ask("PUT", `/${name}`)).status]).toEqual([name, 201]);
      expect([name, (await put(`/${name}/d/e%2Ff`)).status]).toEqual([name, 201]);
    }
    expect(axis.items().every(({ announced }) => announced.filename === "d/e/f")).toBe(true);
  });

  it("of metadata that is too much or has odd names; odd values are kept", async () => {
    await axis.ask("PUT", "/c");
    const post = (headers: Record<string, string>) => axis.ask("POST", "/c", headers);
    expect((await post({ "X-Container-Meta-": "x" })).status).toBe(400);
    expect((await post({ "X-Container-Meta-A.b": "x" })).status).toBe(400);
    expect(
      (await post({ "X-Container-Meta-A": "%E4%zz", "X-Container-Meta-B": "%00" })).status,
    ).toBe(204);
    const kept = { a: "%E4%zz", b: "\uFFFD" };
    expect(await axis.axis.container(axis.first.id, "c")).toEqual(kept);
    expect((await axis.ask("HEAD", "/c")).headers["x-container-meta-a"]).toBe("%25E4%25zz");
    for (let at = 0; at < 4; at++) {
      const status = (await post({ [`X-Container-Meta-Big${at}`]: "x".repeat(7_000) })).status;
      expect(status).toBe(at < 3 ? 204 : 400);
    }
    // More than an upload can be announced with does not stand in the way of the clip.
    const many = Object.fromEntries(
      Array.from({ length: 80 }, (_, at) => [`X-Object-Meta-N${at}`, "v"]),
    );
    const meta = { ...many, "X-Object-Meta-Sha256": "0", "X-Object-Meta-Constructor": "x" };
    expect((await put("/c/o", meta)).status).toBe(201);
    const [{ announced } = { announced: null }] = axis.items();
    expect(announced).toMatchObject({ sha256: null, filename: "o", recording: "c" });
  });

  it("where there is no container, or no such object", async () => {
    expect((await put("/none/o")).status).toBe(404);
    expect((await axis.ask("POST", "/none")).status).toBe(404);
    expect((await axis.ask("HEAD", "/none/o")).status).toBe(404);
    expect((await axis.ask("POST", "/none/o")).status).toBe(404);
    expect((await axis.ask("GET", "/System/Categories.json")).status).toBe(404);
  });

  it("of a marker that can be no name; one that can is looked up, whatever it is", async () => {
    await axis.ask("PUT", "/c");
    await put("/c/o");
    for (const odd of ["%00", "a%0Ab", "x".repeat(501)]) {
      const answer = await axis.ask("GET", `/c?marker=${odd}`);
      expect([answer.status, answer.body.includes("axis/bad-request")]).toEqual([400, true]);
    }
    for (const [marker, listed] of [
      ["n", "o\n"],
      ["%25", "o\n"],
      ["o", ""],
    ]) {
      expect((await axis.ask("GET", `/c?marker=${marker}`)).body).toBe(listed);
    }
  });

  it("of an ETag that is none, before a byte is taken", async () => {
    await axis.ask("PUT", "/c");
    expect((await put("/c/o", { ETag: "abc" })).status).toBe(400);
  });

  it("gives out no byte of evidence, deletes nothing, copies nothing", async () => {
    await axis.ask("PUT", "/c");
    await put("/c/o");
    const read = await axis.ask("GET", "/c/o");
    expect([read.status, read.body.includes("film film")]).toEqual([403, false]);
    for (const method of ["DELETE", "PATCH", "OPTIONS"]) {
      expect((await axis.ask(method, "/c/o")).status).toBe(405);
      expect((await axis.ask(method, "/c")).status).toBe(405);
    }
    expect(axis.items()).toHaveLength(1);
  });
});

describe("503 and 507", () => {
  it.each([
    ["the database", () => axis.stores.uploads.faults.at("create", 1, "fail"), 503],
    ["a commit", () => axis.stores.uploads.faults.at("commit", 1, "fail"), 503],
    [
      "a full store",
      () =>
        axis.stores.uploads.faults.at(
          "commit",
          1,
          "fail",
          new Refusal("unavailable", "ingest/storage-full", "full"),
        ),
      507,
    ],
  ])("where %s fails, and the same object goes through afterwards", async (_what, fail, status) => {
    await axis.ask("PUT", "/c");
    fail();
    const refused = await put("/c/o");
    expect(refused.status).toBe(status);
    expect(axis.items()).toHaveLength(0);
    expect((await put("/c/o")).status).toBe(201);
    expect(axis.items()).toHaveLength(1);
  });

  it("507 for an object above the limit: an operator may raise it", async () => {
    await axis.close();
    await start({ limits: { maxUploadBytes: 2_999 } });
    await axis.ask("PUT", "/c");
    expect((await put("/c/o")).status).toBe(507);
    const url = `${axis.root}/v1/${axis.first.id}/c/o`;
    const chunked = { "X-Auth-Token": axis.first.secret, "Transfer-Encoding": "chunked" };
    expect((await send("PUT", url, chunked, film)).status).toBe(507);
    expect(axis.items()).toHaveLength(0);
  });

  it("a day of 503, then back: each object is stored once, and no unfinished upload is left", async () => {
    await axis.ask("PUT", "/c");
    for (let hour = 0; hour < 24; hour += 1) {
      // Every hour breaks elsewhere: before the upload, before or after it is noted, in each of its runs.
      const { faults } = hour % 4 < 2 ? axis.stores.uploads : axis.axis;
      const [method, nth, kind] = (
        [
          ["create", 1, "fail"],
          ["commit", 1 + (Math.floor(hour / 4) % 3), "fail"],
          ["begin", 1, "fail"],
          ["begin", 1, "fail-but-persist"],
        ] as const
      )[hour % 4]!;
      faults.at(method, nth, kind);
      expect((await put("/c/o")).status).toBe(503);
      now = plusMs(now, 3_600_000);
    }
    expect(axis.items()).toHaveLength(0);
    expect((await put("/c/o")).status).toBe(201);
    expect(axis.items()).toHaveLength(1);
    expect(await axis.deps.uploads.expired(plusMs(now, 4e11), 99)).toEqual([]);
  });

  it("never says 400 of what the core refuses: the sender would not come again", () => {
    for (const code of refusalCodes().filter((name) =>
      /^(ingest|objects|postgres|access)\//.test(name),
    )) {
      for (const kind of ["invalid", "conflict", "missing", "unavailable", "tampered"] as const) {
        const told = asSwift(new Refusal(kind, code as `${string}/${string}`, "x"));
        expect([401, 503, 507], code).toContain(statusOf(told as Refusal));
      }
    }
  });
});

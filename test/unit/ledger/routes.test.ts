/** The ledger over HTTP: what a stranger can fetch is enough to check the log, and hostile paths reach nothing. */
import express from "express";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sha256 } from "../../../services/kernel/digest.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { agencyOf, openCheckpoint } from "../../../services/ledger/checkpoint.ts";
import { verifyConsistency } from "../../../services/ledger/merkle.ts";
import { parseVerifierKey } from "../../../services/ledger/note.ts";
import { listRevocations } from "../../../services/keys/list-revocations.ts";
import { currentLog } from "../../../services/ledger/current-log.ts";
import { ledgerRoutes } from "../../../services/ledger/routes.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { decodeBundle } from "../../../services/ledger/tile.ts";
import { verifyProof } from "../../../services/ledger/tlog-proof.ts";
import { MemoryKeyStore } from "../../fakes/key-store.ts";
import { LOG, enterAll, ledgerInMemory, numbered } from "../../fixtures/ledger.ts";

const all = ledgerInMemory();
const keys = new MemoryKeyStore();
const heads: { size: number; root: Sha256 }[] = [];
let server: Server;
let base: string;

beforeAll(async () => {
  const sequencer = new Sequencer(all.deps);
  for (const [from, count] of [
    [0, 3],
    [3, 260],
  ] as const) {
    await enterAll(sequencer, numbered(count, from));
    const { size, rootSha256 } = (await all.ledger.head(LOG))!;
    heads.push({ size, root: rootSha256 });
  }
  const app = express();
  app.use(
    ledgerRoutes({
      ...all.deps,
      currentOrigin: () => currentLog(all.deps),
      verifierKey: (origin) => all.signer.verifierKey(origin),
      revocations: (nodes) =>
        listRevocations({ keys, ledger: all.ledger, agency: agencyOf(LOG), nodes }),
    }),
  );
  const refused: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) next(error);
    else response.status(400).json({ code: error instanceof Refusal ? error.code : "internal" });
  };
  app.use(refused);
  server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ledger`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (path: string) => fetch(`${base}${path}`);
const text = async (path: string) => (await get(path)).text();
const code = async (path: string) => ((await (await get(path)).json()) as { code: string }).code;

describe("the ledger's routes", () => {
  it("serve a key, a checkpoint under it, and proofs that lead to it", async () => {
    const verifier = parseVerifierKey((await text("/key")).trimEnd())!;
    const checkpoint = openCheckpoint(await text("/checkpoint"), verifier);
    expect(checkpoint).toMatchObject({ origin: LOG, size: 263 });
    const leaf = "leaf 2\n";
    const byLeaf = await text(`/proofs/inclusion?leaf=${encodeURIComponent(leaf)}`);
    expect(verifyProof(byLeaf, leaf, verifier)).toMatchObject({
      index: 2,
      checkpoint: { size: 3 },
    });
    const byPlace = await text("/proofs/inclusion?index=2&size=263");
    expect(verifyProof(byPlace, leaf, verifier)).toMatchObject({ checkpoint: { size: 263 } });
    const { path } = (await (await get("/proofs/consistency?from=3&to=263")).json()) as {
      path: Sha256[];
    };
    expect(verifyConsistency(heads[0]!, heads.at(-1)!, path)).toBe(true);
  });

  it("serve tiles and entries byte for byte, to be kept for ever; the checkpoint not", async () => {
    const response = await get("/tile/entries/001.p/7");
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    const bundle = Buffer.from(await response.arrayBuffer());
    expect(decodeBundle(bundle, 7)).toEqual(numbered(7, 256));
    expect((await get("/tile/0/000")).headers.get("content-length")).toBe("8192");
    expect((await get("/checkpoint")).headers.get("cache-control")).toBe("no-cache");
  });

  it.each([
    ["/tile/0/000.p/9", "ledger/no-such-tile"],
    ["/tile/0/..%2f..%2f000", "ledger/no-such-tile"],
    ["/tile/0/000?origin=../../evidence", "ledger/no-such-head"],
    ["/tile/0/000?origin=haikou/2027", "ledger/no-such-tile"],
    ["/checkpoint?origin=haikou/2027", "ledger/no-such-head"],
    ["/checkpoint?origin=a&origin=b", "ledger/bad-query"],
    ["/proofs/inclusion?leaf=unknown", "ledger/no-such-entry"],
    ["/proofs/inclusion?index=3&size=3", "ledger/beyond-head"],
    ["/proofs/inclusion?index=0&size=2", "ledger/no-such-head"],
    ["/proofs/inclusion?index=0&size=0", "ledger/no-such-head"],
    ["/proofs/inclusion?index=-1&size=3", "ledger/bad-query"],
    ["/proofs/inclusion", "ledger/bad-query"],
    ["/proofs/consistency?from=5&to=3", "ledger/beyond-head"],
    ["/proofs/consistency?from=1&to=264", "ledger/beyond-head"],
    ["/proofs/consistency?from=1e3&to=NaN", "ledger/bad-query"],
  ])("refuse %s as %s", async (path, expected) => {
    expect(await code(path)).toBe(expected);
  });

  it("mean the newest log that has begun where none is named, whatever the clock says", async () => {
    const origins = async () => {
      const key = parseVerifierKey((await text("/key")).trimEnd())!;
      return [key.name, openCheckpoint(await text("/checkpoint"), key).origin];
    };
    // The year is new and nothing was entered; the clock went back.
    for (const year of ["2027", "2025"]) {
      all.setClock(`${year}-01-01T00:00:00.000Z`);
      expect(await origins()).toEqual([LOG, LOG]);
    }
    // It ran ahead, the next log began, and it was set right.
    all.setClock("2027-01-01T00:00:00.000Z");
    await new Sequencer(all.deps).enter("of the next year\n");
    all.setClock("2026-11-24T12:00:00.000Z");
    expect(await origins()).toEqual(["haikou/2027", "haikou/2027"]);
    expect(await code("/tile/0/000")).toBe("ledger/no-such-tile");
    expect((await get(`/tile/0/000?origin=${LOG}`)).status).toBe(200);
  });
});

/**
 * Attacks with the agency's own keys, a row of README's table "What is not proven" each: what sees them, and what
 * nothing sees. A row that a check begins to see must fail here, and then be told otherwise there.
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSigner } from "../../infra/keys/certificate-authority.ts";
import { freshNonce, timestampRequest } from "../../infra/keys/timestamp-client.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type DeviceId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { openCheckpoint } from "../../services/ledger/checkpoint.ts";
import { compareCheckpoints } from "../../services/ledger/compare-checkpoints.ts";
import { proveConsistency } from "../../services/ledger/merkle.ts";
import { parseVerifierKey } from "../../services/ledger/note.ts";
import { Sequencer } from "../../services/ledger/sequencer.ts";
import { TileTree } from "../../services/ledger/tile-tree.ts";
import { parseProof } from "../../services/ledger/tlog-proof.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { encodeAddCheckpoint } from "../../services/ledger/add-checkpoint.ts";
import { Witness } from "../../services/ledger/witness.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { MemoryWitnessMemory } from "../fakes/witness-memory.ts";
import { LOG, ledgerInMemory } from "../fixtures/ledger.ts";
import { rebagged } from "../fixtures/package-cases.ts";
import { renewAt, yearsAfter } from "../fixtures/renewals.ts";
import { type World, filesOf, makeWorld, packageOf } from "../fixtures/small-package.ts";
import { ownAuthority, stamp } from "../fixtures/timestamps.ts";
import { remainingAttacks } from "../fixtures/what-remains.ts";
import { AT, cosignerCalled } from "../fixtures/witnessed-log.ts";
import { signDetached } from "../unit/keys/authority.ts";

const DEVICE = newId<DeviceId>();
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

type Files = Map<string, Buffer>;
async function packed(...ids: ItemId[]): Promise<Files> {
  const { id } = await world.prepare(...ids);
  return filesOf(world.deps, await world.deps.packages.contents(id));
}
const report = (files: Files, more: object = {}) =>
  verifyPackage(world.deps, new MemoryPackage(files), { ...world.pins, ...more });
async function levels(files: Files, more: object = {}): Promise<string> {
  return (await report(files, more)).levels.map(({ verdict }) => verdict[0]).join("");
}
const seal = (name: string) => world.sealedItem(Buffer.from(name), { deviceId: DEVICE });
const noteOf = (files: Files, id: ItemId): string =>
  parseProof(files.get(`proofs/${id}/manifest.tlog-proof`)!.toString())!.note;
const headIn = (note: string) => openCheckpoint(note, parseVerifierKey(world.pins.ledgerKeys)!);

/** The operator begins the log anew, under its own key, and makes the signer forget. Answers the tiles of the new one. */
function historyBegunAnew() {
  const { deps } = world;
  const { ledger, objects } = ledgerInMemory();
  deps.checkpoints.signed.length = 0;
  const { clock, checkpoints: signer } = deps;
  Object.assign(deps, {
    heads: ledger,
    ledger: new Sequencer({ ledger, objects, signer, clock, agency: "haikou" }),
  });
  return objects;
}

describe("who holds the signing key", () => {
  it("signs another manifest, and no entry of the ledger is over it", async () => {
    const id = await seal("what happened");
    const files = await packed(id);
    const path = `metadata/${id}/manifest.json`;
    const manifest = files
      .get(path)!
      .toString()
      .replace(/"nonce":"(.)/, (_, first) => `"nonce":"${first === "f" ? "0" : "f"}`);
    const forged = Buffer.from(manifest);
    files.set(path, forged).set(`${path}.p7s`, Buffer.from(await world.deps.signer.sign(forged)));
    rebagged(files);
    const { findings } = await report(files);
    const of = (check: string) =>
      findings.filter((each) => each.check === check && each.verdict === "FAILED");
    expect(of("manifest-signature")).toEqual([]);
    expect(of("ledger")).toHaveLength(1);
  });

  it("has new recordings entered in the name of a device: nothing sees it", async () => {
    expect(await levels(await packed(await seal("made up")))).toMatch(/^PPP/);
    expect(remainingAttacks().get("who holds the signing key")).toMatch(/new recordings/);
  });
});

describe("who holds signing key and ledger key", () => {
  it("tells a history anew: where nobody outside holds anything, every check passes", async () => {
    const before = await packed(await seal("what happened"), await seal("after it"));
    expect(await levels(before)).toBe("PPPIIPI");
    historyBegunAnew();
    const told = await packed(await world.sealedItem(Buffer.from("what is told")));
    expect(await levels(told)).toBe("PPPIIII");
    expect(remainingAttacks().get("who holds signing key and ledger key")).toMatch(/passes/);
  });

  it("is contradicted by one receipt in other hands", async () => {
    const [first] = [await seal("what happened"), await seal("after it")];
    const old = headIn(noteOf(await packed(first), first));
    const fresh = historyBegunAnew();
    const id = await world.sealedItem(Buffer.from("what is told"));
    const told = headIn(noteOf(await packed(id), id));
    const nodes = (size: number) => new TileTree(fresh, LOG, size).nodes;
    expect(await compareCheckpoints(old, told, { proof: null, nodes })).toMatchObject({
      ...{ is: "fork", size: 1 },
    });
  });

  it("gets no cosignature of a witness, and none is left on the new story", async () => {
    const witness = cosignerCalled("court.a");
    const own = parseVerifierKey(world.pins.ledgerKeys)!;
    const court = new Witness({
      ...{
        logs: [own],
        memory: new MemoryWitnessMemory(),
        cosign: witness.cosign,
        clock: () => AT,
      },
    });
    await seal("what happened");
    const { note } = (await world.deps.heads.head(LOG))!;
    const said = await court.addCheckpoint(encodeAddCheckpoint({ oldSize: 0, proof: [], note }));
    expect(said.is).toBe("cosigned");
    const fresh = historyBegunAnew();
    const ids = [
      await world.sealedItem(Buffer.from("told")),
      await world.sealedItem(Buffer.from("more")),
    ];
    const head = (await world.deps.heads.head(LOG))!;
    const { nodes } = new TileTree(fresh, LOG, head.size);
    const proof = await proveConsistency(1, head.size, nodes);
    const asked = encodeAddCheckpoint({ oldSize: 1, proof, note: head.note });
    expect((await court.addCheckpoint(asked)).is).toBe("not-consistent");
    const policy = `witness court ${witness.vkey}\ngroup outside 1 court\nquorum outside\n`;
    expect(await levels(await packed(...ids), { witnessPolicy: policy })).toMatch(/^PPPIF/);
  });

  it("cannot have the new story stamped before it was told", async () => {
    const start = new Date("2026-11-24T12:00:00Z");
    const authority = await ownAuthority(start);
    const stamped = async (note: string) => {
      const response = await authority.answer(timestampRequest(Buffer.from(note), freshNonce()));
      return { response, says: await judge(note, response) };
    };
    const judge = (note: string, response: Uint8Array) =>
      world.deps.timestamps.verify(Buffer.from(note), response, authority.rootCertificatePem, []);
    await seal("what happened");
    const old = await stamped((await world.deps.heads.head(LOG))!.note);
    expect(old.says).toMatchObject({ valid: true, genTime: "2026-11-24T12:00:00.000Z" });
    historyBegunAnew();
    await world.sealedItem(Buffer.from("told later"));
    const { note } = (await world.deps.heads.head(LOG))!;
    expect(await judge(note, old.response)).toMatchObject({ reason: "timestamps/other-bytes" });
    authority.setClock(new Date("2026-11-27T12:00:00Z"));
    expect((await stamped(note)).says).toMatchObject({ genTime: "2026-11-27T12:00:00.000Z" });
    // Nor does the authority go back, for whoever can set its clock.
    authority.setClock(start);
    expect((await stamped(note)).says).toMatchObject({ reason: "timestamps/refused" });
    await authority.remove();
  });
});

describe("a thief of the signing key", () => {
  it("signs nothing of a time after the certificate ended; of an earlier one only the ledger is in the way", async () => {
    const bytes = Buffer.from("a statement of the thief");
    const credential = await readSigner(world.deps.folder);
    const judge = async (claimed: string) =>
      world.deps.signatures.verify(
        bytes,
        signDetached(bytes, credential, new Date(claimed)),
        world.pins.rootCertificatePem,
      );
    expect(await judge("2031-11-24T12:00:00Z")).toMatchObject({
      reason: "keys/certificate-not-valid-then",
    });
    // Claimed in 2031: nothing in the signature tells.
    expect(await judge("2026-11-25T12:00:00Z")).toMatchObject({ valid: true });
    expect(remainingAttacks().get("a thief of the signing key")).toMatch(/no entries/);
  });
});

describe("a thief of an old authority's key", () => {
  it("stamps as of old, and no stamp counts after its certificates but one that was renewed before", async () => {
    const start = utcInstant(new Date());
    const at = (years: number) => yearsAfter(start, years);
    const dated = await makeWorld(start);
    const [old, late] = await Promise.all([ownAuthority(), ownAuthority(new Date(at(12)))]);
    const id = await dated.sealedItem(Buffer.from("what happened"));
    await stamp(dated, `haikou/${start.slice(0, 4)}`, { old });
    const said = async (years: number): Promise<string[]> => {
      const roots = `${old.rootCertificatePem}${late.rootCertificatePem}`;
      const judges = { ...dated.deps, clock: () => at(years) };
      const pins = { ...dated.pins, timestampRoots: roots };
      const files = new MemoryPackage(await packageOf(dated, id));
      return (await verifyPackage(judges, files, pins)).findings
        .filter(({ check }) => check === "timestamp")
        .map(({ verdict, reason }) => `${verdict} ${reason}`);
    };
    expect(await said(5)).toEqual(["PASSED packages/stamped"]);
    // The thief's would look the same: a stamp of then, by the key of then.
    expect(await said(11)).toEqual(["INDETERMINATE packages/stamp-over"]);
    await renewAt(dated, at(12), { late });
    expect(await said(13)).toEqual(["INDETERMINATE packages/stamp-over"]);
    expect(remainingAttacks().get("a thief of an old authority's key")).toMatch(/for ever/);
    await Promise.all([dated.close(), old.remove(), late.remove()]);
  });
});

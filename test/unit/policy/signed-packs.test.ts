/** The house's signature over what counts: made once whenever the round is cut off, taken away with its proof, and checked by openssl alone. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import { policyExport, policyShow } from "../../../services/command/policy-verbs.ts";
import { leafText } from "../../../services/ledger/leaf.ts";
import { parseVerifierKey } from "../../../services/ledger/note.ts";
import { Sequencer } from "../../../services/ledger/sequencer.ts";
import { verifyProof } from "../../../services/ledger/tlog-proof.ts";
import { approvePack, proposePack } from "../../../services/policy/decide-pack.ts";
import { signApplied } from "../../../services/policy/sign-applied.ts";
import { policyRoutes } from "../../../services/review/policy-routes.ts";
import { appliedRound } from "../../../workers/custody/case-document-round.ts";
import type { MemoryPolicyStore } from "../../fakes/policy-store.ts";
import { STRANGERS } from "../../fakes/people-store.ts";
import { memoryPolicy, packBytes, shippedBytes, shippedPack } from "../../fixtures/packs.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";
import { type Authority, makeAuthority, openManifestSigner } from "../keys/authority.ts";

const TEXT = shippedBytes("cn-hainan-2019").toString();
const WHY = "as counsel asked";
const { english, hear } = twoTerminals();
let authority: Authority;
let folder: string;
let house: House;
let policies: MemoryPolicyStore;

beforeAll(async () => {
  authority = await makeAuthority();
  folder = mkdtempSync(join(tmpdir(), "signed-packs-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await authority.remove();
});
beforeEach(async () => {
  house = await openHouse((shared) => {
    const memory = memoryPolicy(shared.actions);
    ({ policies } = memory);
    return policyRoutes({ ...shared, ...memory });
  });
  return () => house.close();
});

async function apply(text = TEXT) {
  const deps = { policies, clock: house.clock, people: STRANGERS };
  const { id, sha256: digest } = await proposePack(deps, house.userIds.records, text, WHY);
  await approvePack(deps, house.userIds.legal, { id, sha256: digest, why: WHY });
  return { id, sha256: digest };
}

it("is made once, and the first counts, wherever the round was cut off", async () => {
  const { id } = await apply();
  const signer = await openManifestSigner(authority.folder, house.clock);
  const lost = async (): Promise<never> => Promise.reject(new Error("cut"));
  const cuts = [
    { policies, signer: { sign: lost } },
    { policies: { unsigned: () => policies.unsigned(9, 0), signOnce: lost }, signer },
    {
      // It stands, and nobody heard.
      policies: {
        unsigned: () => policies.unsigned(9, 0),
        signOnce: async (...said: Parameters<typeof policies.signOnce>) => {
          await policies.signOnce(...said);
          return lost();
        },
      },
      signer,
    },
  ];
  for (const cut of cuts) {
    const [told] = await signApplied(cut, 0);
    expect(told).toMatchObject({ policyId: id, error: { message: "cut" } });
  }
  const { signature } = (await policies.find(id))!;
  expect(signature).not.toBeNull();
  expect(await signApplied({ policies, signer }, 0)).toEqual([]);
  await policies.signOnce(id, Buffer.from("another"));
  expect((await policies.find(id))!.signature).toBe(signature);
});

it("is made though many older texts cannot be signed, and those are tried again", async () => {
  const oregon = shippedPack("us-oregon-133-741");
  for (let version = 1; version <= 20; version += 1) {
    await apply(packBytes(oregon, { version }).toString());
  }
  let isWell = false;
  const signed: string[] = [];
  const signer = {
    sign: async (bytes: Uint8Array) => {
      const { version } = JSON.parse(Buffer.from(bytes).toString()) as { version: number };
      if (!isWell && version < 20) throw new Error("no");
      signed.push(String(version));
      return Buffer.from("cms");
    },
  };
  const quiet = { info: () => undefined, warn: () => undefined };
  const round = appliedRound({ policies, signer }, quiet);
  for (let at = 0; at < 3; at += 1) await round();
  expect(signed).toEqual(["20"]);
  isWell = true;
  for (let at = 0; at < 3; at += 1) await round();
  expect(await policies.unsigned(99, 0)).toEqual([]);
});

it("goes out with the text and its place in the ledger, and openssl alone checks it", async () => {
  const { sha256: digest } = await apply();
  const api = apiClient(house.url, house.tokens.officer);
  const short = digest.slice(0, 12);
  const early = join(folder, "early");
  const [code, said] = await hear(() => policyExport(api, english, short, early));
  expect([code, said]).toEqual([EXIT.negative, expect.stringContaining("not signed")]);
  expect((await hear(() => policyShow(api, english, undefined)))[1]).toContain(
    "waits for the house",
  );

  const signer = await openManifestSigner(authority.folder, house.clock);
  await signApplied({ policies, signer }, 0);
  const applied = house.actions.all.find(({ kind }) => kind === "policy-applied")!;
  const leaf = leafText({
    ...{ type: "policy", packSha256: digest, act: "applied", actionSha256: applied.sha256 },
  });
  const sequencer = new Sequencer({ ...house, agency: "haikou" });
  const { origin } = await sequencer.enter(leaf);
  const out = join(folder, "out");
  const [whole, told] = await hear(() => policyExport(api, english, short, out));
  expect(whole).toBe(EXIT.ok);
  const file = /(cn-hainan-2019-v\d+[.]json)[.]p7s/.exec(told)![1]!;
  expect(readFileSync(join(out, file), "utf8")).toBe(TEXT);
  writeFileSync(join(out, "root.pem"), signer.rootCertificatePem);

  // The very line that the command prints.
  const line = told.split("\n").find((each) => each.includes("openssl cms -verify"))!;
  const [program, ...args] = line.trim().split(" ");
  const check = () => execFileSync(program!, args, { cwd: out, stdio: "pipe" });
  check();
  writeFileSync(join(out, file), `${TEXT} `);
  expect(check).toThrow(/verif|digest/i);
  const proof = readFileSync(join(out, file.replace(/json$/, "tlog-proof")), "utf8");
  expect(readFileSync(join(out, file.replace(/json$/, "leaf")), "utf8")).toBe(leaf);
  const verifier = parseVerifierKey(house.verifierKey(origin))!;
  expect(verifyProof(proof, leaf, verifier).checkpoint.size).toBeGreaterThan(0);
  expect((await hear(() => policyShow(api, english, undefined)))[1]).toContain(
    "signed by the house",
  );
});

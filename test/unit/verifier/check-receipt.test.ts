/** A receipt checked offline, as `holdfast receipt verify` does: under pinned keys only, against the file at hand. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { parseVerifierKey, verifierKey } from "../../../services/ledger/note.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { type FileAtHand, checkReceipt } from "../../../services/verifier/check-receipt.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

const BYTES = Buffer.from("现场录像");
const FILE = { sha256: sha256(BYTES), sizeBytes: BYTES.byteLength };
const OTHER_KEY = "other.example/2026+00000000+AQID";

let authority: Authority;
let house: SealingHouse;
let text: string;
beforeAll(async () => {
  authority = await makeAuthority();
  house = await SealingHouse.open(authority);
  const { id } = await house.verified(BYTES);
  await sealOriginal(house.process(), id);
  const { statement, signature, proof } = (await house.seals.receipt(id))!;
  const base64 = Buffer.from(signature).toString("base64");
  text = JSON.stringify({ type: "holdfast/receipt/v1", statement, signature: base64, proof });
});
afterAll(() => authority.remove());

interface Given {
  readonly root?: string | null;
  readonly keys?: string | null;
  readonly file?: FileAtHand | null;
}

const judge = (
  receipt: string = text,
  {
    root = authority.rootPem,
    keys = `${OTHER_KEY}\n${house.ledgerKey}\n`,
    file = null,
  }: Given = {},
) =>
  checkReceipt(
    { signatures: cmsVerifier },
    Buffer.from(receipt),
    { rootCertificatePem: root, ledgerKeys: keys },
    file,
  );
const reasons = async (judged: ReturnType<typeof judge>) =>
  (await judged).findings.map(({ verdict, reason }) => `${verdict} ${reason}`);

describe("a receipt", () => {
  it("passes under pinned keys and says what it states", async () => {
    const report = await judge();
    expect(report).toMatchObject({ verdict: "PASSED", statement: { serverSha256: FILE.sha256 } });
    expect(report.findings).toHaveLength(1);
  });

  it("passes under the key that the agency's log of another year had, for it is one key", async () => {
    const { name, key } = parseVerifierKey(house.ledgerKey)!;
    const ofLastYear = verifierKey(name.replace(/\d{4}$/, "2019"), key);
    expect((await judge(text, { keys: ofLastYear })).verdict).toBe("PASSED");
    const ofAnotherAgency = verifierKey(`other-${name}`, key);
    expect((await judge(text, { keys: ofAnotherAgency })).verdict).toBe("FAILED");
  });

  it("is held against the file at hand", async () => {
    expect(await reasons(judge(text, { file: FILE }))).toEqual([
      "PASSED packages/receipt-valid",
      "PASSED packages/receipt-of-this-file",
    ]);
    const longer = { ...FILE, sizeBytes: FILE.sizeBytes + 1 };
    const changed = { ...FILE, sha256: sha256(randomBytes(3)) };
    expect((await judge(text, { file: longer })).verdict).toBe("FAILED");
    expect(await reasons(judge(text, { file: changed }))).toContain(
      "FAILED packages/receipt-of-other-bytes",
    );
  });

  it("proves nothing while a key is missing, and says which", async () => {
    expect(await reasons(judge(text, { root: null }))).toEqual([
      "INDETERMINATE packages/root-needed",
    ]);
    expect(await reasons(judge(text, { keys: null }))).toEqual([
      "INDETERMINATE packages/ledger-key-needed",
    ]);
  });

  it("fails under the key of another ledger, and under another root", async () => {
    expect(await reasons(judge(text, { keys: OTHER_KEY }))).toEqual([
      "FAILED packages/receipt-invalid",
    ]);
    const other = await makeAuthority();
    try {
      expect((await judge(text, { root: other.rootPem })).verdict).toBe("FAILED");
    } finally {
      await other.remove();
    }
  });

  it("fails when any of its fields was changed", async () => {
    const receipt = JSON.parse(text) as Record<string, string>;
    for (const [name, value] of Object.entries(receipt)) {
      for (const at of [0, Math.floor(value.length / 2), value.length - 1]) {
        const other = value[at] === "1" ? "2" : "1";
        const changed = { ...receipt, [name]: value.slice(0, at) + other + value.slice(at + 1) };
        const { verdict, statement } = await judge(JSON.stringify(changed));
        expect({ name, at, verdict, statement }).toEqual({
          name,
          at,
          verdict: "FAILED",
          statement: null,
        });
      }
    }
  });

  it.each([
    "",
    "{}",
    "[]",
    "null",
    "{",
    '{"type":"holdfast/receipt/v1"}',
    "\u0000",
    "PK\u0003\u0004",
  ])("that is none is refused: %j", async (nothing) => {
    expect(await reasons(judge(nothing))).toEqual(["FAILED packages/receipt-unreadable"]);
  });

  it("with a field more, or a field twice, is none", async () => {
    expect((await judge(text.replace("{", '{"x":1,'))).verdict).toBe("FAILED");
    expect((await judge(text.replace("{", '{"proof":"",'))).verdict).toBe("FAILED");
  });
});

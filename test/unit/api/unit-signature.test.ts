/** The handling unit's own signature on a round of legal review, over HTTP: whose counts, what is refused and why, and that it stays. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { encode, oid, sequence, tagged } from "../../../infra/keys/asn1.ts";
import { manifestSigner } from "../../../infra/keys/cms-signer.ts";
import { OID } from "../../../infra/keys/oids.ts";
import { recipientSignatures } from "../../../infra/keys/recipient-signature.ts";
import type { Role } from "../../../services/access/permission.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  reviewExport,
  reviewShow,
  reviewSign,
  reviewText,
} from "../../../services/command/legal-review-verbs.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import type { CaseId } from "../../../services/kernel/ids.ts";
import type { ReviewRoundBody } from "../../../services/review/legal-review-schema.ts";
import {
  type LegalReviewRouteDeps,
  legalReviewRoutes,
} from "../../../services/review/legal-review-routes.ts";
import { MemoryCasefileStore } from "../../fakes/casefile-store.ts";
import { MemoryLegalReviewStore } from "../../fakes/legal-review-store.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { lawOf } from "../../fixtures/law-of.ts";
import { shippedBytes } from "../../fixtures/packs.ts";
import { CHINA } from "../../fixtures/retention.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { SignerHouse } from "../../fixtures/signer.ts";

const UNIT = "海口市综合行政执法局, 一支队";
const DAY = 86_400_000;
let folder: string;
const openssl = (...args: string[]) =>
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });

/** A key and its certificate for two days: of `by`, or of itself. */
function issue(name: string, subject: string, by: string | null, ...key: string[]): void {
  const [keyFile, csr] = [`${name}.key`, `${name}.csr`];
  openssl(
    "req",
    "-utf8",
    "-newkey",
    ...key,
    "-nodes",
    "-keyout",
    keyFile,
    "-subj",
    subject,
    "-out",
    csr,
  );
  const constraint = by === null ? "critical,CA:TRUE" : "CA:FALSE";
  writeFileSync(join(folder, "ext"), `basicConstraints=${constraint}\n`);
  const signer =
    by === null
      ? ["-key", keyFile]
      : ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
  const ends = ["-days", "2", "-extfile", "ext", "-out", `${name}.pem`];
  openssl("x509", "-req", "-in", csr, ...signer, ...ends);
}
function sign(name: string, text: string | Buffer): Buffer {
  writeFileSync(join(folder, "text"), text);
  const by = ["-signer", `${name}.pem`, "-inkey", `${name}.key`, "-outform", "DER", "-out", "p7s"];
  openssl("cms", "-sign", "-binary", "-cades", "-in", "text", ...by);
  return readFileSync(join(folder, "p7s"));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "unit-signature-"));
  const ec = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  issue("root", "/O=CA/CN=Root", null, ...ec);
  issue("stranger", "/O=CA/CN=Root", null, ...ec);
  issue("unit", `/O=${UNIT}/CN=电子签章`, "root", ...ec);
  issue("unit-rsa", `/O=海口市/OU=${UNIT}/CN=电子签章`, "root", "rsa:2048");
  issue("unit-below-stranger", `/O=${UNIT}`, "stranger", ...ec);
  issue("other", `/O=二支队/CN=${UNIT}`, "root", ...ec);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let house: House;
let deps: LegalReviewRouteDeps & { isUnitSignatureRequired: boolean };
let caseId: CaseId;

beforeEach(async () => {
  const started = Date.now();
  house = await openHouse((given) => {
    const shared = given as typeof given &
      Omit<LegalReviewRouteDeps, "casefiles" | "legalReviews" | "calendar"> &
      Pick<House, "items" | "seals" | "cases">;
    const casefiles = new MemoryCasefileStore(shared);
    const legalReviews = new MemoryLegalReviewStore({ ...shared, casefiles });
    const real = recipientSignatures(readFileSync(join(folder, "root.pem"), "utf8"));
    deps = {
      ...{ ...shared, casefiles, legalReviews, calendar: async () => CHINA },
      policies: { inForce: lawOf({ text: shippedBytes("cn-hainan-2019").toString() }) },
      isUnitSignatureRequired: false,
      // openssl signs by the machine's clock, which is noon in the house.
      unitSignatures: {
        judge: (text, signature, at) =>
          real.judge(text, signature, plusMs(at, started - Date.parse(NOON))),
      },
    };
    casefiles.sees = (...asked) => house.secrecy.sees(...asked);
    legalReviews.sees = (...asked) => house.secrecy.sees(...asked);
    return legalReviewRoutes(deps);
  });
  caseId = house.file.id;
  await post(`/cases/${caseId}/items`, { itemId: house.item.id });
  await changeUnit(0, UNIT);
  return () => house.close();
});

const post = (path: string, body: object, as: Role = "admin") =>
  house.fetch(`/api/v1${path}`, as, { method: "POST", body: JSON.stringify(body) });
const changeUnit = async (revision: number, agencyUnit: string | null) =>
  expect(
    (
      await post(`/cases/${caseId}/changes`, {
        revision,
        facts: { agencyUnit },
        reason: "by the register",
      })
    ).status,
  ).toBe(200);
const outcome = async (answer: Promise<Response>): Promise<number | string> => {
  const got = await answer;
  const { code } = (await got.json()) as { code?: string };
  return code === undefined ? got.status : `${got.status} ${code}`;
};
const at = (path = "") => `/cases/${caseId}/legal-review/rounds${path}`;
const submit = () => outcome(post(at(), { statement: "送审" }, "records"));
const round = async (number = 1) =>
  (await (await house.fetch(`/api/v1${at(`/${number}`)}`)).json()) as ReviewRoundBody;
const give = (signature: Buffer, number = 1, as: Role = "records") =>
  outcome(post(at(`/${number}/signature`), { signature: signature.toString("base64") }, as));
const agree = async () => {
  const { sha256: submissionSha256 } = (await round()).submission;
  const said = { submissionSha256, verdict: "agree", text: "同意" };
  return outcome(post(at("/1/opinion"), said, "legal"));
};
const signedActions = () => house.actions.all.filter(({ kind }) => kind === "legal-review-signed");

it("counts by ECDSA and RSA, of the organisation or the unit; the same again is 200, another 409, and it stays", async () => {
  await submit();
  const { text } = (await round()).submitted;
  const [one, other] = [sign("unit", text), sign("unit-rsa", text)];
  expect(await give(one)).toBe(201);
  expect(await give(one)).toBe(200);
  expect(await give(other)).toBe("409 legalreview/signed-already");
  const shown = await round();
  expect(shown.unitCms).toBe(one.toString("base64"));
  expect(shown.unitSignature).toMatchObject({ root: "CN=Root,O=CA", by: house.userIds.records });
  expect(signedActions()).toHaveLength(1);
  expect(await agree()).toBe(201);
  // Its answer was lost, and it is presented again when all is over.
  house.moveClock(5 * DAY);
  expect(await give(one)).toBe(200);
  expect(signedActions()).toHaveLength(1);
});

it("counts by the organisational unit, under RSA", async () => {
  await submit();
  expect(await give(sign("unit-rsa", (await round()).submitted.text))).toBe(201);
});

it("is refused over another text, of another unit, under another root, and by whoever does not submit", async () => {
  await submit();
  const { text } = (await round()).submitted;
  expect(await give(sign("unit", `${text} `))).toBe("400 legalreview/signature-invalid");
  expect(await give(Buffer.from("none"))).toBe("400 legalreview/signature-invalid");
  expect(await give(sign("other", text))).toBe("409 legalreview/another-unit");
  expect(await give(sign("unit-below-stranger", text))).toBe("400 legalreview/unknown-unit-root");
  expect(await give(sign("unit", text), 2)).toBe("404 legalreview/no-such-round");
  expect(await give(sign("unit", text), 1, "legal")).toBe("403 access/not-permitted");
  expect((await round()).unitSignature).toBeNull();
  expect(signedActions()).toEqual([]);
});

it("is refused by a certificate that does not hold on the day it is presented", async () => {
  await submit();
  const signature = sign("unit", (await round()).submitted.text);
  house.moveClock(3 * DAY);
  expect(await give(signature)).toBe("400 legalreview/unknown-unit-root");
  house.moveClock(-4 * DAY);
  expect(await give(signature)).toBe("400 legalreview/unknown-unit-root");
  house.moveClock(DAY);
  expect(await give(signature)).toBe(201);
});

it("comes before the opinion or not at all", async () => {
  await submit();
  const { text } = (await round()).submitted;
  expect(await agree()).toBe(201);
  expect(await give(sign("unit", text))).toBe("409 legalreview/given-already");
});

it("is what an opinion waits for where the house requires it; a case without a unit is not submitted then", async () => {
  deps.isUnitSignatureRequired = true;
  await changeUnit(1, null);
  expect(await submit()).toBe("409 legalreview/no-unit");
  await changeUnit(2, UNIT);
  expect(await submit()).toBe(201);
  expect((await round()).needsUnitSignature).toBe(true);
  expect(await agree()).toBe("409 legalreview/not-signed-by-unit");
  expect(await give(sign("unit", (await round()).submitted.text))).toBe(201);
  expect((await round()).needsUnitSignature).toBe(false);
  expect(await agree()).toBe(201);
});

it("is not awaited of a round that was submitted without a unit before the house required it: nobody could sign that", async () => {
  await changeUnit(1, null);
  expect(await submit()).toBe(201);
  deps.isUnitSignatureRequired = true;
  await changeUnit(2, UNIT);
  expect((await round()).needsUnitSignature).toBe(false);
  expect(await agree()).toBe(201);
});

it("by SM2 is refused as such, in whichever container, and not as if something were wrong with it", async () => {
  await submit();
  const { text } = (await round()).submitted;
  const gm = await SignerHouse.make();
  try {
    const root = await gm.addGm();
    const server = await gm.serve();
    const signer = manifestSigner((await gm.client()).second, root, () => utcInstant(new Date()));
    const signature = Buffer.from(await signer.sign(Buffer.from(text)));
    await server.close();
    expect(await give(signature)).toBe("400 legalreview/sm2-signature");
    const container = encode(sequence(oid(OID.gmSignedData), tagged(0, true, [sequence()])));
    expect(await give(container)).toBe("400 legalreview/sm2-signature");
  } finally {
    await gm.remove();
  }
});

it("cannot be given on a text that names no unit", async () => {
  await changeUnit(1, null);
  await submit();
  expect(await give(sign("unit", (await round()).submitted.text))).toBe("409 legalreview/no-unit");
});

it("answers of a hidden case as of a missing one", async () => {
  await submit();
  const { text } = (await round()).submitted;
  await post(`/items/${house.item.id}/labels`, { kind: "informant", basis: "a document" });
  const signature = sign("unit", text);
  expect(await give(signature, 1, "reviewer")).toBe("404 legalreview/no-such-round");
  expect(await give(signature, 9, "reviewer")).toBe("404 legalreview/no-such-round");
  expect(signedActions()).toEqual([]);
});

it("goes by the command: the text is written, signed outside, entered, shown and taken away", async () => {
  await submit();
  let said = "";
  const out = { write: (text: string) => (said += text).length > 0 };
  const term = terminal({ out, err: out }, { language: "zh-CN", json: false, interactive: false });
  const api = apiClient(house.url, house.tokens.admin);
  const which = [house.file.number, "1"] as const;
  const [text, p7s, taken] = ["written", "p7s", "taken"].map((name) => join(folder, name));
  expect(await reviewText(api, term, which, text!)).toBe(EXIT.ok);
  sign("unit", readFileSync(text!));
  expect(await reviewSign(api, term, which, p7s!)).toBe(EXIT.ok);
  await reviewShow(api, term, house.file.number);
  expect(said).toContain("  承办机构签名：CN=电子签章");
  await reviewExport(api, term, which, taken!);
  const checked = ["-in", "taken/submission.json.unit.p7s", "-content", "taken/submission.json"];
  openssl(
    "cms",
    "-verify",
    "-binary",
    "-inform",
    "DER",
    "-purpose",
    "any",
    "-CAfile",
    "root.pem",
    ...checked,
  );
  await expect(reviewSign(api, term, which, join(folder, "none"))).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
});

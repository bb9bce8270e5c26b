/** The signature of a pack's publisher, made by real openssl: whose counts, what is refused and how it is told, at the door, at the approval and offline. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { manifestSigner } from "../../../infra/keys/cms-signer.ts";
import { createGmAuthority, gmKeySource, readGmRoot } from "../../../infra/keys/gm-authority.ts";
import { publisherSignatures } from "../../../infra/keys/publisher-signature.ts";
import { openSigningKey } from "../../../infra/keys/signing-key.ts";
import type { Role } from "../../../services/access/permission.ts";
import { apiClient } from "../../../services/command/api-client.ts";
import { checkSignature } from "../../../services/command/check-publisher.ts";
import { EXIT } from "../../../services/command/exit-code.ts";
import {
  policyCheck,
  policyExport,
  policyPropose,
  policyShow,
} from "../../../services/command/policy-verbs.ts";
import { plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { PublisherSigning } from "../../../services/policy/publisher.ts";
import type { PackCheckBody, PolicyEntryBody } from "../../../services/review/policy-schema.ts";
import { policyRoutes } from "../../../services/review/policy-routes.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { memoryPolicy, packBytes, shippedBytes, shippedPack } from "../../fixtures/packs.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";
import { twoTerminals } from "../../fixtures/two-terminals.ts";

const DAY = 86_400_000;
const TEXT = shippedBytes("cn-hainan-2019").toString();
const { english, chinese, hear } = twoTerminals();
const why = "the plan of 2026";
let folder: string;
const openssl = (...args: string[]) =>
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
const pem = (name: string): string => readFileSync(join(folder, `${name}.pem`), "utf8");

/** A key and its certificate for two days: of `by`, or of itself. */
function issue(name: string, subject: string, by: string | null, ...key: string[]): void {
  const ask = ["-keyout", `${name}.key`, "-subj", subject, "-out", `${name}.csr`];
  openssl("req", "-utf8", "-newkey", ...key, "-nodes", ...ask);
  const constraint = by === null ? "critical,CA:TRUE" : "CA:FALSE";
  writeFileSync(join(folder, "ext"), `basicConstraints=${constraint}\n`);
  const signer =
    by === null
      ? ["-key", `${name}.key`]
      : ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
  const ends = ["-days", "2", "-extfile", "ext", "-out", `${name}.pem`];
  openssl("x509", "-req", "-in", `${name}.csr`, ...signer, ...ends);
}

function sign(name: string, text = TEXT, ...more: string[]): Buffer {
  writeFileSync(join(folder, "text"), text);
  const by = ["-signer", `${name}.pem`, "-inkey", `${name}.key`, "-outform", "DER", "-out", "p7s"];
  openssl("cms", "-sign", "-binary", "-in", "text", ...by, ...more);
  return readFileSync(join(folder, "p7s"));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "publisher-"));
  const ec = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  issue("root", "/O=CA/CN=Root", null, ...ec);
  issue("stranger", "/O=CA/CN=Root", null, ...ec);
  issue("publisher", "/O=海南省司法厅/CN=规则发布", "root", ...ec);
  issue("publisher-rsa", "/O=海南省司法厅", "root", "rsa:2048");
  issue("unknown", "/O=海南省司法厅/CN=规则发布", "stranger", ...ec);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let house: House;
let signing: { -readonly [Part in keyof PublisherSigning]: PublisherSigning[Part] };

/** openssl signs by the machine's clock, which is noon in the house. */
function judgedBy(roots: string, laterMs = 0): PublisherSigning["publisherSignatures"] {
  const [real, aside] = [publisherSignatures(roots), Date.now() + laterMs - Date.parse(NOON)];
  return { judge: (text, signature, at) => real.judge(text, signature, plusMs(at, aside)) };
}
beforeEach(async () => {
  signing = { publisherSignatures: judgedBy(pem("root")), isPublisherSignatureRequired: false };
  house = await openHouse((shared) =>
    policyRoutes(
      Object.assign(signing, { ...shared, ...memoryPolicy(shared.actions), ...signing }),
    ),
  );
  return () => house.close();
});

async function post<Body>(path: string, body: object, as: Role = "records") {
  const answer = await house.fetch(`/api/v1/policy${path}`, as, {
    method: "POST",
    body: JSON.stringify(body),
  });
  const told = (await answer.json()) as Body & { code?: string; facts?: { why?: string } };
  return { status: answer.status, ...told };
}
const propose = (signature: Uint8Array | null, text = TEXT) =>
  post<PolicyEntryBody>("/packs", {
    ...{ text, why },
    ...(signature !== null && { signature: Buffer.from(signature).toString("base64") }),
  });
const approve = ({ id, sha256: digest }: Pick<PolicyEntryBody, "id" | "sha256">) =>
  post<PolicyEntryBody>(`/packs/${id}/approval`, { sha256: digest, why }, "legal");

it("stands with the proposal and with the act, by ECDSA and by RSA, and the pack still takes two people", async () => {
  const signature = sign("publisher");
  const proposed = await propose(signature);
  expect(proposed.status).toBe(201);
  expect(proposed.publisher).toMatchObject({
    ...{ signer: "CN=规则发布,O=海南省司法厅", root: "CN=Root,O=CA", sha256: sha256(signature) },
    validUntil: expect.stringMatching(/Z$/) as string,
  });
  const [told] = house.actions.all.filter(({ kind }) => kind === "policy-proposed");
  expect(told?.after).toMatchObject({ signatureSha256: sha256(signature) });
  expect(
    (await post<object>(`/packs/${proposed.id}/approval`, { sha256: sha256(TEXT), why })).code,
  ).toBe("access/same-person");
  expect((await approve(proposed)).status).toBe(200);
  const oregon = packBytes(shippedPack("us-oregon-133-741")).toString();
  expect((await propose(sign("publisher-rsa", oregon), oregon)).status).toBe(201);
});

it("is refused over another text, when it is none, under another root, by an old certificate, and by SM2: each in its words", async () => {
  const refused = async (signature: Uint8Array, text = TEXT) => {
    const { status, code, facts } = await propose(signature, text);
    return `${status} ${code} ${facts?.why ?? ""}`.trim();
  };
  expect(await refused(sign("publisher", `${TEXT} `))).toBe(
    "400 policy/signature-invalid keys/content-differs",
  );
  expect(await refused(Buffer.from("none"))).toBe(
    "400 policy/signature-invalid keys/malformed-signature",
  );
  // The text inside the signature is not the text beside it.
  const oregon = packBytes(shippedPack("us-oregon-133-741")).toString();
  expect(await refused(sign("publisher", oregon, "-nodetach"), oregon)).toBe(
    "400 policy/signature-invalid keys/malformed-signature",
  );
  const broken = sign("publisher");
  broken[broken.length - 1]! ^= 1;
  expect(await refused(broken)).toBe("400 policy/signature-invalid keys/signature-differs");
  expect(await refused(sign("unknown"))).toBe("400 policy/unknown-publisher");
  const sound = sign("publisher");
  house.moveClock(3 * DAY);
  expect(await refused(sound)).toBe("400 policy/unknown-publisher");
  house.moveClock(-3 * DAY);

  const keys = join(folder, "gm");
  const clock = () => utcInstant(new Date());
  await createGmAuthority(keys, "haikou", new Date());
  const key = await openSigningKey(gmKeySource(keys), clock);
  const sm2 = manifestSigner(key, (await readGmRoot(keys)) ?? "", clock);
  expect(await refused(await sm2.sign(Buffer.from(TEXT)))).toBe("400 policy/sm2-signature");
  expect(house.actions.all.filter(({ kind }) => kind === "policy-proposed")).toEqual([]);
  expect((await propose(sound)).status).toBe(201);
});

it("must still hold when the pack is approved", async () => {
  const proposed = await propose(sign("publisher"));
  Object.assign(signing, { publisherSignatures: judgedBy(pem("stranger")) });
  expect((await approve(proposed)).code).toBe("policy/unknown-publisher");
  Object.assign(signing, { publisherSignatures: judgedBy(pem("root"), 3 * DAY) });
  expect((await approve(proposed)).code).toBe("policy/unknown-publisher");
  Object.assign(signing, { publisherSignatures: judgedBy(pem("root")) });
  expect((await approve(proposed)).status).toBe(200);
});

it("is needed where the house requires it: by a new proposal, and by one that waited; a check only tells", async () => {
  const waited = await propose(null);
  expect([waited.status, waited.publisher]).toEqual([201, null]);
  signing.isPublisherSignatureRequired = true;
  expect((await approve(waited)).code).toBe("policy/not-signed");
  const other = packBytes(shippedPack("us-oregon-133-741")).toString();
  expect((await propose(null, other)).code).toBe("policy/not-signed");
  expect((await propose(sign("publisher", other), other)).status).toBe(201);
  const check = await post<PackCheckBody>("/checks", { text: TEXT }, "officer");
  expect([check.status, check.publisher]).toEqual([200, null]);
  const signature = sign("publisher").toString("base64");
  const told = await post<PackCheckBody>("/checks", { text: TEXT, signature }, "officer");
  expect(told.publisher?.signer).toBe("CN=规则发布,O=海南省司法厅");
});

it("goes by the command: proposed, shown to whoever approves, taken away, and checked by the line that is printed", async () => {
  const file = join(folder, "pack.json");
  writeFileSync(file, TEXT);
  sign("publisher");
  const signature = join(folder, "p7s");
  const as = (role: Role) => apiClient(house.url, house.tokens[role]);
  const [, said] = await hear(() =>
    policyPropose(folder, as("records"), english, { file, why, signature }),
  );
  expect(said).toContain("signed by CN=规则发布,O=海南省司法厅");
  const [, list] = await hear(() => policyShow(as("legal"), english, undefined));
  expect(list).toMatch(/signed by CN=规则发布.*certificate valid until 20/);
  const out = join(folder, "taken");
  const short = sha256(TEXT).slice(0, 8);
  const [, told] = await hear(() => policyExport(as("legal"), english, short, out));
  const line = told.split("\n").find((each) => each.includes(".publisher.p7s"))!;
  writeFileSync(join(out, "PUBLISHER-ROOT.pem"), pem("root"));
  const [program, ...args] = line.trim().split(" ");
  execFileSync(program!, args, { cwd: out, stdio: "pipe" });
  await expect(
    policyPropose(folder, as("records"), english, { file, why, signature: join(folder, "no") }),
  ).rejects.toMatchObject({ exitCode: EXIT.usage });
});

it("is checked without a running system, under roots that were compared", async () => {
  const file = join(folder, "pack.json");
  writeFileSync(file, TEXT);
  sign("publisher");
  const signature = join(folder, "p7s");
  const deps = { publishers: async (roots: string) => publisherSignatures(roots), environment: {} };
  const check = (roots?: string, given = signature, environment = {}) =>
    hear(() =>
      policyCheck(folder, chinese, file, (text) =>
        checkSignature({ ...deps, environment }, text, { signature: given, roots }),
      ),
    );
  const root = join(folder, "root.pem");
  const [code, said] = await check(root);
  expect([code, said]).toEqual([EXIT.ok, expect.stringContaining("发布者签名：CN=规则发布")]);
  const byEnvironment = await check(undefined, signature, { HOLDFAST_POLICY_ROOTS_FILE: root });
  expect(byEnvironment[0]).toBe(EXIT.ok);
  for (const roots of [undefined, join(folder, "stranger.pem")]) {
    const [none, words] = await check(roots);
    expect([none, words]).toEqual([EXIT.negative, expect.stringContaining("不可信")]);
  }
  const [bad, words] = await check(root, file);
  expect([bad, words]).toEqual([EXIT.negative, expect.stringContaining("签名不成立")]);
  await expect(check(join(folder, "no"))).rejects.toMatchObject({ exitCode: EXIT.usage });
});

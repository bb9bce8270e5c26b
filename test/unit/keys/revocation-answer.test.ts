/** An answer about a certificate (OCSP) is believed where its issuer gave it or appointed who did, and says which stamps are good no more. */
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isStale } from "../../../infra/keys/revocation-ask.ts";
import { asAnswer } from "../../../infra/keys/revocation-answer.ts";
import { isListOf } from "../../../infra/keys/stamp-revocation.ts";
import {
  freshNonce,
  openTimestampAuthorities,
  timestampRequest,
} from "../../../infra/keys/timestamp-client.ts";
import { judgeTimestamp } from "../../../infra/keys/timestamp-verifier.ts";
import { plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import {
  type Answering,
  type AnsweringAuthority,
  answerCases,
  answering,
} from "../../fixtures/revocation-answers.ts";
import { tieredAuthority } from "../../fixtures/tiered-authority.ts";

const NOTE = Buffer.from("haikou/2026\n7\n");
const now = () => utcInstant(new Date());
let authority: AnsweringAuthority;
let response: Buffer;
const judge = (...lists: Uint8Array[]) =>
  judgeTimestamp(NOTE, response, authority.rootPem, {}, lists);

beforeAll(async () => {
  authority = await answering(await tieredAuthority());
  response = await authority.answer(timestampRequest(NOTE, freshNonce()));
}, 60_000);
afterAll(() => authority.remove());

it("decides as a list does, by whoever may say so", async () => {
  for (const { name, answers, lists = [], holds, said } of await answerCases(authority)) {
    for (const all of [
      [...lists, ...answers],
      [...answers.toReversed(), ...lists],
    ]) {
      const verdict = judge(...all);
      expect([name, verdict]).toMatchObject([
        name,
        holds
          ? { valid: true, revocation: { list: said } }
          : { valid: false, reason: "timestamps/revoked" },
      ]);
    }
    const isTheirs = (der: Buffer) => said !== "unusable" && !der.includes("unfit");
    expect([name, ...answers.map((der) => isListOf(der, authority.rootPem))]).toEqual([
      name,
      ...answers.map(isTheirs),
    ]);
  }
}, 60_000);

it("is not believed once any byte of it is another, or if it is longer", async () => {
  const sound = await authority.answerTo(null, { status: ["R", new Date(0), "keyCompromise"] });
  expect(judge(sound)).toEqual({ valid: false, reason: "timestamps/revoked" });
  // The certificate that goes along is the issuer's, which is known: it may be missing, not malformed.
  const issuer = new X509Certificate(readCertificate("lower"));
  const end = sound.lastIndexOf(issuer.raw);
  expect([end > 300, asAnswer(sound)?.isOf(issuer)]).toEqual([true, true]);
  for (const [index, byte] of sound.subarray(0, end).entries()) {
    const changed = Buffer.from(sound);
    changed[index] = byte ^ (1 << (index & 7));
    expect([index, asAnswer(changed)?.isOf(issuer) === true]).toEqual([index, false]);
  }
  for (const der of [
    Buffer.concat([sound, Buffer.of(0)]),
    sound.subarray(0, -1),
    Buffer.alloc(99_999, 0x30),
  ])
    expect([asAnswer(der), judge(der)]).toMatchObject([null, { revocation: { list: "unusable" } }]);
});
const readCertificate = (name: string): Buffer =>
  readFileSync(join(authority.folder, `${name}.pem`));

it("is stale once newer information must be there, or before its own time", () => {
  const [producedAt, thisUpdate] = [now(), now()];
  const at = (hours: number) => plusMs(thisUpdate, hours * 3_600_000);
  const until = { producedAt, thisUpdate, nextUpdate: at(72) };
  expect([-1, 0, 71, 73].map((hours) => isStale(until, at(hours)))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  const open = { ...until, nextUpdate: null };
  expect([-1, 0, 23, 25].map((hours) => isStale(open, at(hours)))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

it("is asked for with a number of its own, at the address that is configured and no other", async () => {
  type How = Answering & { replay?: Buffer; type?: string; moved?: true; refuse?: number };
  let how: How & { refuseFrom?: number } = {};
  const requests: Buffer[] = [];
  const serve = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    requests.push(body);
    if (how.moved === true) {
      answer.writeHead(302, { Location: "/else" }).end();
      return;
    }
    // Status 6, "unauthorized": what many say to what is not SHA-1 (RFC 5019 2.2.3).
    const isRefused =
      (how.refuse ?? 0) >= requests.length || (how.refuseFrom ?? Infinity) <= requests.length;
    const der = isRefused
      ? Buffer.from("30030a0106", "hex")
      : (how.replay ?? (await authority.answerTo(body, how)));
    answer.writeHead(200, { "Content-Type": how.type ?? "application/ocsp-response" }).end(der);
  };
  const server = createServer((request, answer) => void serve(request, answer));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const root = join(authority.folder, "roots.pem");
  writeFileSync(root, authority.rootPem);
  const one = { name: "tiers", url, root };
  const [silent, asking] = await openTimestampAuthorities(
    JSON.stringify([
      { ...one, name: "silent" },
      { ...one, ocsp: url },
    ]),
  );
  const ask = (next: typeof how, at = now()) => {
    how = next;
    requests.length = 0;
    return asking!.askRevocation!(response, at);
  };
  try {
    expect(silent!.askRevocation).toBeNull();
    expect(await ask({})).toMatchObject({ status: "good", hasNonce: true });
    expect(requests).toHaveLength(1);
    const sound = await ask({ refuse: 1, by: "appointed" });
    expect([sound.status, requests.length, requests[0]!.equals(requests[1]!)]).toEqual([
      "good",
      2,
      false,
    ]);
    expect(await ask({ status: ["R", new Date(1e12), "superseded"] })).toMatchObject({
      status: { at: "2001-09-09T01:46:40.000Z", reason: 4 },
    });
    expect(await ask({ status: null })).toMatchObject({ status: "unknown" });
    // Whoever refuses SHA-1 has said all the same that it knows no such certificate.
    expect(await ask({ status: null, refuseFrom: 2 })).toMatchObject({ status: "unknown" });
    expect(requests).toHaveLength(2);
    const plain = await authority.answerTo(null, { days: 0 });
    expect(await ask({ replay: plain })).toMatchObject({ hasNonce: false, nextUpdate: null });
    const code = (next: typeof how, at?: ReturnType<typeof now>) =>
      ask(next, at).catch((error: unknown) => (error as { code?: string }).code);
    expect(await code({ replay: Buffer.from(sound.der) })).toBe(
      "timestamps/answer-not-of-authority",
    );
    expect(await code({ by: "unfit" })).toBe("timestamps/answer-not-of-authority");
    expect(await code({ refuse: 2 })).toBe("timestamps/answer-not-of-authority");
    expect(await code({}, plusMs(now(), 9 * 86_400_000))).toBe("timestamps/answer-stale");
    for (const bad of [
      { moved: true },
      { type: "text/html" },
      { replay: Buffer.alloc(70_000) },
    ] as const)
      expect(await code(bad)).toBe("timestamps/answer-unreachable");
  } finally {
    server.close();
  }
}, 60_000);

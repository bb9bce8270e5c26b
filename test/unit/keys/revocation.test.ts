/** A list of revoked certificates is believed where it is the authority's, and says which stamps are good no more. */
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  freshNonce,
  openTimestampAuthorities,
  timestampRequest,
} from "../../../infra/keys/timestamp-client.ts";
import { listOf } from "../../../infra/keys/revocation-list.ts";
import { judgeTimestamp } from "../../../infra/keys/timestamp-verifier.ts";
import { type Line, revocationList } from "../../fixtures/revocation-lists.ts";
import { NOON, type OwnAuthority, ownAuthority } from "../../fixtures/timestamps.ts";

const NOTE = Buffer.from("haikou/2026\n7\n");
const [DAY_MS, YEARS_MS] = [86_400_000, 11 * 366 * 86_400_000];
const later = (ms: number): Date => new Date(NOON.getTime() + ms);
let tsa: OwnAuthority;
let response: Uint8Array;
let certificate: string;
const issuerOf = async (authority: OwnAuthority) => ({
  rootPem: authority.rootCertificatePem,
  keyPem: await readFile(join(authority.folder, "root-key.pem"), "utf8"),
});
const list = async (lines: readonly Line[], made = later(2 * DAY_MS), more = "") =>
  revocationList(await issuerOf(tsa), lines, made, more);
const judge = (...lists: Uint8Array[]) =>
  judgeTimestamp(NOTE, response, tsa.rootCertificatePem, {}, lists);

beforeAll(async () => {
  tsa = await ownAuthority();
  response = await tsa.answer(timestampRequest(NOTE, freshNonce()));
  certificate = await readFile(join(tsa.folder, "tsa.pem"), "utf8");
});
afterAll(() => tsa.remove());

it("clears a stamp whose certificate is not on it, for the day of the list", async () => {
  const other = { certificate: tsa.rootCertificatePem, at: NOON };
  for (const lines of [[], [other]])
    expect(judge(await list(lines))).toMatchObject({
      valid: true,
      revocation: { list: "not-on-it", listOf: "2026-11-27T12:00:00.000Z" },
    });
});

it("does not clear it by a day when the certificate was over and would be left out", async () => {
  expect(judge(await list([], later(YEARS_MS)))).toMatchObject({ revocation: { list: "none" } });
});

it("is judged by all lists there are, in whatever order: one that revokes counts, else the newest that says something", async () => {
  const on = (day: number) => list([], later(day * DAY_MS));
  const over = await Promise.all(
    [0, 1, 2, 3].map((years) => list([], later(YEARS_MS + years * 366 * DAY_MS))),
  );
  const revoked = await list([{ certificate, at: later(DAY_MS), reason: "keyCompromise" }]);
  const [early, late] = await Promise.all([on(1), on(9)]);
  for (const all of [
    [...over, revoked],
    [revoked, ...over],
    [late, revoked, early],
  ])
    expect(judge(...all)).toEqual({ valid: false, reason: "timestamps/revoked" });
  for (const all of [
    [early, ...over, late],
    [late, ...over, early],
  ])
    expect(judge(...all)).toMatchObject({
      revocation: { list: "not-on-it", listOf: "2026-12-04T12:00:00.000Z" },
    });
  expect(judge()).toMatchObject({ revocation: { list: "none" } });
  expect(judge(Buffer.alloc(0), ...over)).toMatchObject({ revocation: { list: "unusable" } });
});

it.each(["superseded", "cessationOfOperation", "affiliationChanged"])(
  "leaves stamps from before good after %s, and none from after",
  async (reason) => {
    const at = later(DAY_MS);
    expect(judge(await list([{ certificate, at, reason }]))).toMatchObject({
      valid: true,
      revocation: { list: "revoked-later", revokedAt: "2026-11-26T12:00:00.000Z" },
    });
    const before = { certificate, at: later(-DAY_MS), reason };
    expect(judge(await list([before]))).toEqual({ valid: false, reason: "timestamps/revoked" });
  },
);

it.each([undefined, "keyCompromise", "CACompromise", "certificateHold"])(
  "leaves no stamp good after %s, whenever that was",
  async (reason) => {
    const line = { certificate, at: later(DAY_MS), ...(reason === undefined ? {} : { reason }) };
    expect(judge(await list([line]))).toEqual({ valid: false, reason: "timestamps/revoked" });
  },
);

it("is not believed if it is another's, changed, longer, or of some certificates only", async () => {
  const line = { certificate, at: later(DAY_MS), reason: "keyCompromise" };
  const sound = await list([line]);
  const stranger = await ownAuthority();
  const strange = await revocationList(await issuerOf(stranger), [line], later(DAY_MS));
  await stranger.remove();
  const partial = "issuingDistributionPoint = critical, @part\n[part]\nonlyuser = TRUE";
  const bad = [strange, Buffer.concat([sound, Buffer.of(0)]), await list([line], NOON, partial)];
  for (const [index, byte] of sound.entries()) {
    const changed = Buffer.from(sound);
    changed[index] = byte ^ (1 << (index & 7));
    bad.push(changed);
  }
  for (const der of [...bad, Buffer.alloc(0), Buffer.alloc(2 << 20, 0x30)]) {
    expect(judge(der)).toMatchObject({ valid: true, revocation: { list: "unusable" } });
    expect(listOf(der, tsa.rootCertificatePem)).toBeNull();
  }
  expect(listOf(sound, tsa.rootCertificatePem)).toMatchObject({
    thisUpdate: "2026-11-27T12:00:00.000Z",
    nextUpdate: "2026-12-04T12:00:00.000Z",
  });
});

it("is read from the file or address that is configured, and from no other", async () => {
  const [good, served] = [await list([], NOON), new Map<string, Buffer | string>()];
  const server = createServer(({ url = "" }, answer) => {
    const body = served.get(url);
    if (typeof body === "string") answer.writeHead(302, { Location: body }).end();
    else answer.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [root, pem] = [join(tsa.folder, "root.pem"), join(tsa.folder, "list.pem")];
  const read = async (crl?: string | readonly string[]) => {
    const one = {
      name: "court",
      url: `${address}/tsa`,
      root,
      ...(crl === undefined ? {} : { crl }),
    };
    const [authority] = await openTimestampAuthorities(JSON.stringify([one]));
    return Promise.all(authority!.revocationLists.map((each) => each()));
  };
  const text = good.toString("base64");
  await writeFile(pem, `-----BEGIN X509 CRL-----\n${text}\n-----END X509 CRL-----\n`);
  served
    .set("/good", good)
    .set("/moved", `${address}/good`)
    .set("/long", Buffer.alloc(3 << 20));
  try {
    expect(await read()).toEqual([]);
    for (const from of [pem, `${address}/good`])
      expect(await read(from)).toMatchObject([{ der: good }]);
    expect(await read([pem, `${address}/good`])).toHaveLength(2);
    for (const from of [`${address}/none`, `${address}/moved`, `${pem}x`])
      await expect(read(from)).rejects.toMatchObject({ code: "timestamps/list-unreachable" });
    for (const from of [root, `${address}/long`])
      await expect(read(from)).rejects.toMatchObject({ code: "timestamps/list-not-of-authority" });
    for (const bad of ["ftp://x/", [], Array.from({ length: 7 }, () => pem)])
      await expect(read(bad)).rejects.toMatchObject({ code: "timestamps/bad-configuration" });
  } finally {
    server.close();
  }
});

/** The machine port of the real API process on PostgreSQL: an administrator enrols a device, switches, revokes and retires it. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { openDeviceIssuer } from "../../infra/keys/device-authority.ts";
import { identityTools } from "../../infra/keys/identity-tools.ts";
import { PostgresCertificateStore } from "../../infra/postgres/certificate-store.ts";
import { exchange } from "../../infra/tus/exchange.ts";
import { type HeldIdentity, tlsOf } from "../../services/access/device-identity.ts";
import { enrolHere, parseInvitation } from "../../services/access/enrol-here.ts";
import { issueCertificates } from "../../services/access/issue-certificates.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import {
  CertificateList,
  EnrolmentCode,
  Revoked,
} from "../../services/review/certificate-schema.ts";
import { type ApiProcess, startApi } from "../fixtures/api-process.ts";

let api: ApiProcess;
const ended = new AbortController();
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  ended.abort();
  await api.close();
});

const New = z.object({ id: z.string(), token: z.string() });

async function as<T extends z.ZodType>(
  schema: T,
  method: string,
  path: string,
  body?: unknown,
  role: keyof ApiProcess["tokens"] = "admin",
): Promise<z.infer<T>> {
  const headers = {
    authorization: `Bearer ${api.tokens[role]}`,
    "content-type": "application/json",
  };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(new URL(`/api/v1${path}`, api.url), init);
  const text = await answer.text();
  return schema.parse(text === "" ? answer.status : JSON.parse(text));
}

/** Custody's round in place of its process. */
async function sign(): Promise<void> {
  const clock = () => utcInstant(new Date());
  const issuer = (await openDeviceIssuer(api.keys, clock, 30))!;
  const certificates = new PostgresCertificateStore(api.connection.db);
  await issueCertificates({ certificates, issuer }, ended.signal);
}

async function enrolled(deviceId: string): Promise<HeldIdentity> {
  const { uri } = await as(
    EnrolmentCode,
    "POST",
    `/devices/${deviceId}/enrolment-codes`,
    undefined,
  );
  const kept = new Map<string, string>();
  const files = {
    read: async (name: string) => kept.get(name) ?? null,
    write: async (name: string, text: string) => void kept.set(name, text),
    remove: async (name: string) => void kept.delete(name),
  };
  const deps = { files, tools: identityTools, ask: exchange, sleep };
  let isDone = false as boolean;
  const signing = (async () => {
    while (!isDone && !ended.signal.aborted) {
      await sleep(100);
      await sign();
    }
  })();
  try {
    return await enrolHere(deps, parseInvitation(uri)!);
  } finally {
    isDone = true;
    await signing;
  }
}

const announce = (held: HeldIdentity, headers = {}) =>
  exchange({ tls: tlsOf(held) }, "POST", new URL("/uploads", held.url), {
    "Upload-Length": "0",
    ...headers,
  });

it("lets a device in by its certificate until an administrator says otherwise, and records who", async () => {
  const dock = { name: "dock 1", kind: "dock" };
  const { id, token } = await as(New, "POST", "/devices", dock);
  const held = await enrolled(id);
  const sent = await announce(held);
  expect(sent?.status).toBe(201);
  const item = sent?.headers.location?.split("/").at(-1);
  const { rows } = await api.connection.pool.query(
    "SELECT certificate_sha256 FROM items WHERE id = $1",
    [item],
  );
  expect(rows).toEqual([{ certificate_sha256: held.certificate.sha256 }]);

  const byToken = () =>
    exchange({ deviceToken: token }, "POST", new URL("/uploads", api.url), {
      "Upload-Length": "0",
    });
  expect((await byToken())?.status).toBe(201);
  const proof = { certificateOnly: true };
  expect(await as(z.number(), "POST", `/devices/${id}/proof`, proof)).toBe(204);
  expect((await byToken())?.body).toContain("access/certificate-only");

  const listed = await as(
    CertificateList,
    "GET",
    `/devices/${id}/certificates`,
    undefined,
    "auditor",
  );
  expect(listed.entries).toMatchObject([{ sha256: held.certificate.sha256, revokedAt: null }]);
  expect(await as(Revoked, "DELETE", `/devices/${id}/certificates`)).toEqual({ revoked: 1 });
  expect((await announce(held))?.body).toContain("access/certificate-revoked");

  const again = await enrolled(id);
  expect((await announce(again))?.status).toBe(201);
  expect(await as(z.number(), "DELETE", `/devices/${id}`)).toBe(204);
  expect(await announce(again)).toMatchObject({ status: 401 });
  const who = await api.connection.pool.query<{ retired: string; revoked: string }>(
    `SELECT retirer.name AS retired, revoker.name AS revoked
     FROM devices JOIN users AS retirer ON retirer.id = retired_by
     JOIN device_certificates ON device_id = devices.id
     JOIN users AS revoker ON revoker.id = revoked_by WHERE devices.id = $1`,
    [id],
  );
  expect(who.rows).toEqual([{ retired: "admin", revoked: "admin" }]);
  expect(api.log()).not.toMatch(/hfe_|BEGIN|dock 1/);
});

it("refuses what would lock a device out, and knows no device that is not there", async () => {
  const refused = z.object({ status: z.number(), code: z.string() });
  const { id } = await as(New, "POST", "/devices", { name: "dock 2", kind: "dock" });
  expect(
    await as(refused, "POST", `/devices/${id}/proof`, { certificateOnly: true }),
  ).toMatchObject({
    status: 409,
    code: "access/no-certificate-yet",
  });
  const none = "00000000-0000-4000-8000-000000000000";
  for (const [method, path] of [
    ["POST", "enrolment-codes"],
    ["GET", "certificates"],
    ["DELETE", "certificates"],
  ] as const) {
    const answer = await as(refused, method, `/devices/${none}/${path}`);
    expect([path, answer.code]).toEqual([path, "access/no-such-device"]);
  }
});

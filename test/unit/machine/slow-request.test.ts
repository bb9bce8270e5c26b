/** A request for a certificate whose body comes slowly: its right must still count when the request is kept. */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newKey } from "../../../infra/keys/certificate-authority.ts";
import { makeCertificateRequest } from "../../../infra/keys/certificate-request.ts";
import { MachineHouse, type Shown } from "../../fixtures/machine-house.ts";
import { anyAction } from "../../fixtures/actions.ts";

let house: MachineHouse;
beforeEach(async () => {
  house = await MachineHouse.open();
});
afterEach(() => house.close());

describe("a request whose body comes slowly", () => {
  it("gets nothing once its code ended, or its certificate was revoked, while it came", async () => {
    const shown = await house.enrolled();
    const basic = Buffer.from(`:${await house.code()}`).toString("base64");
    const senders = [
      { path: "simpleenroll", more: { headers: { Authorization: `Basic ${basic}` } } },
      { path: "simplereenroll", more: { ...shown } },
    ] as const;
    const answers = senders.map(({ path, more }) =>
      slowly(path, more, async () => {
        await house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
      }),
    );
    expect(await Promise.all(answers)).toEqual([
      { status: 403, code: "access/enrolment-code-over" },
      { status: 403, code: "access/certificate-revoked" },
    ]);
    const all = await house.certificates.certificates(house.first.id);
    expect(all.filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
  });

  /** Sends all of a request but its last byte, and that one after `meanwhile`. */
  async function slowly(
    path: string,
    more: Partial<Shown> & { readonly headers?: Record<string, string> },
    meanwhile: () => Promise<void>,
  ) {
    const body = makeCertificateRequest(newKey(), house.first.id).toString("base64");
    const outgoing = request({
      ...{ host: "127.0.0.1", port: house.port, method: "POST", agent: false },
      ...{ ca: house.authority.rootPem, path: `/.well-known/est/${path}`, ...more },
      headers: {
        ...{ "Content-Type": "application/pkcs10", "Content-Length": body.length },
        ...more.headers,
      },
    });
    const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
    outgoing.write(body.slice(0, -1));
    await sleep(300);
    await meanwhile();
    outgoing.end(body.slice(-1));
    const [response] = await answered;
    const { code } = (await json(response)) as { code?: string };
    return { status: response.statusCode, code };
  }
});

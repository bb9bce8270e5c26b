/** A dock's certificate: used as it is now, renewed by itself, and shown to people when that fails. */
import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { privateFolder } from "../../../infra/host/private-folder.ts";
import { identityTools } from "../../../infra/keys/identity-tools.ts";
import { exchange } from "../../../infra/tus/exchange.ts";
import { tusService } from "../../../infra/tus/tus-service.ts";
import { enrolHere } from "../../../services/access/enrol-here.ts";
import { OwnIdentity } from "../../../services/dock/own-identity.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { anyAction } from "../../fixtures/actions.ts";
import { MachineHouse } from "../../fixtures/machine-house.ts";

const DAY_MS = 86_400_000;
let house: MachineHouse;
let folder: string;
let aheadMs = 0;
beforeEach(async () => {
  house = await MachineHouse.open();
  folder = await mkdtemp(join(tmpdir(), "holdfast-identity-"));
  aheadMs = 0;
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const deps = () => ({
  files: privateFolder(join(folder, "identity")),
  tools: identityTools,
  ask: exchange,
  clock: () => plusMs(house.clock(), aheadMs),
  sleep: async () => undefined,
});

async function enrolled(): Promise<OwnIdentity> {
  await enrolHere(deps(), {
    server: `https://127.0.0.1:${house.port}`,
    code: await house.code(),
    rootSha256: sha256(new X509Certificate(house.authority.rootPem).raw),
  });
  return (await OwnIdentity.open(deps()))!;
}

it("is none before the dock enrolled", async () => {
  expect(await OwnIdentity.open(deps())).toBeNull();
});

it("sends with the certificate of the moment: the renewed one from the next request on", async () => {
  const identity = await enrolled();
  const { url, ledgerKey } = identity.server;
  expect(ledgerKey).toBe("log+1+key");
  const service = tusService({ url, deviceToken: null, tls: identity.tls });
  const announce = async () => {
    const upload = await service.announce(0, {});
    if (!upload.ok) throw new Error(JSON.stringify(upload));
    return (await house.stores.items.get(upload.value)).certificateSha256;
  };
  const first = await announce();
  await identity.renew();
  expect(await announce()).toBe(first);
  aheadMs = 21 * DAY_MS;
  await identity.renew();
  const second = await announce();
  expect(second).not.toBe(first);
  const all = await house.certificates.certificates(house.first.id);
  expect(all.map(({ sha256: digest }) => digest).toSorted()).toEqual([first, second].toSorted());
  expect(identity.notices()).toEqual([]);
  service.close();
});

it("tells, whatever it asks, that the dock itself is not let in any more: no recording is refused by that", async () => {
  const identity = await enrolled();
  const service = tusService({ url: identity.server.url, deviceToken: null, tls: identity.tls });
  const upload = await service.announce(5, {});
  if (!upload.ok) throw new Error(JSON.stringify(upload));
  await house.certificates.revoke(house.first.id, null, house.by, house.clock(), anyAction);
  for (const outcome of [
    await service.offset(upload.value),
    await service.append(upload.value, 0, Buffer.from("bytes")),
    await service.receipt(upload.value),
    await service.check({ sha256: sha256("bytes"), sizeBytes: 5 }),
    await service.announce(5, {}),
  ]) {
    expect(outcome).toMatchObject({ ok: false, why: "refused", status: 403 });
    expect("code" in outcome && outcome.code).toMatch(/^access\//);
  }
  service.close();
});

it("keeps the old one while the service does not renew, says so, and is well again afterwards", async () => {
  const identity = await enrolled();
  const before = identity.tls();
  aheadMs = 21 * DAY_MS;
  house.signs = false;
  await identity.renew();
  expect(identity.tls()).toBe(before);
  expect(identity.notices()).toEqual(["certificate-not-renewed"]);
  house.signs = true;
  await identity.renew();
  expect(identity.tls()).not.toBe(before);
  expect(identity.notices()).toEqual([]);
});

it("ends its looks when the dock ends", async () => {
  const identity = await enrolled();
  const ended = new AbortController();
  const looking = identity.keepRenewed(ended.signal);
  ended.abort();
  await looking;
});

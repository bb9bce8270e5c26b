/** The identity that `push` sends with: renewed when it is due, and the one that is there where that fails for now. */
import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { privateFolder } from "../../../infra/host/private-folder.ts";
import { identityTools } from "../../../infra/keys/identity-tools.ts";
import { exchange } from "../../../infra/tus/exchange.ts";
import type { AskService } from "../../../services/access/device-identity.ts";
import { enrolHere } from "../../../services/access/enrol-here.ts";
import { heldIdentity } from "../../../services/command/enrol-verbs.ts";
import type { Host } from "../../../services/command/host.ts";
import { terminal } from "../../../services/command/terminal.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { MachineHouse } from "../../fixtures/machine-house.ts";

const DAY_MS = 86_400_000;
let house: MachineHouse;
let folder: string;
let told = "";
beforeEach(async () => {
  house = await MachineHouse.open();
  folder = await mkdtemp(join(tmpdir(), "holdfast-push-"));
  told = "";
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const out = { write: () => undefined };
const err = { write: (text: string) => (told += text) };
const term = terminal({ out, err }, { language: "en", json: false, interactive: false });
const away: AskService = async () => null;
const held = (days: number, ask: AskService = exchange) => {
  const host = { privateFolder, exchange: ask } as unknown as Host;
  const clock = () => plusMs(house.clock(), days * DAY_MS);
  return heldIdentity({ host, tools: identityTools, clock }, term, folder, {});
};

it("is renewed once it is due, and kept where the service does not renew it", async () => {
  await expect(held(0)).rejects.toMatchObject({ name: "VerbFailure" });
  const files = privateFolder(folder);
  const invitation = {
    server: `https://127.0.0.1:${house.port}`,
    code: await house.code(),
    rootSha256: sha256(new X509Certificate(house.authority.rootPem).raw),
  };
  const sleep = async () => undefined;
  const { pem } = await enrolHere(
    { files, tools: identityTools, ask: exchange, sleep },
    invitation,
  );
  expect((await held(18)).sender.tls.cert).toBe(pem);
  expect((await held(21, away)).sender.tls.cert).toBe(pem);
  expect(told).toContain("access/service-unreachable");
  expect((await held(21)).sender.tls.cert).not.toBe(pem);
});

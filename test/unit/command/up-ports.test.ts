/** What `up` asks of this machine before it starts: the machine port only where one will be opened. */
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { enrolsDevices } from "../../../infra/keys/certificate-authority.ts";
import type { Host } from "../../../services/command/host.ts";
import { UP } from "../../../services/command/texts/up.ts";
import { type UpDeps, up } from "../../../services/command/up.ts";
import { makeAuthority } from "../keys/authority.ts";

let data: string;
const taken = createServer();
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "holdfast-up-"));
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  taken.close();
  await rm(data, { recursive: true });
});

class Started extends Error {}

const start = (opensMachinePort: boolean) => {
  const host = {
    files: { writeDurably: async () => undefined },
    missingPackages: async () => [],
    lockHolder: async () => null,
  };
  const deps = {
    host: host as unknown as Host,
    term: { tell: () => undefined, say: () => undefined },
    path: "",
    opensMachinePort: async () => opensMachinePort,
    buildPage: async () => undefined,
    startSupervising: () => {
      throw new Started();
    },
  };
  const { port: machinePort } = taken.address() as AddressInfo;
  const options = { data, port: 0, machinePort, detach: true, demo: false, yes: true };
  return up(deps as unknown as UpDeps, { ...options, agency: undefined });
};

it("asks for a free machine port where devices can enrol, and for none where they cannot", async () => {
  await expect(start(true)).rejects.toMatchObject({ text: UP.portTaken });
  await expect(start(false)).rejects.toThrow(Started);
});

it("knows a house in which devices enrol: a new one, one with their authority, one that can make it", async () => {
  const authority = await makeAuthority();
  const { folder } = authority;
  expect(await enrolsDevices(join(folder, "nothing yet"))).toBe(true);
  expect(await enrolsDevices(folder)).toBe(true);
  await rm(join(folder, "root/root-key.pem"));
  expect(await enrolsDevices(folder)).toBe(true);
  await rm(join(folder, "device-ca.pem"));
  expect(await enrolsDevices(folder)).toBe(false);
  await authority.remove();
});

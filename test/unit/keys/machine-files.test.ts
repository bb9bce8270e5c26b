/** What the API's container is told of the machine port, by files: it starts with and without an authority for devices. */
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DEVICE_AUTHORITY } from "../../../infra/keys/certificate-authority.ts";
import { prepareMachineFiles } from "../../../infra/keys/device-authority.ts";
import { TrustConfig } from "../../../infra/keys/keys-config.ts";
import { readConfig } from "../../../infra/process/read-config.ts";
import { MachineConfig } from "../../../services/api/machine-config.ts";
import { machinePort } from "../../../services/api/machine-port.ts";
import { type Authority, makeAuthority } from "./authority.ts";

let authority: Authority;
let folder: string;
beforeEach(async () => {
  authority = await makeAuthority(new Date());
  folder = await mkdtemp(join(tmpdir(), "holdfast-machine-"));
});
afterEach(async () => {
  await authority.remove();
  await rm(folder, { recursive: true });
});

const paths = () => ({
  authority: join(folder, "device-ca.pem"),
  certificate: join(folder, "machine.pem"),
  port: join(folder, "port"),
});
const prepare = () =>
  prepareMachineFiles(authority.folder, paths(), ["localhost"], "8422", new Date());
const opened = () => {
  const { authority: ca, certificate, port } = paths();
  const env = {
    HOLDFAST_MACHINE_PORT_FILE: port,
    HOLDFAST_MACHINE_CERTIFICATE_FILE: certificate,
    HOLDFAST_DEVICE_CA_FILE: ca,
    HOLDFAST_ROOT_CERTIFICATE: authority.rootPem,
    HOLDFAST_LEDGER_PUBLIC_KEY: "-----BEGIN PUBLIC KEY-----",
  };
  return machinePort(readConfig(env, MachineConfig, TrustConfig));
};

it("opens the port, as often as it is prepared", async () => {
  for (let round = 0; round < 2; round += 1) {
    await prepare();
    expect(opened()).toMatchObject({ port: 8422 });
  }
});

it("opens none where no device can enrol, and does once one can", async () => {
  const kept = join(authority.folder, DEVICE_AUTHORITY);
  const away = join(authority.folder, "away");
  await rename(kept, away);
  await prepare();
  expect(opened()).toBeNull();
  await rename(away, kept);
  await prepare();
  expect(opened()).toMatchObject({ port: 8422 });
});

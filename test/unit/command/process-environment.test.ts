/** No process is told of a folder or a secret that its work does not need. */
import { describe, expect, it } from "vitest";
import { dataFolder } from "../../../services/command/data-folder.ts";
import {
  type BoxProcess,
  type BoxSettings,
  processEnvironment,
} from "../../../services/command/process-environment.ts";

const folder = dataFolder("/data");
const settings: BoxSettings = {
  installation: { agency: "demo", demo: true },
  port: 8420,
  machinePort: 8422,
  livePort: null,
  pageFolder: "/home/services/web/dist",
  path: "/usr/bin",
  signsTwice: false,
  operator: {},
};
const of = (process: BoxProcess, change: Partial<BoxSettings> = {}) =>
  processEnvironment(process, folder, { ...settings, ...change });

describe("what a process is told", () => {
  it("names the keys to the signer alone, and the signer to custody alone", () => {
    expect(of("signer")["HOLDFAST_KEYS_DIR"]).toBe("/data/keys");
    for (const process of ["api", "custody", "media"] as const) {
      expect(JSON.stringify(of(process))).not.toContain("/data/keys");
    }
    for (const process of ["api", "media"] as const) {
      expect(JSON.stringify(of(process))).not.toContain("run/signer");
    }
    const { HOLDFAST_SIGNER_SOCKET: socket } = of("custody");
    expect(of("signer")["HOLDFAST_SIGNER_SOCKET"]).toBe(socket);
  });

  it("gives the signer no database, no queue and no store", () => {
    expect(Object.keys(of("signer")).filter((name) => name.startsWith("HOLDFAST_"))).toEqual([
      "HOLDFAST_KEYS_DIR",
      "HOLDFAST_SIGNER_SOCKET",
    ]);
  });

  it("keeps the keys from the others though the operator exports them", () => {
    const operator = { HOLDFAST_KEYS_DIR: "/hsm", HOLDFAST_LOG_LEVEL: "debug" };
    expect(of("signer", { operator })["HOLDFAST_KEYS_DIR"]).toBe("/hsm");
    for (const process of ["api", "custody", "media"] as const) {
      expect(of(process, { operator })["HOLDFAST_KEYS_DIR"]).toBeUndefined();
    }
    expect(of("media", { operator })["HOLDFAST_LOG_LEVEL"]).toBe("debug");
  });

  it("names a collector of spans to all but the signer", () => {
    const operator = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };
    for (const process of ["api", "custody", "media"] as const) {
      expect(of(process, { operator })).toMatchObject(operator);
    }
    expect(Object.keys(of("signer", { operator }))).not.toContain("OTEL_EXPORTER_OTLP_ENDPOINT");
  });

  it("names the wrapping keys to whatever reads recordings, and not to the signer", () => {
    const operator = { HOLDFAST_WRAPPING_KEYS: "/kek" };
    for (const process of ["api", "custody", "media"] as const) {
      expect(of(process)["HOLDFAST_WRAPPING_KEYS"]).toBe("/data/wrapping-keys");
      expect(of(process, { operator })["HOLDFAST_WRAPPING_KEYS"]).toBe("/kek");
    }
    for (const change of [{}, { operator }]) {
      expect(of("signer", change)["HOLDFAST_WRAPPING_KEYS"]).toBeUndefined();
    }
  });

  it("hands the machine port's key to the api alone, and opens none without an authority", () => {
    expect(of("api")).toMatchObject({
      HOLDFAST_MACHINE_PORT: "8422",
      HOLDFAST_MACHINE_CERTIFICATE_FILE: "/data/secrets/machine.pem",
      HOLDFAST_DEVICE_CA_FILE: "/data/public/device-ca.pem",
    });
    for (const process of ["custody", "media"] as const) {
      expect(JSON.stringify(of(process))).not.toContain("machine.pem");
    }
    const operator = { HOLDFAST_MACHINE_PORT: "9443" };
    expect(of("api", { operator })["HOLDFAST_MACHINE_PORT"]).toBe("9443");
    const shut = of("api", { machinePort: null, operator });
    expect(shut["HOLDFAST_MACHINE_PORT"]).toBeUndefined();
  });

  it("opens a door for live segments to the api where a room is recorded from here, or where the operator says", () => {
    expect(of("api")["HOLDFAST_LIVE_PORT"]).toBeUndefined();
    expect(of("api", { livePort: 8430 })["HOLDFAST_LIVE_PORT"]).toBe("8430");
    const operator = { HOLDFAST_LIVE_PORT: "9430" };
    expect(of("api", { livePort: 8430, operator })["HOLDFAST_LIVE_PORT"]).toBe("9430");
    for (const process of ["custody", "media", "signer"] as const) {
      expect(of(process, { livePort: 8430 })["HOLDFAST_LIVE_PORT"]).toBeUndefined();
    }
  });

  it("gives no two processes one place for compiled code", () => {
    const names = ["api", "signer", "custody", "media"] as const;
    const places = names.map((name) => of(name)["NODE_COMPILE_CACHE"]);
    expect(places).toEqual(names.map((name) => `/data/cache/${name}`));
  });

  it("hands secrets over as files only", () => {
    for (const process of ["api", "custody", "media"] as const) {
      const names = Object.keys(of(process));
      expect(names).not.toContain("HOLDFAST_DATABASE_URL");
      expect(names).not.toContain("HOLDFAST_REDIS_URL");
    }
  });

  it("passes on nothing that is not Holdfast's", () => {
    const operator = { AWS_SECRET_ACCESS_KEY: "x", NODE_OPTIONS: "--inspect" };
    expect(Object.keys(of("media", { operator }))).not.toContain("AWS_SECRET_ACCESS_KEY");
    expect(Object.keys(of("media", { operator }))).not.toContain("NODE_OPTIONS");
  });

  it("makes demo data easy to throw away, and real evidence hard", () => {
    expect(of("custody")["HOLDFAST_FILESYSTEM_IMMUTABLE"]).toBe("off");
    const installation = { agency: "agency", demo: false };
    expect(of("custody", { installation })["HOLDFAST_FILESYSTEM_IMMUTABLE"]).toBe("auto");
    expect(of("api", { installation })["HOLDFAST_DEMO"]).toBe("false");
  });

  it("lets no variable rename a ledger or move a port behind up's back", () => {
    const operator = { HOLDFAST_AGENCY: "other", HOLDFAST_PORT: "1", HOLDFAST_DEMO: "false" };
    expect(of("api", { operator })).toMatchObject({
      HOLDFAST_AGENCY: "demo",
      HOLDFAST_PORT: "8420",
      HOLDFAST_DEMO: "true",
    });
  });
});

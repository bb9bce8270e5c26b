/** docker-compose.yml cannot be run here, so it is read: every variable is known, only the signer sees the keys. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { declaredVariables } from "../../fixtures/declared-variables.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

const Service = z.object({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  profiles: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.unknown()),
});
const text = readFileSync(join(ROOT, "docker-compose.yml"), "utf8");
const compose = Compose.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === "holdfast");

describe("docker-compose.yml", () => {
  it("runs one image with a command for each process", () => {
    expect(ours.map(([name]) => name).sort()).toEqual([
      ...["api", "capture", "custody", "media", "setup", "signer"],
    ]);
    for (const [, { command, build }] of ours) {
      expect(existsSync(join(ROOT, command[0] ?? ""))).toBe(true);
      expect(existsSync(join(ROOT, build?.dockerfile ?? ""))).toBe(true);
    }
  });

  it.each(ours)("names only variables that exist to %s", (_name, { environment }) => {
    const declared = declaredVariables();
    expect(declared.size).toBeGreaterThan(20);
    for (const variable of Object.keys(environment)) {
      expect(declared).toContain(variable.replace(/_FILE$/, ""));
    }
  });

  it("lets the set-up alone write wrapping keys, and shows them to what reads recordings, never to the signer", () => {
    const mounts = services.flatMap(([name, { volumes, environment }]) =>
      volumes
        .filter((volume) => volume.startsWith("wrapping:"))
        .map((volume) => [name, volume, environment["HOLDFAST_WRAPPING_KEYS"]]),
    );
    const reading = ["api", "custody", "media"].map((name) => [
      ...[name, "wrapping:/wrapping:ro", "/wrapping"],
    ]);
    expect(mounts.toSorted()).toEqual([...reading, ["setup", "wrapping:/wrapping", "/wrapping"]]);
  });

  it("mounts the signer's socket for it and for custody alone, and gives it no network", () => {
    const withSocket = services.filter(([, { volumes }]) => volumes.includes("signer:/signer"));
    expect(withSocket.map(([name]) => name).sort()).toEqual(["custody", "signer"]);
    const { networks, network_mode: mode, ports } = compose.services["signer"]!;
    expect({ networks, mode, ports }).toEqual({ networks: [], mode: "none", ports: [] });
  });

  it("mounts the keys for the signer, and for the set-up that makes them, alone", () => {
    const withKeys = services.filter(([, { volumes, environment }]) =>
      `${volumes.join()} ${Object.keys(environment).join()}`.match(/\bkeys:|HOLDFAST_KEYS/),
    );
    expect(withKeys.map(([name]) => name).sort()).toEqual(["setup", "signer"]);
  });

  it("holds no secret: they are files, each declared, and each service gets its own only", () => {
    for (const [, { environment, secrets }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|TOKEN|SECRET|DATABASE_URL|REDIS_URL/.test(name)) {
          expect(name).toMatch(/_FILE$/);
          expect(secrets).toContain(value.replace("/run/secrets/", ""));
        }
      }
      for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
    }
    expect(compose.services["media"]?.secrets).not.toContain("admin-password");
  });

  it("opens a door for people and one for machines, on this machine only, and lets nothing else out", () => {
    const doors = services.flatMap(([name, { ports }]) => ports.map((port) => `${name} ${port}`));
    expect(doors).toEqual(["api 127.0.0.1:8420:8420", "api 127.0.0.1:8422:8422"]);
    const outside = services.filter(([, { networks }]) => networks.includes("outside"));
    expect(outside.map(([name]) => name)).toEqual(["api", "capture"]);
    expect(compose.networks["inside"]).toMatchObject({ internal: true });
  });

  it("declares every volume and network it uses, and waits only for services that exist", () => {
    for (const [, { volumes, networks, depends_on: waits }] of services) {
      for (const volume of volumes.filter((one) => !one.startsWith("./")))
        expect(compose.volumes).toHaveProperty(volume.split(":")[0] ?? "");
      for (const network of networks) expect(compose.networks).toHaveProperty(network);
      for (const other of Object.keys(waits)) expect(compose.services).toHaveProperty(other);
    }
  });

  it("records a room only where one is wanted, with the token of its device alone, and waits for nothing of the house", () => {
    const wanted = services.filter(([, { profiles }]) => profiles.length > 0);
    expect(wanted.map(([name]) => name)).toEqual(["capture"]);
    const { command, secrets, volumes, depends_on: waits } = compose.services["capture"]!;
    expect({ secrets, waits }).toEqual({ secrets: ["room-token"], waits: {} });
    expect(volumes).toEqual(["./room:/room:ro", "spool:/spool"]);
    expect(command.slice(1)).toEqual(
      expect.arrayContaining(["run", "--config", "/room/settings.json", "--state", "/spool"]),
    );
    const holders = services.filter(([, one]) => one.secrets.includes("room-token"));
    expect(holders.map(([name]) => name)).toEqual(["capture"]);
    const { environment, ports } = compose.services["api"]!;
    expect(environment["HOLDFAST_LIVE_PORT"]).toBe("8430");
    expect(ports.join()).not.toContain("8430");
  });

  it("keeps PostgreSQL and Redis safe in a power cut", () => {
    expect(compose.services["postgres"]?.command.join(" ")).toContain("fsync=on");
    const redis = compose.services["redis"]?.command.join(" ") ?? "";
    for (const setting of ["appendfsync always", "maxmemory-policy noeviction", "requirepass"]) {
      expect(redis).toContain(setting);
    }
  });
});

describe("the Dockerfile", () => {
  const lines = readFileSync(join(ROOT, "infra/docker/Dockerfile"), "utf8").split("\n");

  it("installs without install scripts, does not run as root, and copies what exists", () => {
    for (const line of lines.filter((each) => each.includes("npm ci")))
      expect(line).toContain("--ignore-scripts");
    expect(lines).toContain("USER node");
    const copied = lines.filter((each) => /^COPY [^-]/.test(each) && !each.startsWith("COPY . "));
    for (const line of copied) {
      for (const path of line.split(" ").slice(1, -1))
        expect(existsSync(join(ROOT, path))).toBe(true);
    }
    expect(copied.length).toBeGreaterThan(3);
  });
});

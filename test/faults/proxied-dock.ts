/** A dock as a process of its own, whose way to the service is listened to and may be changed; cards for it in a folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { createPublicKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { originOf } from "../../services/ledger/checkpoint.ts";
import { verifierKey } from "../../services/ledger/note.ts";
import { ProcessWorld } from "./process-world.ts";

const MAIN = new URL("../../services/dock/main.ts", import.meta.url).pathname;
export const ORIGIN = originOf("demo", utcInstant(new Date()));
export const CLIP_BYTES = 3 << 20;

export interface RunningDock {
  readonly child: ChildProcess;
  readonly said: () => string;
}

export class ProxiedDock {
  readonly world: ProcessWorld;
  readonly ledgerKey: string;
  /** Of the test under way. */
  folder = "";
  /** Told of each request before it goes on, and of each answer before it goes back; may change its body. */
  onRequest: (line: string) => void = () => undefined;
  onAnswer: (line: string, body: Buffer) => Buffer = (_line, body) => body;
  readonly #proxy: Server;
  readonly #children: ChildProcess[] = [];

  static async open(): Promise<ProxiedDock> {
    const world = await ProcessWorld.build();
    await world.start("api", "custody");
    const bench = new ProxiedDock(world);
    bench.#proxy.listen(0, "127.0.0.1");
    await once(bench.#proxy, "listening");
    return bench;
  }

  private constructor(world: ProcessWorld) {
    this.world = world;
    this.ledgerKey = verifierKey(ORIGIN, createPublicKey(this.ledgerPem()));
    this.#proxy = createServer((incoming, outgoing) => {
      const line = `${incoming.method ?? ""} ${incoming.url ?? ""}`;
      const chunks: Buffer[] = [];
      incoming.on("error", () => undefined);
      outgoing.on("error", () => undefined);
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        this.onRequest(line);
        const { method, headers, url } = incoming;
        const upstream = ask(new URL(url ?? "", world.url), { method, headers }, (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => parts.push(chunk));
          answer.on("end", () => {
            const body = this.onAnswer(line, Buffer.concat(parts));
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(body);
          });
        });
        upstream.on("error", () => outgoing.destroy());
        upstream.end(Buffer.concat(chunks));
      });
    });
  }

  ledgerPem(): Buffer {
    return readFileSync(join(this.world.keysFolder, "ledger-key.pub.pem"));
  }

  /** A folder of its own for a test; what the answer does ends the test's docks, also one that hangs. */
  begin(): () => void {
    this.folder = mkdtempSync(join(tmpdir(), "holdfast-dock-"));
    this.letThrough();
    return () => {
      for (const child of this.#children.splice(0)) child.kill("SIGKILL");
      rmSync(this.folder, { recursive: true, force: true });
    };
  }

  letThrough(): void {
    this.onRequest = () => undefined;
    this.onAnswer = (_line, body) => body;
  }

  async close(): Promise<void> {
    this.#proxy.closeAllConnections();
    this.#proxy.close();
    await this.world.close();
  }

  /** A card with clips of random bytes; answers their digests by name. */
  card(count: number, nameOf = (at: number) => `${at}.mp4`): Record<string, string> {
    mkdirSync(join(this.folder, "card"), { recursive: true });
    const digests: Record<string, string> = {};
    for (let at = 0; at < count; at += 1) {
      const bytes = randomBytes(CLIP_BYTES);
      writeFileSync(join(this.folder, "card", nameOf(at)), bytes);
      digests[nameOf(at)] = sha256(bytes);
    }
    return digests;
  }

  marks(): string[] {
    return readdirSync(join(this.folder, "card")).filter((name) => name.endsWith(".holdfast"));
  }

  async start(ledgerKey = this.ledgerKey, policy = "mark"): Promise<RunningDock> {
    const { folder, world } = this;
    const { port } = this.#proxy.address() as AddressInfo;
    const settings = {
      ...{ url: `http://127.0.0.1:${port}`, root: join(folder, "root.pem"), ledgerKey, policy },
      ...{ state: join(folder, "state"), folders: [join(folder, "card")] },
      // Half a megabyte an append, so that there is a middle to be killed in.
      ...{ steadySeconds: 0, wallPort: 0, parallel: 2, bytesPerSecond: 16 << 20 },
    };
    writeFileSync(join(folder, "root.pem"), await world.rootCertificate());
    writeFileSync(join(folder, "dock.json"), JSON.stringify(settings));
    const args = [MAIN, "run", "--config", join(folder, "dock.json"), "--once", "--json"];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env["PATH"], HOLDFAST_DEVICE_TOKEN: world.deviceToken },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.push(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    }
    return { child, said: () => text };
  }
}

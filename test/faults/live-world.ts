/** A room that is recorded: a camera whose pictures are counted, a real recorder that is begun again whenever it dies, and the whole house. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createStores } from "../../infra/postgres/stores.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import type { LiveChannel } from "../../services/live/live-session.ts";
import { addChannel, tellEvent } from "../../services/live/run-session.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import { type Ceph, startCeph } from "../fixtures/ceph.ts";
import { sharedCompileCache } from "../fixtures/compile-cache.ts";
import { CountingCamera, picturesIn } from "../fixtures/counting-camera.ts";
import { crashCluster } from "../fixtures/private-servers.ts";
import { addPerson } from "../fixtures/rows.ts";
import { ProcessWorld } from "./process-world.ts";

export const KILLED = [
  "ffmpeg",
  "recorder",
  "keeper",
  "camera",
  "api",
  "postgres",
  "redis",
  "custody",
  /** Only where one runs: a folder has no process. */
  "store",
] as const;
export type Killed = (typeof KILLED)[number];

export interface Kill {
  readonly what: Killed;
  readonly atMs: number;
  /** It was back; of a camera: it could be asked again. */
  readonly backMs: number;
}

const MAIN = new URL("../../workers/capture/main.ts", import.meta.url).pathname;
const LIMIT_MS = 120_000;

export class LiveWorld {
  readonly world: ProcessWorld;
  readonly camera: CountingCamera;
  readonly channel: LiveChannel;
  /** Null: objects lie in a folder. */
  readonly ceph: Ceph | null;
  readonly kills: Kill[] = [];
  readonly #tell: (kind: "start" | "stop") => Promise<unknown>;
  readonly #folder = mkdtempSync(join(tmpdir(), "holdfast-live-kills-"));
  readonly #stores: ReturnType<typeof createStores>;
  #recorder: ChildProcess | null = null;
  #isClosed = false;

  private constructor(
    world: ProcessWorld,
    camera: CountingCamera,
    channel: LiveChannel,
    tell: (kind: "start" | "stop") => Promise<unknown>,
    livePort: number,
    ceph: Ceph | null,
  ) {
    this.world = world;
    this.ceph = ceph;
    this.camera = camera;
    this.channel = channel;
    this.#tell = tell;
    this.#stores = createStores(world.database.connection);
    const cameras = [{ name: channel.name, source: camera.url.href }];
    const settings = { url: `http://127.0.0.1:${livePort}/`, cameras, freeBytes: 1 << 20 };
    writeFileSync(join(this.#folder, "room.json"), JSON.stringify(settings));
  }

  static async running(store: "folder" | "s3"): Promise<LiveWorld> {
    const livePort = await freePort();
    const ceph = store === "s3" ? await startCeph("bluestore") : null;
    const stored = ceph === null ? {} : { HOLDFAST_STORE: "s3", ...textsOf(ceph.config) };
    const world = await ProcessWorld.build({ ...stored, HOLDFAST_LIVE_PORT: String(livePort) });
    await world.start("api", "custody", "media");
    const { connection } = world.database;
    const stores = createStores(connection);
    const { rows } = await connection.pool.query<{ id: DeviceId }>("SELECT id FROM devices");
    const by = await addPerson(connection.db);
    const clock = () => utcInstant(new Date());
    const people = { live: stores.live, recordingSessions: stores.recordingSessions, clock };
    const session = await openSession(people, by, { number: "S-1" });
    const made = { sessionId: session.id, room: "询问室 1", name: "全景", deviceId: rows[0]!.id };
    const channel = await addChannel(people, by, { ...made, kind: "video", secondOf: null });
    const tell = (kind: "start" | "stop") =>
      tellEvent(people, by, { sessionId: session.id, kind, code: null, words: null });
    const camera = await CountingCamera.start();
    const live = new LiveWorld(world, camera, channel, tell, livePort, ceph);
    await tell("start");
    live.#startRecorder();
    await live.#until("the first segment", async () => (await live.segments()).length > 0);
    return live;
  }

  segments() {
    return this.#stores.live.segmentsPage(this.channel.id, -1, 100_000);
  }

  links() {
    return this.#stores.live.linksPage(this.channel.id, 0, 100_000);
  }

  /** kill -9, and up again after `downMs`; what a service manager begins again is up at once. */
  async kill(what: Killed, downMs: number): Promise<void> {
    const atMs = Date.now();
    await this.#killed(what, downMs);
    this.kills.push({ what, atMs, backMs: Date.now() });
  }

  /** The service has what was recorded since the last that was killed was back. */
  async settled(): Promise<void> {
    const sinceMs = this.kills.at(-1)?.backMs ?? 0;
    await this.#until("it is recorded again", async () => {
      const last = (await this.links()).findLast(({ kind }) => kind === "segment");
      const { recordedAt } = JSON.parse(last?.facts ?? "{}") as { recordedAt?: string };
      return recordedAt !== undefined && Date.parse(recordedAt) > sinceMs;
    });
  }

  async #killed(what: Killed, downMs: number): Promise<void> {
    switch (what) {
      case "ffmpeg":
      case "recorder":
      case "keeper":
        for (const pid of this.#pidsOf(what)) kill9(pid);
        return;
      case "camera":
        await this.camera.kill();
        await sleep(downMs);
        return this.camera.start();
      case "postgres":
        return crashCluster(downMs);
      case "redis":
        return this.world.redis.crash(downMs);
      case "store":
        return this.ceph?.crash(downMs);
      case "api":
      case "custody":
        this.world.kill(what);
        await this.world.gone(what);
        await sleep(downMs);
        return this.world.start(what);
    }
  }

  #pidsOf(what: "ffmpeg" | "recorder" | "keeper"): readonly number[] {
    const keeper = this.#recorder?.pid ?? 0;
    if (what === "keeper") return [keeper];
    return what === "recorder" ? childrenOf(keeper) : descendants(keeper, "ffmpeg");
  }

  /** Everything that waits at the recorder is at the service, the session is over and its takes are items. */
  async stop(): Promise<void> {
    await this.#until("it is stopped", () =>
      this.#tell("stop").then(
        () => true,
        () => false,
      ),
    );
    await this.#until("nothing waits at the recorder", () => Promise.resolve(this.#isSent()));
    await this.#until("the channel is closed", async () => {
      const state = await this.#stores.live.channel(this.channel.id);
      return state?.isClosed === true;
    });
    const takes = await this.takes();
    await this.#until("its takes are sealed", async () => {
      const { rows } = await this.world.database.connection.pool.query<{ count: string }>(
        "SELECT count(*) FROM items WHERE id = ANY($1) AND stage = 'sealed'",
        [takes.map(({ id }) => id)],
      );
      return Number(rows[0]?.count) === takes.length;
    });
  }

  takes() {
    return this.#stores.live.takesOf(this.channel.id);
  }

  /** Numbers of all pictures in what the store holds of the takes, in order. */
  async pictures(): Promise<readonly number[]> {
    const evidence = new PostgresEvidenceStore(this.world.database.connection.db);
    const objects = this.world.openObjects();
    const found = new Set<number>();
    for (const { id } of await this.takes()) {
      const { original } = await evidence.get(id);
      const chunks: Uint8Array[] = [];
      for await (const chunk of await objects.read(original!.object))
        chunks.push(chunk as Uint8Array);
      for (const number of picturesIn(Buffer.concat(chunks))) found.add(number);
    }
    return [...found].toSorted((left, right) => left - right);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const recorder = this.#recorder;
    if (recorder !== null && recorder.exitCode === null && recorder.signalCode === null) {
      const ended = once(recorder, "exit");
      recorder.kill("SIGKILL");
      await ended;
    }
    await this.camera.close();
    await this.world.close();
    await this.ceph?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** As a service manager does that is told to begin it again at once. */
  #startRecorder(): void {
    const args = [
      "--config",
      join(this.#folder, "room.json"),
      "--state",
      join(this.#folder, "state"),
    ];
    const token = { HOLDFAST_DEVICE_TOKEN: this.world.deviceToken, LANG: "C.UTF-8" };
    const child = spawn(process.execPath, [MAIN, "run", ...args, "--json"], {
      env: { PATH: process.env["PATH"], ...sharedCompileCache(), ...token },
      stdio: ["ignore", "ignore", "inherit"],
    });
    this.#recorder = child;
    child.once("exit", () => {
      if (!this.#isClosed) this.#startRecorder();
    });
  }

  #isSent(): boolean {
    const text = readFileSync(join(this.#folder, "state", "room.json"), "utf8");
    const { atMs, channels } = JSON.parse(text) as {
      atMs: number;
      channels: readonly { sending: { waiting: number } | null; recording: object | null }[];
    };
    const isNew = Date.now() - atMs < 3_000 && Date.now() - (this.kills.at(-1)?.atMs ?? 0) > 5_000;
    return isNew && channels.every((one) => one.recording === null && one.sending?.waiting === 0);
  }

  async #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (const from = Date.now(); !(await isSo().catch(() => false));) {
      if (Date.now() - from > LIMIT_MS) {
        throw new Error(`it never came to that: ${what}\n${this.world.log("api").slice(-2_000)}`);
      }
      await sleep(200);
    }
  }
}

const textsOf = (config: Ceph["config"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)]));

function kill9(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was gone already.
  }
}

const childrenOf = (parent: number): readonly number[] =>
  rowsOfPs().flatMap(([pid, of]) => (Number(of) === parent ? Number(pid) : []));

/** Processes of this name below `root`. */
function descendants(root: number, name: string): readonly number[] {
  const rows = rowsOfPs();
  const below = new Set([String(root)]);
  for (let before = 0; before < below.size;) {
    before = below.size;
    for (const [pid = "", parent = ""] of rows) if (below.has(parent)) below.add(pid);
  }
  return rows.flatMap(([pid = "", , comm]) => (comm === name && below.has(pid) ? Number(pid) : []));
}

const rowsOfPs = (): readonly (readonly string[])[] =>
  execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));

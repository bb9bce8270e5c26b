/** The real processes that are tortured: two nodes of the API, people with tokens, and a store that is a folder or an S3 behind a proxy. */
import type { ObjectStore } from "../../services/objects/object-store.ts";
import type { FaultProxy } from "../fixtures/fault-proxy.ts";
import { addStaff } from "../fixtures/api-process.ts";
import { sharedCompileCache } from "../fixtures/compile-cache.ts";
import { PROCESSES, type ProcessName, ProcessWorld } from "../faults/process-world.ts";
import { buildS3World } from "../faults/s3-world.ts";

export type StoreKind = "folder" | "s3";
export const ALL = ["signer", ...PROCESSES] as const;
/** A start asks the store and the database, and gives up where they do not answer; whoever supervises begins it again. */
const STARTS = 20;

interface Parts {
  readonly world: ProcessWorld;
  readonly proxy?: FaultProxy;
  readonly close: () => Promise<void>;
}

export class TortureHouse {
  readonly world: ProcessWorld;
  readonly s3: FaultProxy | null;
  readonly nodes: readonly string[];
  /** As an onlooker reads them, past the proxy's faults where those are over. */
  readonly objects: ObjectStore;
  readonly #admin: string;
  readonly #close: () => Promise<void>;

  private constructor({ world, proxy, close }: Parts, nodes: readonly string[], admin: string) {
    this.world = world;
    this.s3 = proxy ?? null;
    this.nodes = nodes;
    this.objects = world.openObjects();
    this.#admin = admin;
    this.#close = close;
  }

  static async build(store: StoreKind): Promise<TortureHouse> {
    const parts: Parts =
      store === "s3" ? await buildS3World({ HOLDFAST_S3_ATTEMPTS: 1 }) : await folder();
    const { world } = parts;
    try {
      const { tokens } = await addStaff(world.database.connection);
      await world.start(...PROCESSES);
      if (!isWarm) await warm(world);
      const nodes = [world.url, await world.startSecondApi()];
      return new TortureHouse(parts, nodes, tokens.admin);
    } catch (error) {
      await parts.close();
      throw error;
    }
  }

  /** As an administrator, of the node that is never killed; null where no answer came. */
  async call(path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
    return fetch(`${this.nodes.at(-1)}/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...{ authorization: `Bearer ${this.#admin}`, "content-type": "application/json" },
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    }).catch((error: unknown) => {
      if (error instanceof TypeError) return null;
      throw error;
    });
  }

  /** Begins what is not alive, as often as that takes. */
  async startMissing(): Promise<void> {
    for (const name of ALL) await this.startAgain(name);
  }

  async startAgain(name: ProcessName): Promise<void> {
    for (let tries = 1; !this.world.isAlive(name); tries += 1) {
      try {
        await this.world.startAlone(name);
      } catch (error) {
        if (tries === STARTS) throw error;
      }
    }
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** What Node compiled is kept by a process that ends, and by none that is killed: begun again, they take half of the time. */
let isWarm = sharedCompileCache()["NODE_COMPILE_CACHE"] === undefined;
async function warm(world: ProcessWorld): Promise<void> {
  for (const name of ALL) {
    world.signal(name, "SIGTERM");
    await world.gone(name);
  }
  await world.start(...PROCESSES);
  isWarm = true;
}

async function folder(): Promise<Parts> {
  const world = await ProcessWorld.build();
  return { world, close: () => world.close() };
}

/** The door of live recordings in this process: on a port of its own where one is configured, on the port for devices anyhow, and what is done about takes while nobody pushes. */
import type { Router } from "express";
import type { z } from "zod";
import type { AuthenticateDeps } from "../access/authenticate-device.ts";
import type { ActionStore } from "../actions/action-store.ts";
import type { IngestDeps } from "../ingest/ingest-deps.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { BodyTurns } from "../live/body-turns.ts";
import { isPassing, tidyChannel } from "../live/end-take.ts";
import { type LiveConfig, bodyLimits } from "../live/live-config.ts";
import { ChannelTurns, type LiveDeps, liveIngest } from "../live/live-deps.ts";
import type { LiveStore } from "../live/live-store.ts";
import { onChannel } from "../live/move-channel.ts";
import { liveRoutes } from "../live/routes.ts";
import { TAKE_LIMITS, overdueTakes } from "../live/take.ts";
import { type CommonDeps, createMachineApp } from "./app.ts";
import type { HttpLimits, Place, ServerTls } from "./http-server.ts";
import type { Log } from "./problem.ts";
import type { Serve } from "./serve.ts";

type Settings = z.infer<typeof LiveConfig>;

export interface LiveParts extends IngestDeps, AuthenticateDeps {
  readonly live: LiveStore;
  readonly actions: ActionStore;
}

const ROUND_MS = 1_000;
const MOST_CHANNELS = 500;

export class LiveDoor {
  readonly router: Router;
  readonly #deps: LiveDeps;
  readonly #bodies: BodyTurns;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #round: Promise<void> | null = null;

  constructor(parts: LiveParts, config: Settings, log: Log) {
    const { live, clock, actions, devices } = parts;
    const limits = { ...TAKE_LIMITS, mostMs: config.HOLDFAST_LIVE_TAKE_MINUTES * 60_000 };
    this.#bodies = new BodyTurns(config.HOLDFAST_LIVE_AT_ONCE);
    const ingest = liveIngest(parts, limits);
    this.#deps = { live, clock, ingest, limits, turns: new ChannelTurns() };
    const body = bodyLimits(config);
    this.router = liveRoutes({ ...this.#deps, devices, actions, body, bodies: this.#bodies });
    this.#log = log;
    this.#timer = setInterval(() => {
      this.#round ??= this.#go();
    }, ROUND_MS);
  }

  /** On a port of its own, where one is configured: nothing else is served there. @throws Error as `livePlace`. */
  async listen(
    serve: Serve,
    config: Settings,
    machine: { readonly tls: ServerTls } | null,
    common: Omit<CommonDeps, "doors" | "publicOrigin">,
  ): Promise<void> {
    const place = livePlace(config, machine?.tls ?? null);
    if (place === null) return;
    const doors = [["/live", this.router]] as const;
    const app = createMachineApp({ ...common, publicOrigin: "http://localhost", doors });
    const port = await serve(() => app, place, LIVE_LIMITS);
    this.#log.info({ livePort: port }, "live segments are taken");
  }

  /** What came is kept; then nothing is done any more. */
  async close(): Promise<void> {
    this.#bodies.drain();
    clearInterval(this.#timer);
    await this.#round;
  }

  async #go(): Promise<void> {
    try {
      const { live, clock, ingest, limits } = this.#deps;
      await live.beat(ingest.turns.processName, clock());
      for (const id of await live.due(MOST_CHANNELS, overdueTakes(clock(), limits))) {
        await onChannel(this.#deps, id, (state) => tidyChannel(this.#deps, state)).catch(
          (error: unknown) => {
            if (!isPassing(error)) this.#tell(error);
          },
        );
      }
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#round = null;
    }
  }

  #tell(error: unknown): void {
    const code = isRefusal(error) ? error.code : "internal";
    this.#log.warn({ code }, "a live channel waits; tried again");
  }
}

const LIVE_LIMITS: Partial<HttpLimits> = { headersMs: 20_000, idleMs: 60_000 };

/** Null where no port of its own is configured. @throws Error where TLS is, and no certificate. */
function livePlace(config: Settings, tls: ServerTls | null): Place | null {
  const { HOLDFAST_LIVE_PORT: port, HOLDFAST_LIVE_HOST: host } = config;
  if (port === undefined) return null;
  if (config.HOLDFAST_LIVE_TLS === "false") return { host, port, tls: null };
  if (tls !== null) return { host, port, tls };
  throw new Error("HOLDFAST_LIVE_TLS needs HOLDFAST_MACHINE_PORT and its certificate");
}

/** /healthz: the process runs. /readyz: it and all it needs can work, or the names of what cannot. */
import { Router } from "express";

/** Something evidence cannot move without; its check rejects when it is down. */
export interface Dependency {
  /** "postgres", "redis", "store" …, as /readyz names it. */
  readonly name: string;
  readonly check: () => Promise<unknown>;
  /** What to do when it is down. */
  readonly fix: string;
  /**
   * "needed" (if none is given): without it this process does not serve. "worker": another process, named
   * as down while this one serves on, for uploads are taken without it. "backlog": work that waits too long.
   * "alarm": all works, and somebody must look at once.
   */
  readonly kind?: "needed" | "worker" | "backlog" | "alarm";
  /** The dependency through which this one is looked at: while that one is down, nothing is known of this. */
  readonly knownBy?: string;
}

const LIMIT_MS = 2_000;
const DRAINING: Dependency = {
  name: "api",
  check: () => Promise.reject(new Error("it is told to end")),
  fix: "This process is ending; another or the next one takes over.",
};

/** All that are down, or do not answer in time. */
export async function failing(dependencies: readonly Dependency[]): Promise<readonly Dependency[]> {
  const up = await Promise.all(dependencies.map(({ check }) => isUp(check)));
  const down = dependencies.filter((_, at) => up[at] === false);
  const names = new Set(down.map(({ name }) => name));
  return down.filter(({ knownBy }) => knownBy === undefined || !names.has(knownBy));
}

async function isUp(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LIMIT_MS);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `draining` turns true when the process is told to end: a load balancer then looks elsewhere. */
export function healthRouter(dependencies: readonly Dependency[], draining: () => boolean): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "running" });
  });
  router.get("/readyz", async (_request, response) => {
    const found = await failing(draining() ? [DRAINING] : dependencies);
    const ofKind = (...kinds: readonly Dependency["kind"][]): string[] =>
      namesOf(found.filter(({ kind = "needed" }) => kinds.includes(kind)));
    const down = ofKind("needed", "worker");
    const serves = found.every(({ kind = "needed" }) => kind !== "needed");
    const well = down.length === 0 ? "ready" : "degraded";
    response
      .set("Cache-Control", "no-store")
      .status(serves ? 200 : 503)
      .json({
        status: serves ? well : "not-ready",
        down,
        behind: ofKind("backlog"),
        alarms: ofKind("alarm"),
        // The first of a name wins: of a dead worker, how to start it, and not only that its work waits.
        fix: Object.fromEntries(found.toReversed().map(({ name, fix }) => [name, fix])),
      });
  });
  return router;
}

const namesOf = (dependencies: readonly Dependency[]): string[] =>
  dependencies.map(({ name }) => name);

/** /healthz: the process runs. /readyz: it and all it needs can work, or the names of what cannot. */
import { Router } from "express";

/** Something this process cannot work without; rejects when it is down. */
export interface Dependency {
  /** "postgres", "redis", "store" …, as /readyz names it. */
  readonly name: string;
  readonly check: () => Promise<unknown>;
  /** Named when it fails, but this process still serves: uploads are taken while sealing is behind. */
  readonly optional?: boolean;
}

const LIMIT_MS = 2_000;

/** The names of all that are down, or do not answer in time. */
export async function whatIsDown(dependencies: readonly Dependency[]): Promise<string[]> {
  const answers = await Promise.all(
    dependencies.map(async ({ name, check }) => ((await isUp(check)) ? null : name)),
  );
  return answers.filter((name) => name !== null);
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
    const failing = draining() ? ["api"] : await whatIsDown(dependencies);
    const optional = dependencies
      .filter((entry) => entry.optional === true)
      .map(({ name }) => name);
    const down = failing.filter((name) => !optional.includes(name));
    const behind = failing.filter((name) => optional.includes(name));
    response
      .set("Cache-Control", "no-store")
      .status(down.length === 0 ? 200 : 503)
      .json({ status: down.length === 0 ? "ready" : "not-ready", down, behind });
  });
  return router;
}

/** What every process that works on recordings begins with: its log, its orderly end, and spans where they are wanted. */
import type { z } from "zod";
import { type LogConfig, type Logger, createLogger } from "./logger.ts";
import { Shutdown } from "./shutdown.ts";
import { startTraces } from "./traces.ts";

export async function beginProcess(
  name: string,
  config: z.infer<typeof LogConfig>,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly logger: Logger; readonly shutdown: Shutdown }> {
  const logger = createLogger(name, config);
  const shutdown = new Shutdown(logger);
  await startTraces(name, env, logger, shutdown);
  return { logger, shutdown };
}

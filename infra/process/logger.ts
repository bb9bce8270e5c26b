/** One JSON line a request or a job on stdout: ids and codes only, never names, file names, tokens or case text. */
import { pino } from "pino";
import { z } from "zod";
import { spanOfLine } from "./spans.ts";

export const LogConfig = z.object({
  HOLDFAST_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"])
    .default("info")
    .describe("Least important line that is logged"),
});

export type Logger = Pick<ReturnType<typeof pino>, "debug" | "info" | "warn" | "error">;

export function createLogger(process: string, config: z.infer<typeof LogConfig>): Logger {
  return pino({
    level: config.HOLDFAST_LOG_LEVEL,
    base: { process },
    mixin: spanOfLine,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["req.headers", "headers", "token", "password", "secret"],
  });
}

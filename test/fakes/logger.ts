/** Loggers for tests: one that says nothing, one that remembers every line. */
import type { Logger } from "../../infra/process/logger.ts";

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface Line {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly arguments: readonly unknown[];
}

/** A logger, and the lines it was given so far. */
export function rememberingLogger(): { logger: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: Line["level"]) =>
    (...args: unknown[]): void =>
      void lines.push({ level, arguments: args });
  return {
    logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
    lines,
  };
}

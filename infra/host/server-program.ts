/** A program as the supervisor and the tests start it, and one way of starting it. */
import { type ChildProcess, spawn } from "node:child_process";
import { open } from "node:fs/promises";
import type { SystemUser } from "./run-command.ts";

export interface ServerProgram {
  /** Names its log and its record: "postgres", "api". */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly as: SystemUser | null;
  /**
   * Files or folders opened by us and handed over as descriptors 3, 4, …: the program reaches them as
   * /proc/self/fd/3 also where its user may not pass the folders above (a clone in root's home).
   */
  readonly handedOver: readonly string[];
  readonly stopSignal: NodeJS.Signals;
  readonly stopLimitMs: number;
  /** How long it is waited until it is started again, first and most; unset: as for any. */
  readonly again?: { readonly firstMs: number; readonly mostMs: number };
}

export type OnEnd = (code: number | null, signal: NodeJS.Signals | null) => void;

/**
 * Starts it in a session of its own, what it prints appended to `log`. `onEnd` hears of its end, however
 * soon that is. Throws if it cannot be started.
 */
export async function startProgram(
  { program, args, env, folder, as, handedOver }: ServerProgram,
  log: string,
  onEnd: OnEnd,
): Promise<ChildProcess> {
  const output = await open(log, "a", 0o600);
  const handles = await Promise.all(handedOver.map((path) => open(path, "r")));
  try {
    const child = spawn(program, args, {
      cwd: folder,
      env,
      stdio: ["ignore", output.fd, output.fd, ...handles.map((handle) => handle.fd)],
      detached: true,
      ...(as ?? {}),
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", () => {
        child.once("exit", onEnd);
        resolve();
      });
      child.once("error", reject);
    });
    return child;
  } finally {
    await Promise.all([output, ...handles].map((handle) => handle.close()));
  }
}

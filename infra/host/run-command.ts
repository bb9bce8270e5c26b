/** Runs a program to its end and answers what it printed; a failure says the exit code and the last lines. */
import { spawn } from "node:child_process";

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Run as this user and group (root only). */
  readonly as?: SystemUser | null;
  /** Written to standard input, then closed. */
  readonly input?: string;
}

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export async function run(
  program: string,
  args: readonly string[],
  { cwd, env, as, input }: RunOptions = {},
): Promise<Finished> {
  const { promise, resolve, reject } = Promise.withResolvers<Finished>();
  const child = spawn(program, args, { cwd, env, stdio: "pipe", ...(as ?? {}) });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.on("error", reject);
  child.on("close", (code) => {
    resolve({
      code: code ?? 1,
      stdout: Buffer.concat(out).toString("utf8"),
      stderr: Buffer.concat(err).toString("utf8"),
    });
  });
  child.stdin.end(input);
  return promise;
}

/** The same, where anything but exit code 0 is an error. */
export async function runOrThrow(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options);
  if (code === 0) return stdout;
  const lastLines = (stderr || stdout).trim().split("\n").slice(-8).join("\n");
  throw new Error(`${program} ended with ${code}:\n${lastLines}`);
}

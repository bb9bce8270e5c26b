/** Starts the supervising process in a session of its own and hears what it reports. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, closeSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "./data-folder.ts";
import type { Report } from "./supervise.ts";
import type { Supervising } from "./up.ts";

/** `home` is the folder of the program's sources. */
export function startSupervising(
  home: string,
  { data, port }: { readonly data: string; readonly port: number },
): Supervising {
  const { logs } = dataFolder(data);
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const log = openSync(join(logs, "supervisor.log"), "a", 0o600);
  const child = spawn(
    process.execPath,
    [join(home, "services/command/supervisor/main.ts"), "--data", data, "--port", String(port)],
    { cwd: data, detached: true, stdio: ["ignore", log, log, "ipc"] },
  );
  closeSync(log);
  const ended = once(child, "exit").then(() => undefined);
  return {
    reports: reports(child, ended),
    ended,
    detach: () => {
      child.send("detach");
      child.disconnect();
      child.unref();
    },
    end: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function* reports(
  child: NodeJS.EventEmitter,
  ended: Promise<void>,
): AsyncGenerator<Report, void> {
  const waiting: (Report | null)[] = [];
  let wake = Promise.withResolvers<null>();
  child.on("message", (message: Report) => {
    waiting.push(message);
    wake.resolve(null);
  });
  void ended.then(() => {
    waiting.push(null);
    wake.resolve(null);
  });
  for (;;) {
    for (const report of waiting.splice(0)) {
      if (report === null) return;
      yield report;
    }
    await wake.promise;
    wake = Promise.withResolvers<null>();
  }
}

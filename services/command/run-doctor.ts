/** `doctor`, a process of its own: it opens every adapter, which no other verb needs. */
import { join } from "node:path";
import type { ExitCode } from "./exit-code.ts";
import { runScript } from "./run-script.ts";

/** `data`: the data folder, absolute. */
export const runDoctor = (home: string, data: string, json: boolean): Promise<ExitCode> =>
  runScript([
    join(home, "services/command/doctor/main.ts"),
    `--data=${data}`,
    ...(json ? ["--json"] : []),
  ]);

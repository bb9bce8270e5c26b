/** One run of ffprobe in the box: its whole JSON text, bounded, or how it ended. */
import type { Container } from "../../services/source/container.ts";
import { captured } from "./captured-run.ts";
import { probeArguments } from "./recipes.ts";
import { PROBE_LIMITS, type Sandbox } from "./sandbox.ts";

/** @throws Refusal as MediaTools.probe does. */
export const runFfprobe = (
  sandbox: Pick<Sandbox, "launcher">,
  folder: string,
  file: string,
  family: Container,
  signal: AbortSignal,
): Promise<string> =>
  captured(sandbox, folder, "ffprobe", probeArguments(family, file), PROBE_LIMITS, signal);

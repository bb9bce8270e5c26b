/** A bar on standard error while a file is sent, where a person looks. */
import { SingleBar } from "cli-progress";

export interface Progress {
  update(sentBytes: number): void;
  stop(): void;
}

const MIB = 1 << 20;

export function progressBar(sizeBytes: number, interactive: boolean): Progress {
  if (!interactive) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: "  {bar} {percentage} %  {value}/{total} MiB  {eta_formatted}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    stream: process.stderr,
  });
  bar.start(Math.max(1, Math.ceil(sizeBytes / MIB)), 0);
  return {
    update: (sentBytes) => bar.update(Math.floor(sentBytes / MIB)),
    stop: () => bar.stop(),
  };
}

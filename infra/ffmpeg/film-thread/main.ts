/** A thread that hashes the samples of one film after another. */
import { parentPort } from "node:worker_threads";
import { type ToldSamples, readSamples } from "../film-samples.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread of a process that makes copies");
const never = new AbortController().signal; // it is ended, not told
port.on("message", (path: string) => {
  const tell = (told: ToldSamples): void => port.postMessage(told);
  readSamples(path, never).then(
    (samples) => tell({ samples }),
    (error: unknown) => tell({ fault: String(error) }),
  );
});

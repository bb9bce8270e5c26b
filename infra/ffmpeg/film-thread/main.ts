/** A thread that reads one film after another. */
import { parentPort } from "node:worker_threads";
import { readSamples } from "../film-samples.ts";
import type { Asked, FilmWorks, Told } from "../film-threads.ts";
import { searchStanding } from "../mark-search.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread of a process that makes copies");
const never = new AbortController().signal; // it is ended, not told
const answerTo = (asked: Asked): Promise<FilmWorks[Asked["work"]]["told"]> =>
  asked.work === "samples" ? readSamples(asked.path, never) : searchStanding(asked, never);
port.on("message", (asked: Asked) => {
  const tell = (told: Told): void => port.postMessage(told);
  answerTo(asked).then(
    (answer) => tell({ answer }),
    (error: unknown) => tell({ fault: String(error) }),
  );
});

/** A thread of the verifier that hashes files: its own entry, so that it loads a few modules and not the whole verifier. */
import { workerData } from "node:worker_threads";
import { openPackage } from "../../../infra/zip/open-package.ts";
import { serveDigests } from "../digest-threads.ts";

serveDigests(await openPackage(workerData as string));

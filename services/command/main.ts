/** The `holdfast` command: wires its verbs to this machine. The launcher `./holdfast` starts it. */
import { access } from "node:fs/promises";
import { constants, homedir } from "node:os";
import { join, resolve } from "node:path";
import {
  installLine,
  installPackages,
  missingPackages,
  rootAccess,
} from "../../infra/host/debian-packages.ts";
import { keptSecret, writeDurably } from "../../infra/host/durable-file.ts";
import { lockFolder, lockHolder } from "../../infra/host/folder-lock.ts";
import { freePort } from "../../infra/host/free-port.ts";
import { privateFolder } from "../../infra/host/private-folder.ts";
import { endProcess } from "../../infra/host/running-process.ts";
import { endRecorded, recordedProcesses } from "../../infra/host/supervisor.ts";
import { identityTools } from "../../infra/keys/identity-tools.ts";
import { exchange } from "../../infra/tus/exchange.ts";
import { utcInstant } from "../kernel/clock.ts";
import { languageOf } from "../kernel/language.ts";
import { originOf } from "../ledger/checkpoint.ts";
import { localLedgerKey } from "./box-keys.ts";
import { hiddenLine } from "./ceremony/hidden-line.ts";
import { runCommandLine } from "./command-line.ts";
import type { Host } from "./host.ts";
import { watermarkIn } from "./export-verbs.ts";
import { checkReceipt, trustOf } from "./receipt-trust.ts";
import { terminal } from "./terminal.ts";
import { makeVerbs } from "./verbs.ts";

// Adapters with a heavy vendor are imported where a verb needs them: `help` and `status` start at once.
const certificateVerifier = () => import("../../infra/keys/cms-verifier.ts");
const { env } = process;
const home = resolve(import.meta.dirname, "../..");
const path = env["PATH"] ?? "/usr/bin:/bin";
const clock = () => utcInstant(new Date());

const host: Host = {
  files: { writeDurably, keptSecret },
  privateFolder,
  exchange,
  freePort,
  lockFolder,
  lockHolder,
  endHolder: async (lock, limitMs) => {
    const holder = await lockHolder(lock);
    if (holder !== null) await endProcess(holder, "SIGTERM", limitMs);
    return holder !== null;
  },
  endedInOrder: (lock) =>
    access(lock).then(
      () => false,
      () => true,
    ),
  recordedProcesses,
  endRecorded,
  missingPackages: (programs) => missingPackages("run", programs),
  installLine,
  rootAccess,
  installPackages,
};

// Whoever reads has seen enough (`holdfast logs | head`): no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
const interrupted = Promise.withResolvers<null>();
let endsByItself = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // What was sent is kept, and asking again goes on from there: nothing is to be waited for.
    if (!endsByItself) process.exit(128 + constants.signals[signal]);
    interrupted.resolve(null);
  });
}
const language = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const verbs = makeVerbs({
  host,
  around: {
    home,
    path,
    data: env["HOLDFAST_DATA"] ?? join(home, ".holdfast"),
    stateHome: join(env["XDG_STATE_HOME"] ?? join(homedir(), ".local/state"), "holdfast"),
    agency: env["HOLDFAST_AGENCY"],
    deviceToken: env["HOLDFAST_DEVICE_TOKEN"],
    environment: env,
  },
  term: (json) =>
    terminal(
      { out: process.stdout, err: process.stderr },
      { language, json, interactive: process.stderr.isTTY && process.stdin.isTTY },
    ),
  hiddenLine: (question) => hiddenLine(process.stdin, process.stderr, question),
  interrupted: async () => {
    endsByItself = true;
    await interrupted.promise;
  },
  trust: trustOf,
  ledgerKey: (folder, agency) => localLedgerKey(folder, originOf(agency, clock())),
  checkReceipt: async (file, trust) => {
    const { cmsVerifier } = await certificateVerifier();
    return checkReceipt({ signatures: cmsVerifier }, file, trust);
  },
  signatures: async () => (await certificateVerifier()).cmsVerifier,
  publishers: async (rootsPem) => {
    const { publisherSignatures } = await import("../../infra/keys/publisher-signature.ts");
    return publisherSignatures(rootsPem);
  },
  readWatermark: async (file) => {
    const { openPackage } = await import("../../infra/zip/open-package.ts");
    return watermarkIn(openPackage, file);
  },
  ...{ tools: identityTools, clock },
  houseKeys: async ({ keys }) => {
    const { houseKeys } = await import("../../infra/keys/house-keys.ts");
    return houseKeys(keys);
  },
  enrolsDevices: async ({ keys }) => {
    const { enrolsDevices } = await import("../../infra/keys/certificate-authority.ts");
    return enrolsDevices(keys);
  },
});
const exitCode = await runCommandLine(verbs, language, process.argv.slice(2));
// Promises that wait for a signal hold nothing open; a bar or a socket might.
process.exit(exitCode);

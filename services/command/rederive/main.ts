/** `holdfast rederive`: makes the copies of an item, or of a package, again with exactly what was written down of them, and compares. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { besideOf } from "../../../infra/ffmpeg/label-again.ts";
import { FfmpegJoiner } from "../../../infra/ffmpeg/joiner.ts";
import { openPrograms } from "../../../infra/ffmpeg/open-programs.ts";
import { ScratchJobFolders } from "../../../infra/ffmpeg/job-folders.ts";
import { movesAgain } from "../../../infra/ffmpeg/redaction-again.ts";
import { FfmpegMediaTools } from "../../../infra/ffmpeg/media-tools.ts";
import { type Sandbox, openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { spawnFfmpeg } from "../../../infra/ffmpeg/ffmpeg-spawn.ts";
import { BoxedTranscriber } from "../../../infra/ffmpeg/transcriber.ts";
import { lockHolder } from "../../../infra/host/folder-lock.ts";
import { recordedProcesses } from "../../../infra/host/supervisor.ts";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import { openFont } from "../../../infra/pdf/font.ts";
import { openPackage } from "../../../infra/zip/open-package.ts";
import { type ItemId, parseId } from "../../kernel/ids.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import {
  type KeptCopy,
  type KeptOriginal,
  type RederiveDeps,
  type Rederived,
  rederive,
  sourceMissing,
} from "../../media/rederive.ts";
import { programOf } from "../../media/programs/fitting-program.ts";
import type { MakerPrograms } from "../../media/programs/maker-programs.ts";
import { PURPOSES } from "../../secrecy/purpose.ts";
import { apiClient } from "../api-client.ts";
import { dataFolder } from "../data-folder.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readLogins } from "../logins.ts";
import { runningSystem } from "../running-system.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { GENERAL } from "../texts/general.ts";
import { REDERIVE, REDERIVE_WHY } from "../texts/rederive.ts";
import { rebuildAgain } from "./made-again.ts";
import { joinAgain, transcribeAgain } from "./several-again.ts";
import { type KeptItem, type More, keptByService, keptInPackage } from "./kept-copies.ts";

/** A line of progress no more often. */
const TELL_MS = 2_000;

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const string = { type: "string" } as const;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        ...{ root: string, url: string, token: string, purpose: string },
        programs: { ...string, default: env["HOLDFAST_MEDIA_PROGRAMS"] ?? "" },
        ...{ "purpose-kind": { ...string, default: "evidence" }, data: { ...string, default: "" } },
        ...{ json: { type: "boolean", default: false }, lang: { ...string, default: spoken } },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const purposeKind = PURPOSES.find((each) => each === values["purpose-kind"]);
    const [what, ...more] = positionals;
    if (what === undefined || more.length > 0) return null;
    const item = parseId<ItemId>(what);
    if (language === undefined || purposeKind === undefined) return null;
    return item === null && values.root === undefined
      ? null
      : { ...values, what, item, language, purposeKind };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

async function ofService(given: Options, item: ItemId): Promise<readonly KeptItem[]> {
  const folder = dataFolder(given.data);
  const running =
    given.url ?? (await runningSystem(folder, { lockHolder, recordedProcesses }))?.url;
  if (running === undefined) throw new VerbFailure(EXIT.unreachable, GENERAL.notRunning);
  const token = given.token ?? (await readLogins(folder)).adminToken;
  if (token === null) throw new VerbFailure(EXIT.attention, GENERAL.notSetUp);
  const purpose = given.purpose ?? REDERIVE.purpose[given.language];
  return keptByService(apiClient(running, token), item, {
    purpose,
    purposeKind: given.purposeKind,
  });
}

async function check(term: Terminal, given: Options): Promise<ExitCode> {
  if (given.item !== null) return compare(term, given, await ofService(given, given.item));
  const rootPem = await readFile(given.root ?? "", "utf8");
  const reader = await openPackage(given.what);
  try {
    return await compare(term, given, await keptInPackage(reader, cmsVerifier, rootPem));
  } finally {
    await reader.close();
  }
}

async function compare(
  term: Terminal,
  { programs: folder }: Options,
  items: readonly KeptItem[],
): Promise<ExitCode> {
  if (items.length === 0) throw new VerbFailure(EXIT.attention, REDERIVE.none);
  const sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  const scratch = await mkdtemp(join(tmpdir(), "holdfast-rederive-"));
  try {
    await using folders = await ScratchJobFolders.start({ HOLDFAST_SCRATCH_DIR: scratch });
    const tools = new FfmpegMediaTools(sandbox, spawnFfmpeg);
    const config = { HOLDFAST_MEDIA_PROGRAMS: folder === "" ? "" : resolve(folder) };
    const programs = await openPrograms(config, sandbox, folders, ({ count, why }) =>
      term.tell(REDERIVE.programsBroken, { count, why }),
    );
    const deps = { folders, sandbox, tools, programs };
    return await compareAll(term, deps, items);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Tools extends RederiveDeps {
  readonly sandbox: Sandbox;
  readonly programs: MakerPrograms;
}

async function compareAll(
  term: Terminal,
  deps: Tools,
  items: readonly KeptItem[],
): Promise<ExitCode> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("told to stop")));
  const all: (Rederived & { readonly item: ItemId })[] = [];
  for (const { item, original, copies, ...more } of items) {
    for (const kept of copies) {
      term.tell(REDERIVE.making, { item, kind: kept.kind });
      const found = await again(deps, original, kept, more, teller(term), stop.signal);
      all.push({ item, ...found });
      tell(term, item, found);
    }
  }
  const isOff = ({ verdict }: Rederived): boolean =>
    verdict === "differs" || verdict === "other-words" || verdict === "failed";
  if (all.some((each) => isOff(each) && each.version !== each.madeWith)) {
    term.say(REDERIVE.otherVersion);
  }
  term.result({ copies: all });
  return all.some(isOff) ? EXIT.negative : EXIT.ok;
}

async function again(
  deps: Tools,
  original: KeptOriginal | null,
  kept: KeptCopy,
  more: More,
  report: (part: number) => void,
  signal: AbortSignal,
): Promise<Rederived> {
  if (original === null) return sourceMissing(kept, deps.tools.version);
  const copy = { ...kept, ...howAgain(deps, original, more, kept) };
  return rederive(deps, original, copy, report, signal);
}

/** What of it stands in no sealed arguments. */
function howAgain(
  deps: Tools,
  original: KeptOriginal,
  { label, masks, like, takes, words }: More,
  sealed: KeptCopy,
): Pick<KeptCopy, "beside" | "own"> {
  const { folders, sandbox, programs } = deps;
  const here = { folders, version: sandbox.version };
  if (takes !== undefined) {
    return { own: joinAgain({ ...here, joiner: new FfmpegJoiner(sandbox) }, takes, sealed) };
  }
  if (words !== undefined) {
    const program = programOf(programs.installed, words.program);
    const only = program && { installed: [program], open: programs.open.bind(programs) };
    const transcriber = only && new BoxedTranscriber(sandbox, folders, only);
    return { own: transcribeAgain({ ...here, transcriber }, words, sealed) };
  }
  if (like !== undefined) return { own: rebuildAgain(folders, sealed.version, like) };
  if (masks !== undefined) return { beside: movesAgain(deps, original, masks) };
  return label === undefined ? {} : { beside: besideOf({ ...deps, font: openFont }, label) };
}

function tell(term: Terminal, item: ItemId, { program, ...found }: Rederived): void {
  const { sha256, code, verdict } = found;
  term.say(REDERIVE[verdict], { ...found, item, sha256: sha256 ?? "", code: code ?? "" });
  const why = REDERIVE_WHY[code ?? ""];
  if (why !== undefined) term.say(why);
  if (program === undefined) return;
  const { name, version, sha256: executable, output } = program;
  const isHeard = found.kind === "transcript" && code !== "media/program-missing";
  term.say(REDERIVE[isHeard ? "heardBy" : wayOf(code)], {
    name,
    version,
    executable,
    wrote: output.sha256,
  });
}

const wayOf = (code: string | null) =>
  code === "media/program-missing"
    ? "programMissing"
    : code === "media/program-differs"
      ? "programDiffers"
      : "byProgram";

function teller(term: Terminal): (part: number) => void {
  let toldAt = performance.now();
  return (part) => {
    if (!term.interactive || performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    term.tell(REDERIVE.part, { percent: Math.floor(100 * part) });
  };
}

process.exitCode = await runVerb(options(), REDERIVE.usage[spoken], check);

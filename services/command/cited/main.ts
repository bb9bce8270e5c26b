/** `holdfast cited`: holds a citation of a moment against an original: that it is this one, and that this picture stands there. Offline. */
import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ScratchJobFolders } from "../../../infra/ffmpeg/job-folders.ts";
import { openPrograms } from "../../../infra/ffmpeg/open-programs.ts";
import { FfmpegPictureDigester } from "../../../infra/ffmpeg/picture-digester.ts";
import { openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { type Citation, checkCitation } from "../../derived/cited/check-citation.ts";
import { parseSha256 } from "../../kernel/digest.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { MomentBody } from "../../review/moment-schema.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { CITED } from "../texts/cited.ts";

const MOST_FILE_BYTES = 1 << 20;

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const string = { type: "string" } as const;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        programs: { ...string, default: env["HOLDFAST_MEDIA_PROGRAMS"] ?? "" },
        ...{ json: { type: "boolean", default: false }, lang: { ...string, default: spoken } },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const [citation, original, ...more] = positionals;
    if (language === undefined || original === undefined || citation === undefined) return null;
    return more.length > 0 ? null : { ...values, citation, original, language };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

async function check(term: Terminal, given: Options): Promise<ExitCode> {
  const citation = await citationIn(given.citation);
  const { size: sizeBytes } = await stat(given.original).catch(unreadable);
  const sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: "required" });
  const scratch = await mkdtemp(join(tmpdir(), "holdfast-cited-"));
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("told to stop")));
  try {
    await using folders = await ScratchJobFolders.start({ HOLDFAST_SCRATCH_DIR: scratch });
    const config = {
      HOLDFAST_MEDIA_PROGRAMS: given.programs === "" ? "" : resolve(given.programs),
    };
    const programs = await openPrograms(config, sandbox, folders, () => undefined);
    const deps = { folders, programs, digester: new FfmpegPictureDigester(sandbox) };
    const file = { sizeBytes, read: () => createReadStream(given.original) };
    const found = await checkCitation(deps, citation, file, stop.signal);
    term.result({ ...found, version: sandbox.version });
    const { pts, timeBase, frameSha256 } = citation.picture;
    const facts = { pts, timeBase, frameSha256, sha256: citation.sha256 };
    const code = found.verdict === "no-picture" ? found.code : "";
    const other = found.verdict === "picture-differs" ? found.found : citation.picture;
    term.say(CITED[found.verdict], {
      ...facts,
      code,
      foundPts: other.pts,
      found: other.frameSha256,
    });
    return found.verdict === "same" ? EXIT.ok : EXIT.negative;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** As the page copies it, or `items moment --json` prints it. @throws VerbFailure for what is none. */
async function citationIn(file: string): Promise<Citation> {
  const bytes = await readFile(file).catch(unreadable);
  const read = MomentBody.safeParse(bytes.byteLength > MOST_FILE_BYTES ? null : jsonOf(bytes));
  if (!read.success) throw new VerbFailure(EXIT.usage, CITED.noCitation, { file });
  const { filename, ptsMs, picture } = read.data;
  const sha256 = parseSha256(read.data.sha256 ?? "");
  const frameSha256 = parseSha256(picture?.state === "made" ? picture.frameSha256 : "");
  if (picture?.state !== "made" || sha256 === null || frameSha256 === null)
    throw new VerbFailure(EXIT.attention, CITED.noPictureYet);
  const { pts, timeBase, stream } = picture;
  return { sha256, filename, ptsMs, picture: { pts, timeBase, stream, frameSha256 } };
}

function unreadable(error: unknown): never {
  const message = error instanceof Error ? error.message : "";
  throw new VerbFailure(EXIT.usage, CITED.unreadable, { message });
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}

process.exitCode = await runVerb(options(), CITED.usage[spoken], check);

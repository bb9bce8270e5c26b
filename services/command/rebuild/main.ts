/** `holdfast rebuild`: gives a recording that lost its index a new one, into a new file with a statement beside it. Offline. */
import { parseArgs } from "node:util";
import { fileBytes } from "../../../infra/process/file-bytes.ts";
import { LANGUAGES, languageOf } from "../../kernel/language.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { type Rebuilt, rebuild } from "../../media/rebuild/rebuild.ts";
import type { RebuiltStatement } from "../../media/rebuild/statement.ts";
import type { Bytes } from "../../source/bytes.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { progressBar } from "../progress.ts";
import { runVerb } from "../run-verb.ts";
import { type Terminal, VerbFailure } from "../terminal.ts";
import { REBUILD, REBUILD_REFUSED } from "../texts/rebuild.ts";
import { requireFree, writeNew, writeNewFrom } from "../write-new.ts";

const { env } = process;
const spoken = languageOf(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"]);
const RANGES_SHOWN = 10;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        like: { type: "string" },
        out: { type: "string", short: "o" },
        json: { type: "boolean", default: false },
        lang: { type: "string", default: spoken },
      },
    });
    const language = LANGUAGES.find((each) => each === values.lang);
    const [broken, ...more] = positionals;
    const { like, out, json } = values;
    if (language === undefined || broken === undefined || more.length > 0) return null;
    return like === undefined || out === undefined ? null : { broken, like, out, json, language };
  } catch {
    return null;
  }
}
type Options = NonNullable<ReturnType<typeof options>>;

async function work(term: Terminal, { broken, like, out }: Options): Promise<ExitCode> {
  const statementFile = `${out}.json`;
  // Before hours of work, not behind them.
  for (const file of [out, statementFile]) await requireFree(file);
  await using brokenBytes = await opened(broken);
  await using likeBytes = await opened(like);
  const rebuilt = await found(term, brokenBytes, likeBytes);
  const bar = progressBar(rebuilt.sizeBytes, term.interactive);
  let written = 0;
  term.tell(REBUILD.writing, { bytes: rebuilt.sizeBytes });
  await writeNewFrom(out, () => {
    const heard = (bytes: number): void => bar.update((written += bytes));
    return Promise.resolve(counted(rebuilt.bytes(), heard));
  }).finally(() => bar.stop());
  const statement = await rebuilt.statement();
  await writeNew(statementFile, `${JSON.stringify(statement, null, 2)}\n`);
  term.result(statement);
  show(term, statement, { out, statementFile });
  return EXIT.ok;
}

async function opened(path: string): Promise<Bytes & AsyncDisposable> {
  return fileBytes(path).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : "";
    throw new VerbFailure(EXIT.usage, REBUILD.unreadable, { message });
  });
}

async function found(term: Terminal, broken: Bytes, like: Bytes): Promise<Rebuilt> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("told to stop")));
  term.tell(REBUILD.searching, { bytes: broken.sizeBytes });
  const bar = progressBar(broken.sizeBytes, term.interactive);
  try {
    const heard = (part: number): void => bar.update(Math.floor(part * broken.sizeBytes));
    return await rebuild({ broken, like }, heard, stop.signal);
  } catch (error) {
    const text = isRefusal(error) ? REBUILD_REFUSED[error.code] : undefined;
    throw text === undefined ? error : new VerbFailure(EXIT.attention, text);
  } finally {
    bar.stop();
  }
}

async function* counted(
  source: AsyncIterable<Buffer>,
  told: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const bytes of source) {
    yield bytes;
    told(bytes.byteLength);
  }
}

function show(
  term: Terminal,
  said: RebuiltStatement,
  files: { readonly out: string; readonly statementFile: string },
): void {
  const { picture, sound, unused, rehearsal, copied } = said;
  const seconds = Math.round(said.durationMs / 1_000);
  if (picture !== null) term.say(REBUILD.pictures, { ...picture, seconds });
  if (sound !== null) term.say(REBUILD.sound, { ...sound, seconds });
  if (picture === null || sound === null || said.leftOutTracks > 0) {
    term.say(REBUILD.leftOut, { tracks: said.leftOutTracks });
  }
  term.say(REBUILD.rehearsal, { ...rehearsal });
  term.say(REBUILD.copied, { ...copied, lastByte: copied.endByte - 1 });
  term.say(unused.bytes === 0 ? REBUILD.allUsed : REBUILD.unused, { bytes: unused.bytes });
  for (const { firstByte, endByte, afterPictures } of unused.ranges.slice(0, RANGES_SHOWN)) {
    term.say(REBUILD.range, { firstByte, lastByte: endByte - 1, afterPictures });
  }
  const more = unused.ranges.length + unused.notListed - RANGES_SHOWN;
  if (more > 0) term.say(REBUILD.moreRanges, { more });
  if (said.otherSets > 0) term.say(REBUILD.otherSets, { units: said.otherSets });
  if (said.searchEndedAt !== null) term.say(REBUILD.ended, { at: said.searchEndedAt });
  term.say(REBUILD.assumed);
  term.say(REBUILD.written, { ...files, sha256: said.output.sha256 });
}

process.exitCode = await runVerb(options(), REBUILD.usage[spoken], work);

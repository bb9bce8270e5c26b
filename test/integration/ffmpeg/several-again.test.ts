/** Joined recordings and transcripts are made again of what was sealed of them: byte for byte, or with the words why not. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FfmpegJoiner } from "../../../infra/ffmpeg/joiner.ts";
import { openPrograms } from "../../../infra/ffmpeg/open-programs.ts";
import { BoxedTranscriber } from "../../../infra/ffmpeg/transcriber.ts";
import { joinAgain, transcribeAgain } from "../../../services/command/rederive/several-again.ts";
import { joinFiles, joinedName } from "../../../services/derived/joined-maker.ts";
import { writeTranscriptFile } from "../../../services/derived/transcript/transcript-maker.ts";
import type { MadeBy } from "../../../services/evidence/derivative.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { KeptCopy, KeptOriginal } from "../../../services/media/rederive.ts";
import { sniff } from "../../../services/media/sniff.ts";
import { clip } from "../../fixtures/derived-house.ts";
import { HEARS, TRANSCRIBES, installProgram } from "../../fixtures/maker-program.ts";
import { type RealMedia, never, realMedia } from "./real-media.ts";
import { original, rederived } from "./rederived.ts";

let media: RealMedia;
beforeAll(async () => {
  media = await realMedia();
});
afterAll(() => media.close());

const again = (bytes: Buffer, copy: KeptCopy) => rederived(media, bytes, copy);
const keptOf = (kind: string, bytes: Buffer, madeBy: MadeBy): KeptCopy => ({
  ...{ kind, sha256: sha256(bytes), method: madeBy.method, version: madeBy.version },
  ...{ arguments: madeBy.arguments, packets: madeBy.packets ?? null },
});

describe("a joined recording", () => {
  /** Three takes in this container: what is sealed of them as one, and how it is made again of `given`. */
  async function joined(container: string) {
    const takes = await Promise.all([
      clip(1, { container }),
      clip(2, { container, hz: 660 }),
      clip(1, { container, hz: 330 }),
    ]);
    const { folders, sandbox } = media;
    const joiner = new FfmpegJoiner(sandbox);
    await using job = await folders.open();
    const files = takes.map((bytes, place) => ({
      ...{ name: joinedName(place), family: sniff(bytes), sizeBytes: bytes.byteLength },
    }));
    for (const [place, bytes] of takes.entries())
      await folders.fill(job, Readable.from([bytes]), joinedName(place));
    const making = { job, folders, onProgress: () => undefined, signal: never };
    const made = await joinFiles(joiner, files, [1, 2, 3], making);
    const copy = keptOf("joined", await readFile(made.path), made.madeBy);
    const by = (given: readonly (KeptOriginal | null)[], sealed: Partial<KeptCopy> = {}) => {
      const kept = { ...copy, ...sealed };
      const own = joinAgain({ folders, version: sandbox.version, joiner }, given, kept);
      return again(takes[0], { ...kept, own });
    };
    return { takes: takes.map(original), copy, by };
  }

  test("is the same of the same takes", async () => {
    for (const container of ["mpegts", "mp4"]) {
      const { takes, copy, by } = await joined(container);
      expect(await by(takes)).toMatchObject({ verdict: "same", sha256: copy.sha256, code: null });
    }
  });

  test("is another of others, and not made of what was not sealed, nor by other words", async () => {
    const { takes, copy, by } = await joined("mp4");
    const [first, second, third] = takes;
    if (first === undefined || second === undefined || third === undefined) throw new Error("3");
    expect(await by([first, third, second])).toMatchObject({ verdict: "differs" });
    // Another file around the very packets, as another version writes it.
    expect(await by(takes, { sha256: sha256("other") })).toMatchObject({ verdict: "same-packets" });
    const failed = (code: string) => ({ verdict: "failed", sha256: null, code });
    expect(await by([first, null, third])).toMatchObject(failed("rederive/no-takes"));
    const more = [...copy.arguments, "-t", "1"];
    expect(await by(takes, { arguments: more })).toMatchObject(failed("media/not-ours"));
    const changed = { ...third, read: second.read };
    await expect(by([first, second, changed])).rejects.toMatchObject({
      code: "media/original-differs",
    });
  });
});

describe("a transcript", () => {
  /** By a program whose script is this: what is sealed of it, and how it is made again. */
  async function heard(name: string, script: string) {
    const film = await clip(2);
    const root = join(media.scratch, name);
    await installProgram(root, name, script, TRANSCRIBES);
    const config = { HOLDFAST_MEDIA_PROGRAMS: root };
    const programs = await openPrograms(config, media.sandbox, media.folders, () => undefined);
    const transcriber = new BoxedTranscriber(media.sandbox, media.folders, programs);
    await using job = await media.filled(film);
    const source = { family: sniff(film), sizeBytes: film.byteLength };
    const said = await transcriber.transcribe(job, source, () => undefined, never);
    const words = await readFile(await writeTranscriptFile(media.folders, job, said));
    const copy = keptOf("transcript", words, said.madeBy);
    const here = { folders: media.folders, version: media.sandbox.version };
    return {
      program: said.taken.program,
      by: (made: Buffer | null = words, own: BoxedTranscriber | null = transcriber) => {
        const sealed = { program: said.taken.program, made: made && original(made) };
        const how = transcribeAgain({ ...here, transcriber: own }, sealed, copy);
        return again(film, { ...copy, own: how });
      },
    };
  }

  test("is the same by a program that hears the same", async () => {
    const { by, program } = await heard("same", HEARS);
    expect(await by()).toMatchObject({ verdict: "same", program });
    expect(await by(null)).toMatchObject({ verdict: "same" });
  });

  test("has the same words, or others, by one that does not write the same twice", async () => {
    const chance = [
      "use strict; open(my $some, '<:raw', '/dev/urandom') or exit 5; read($some, my $four, 4);",
      "my @now = sprintf('%09d', unpack('V', $four) % 1e9) =~ /(...)(...)(...)/;",
    ];
    const random = HEARS.replace("use strict;", chance.join(" "));
    const timed = random
      .replace("00:00.000", "00:00.$now[0]")
      .replace("00:01.000 --> 00:02.000", "00:01.$now[1] --> 00:02.$now[2]");
    const found = await heard("times", timed);
    expect(await found.by()).toMatchObject({ verdict: "same-words", code: null });
    const { by } = await heard("words", random.replace("$riff $wave", "@now $wave"));
    expect(await by()).toMatchObject({ verdict: "other-words", code: null });
    // Without the transcript there are no words to hold them against.
    expect(await by(null)).toMatchObject({ verdict: "differs" });
  });

  test("is not made by another program than the one that heard it, and says which is missing", async () => {
    const { by, program } = await heard("gone", HEARS);
    expect(await by(undefined, null)).toMatchObject({
      ...{ verdict: "failed", code: "media/program-missing", program },
    });
  });
});

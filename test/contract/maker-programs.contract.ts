/** What every MakerPrograms must do, whatever is behind it: one program is there, and opens the container of fixtures/maker-program.ts. */
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256, sha256OfStream } from "../../services/kernel/digest.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type { JobFolders, MediaJob } from "../../services/media/media-tools.ts";
import { programFor, programOf } from "../../services/media/programs/fitting-program.ts";
import type { MakerPrograms } from "../../services/media/programs/maker-programs.ts";
import { makersOwn } from "../fixtures/maker-program.ts";

export interface ProgramsUnderTest {
  readonly programs: MakerPrograms;
  readonly folders: JobFolders;
  close(): Promise<void>;
}

const never = new AbortController().signal;
/** Begins as a film does; whether there is one behind is no matter of the program's. */
const FILM = Buffer.from("\0\0\0\x20ftypisom and then a film", "latin1");

export function makerProgramsContract(name: string, make: () => Promise<ProgramsUnderTest>): void {
  describe(name, () => {
    let made: ProgramsUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.close());

    async function filled(bytes: Uint8Array): Promise<MediaJob & AsyncDisposable> {
      const job = await made.folders.open();
      await made.folders.fill(job, Readable.from([bytes]));
      return job;
    }
    const only = () => {
      const [program] = made.programs.installed;
      if (program === undefined) throw new Error("no program is installed");
      return program;
    };
    const codeOf = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => "no refusal",
        (error: unknown) => (isRefusal(error) ? `${error.kind} ${error.code}` : String(error)),
      );

    test("gives what the program wrote as the input of a job of its own, and says what it was", async () => {
      const original = makersOwn(FILM);
      await using job = await filled(original);
      const head = await made.folders.head(job, 4_096);
      const program = programFor(made.programs.installed, { filename: "1.ACME", head });
      expect(program).toBe(only());
      await using opened = await made.programs.open(job, only(), never);
      expect(opened.folder).not.toBe(job.folder);
      expect(Buffer.from(await made.folders.head(opened, 4_096))).toEqual(FILM);
      expect(opened.program).toMatchObject({
        ...{ name: "acme-cctv", version: "2.1", arguments: ["in/src", "out"] },
        output: { sizeBytes: FILM.byteLength, sha256: sha256(FILM) },
      });
      expect(programOf(made.programs.installed, opened.program)).toBe(only());
      await using bytes = await made.folders.bytes(job);
      const kept = Buffer.from(await bytes.read(0, bytes.sizeBytes));
      expect(kept.equals(original)).toBe(true);
    });

    test("may run twice in one folder, to the same end", async () => {
      await using job = await filled(makersOwn(FILM));
      await using first = await made.programs.open(job, only(), never);
      await using second = await made.programs.open(job, only(), never);
      expect(second.program).toEqual(first.program);
      expect(second.folder).not.toBe(first.folder);
    });

    test("refuses what the program does not open, and what it is told to leave", async () => {
      await using job = await filled(Buffer.from("something else"));
      expect(await codeOf(made.programs.open(job, only(), never))).toBe(
        "invalid media/program-failed",
      );
      const told = AbortSignal.abort(new Error("told to stop"));
      expect(await codeOf(made.programs.open(job, only(), told))).toBe(
        "unavailable media/interrupted",
      );
    });

    test("runs no program that is not among its own", async () => {
      await using job = await filled(makersOwn(FILM));
      const foreign = { ...only(), filesSha256: sha256("other files") };
      expect(await codeOf(made.programs.open(job, foreign, never))).toBe(
        "unavailable media/program-changed",
      );
    });

    test("leaves what it wrote nowhere but in that job", async () => {
      await using job = await filled(makersOwn(FILM));
      const gone = await (async () => {
        await using opened = await made.programs.open(job, only(), never);
        const path = `${opened.folder}/in/src`;
        expect((await sha256OfStream(made.folders.read(path))).sha256).toBe(sha256(FILM));
        return { folder: opened.folder };
      })();
      await expect(made.folders.head(gone, 1)).rejects.toThrow(/no such file/i);
      await expect(made.folders.head(job, 1, "../out/film.mp4")).rejects.toThrow(/no such file/i);
    });
  });
}

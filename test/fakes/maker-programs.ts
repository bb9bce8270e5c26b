/** MakerPrograms in memory: the one that is there opens the container of fixtures/maker-program.ts, as its program does. */
import { sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { stopIfTold } from "../../services/media/local-copy.ts";
import type { MediaJob } from "../../services/media/media-tools.ts";
import { wordsOf } from "../../services/media/programs/fitting-program.ts";
import type {
  MakerProgram,
  MakerPrograms,
  ProgramOutput,
} from "../../services/media/programs/maker-programs.ts";
import { parseDescription } from "../../services/media/programs/program-description.ts";
import { DESCRIBED, MAGIC, makersOwn } from "../fixtures/maker-program.ts";
import type { MemoryJobFolders } from "./media-tools.ts";

export class MemoryMakerPrograms implements MakerPrograms {
  installed: readonly MakerProgram[] = [
    {
      description: parseDescription(Buffer.from(JSON.stringify(DESCRIBED))),
      ...{ sha256: sha256("program"), filesSha256: sha256("files") },
    },
  ];
  /** Put behind what it writes. */
  suffix = "";
  /** Called before it is run; what it throws is thrown. */
  beforeOpen: () => void = () => undefined;
  readonly #folders: MemoryJobFolders;

  constructor(folders: MemoryJobFolders) {
    this.#folders = folders;
  }

  async open(job: MediaJob, program: MakerProgram, signal: AbortSignal): Promise<ProgramOutput> {
    stopIfTold(signal);
    if (!this.installed.includes(program)) {
      throw new Refusal("unavailable", "media/program-changed", "another program is there");
    }
    this.beforeOpen();
    const own = this.#folders.files.get(`${job.folder}/in/src`) ?? Buffer.alloc(0);
    if (own.subarray(0, MAGIC.length).toString() !== MAGIC) {
      throw new Refusal("invalid", "media/program-failed", "it ended with 4");
    }
    const film = makersOwn(own.subarray(MAGIC.length)).subarray(MAGIC.length);
    const written = Buffer.concat([film, Buffer.from(this.suffix)]);
    const opened = await this.#folders.open();
    this.#folders.files.set(`${opened.folder}/in/src`, written);
    const output = { sizeBytes: written.byteLength, sha256: sha256(written) };
    const { name, version } = program.description;
    return {
      ...opened,
      program: {
        ...{ name, version, sha256: program.sha256, filesSha256: program.filesSha256 },
        ...{ arguments: wordsOf(program), output },
      },
    };
  }
}

/** Port: puts recordings behind one another without coding them anew, in a box. Its one adapter is tried on real files in test/integration/derived-joined.test.ts. */
import type { MadeFile, MediaJob } from "../media/media-tools.ts";
import type { Container } from "../source/container.ts";

/** One of the files of a job, by its name in the folder "in". */
export interface JoinedFile {
  readonly name: string;
  readonly family: Container;
  readonly sizeBytes: number;
}

export interface JoinLook {
  /** As its container says. */
  readonly durationMs: number | null;
  /** How its first picture and its first sound are coded; left out: it has none. */
  readonly coded: { readonly video?: string; readonly audio?: string };
  /** Of everything that two recordings must have alike so that one can stand behind the other. */
  readonly fingerprint: string;
}

export interface Joiner {
  /** @throws Refusal as MediaTools.probe. */
  look(job: MediaJob, file: JoinedFile, signal: AbortSignal): Promise<JoinLook>;
  /**
   * `look`: coded as the first is, as long as all of them; without a length no progress is told.
   * All packets of the first picture and the first sound, in the order of the files; their list lies at "in/src". The digests in
   * `madeBy.packets` are over all of them, and the same in the files and in what was made.
   * @throws Refusal invalid "media/unreadable" if a packet was lost or altered; else as MediaTools.make.
   */
  join(
    job: MediaJob,
    files: readonly JoinedFile[],
    look: Omit<JoinLook, "fingerprint">,
    onProgress: (part: number) => void,
    signal: AbortSignal,
  ): Promise<MadeFile>;
}

/** The text that lies at "in/src". */
export const joinList = (files: readonly Pick<JoinedFile, "name">[]): string =>
  ["ffconcat version 1.0", ...files.map(({ name }) => `file ${name}`), ""].join("\n");

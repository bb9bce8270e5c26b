/** What can be wrong with a program that an operator installed: it is then not run, and doctor says the cure. */
export const PROGRAM_FAULTS = [
  "no-folder",
  "folder-name",
  "no-description",
  "bad-description",
  "no-executable",
  "not-executable",
  "file-missing",
  "file-not-named",
  "digest-differs",
  "odd-file",
  "too-large",
  "name-twice",
  "not-readable",
] as const;
export type ProgramFault = (typeof PROGRAM_FAULTS)[number];

export interface BrokenProgram {
  /** Its name in the folder of programs; of "no-folder" that one's own. */
  readonly folder: string;
  readonly why: ProgramFault;
}

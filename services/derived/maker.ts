/** How a recording of one kind is made: of verified copies of its inputs, in a folder of its own, to one file and what is signed of it. */
import type { DerivedInput, DerivedKind, Derivation } from "../evidence/derivation.ts";
import type { EvidenceItem, VerifiedOriginal } from "../evidence/evidence-item.ts";
import type { JobFolders, MediaJob } from "../media/media-tools.ts";
import type { Container } from "../source/container.ts";
import type { WantedInput } from "./derived-request.ts";
import type { KeptDerived } from "./derived-store.ts";

/** One of the inputs, in the folder "in" of the job. */
export interface InputFile {
  readonly name: string;
  /** As its own first bytes say. */
  readonly family: Container;
  readonly sizeBytes: number;
  readonly item: EvidenceItem & { readonly original: VerifiedOriginal };
}

export interface Making<K extends DerivedKind = DerivedKind> {
  readonly request: KeptDerived<K>;
  readonly job: MediaJob;
  readonly folders: JobFolders;
  /** In order; one at least. */
  readonly files: readonly [InputFile, ...InputFile[]];
  /** Hears how far the making itself is, from 0 to 1. */
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

export interface Made {
  /** Absolute path of a private file that goes with the job folder. */
  readonly path: string;
  readonly derivation: Derivation;
}

export interface Maker<K extends DerivedKind = DerivedKind> {
  /** Name of an input in the folder "in"; absent: "src", which fits where there is one. */
  readonly inputName?: (place: number) => string;
  /**
   * @throws Refusal invalid, tampered or "derived/…": it can never be made, and the reason is kept with the request; `facts.take`
   * is kept as `failedTake`. Else it is begun again later.
   */
  make(making: Making<K>): Promise<Made>;
}

/** One for each kind: a further kind is a further line. */
export type Makers = { readonly [K in DerivedKind]: Maker<K> };

/** The maker of a request's own kind. */
export const makerOf = (makers: Makers, { kind }: KeptDerived): Maker => makers[kind];

/** As an input is signed where nothing is said of where it begins in what was made. */
export const fromInputs = (inputs: readonly WantedInput[]): readonly DerivedInput[] =>
  inputs.map(({ itemId, sha256, begunAt }) => ({ itemId, sha256, begunAt, beginsAtMs: null }));

/** What the dock knows of a card that is in, or was. */
import type { AnyProblem } from "./problem.ts";
import type { SideFiles } from "./side-files.ts";

export interface HeldCard {
  readonly id: string;
  root: string;
  camera: string;
  isPresent: boolean;
  isScanned: boolean;
  settling: number;
  emptyFiles: number;
  problem: AnyProblem | null;
  /** Keys of the clips whose files are there. */
  there: ReadonlySet<string>;
  /** Null until it was looked through. */
  sideFiles: SideFiles | null;
  isFarOff: boolean;
}

export const newCard = (id: string, root: string): HeldCard => ({
  ...{ id, root, camera: root, isPresent: true, isScanned: false, settling: 0, emptyFiles: 0 },
  ...{ problem: null, there: new Set<string>(), sideFiles: null, isFarOff: false },
});

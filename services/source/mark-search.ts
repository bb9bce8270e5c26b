/** Port: a search for marks of signatures in a file behind the one who writes it, for the bytes pass through this machine then anyhow. */
import type { SourceKind } from "./verdict.ts";

export interface MarkSearch extends AsyncDisposable {
  /** So many bytes of the file stand, from its first on; nothing behind them is read. */
  stand(bytes: number): void;
  /**
   * Exactly what `findMarks` finds, once all bytes stand. Null: the search came to nothing, which is no word on the file.
   * @throws Refusal unavailable "media/interrupted".
   */
  found(): Promise<readonly SourceKind[] | null>;
}

/** Of "in/src" of a private folder, opened once some of it stands. Null: the file is too small to be worth it. */
export type BeginMarkSearch = (
  folder: string,
  sizeBytes: number,
  signal: AbortSignal,
) => MarkSearch | null;

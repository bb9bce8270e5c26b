/** A request as who collects spans sees it, from its first line to the end of its answer. */

/** Codes and templates only: an address may hold anything. */
export interface AnswerTold {
  readonly method: string;
  /** A template, e.g. "/api/v1/items/:id". */
  readonly route: string;
  readonly status: number;
  /** Code of its problem document. */
  readonly problem: string | undefined;
}

export interface RequestSpan {
  /** What `work` begins, here and later, is below this span. */
  within(work: () => void): void;
  end(answer: AnswerTold): void;
}

export type BeginSpan = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  requestId: string,
) => RequestSpan;

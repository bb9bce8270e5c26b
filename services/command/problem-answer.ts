/** A "no" of the service in its own words (RFC 9457), with its code and what to do next. */
import type { ProblemBody } from "../review/api-schema.ts";

export class ProblemAnswer extends Error {
  override readonly name = "ProblemAnswer";
  readonly status: number;
  readonly code: string;
  readonly fix: string | undefined;

  constructor({ status, code, detail, fix }: ProblemBody) {
    super(detail);
    this.status = status;
    this.code = code;
    this.fix = fix;
  }
}

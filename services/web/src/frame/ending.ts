/** That a person ends something, and why. */
export interface Ending {
  readonly id: string;
  readonly reason?: string;
}

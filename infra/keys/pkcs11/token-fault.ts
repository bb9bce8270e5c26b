/** Why a token did not do what it was asked. */
export type TokenFault =
  /** No such token, or it went away. */
  | "gone"
  | "pin-refused"
  /** Locked, or so near to it that only a person should try. */
  | "pin-locked"
  | "no-key"
  /** The key could be read out of the token. */
  | "exportable"
  | "other";

export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly fault: TokenFault;

  constructor(fault: TokenFault) {
    super(fault);
    this.fault = fault;
  }
}

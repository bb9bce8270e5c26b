/** Since when a file has had its size and time: one that still changes is not whole. */

export class Steadiness {
  /** By clip key, which is another one as soon as size or time change. */
  readonly #since = new Map<string, number>();

  /** True once the key was asked for `steadyMs` ago and ever since. */
  isSteady(key: string, nowMs: number, steadyMs: number): boolean {
    const since = this.#since.get(key);
    // A clock that was set back begins the wait anew.
    if (since === undefined || since > nowMs) {
      this.#since.set(key, nowMs);
      return steadyMs === 0;
    }
    const isSteady = nowMs - since >= steadyMs;
    if (isSteady) this.#since.delete(key);
    return isSteady;
  }
}

/** Whether somebody is at the page, and when its session ends: what the page asks by itself is no use of a session. */

/** After so long without a key, a pointer or a film that plays, nobody is there. */
const AWAY_AFTER_MS = 60_000;
const UNATTENDED = "X-Unattended";
const SECONDS_LEFT = "X-Session-Seconds";

let lastInputAt = Date.now();
let endsAt: number | null = null;

let isPlaying = (): boolean => false;

/** Called at each sign of somebody (main.tsx). */
export function noteInput(): void {
  lastInputAt = Date.now();
}

export function lookForFilms(look: () => boolean): void {
  isPlaying = look;
}

/** Says of a request that nobody made it. */
export function markUnattended(headers: Headers): void {
  if (Date.now() - lastInputAt >= AWAY_AFTER_MS && !isPlaying()) headers.set(UNATTENDED, "1");
}

export function keepSessionEnd({ headers }: Response): void {
  const seconds = headers.get(SECONDS_LEFT);
  if (seconds !== null) endsAt = Date.now() + Number(seconds) * 1000;
}

/** Until the session ends, as far as this page was told; null: it was not. */
export const sessionMsLeft = (): number | null => (endsAt === null ? null : endsAt - Date.now());

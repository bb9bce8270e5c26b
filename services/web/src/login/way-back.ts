/** Where one goes after the log-in: an address of this page and of no other host. */

/** "//host", "/\host" and a control character between them (browsers drop it) would lead elsewhere. */
export const safeWayBack = (back: string | null): string =>
  back !== null && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(back) ? back : "/items";

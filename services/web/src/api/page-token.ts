/** The token of the session, told by the service at the log-in and with `me`, and sent with whatever changes something. */

const HEADER = "X-Csrf-Token";
let token: string | null = null;

/** Whatever answer tells one, the last counts. */
export function keepPageToken({ headers }: Response): void {
  token = headers.get(HEADER) ?? token;
}

/** The headers of `request`, and the token where it changes something. */
export function withPageToken({ method = "GET", headers: given }: RequestInit): Headers {
  const headers = new Headers(given);
  if (method !== "GET" && token !== null) headers.set(HEADER, token);
  return headers;
}

/** Ports: how a name becomes addresses, and how a message is sent to one of them. Contract suite: test/contract/resolve.contract.ts. */
import type { Outcome } from "./webhook.ts";

/** All addresses of `host`, each as text. @throws where there is none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface WebhookDoor {
  /**
   * Sends once: the name is resolved once, every address that it has must be allowed, and the connection is made to one of those that
   * were judged. No redirect is followed, and of the answer nothing is kept but its status. Never rejects.
   */
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Outcome>;
}

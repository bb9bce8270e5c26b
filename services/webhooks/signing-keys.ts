/** The keys that webhooks are signed with: kept wrapped as data keys of items are, each for an id of its own. */
import type { DataKeyWrapper } from "../encryption/data-key-wrapper.ts";
import { type Clock, type UtcInstant } from "../kernel/clock.ts";
import { type ItemId, type WebhookId, type WebhookSecretId, newId } from "../kernel/ids.ts";
import { mintSigningKey, secretText } from "./signature.ts";
import type { KeptSecret, WebhookStore } from "./webhook-store.ts";

export interface SigningKeyDeps {
  readonly webhooks: WebhookStore;
  readonly wrapper: DataKeyWrapper;
  readonly clock: Clock;
}

/** Labels of secrecy are nothing to a webhook: its key stands under that of what bears none. */
const FAMILY = "open";
const AT_ONCE = 100;

/** A wrapped key is bound to an id; that it is no item's, nobody needs to know to open it. */
const boundId = (id: WebhookSecretId): ItemId => id as string as ItemId;

/** @throws as `DataKeyWrapper.wrap`. */
export async function newSecret(
  { wrapper }: Pick<SigningKeyDeps, "wrapper">,
  madeAt: UtcInstant,
): Promise<{ readonly kept: KeptSecret; readonly shown: string }> {
  const id = newId<WebhookSecretId>();
  const key = mintSigningKey();
  const wrapped = await wrapper.wrap(FAMILY, boundId(id), key);
  return { kept: { id, wrapped, madeAt, until: null }, shown: secretText(key) };
}

/** Those that count now, the newest first. @throws as `DataKeyWrapper.unwrap`. */
export async function signingKeys(
  { webhooks, wrapper, clock }: SigningKeyDeps,
  id: WebhookId,
): Promise<readonly Uint8Array[]> {
  const kept = await webhooks.secrets(id, clock());
  return Promise.all(kept.map((each) => wrapper.unwrap(boundId(each.id), each.wrapped)));
}

/** Brings keys under the newest key-encryption key; may run twice, also at once. Answers how many. @throws as `DataKeyWrapper`. */
export async function rewrapSecrets({
  webhooks,
  wrapper,
}: Pick<SigningKeyDeps, "webhooks" | "wrapper">): Promise<number> {
  let done = 0;
  const kek = await wrapper.current(FAMILY);
  for (const { id, wrapped } of await webhooks.notUnder(kek, AT_ONCE)) {
    const key = await wrapper.unwrap(boundId(id), wrapped);
    const after = await wrapper.wrap(FAMILY, boundId(id), key);
    // It takes the place of the only one there is.
    const opened = await wrapper.unwrap(boundId(id), after);
    if (!Buffer.from(opened).equals(key))
      throw new Error("broken invariant: a key opens as it was");
    if (await webhooks.rewrap(id, wrapped, after)) done += 1;
  }
  return done;
}

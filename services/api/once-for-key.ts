/** Does the work of a request that carries an Idempotency-Key at most once, and answers the same to whoever asks again. */
import type { Person } from "../access/access-store.ts";
import type { IdempotencyStore } from "../actions/idempotency-store.ts";
import {
  type Attempt,
  type KeptAnswer,
  answerAgain,
  fingerprintOf,
  parseKey,
} from "../actions/idempotency.ts";
import type { Clock } from "../kernel/clock.ts";
import { newId } from "../kernel/ids.ts";
import type { Reply, Route } from "../review/route.ts";

export interface KeyedDeps {
  readonly requestKeys: IdempotencyStore;
  readonly clock: Clock;
}

export interface KeyedRequest {
  readonly header: string;
  readonly person: Person;
  /** With the query. */
  readonly address: string;
  /** As it came. */
  readonly body: unknown;
}

export async function onceForKey(
  { requestKeys, clock }: KeyedDeps,
  { method, answer }: Route,
  { header, person, address, body }: KeyedRequest,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const attempt: Attempt = {
    ...{ accountId: person.id, key: parseKey(header), id: newId() },
    fingerprint: fingerprintOf(method, address, body),
  };
  const standing = await requestKeys.begin(attempt, clock());
  if (standing.state !== "begun") return replyOf(answerAgain(standing));
  let reply: Reply;
  try {
    reply = await requestKeys.during(attempt, work);
  } catch (error) {
    await requestKeys.release(attempt);
    throw error;
  }
  await requestKeys.end(attempt, answer.shownOnce === true ? null : keptOf(reply, answer.status));
  return reply;
}

/** Null: files are not kept. */
function keptOf(reply: Reply, usual: number): KeptAnswer | null {
  if ("bytes" in reply) return null;
  const body = "json" in reply ? JSON.stringify(reply.json) : null;
  return { status: reply.status ?? usual, body };
}

/** RFC 9110 has no word for "answered before"; the header says it, as much other software does. */
const AGAIN = { "Idempotency-Replayed": "true" };

const replyOf = ({ status, body }: KeptAnswer): Reply =>
  body === null
    ? { status: 204, headers: AGAIN }
    : { status, json: JSON.parse(body) as unknown, headers: AGAIN };

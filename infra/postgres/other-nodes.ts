/** OtherNodes by LISTEN and NOTIFY: each process hears on a connection of its own, whose name says that it lives. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import type { UploadId } from "../../services/kernel/ids.ts";
import type { OtherNodes } from "../../services/ingest/other-nodes.ts";
import { ask } from "./connection.ts";

const CHANNEL = "holdfast_uploads";
/** How long the newer request waits for the older one; longer, and a node that stands still stops the device too. */
const SETTLE_LIMIT_MS = 1_000;
/** For so long nobody waits again for a process that did not answer. */
const STILL_MS = 10_000;
const RECONNECT_MS = 500;

const id = z.uuid();
const Message = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("settle"), upload: id, owner: id, question: id, from: id }),
  z.strictObject({ kind: z.literal("settled"), question: id, from: id }),
]);
type Message = z.infer<typeof Message>;

export interface NodeOptions {
  readonly url: string;
  readonly pool: pg.Pool;
  /** What this process is called as a writer: a UUID. */
  readonly name: string;
  /** Ends the request of this process that writes to the upload; resolves when it has left. */
  readonly settle: (upload: UploadId) => Promise<unknown>;
  /** Hears that nothing is heard for a while; the connection is made again by itself. */
  readonly onFailure: (error: unknown) => void;
}

/** PostgreSQL shows it of every connection (pg_stat_activity); at most 63 bytes. */
const listenerName = (process: string): string => `holdfast-turns-${process}`;

export class PostgresOtherNodes implements OtherNodes {
  readonly #options: NodeOptions;
  /** What `settle` waits for, by question. */
  readonly #questions = new Map<string, () => void>();
  /** Processes that did not answer in time, and until when that counts (milliseconds since 1970). */
  readonly #still = new Map<string, number>();
  #client: pg.Client | null = null;
  #reconnect: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(options: NodeOptions) {
    this.#options = options;
  }

  /** Resolves when it hears. */
  static async open(options: NodeOptions): Promise<PostgresOtherNodes> {
    const nodes = new PostgresOtherNodes(options);
    await nodes.#listen();
    return nodes;
  }

  async settle(upload: UploadId, owner: string): Promise<void> {
    const { pool, name } = this.#options;
    const question = randomUUID();
    const { promise: settled, resolve } = Promise.withResolvers<true>();
    this.#questions.set(question, () => resolve(true));
    const message: Message = { kind: "settle", upload, owner, question, from: name };
    try {
      const { rows } = await ask(() =>
        pool.query<{ is_there: boolean }>(
          `SELECT pg_notify($1, $2), EXISTS (SELECT FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = $3) AS is_there`,
          [CHANNEL, JSON.stringify(message), listenerName(owner)],
        ),
      );
      if (rows[0]?.is_there !== true || (this.#still.get(owner) ?? 0) > Date.now()) return;
      const waiting = new AbortController();
      const limit = sleep(SETTLE_LIMIT_MS, null, { signal: waiting.signal }).catch(() => null);
      const ended = await Promise.race([settled, limit]);
      waiting.abort();
      if (ended === null) this.#still.set(owner, Date.now() + STILL_MS);
      else this.#still.delete(owner);
    } finally {
      this.#questions.delete(question);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#reconnect);
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    const { url, name } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      application_name: listenerName(name),
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.#client = client;
    client.on("error", (error) => this.#lose(client, error));
    client.on("end", () => this.#lose(client, new Error("the connection ended")));
    client.on("notification", ({ payload }) => this.#hear(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      this.#lose(client, error);
      throw error;
    }
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client || this.#isClosed) return;
    this.#client = null;
    this.#options.onFailure(error);
    void client.end().catch(() => undefined);
    // A failure is told, and the next try comes, by the call of this method that belongs to it.
    const again = (): void => void this.#listen().catch(() => undefined);
    this.#reconnect = setTimeout(again, RECONNECT_MS);
  }

  #hear(payload: string): void {
    const message = Message.safeParse(parsed(payload));
    if (!message.success || message.data.from === this.#options.name) return;
    if (message.data.kind === "settled") this.#questions.get(message.data.question)?.();
    else void this.#settle(message.data).catch(this.#options.onFailure);
  }

  async #settle({ upload, owner, question }: Extract<Message, { kind: "settle" }>): Promise<void> {
    const { pool, name, settle } = this.#options;
    await settle(upload as UploadId);
    if (owner !== name) return;
    const message: Message = { kind: "settled", question, from: name };
    await pool.query("SELECT pg_notify($1, $2)", [CHANNEL, JSON.stringify(message)]);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

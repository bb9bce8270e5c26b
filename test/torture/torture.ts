/**
 * Rounds of work and faults over real processes, drawn from one seed, each followed by a quiet in which everything that was
 * promised is checked. A seed draws the same work and the same faults again; at which line a process is then, the machine decides.
 */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { serverPrograms } from "../../infra/host/postgres-cluster.ts";
import { runOrThrow } from "../../infra/host/run-command.ts";
import { ownClip } from "../fixtures/make-media.ts";
import { Draw } from "../fixtures/seeded.ts";
import { type Evidence, checkInvariants } from "../faults/invariants.ts";
import { PROCESSES } from "../faults/process-world.ts";
import { ALL, type StoreKind, TortureHouse } from "./house.ts";
import { failS3, vex, zombie } from "./nemesis.ts";
import { People } from "./people.ts";
import { reap, reapSigner } from "./reaper.ts";
import { type Sent, Sender } from "./sender.ts";
import { type Outcome, Tally, lines } from "./tally.ts";

export interface Plan {
  readonly seed: number;
  readonly store: StoreKind;
  /** No round begins after that. */
  readonly untilMs: number;
  /** How long faults come in a round. */
  readonly roundMs: number;
  /** A house is given up after so many: everything in it is read at the end of each. */
  readonly roundsPerHouse: number;
  /** Workers stand still beyond their lock, which takes longer than a short round. */
  readonly zombies: boolean;
  /** Where what is left of a violation goes. */
  readonly folder: string;
  readonly film: Buffer;
}

const SENDERS = 2;
const S3_FAILING = 0.02;
const say = (text: string): void => void process.stdout.write(`torture: ${text}\n`);

/** As many houses as there is time for; the first violation ends it. */
export async function torture(plan: Plan): Promise<Outcome> {
  const tally = new Tally();
  const draw = new Draw(plan.seed);
  do {
    const house = await TortureHouse.build(plan.store);
    try {
      await new HouseTorture(house, plan, draw.fork(), tally).run();
    } catch (error) {
      tally.violations.push(String(error));
      await keep(house, plan.folder, error).catch((late: unknown) =>
        say(`not kept: ${String(late)}`),
      );
    } finally {
      await house.close();
    }
  } while (tally.violations.length === 0 && Date.now() < plan.untilMs);
  const outcome = tally.outcome(plan.seed, plan.store);
  for (const line of lines(outcome)) say(line);
  return outcome;
}

class HouseTorture {
  readonly #house: TortureHouse;
  readonly #plan: Plan;
  readonly #draw: Draw;
  readonly #tally: Tally;
  readonly #people: People;
  readonly #sent: Sent[] = [];
  /** Root of every head that was ever seen, by log and size. */
  readonly #heads = new Map<string, string>();

  constructor(house: TortureHouse, plan: Plan, draw: Draw, tally: Tally) {
    this.#house = house;
    this.#plan = plan;
    this.#draw = draw;
    this.#tally = tally;
    this.#people = new People(house, tally);
  }

  async run(): Promise<void> {
    const { untilMs, roundsPerHouse } = this.#plan;
    for (let left = roundsPerHouse; left > 0; left -= 1) {
      await this.#round();
      this.#tally.rounds += 1;
      const { rounds, crashes } = this.#tally;
      say(`${rounds} rounds, ${crashes} crashes, ${this.#sent.length} recordings in this house`);
      if (Date.now() > untilMs) break;
    }
    await this.#people.check();
  }

  async #round(): Promise<void> {
    const end = Date.now() + this.#plan.roundMs;
    const isOver = (): boolean => Date.now() > end;
    const [house, tally] = [this.#house, this.#tally];
    const before = this.#sent.length;
    const senders = Array.from({ length: SENDERS }, () => {
      const draw = this.#draw.fork();
      return new Sender(house, ownClip(this.#plan.film), draw, tally);
    });
    const wellAgain = failS3(house, S3_FAILING, { draw: this.#draw.fork(), tally });
    const parts = { tally, isOver };
    const round = (): typeof parts & { draw: Draw } => ({ ...parts, draw: this.#draw.fork() });
    const items = (): string[] => this.#sent.map(({ upload }) => upload.id);
    await Promise.all([
      ...PROCESSES.map((name) => reap(house, name, round())),
      reapSigner(house, round()),
      vex(house, round()),
      ...(this.#plan.zombies ? [zombie(house, round())] : []),
      this.#people.work(items, this.#draw.fork(), isOver),
      ...senders.map((sender) => sender.send(isOver, (sent) => void this.#sent.push(sent))),
    ]);
    wellAgain();
    await house.startMissing();
    await this.#check(senders[0]!, this.#sent.slice(before));
  }

  async #check(sender: Sender, sent: readonly Sent[]): Promise<void> {
    const { world } = this.#house;
    const good = sent.filter(({ isWrong }) => !isWrong);
    const evidence = await Promise.all(
      good.map(async ({ upload }): Promise<Evidence> => ({
        upload,
        receipt: await sender.client.receipt(upload.id),
      })),
    );
    await checkInvariants(world, evidence);
    const { pool } = world.database.connection;
    const items = await pool.query<{ stage: string; n: number }>(
      "SELECT stage, count(*)::int AS n FROM items GROUP BY stage",
    );
    const n = Object.fromEntries(items.rows.map((row) => [row.stage, row.n]));
    const wrong = this.#sent.filter(({ isWrong }) => isWrong).length;
    expect(n, "an item for each recording").toEqual({
      ...(this.#sent.length > wrong ? { sealed: this.#sent.length - wrong } : {}),
      ...(wrong > 0 ? { quarantined: wrong } : {}),
    });
    await this.#checkHeads();
  }

  /** No head that was seen before is gone, or another now. */
  async #checkHeads(): Promise<void> {
    const { pool } = this.#house.world.database.connection;
    const { rows } = await pool.query<{ origin: string; size: string; root: string }>(
      "SELECT origin, size, root_sha256 AS root FROM ledger_heads",
    );
    const now = new Map(rows.map(({ origin, size, root }) => [`${origin} ${size}`, root]));
    for (const [head, root] of this.#heads) expect(now.get(head), `head ${head}`).toBe(root);
    for (const [head, root] of now) this.#heads.set(head, root);
  }
}

/** Database, store and what the processes said: enough to look into it when the house is gone. */
async function keep({ world }: TortureHouse, folder: string, error: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "violation.txt"),
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  for (const name of ALL) await writeFile(join(folder, `${name}.log`), world.log(name));
  await cp(world.objectsFolder, join(folder, "objects"), { recursive: true }).catch(
    () => undefined,
  );
  const dump = ["--format=custom", `--file=${join(folder, "database.dump")}`];
  await runOrThrow(join(await serverPrograms(), "pg_dump"), [
    ...dump,
    `--dbname=${world.database.url}`,
  ]);
  say(`database, store and logs are kept in ${folder}`);
}

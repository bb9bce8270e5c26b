/** Log-ins on a real PostgreSQL: ended on one node and cut on the other, and none that slips in behind a changed door. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { type Connection, connect } from "../../infra/postgres/connection.ts";
import { createSignOnStore } from "../../infra/postgres/sign-on-store.ts";
import { endLogIn, listLogIns } from "../../services/access/log-ins.ts";
import { OpenAnswers } from "../../services/access/open-answers.ts";
import { beginSession } from "../../services/access/session.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { ANY_ACTION, anyAction } from "../fixtures/actions.ts";
import { NOON } from "../fixtures/evidence.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";

let fresh: FreshDatabase;
let other: Connection;
beforeAll(async () => {
  fresh = await freshDatabase();
  other = connect({ HOLDFAST_DATABASE_URL: fresh.url, HOLDFAST_DATABASE_POOL: 4 });
});
afterAll(async () => {
  await other.db.destroy();
  await fresh.drop();
});

const FROM = { address: "192.0.2.7", userAgent: "" };
const clock = () => NOON;

async function person(name: string, passwordHash: string) {
  const id = newId<UserId>();
  const account = { id, name, displayName: name, role: "reviewer" as const, passwordHash };
  const access = new PostgresAccessStore(fresh.connection.db);
  await access.addUser({ ...account, createdAt: NOON, disabledAt: null }, ANY_ACTION);
  return { access, account };
}

test("an answer on one node is cut when its session is ended on the other, and the next one's is not", async () => {
  const { access, account } = await person("li", "h");
  const openedBy = { passwordHash: "h" };
  const here = await beginSession({ access, clock }, account, { openedBy, from: FROM });
  const kept = await beginSession({ access, clock }, account, { openedBy, from: FROM });
  const node = new OpenAnswers({ access: new PostgresAccessStore(other.db), clock });
  const cut: string[] = [];
  const { promise, resolve } = Promise.withResolvers<true>();
  node.enter(sha256(kept!), () => cut.push("kept"));
  node.enter(sha256(here!), () => {
    cut.push("here");
    resolve(true);
  });
  const listed = await listLogIns({ access, clock }, account.id, sha256(here!));
  const { id } = listed.find(({ isThis }) => isThis)!;
  await endLogIn({ access, clock }, account.id, id, { actor: `user:${account.id}`, reason: null });
  await promise;
  expect(cut).toEqual(["here"]);
});

test("whoever logs in by the old password while it changes is in nowhere afterwards", async () => {
  const { access, account } = await person("wang", "h0");
  const signOns = createSignOnStore(other.db);
  for (let round = 0; round < 20; round += 1) {
    const openedBy = { passwordHash: `h${round}` };
    const door = { signOnName: null, passwordHash: `h${round + 1}` };
    await Promise.all([
      beginSession({ access, clock }, account, { openedBy, from: FROM }),
      signOns.setDoor(account.id, door, anyAction),
    ]);
    expect(await access.sessions(account.id)).toEqual([]);
  }
  // And by the new one they are.
  const openedBy = { passwordHash: "h20" };
  expect(await beginSession({ access, clock }, account, { openedBy, from: FROM })).not.toBeNull();
  expect(await access.sessions(account.id)).toHaveLength(1);
});

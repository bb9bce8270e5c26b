/** OtherNodes on PostgreSQL keeps its contract, and hears again after its connection was cut. */
import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { PostgresOtherNodes } from "../../infra/postgres/other-nodes.ts";
import { type UploadId, newId } from "../../services/kernel/ids.ts";
import { otherNodesContract } from "../contract/other-nodes.contract.ts";
import { type FreshDatabase, freshDatabase } from "../fixtures/private-servers.ts";

let shared: FreshDatabase | undefined;
afterAll(() => shared?.drop());

async function join(
  name: string,
  settle: (id: UploadId) => Promise<unknown>,
  onFailure: (error: unknown) => void = () => undefined,
) {
  shared ??= await freshDatabase();
  const { url, connection } = shared;
  const nodes = await PostgresOtherNodes.open({
    ...{ url, pool: connection.pool, name, settle, onFailure },
  });
  return { nodes, leave: () => nodes.close() };
}

otherNodesContract("PostgreSQL", join);

it("hears again after its connection was cut, and is not hurt by what is no message", async () => {
  const [names, upload] = [[randomUUID(), randomUUID()] as const, newId<UploadId>()];
  const asked: UploadId[] = [];
  const failures: unknown[] = [];
  const hearing = await join(
    names[0],
    async (id) => asked.push(id),
    (error) => failures.push(error),
  );
  const asking = await join(names[1], async () => undefined);
  const { pool } = shared!.connection;
  for (const text of ["", "{}", '{"kind":"settle","upload":"../../etc"}', "[".repeat(5_000)]) {
    await pool.query("SELECT pg_notify('holdfast_uploads', $1)", [text]);
  }
  await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
    [`holdfast-turns-${names[0]}`],
  );
  await expect
    .poll(
      async () => {
        await asking.nodes.settle(upload, names[0]);
        return asked.length;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  expect(failures.length).toBeGreaterThan(0);
  await Promise.all([hearing.leave(), asking.leave()]);
});

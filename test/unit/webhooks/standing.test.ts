/** What /readyz, /metrics and doctor say of webhooks that nobody hears. */
import { Registry } from "prom-client";
import { expect, it } from "vitest";
import { webhookDependency, webhookMetrics } from "../../../services/api/webhook-health.ts";
import { webhooks } from "../../../services/command/doctor-webhooks.ts";

it.each([
  [{ stopped: 0, failing: 0, late: 0 }, "ok", true],
  [{ stopped: 1, failing: 0, late: 0 }, "warning", false],
  [{ stopped: 0, failing: 1, late: 0 }, "warning", false],
  [{ stopped: 0, failing: 0, late: 7 }, "warning", false],
])("of %o doctor says %s, and readyz is quiet: %s", async (found, state, isQuiet) => {
  const look = { webhooks: async () => found };
  expect(await webhooks(look)).toMatchObject({ state });
  const { check, kind } = webhookDependency(look);
  expect(kind).toBe("alarm");
  expect(
    await check().then(
      () => true,
      () => false,
    ),
  ).toBe(isQuiet);
  const registry = new Registry();
  await webhookMetrics(look)(registry)();
  const text = await registry.metrics();
  for (const [what, count] of Object.entries(found)) {
    expect(text).toContain(`holdfast_webhooks_unheard{what="${what}"} ${count}`);
  }
});

it("a database that does not answer is told as that", async () => {
  const look = { webhooks: () => Promise.reject(new Error("away")) };
  expect(await webhooks(look)).toMatchObject({ state: "failed", finding: "postgresDown" });
});

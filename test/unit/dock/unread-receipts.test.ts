/** A receipt for what the service did not read back: nothing leaves its card on it, unless the settings take that. */
import { expect, it } from "vitest";
import { type AgentDeps, DockAgent } from "../../../services/dock/agent.ts";
import { MemoryDock } from "../../fakes/dock.ts";

it.each<[AgentDeps["policy"], boolean, string[]]>([
  [{ kind: "mark" }, false, []],
  [{ kind: "delete-after-days", days: 0 }, false, []],
  [{ kind: "keep" }, false, []],
  [{ kind: "mark" }, true, ["a.mp4"]],
  [{ kind: "delete-after-days", days: 0 }, true, ["a.mp4"]],
])("under %j, taken: %s", async (policy, acceptsUnread, released) => {
  const dock = new MemoryDock();
  dock.put("a.mp4", "a recording");
  const { checkReceipt } = dock.deps();
  const unread: AgentDeps["checkReceipt"] = async (receipt) => {
    const checked = await checkReceipt(receipt);
    if (!checked.valid) return checked;
    return { valid: true, stated: { ...checked.stated, mayDeleteOnDevice: false } };
  };
  const changes = { policy, acceptsUnread, checkReceipt: unread };
  const agent = new DockAgent(dock.deps(changes), { clips: [], visits: [] }, 0);
  await dock.work(agent, 20, true);
  expect(dock.released).toEqual(released);
  const isHeld = policy.kind !== "keep" && !acceptsUnread;
  expect(agent.state().slots[0]?.problem).toBe(isHeld ? "not-read-back" : null);
});

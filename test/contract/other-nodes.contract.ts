/** What every OtherNodes must do. */
import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { type UploadId, newId } from "../../services/kernel/ids.ts";
import type { OtherNodes } from "../../services/ingest/other-nodes.ts";

export interface NodeUnderTest {
  readonly nodes: OtherNodes;
  leave(): Promise<void>;
}

type Join = (name: string, settle: (id: UploadId) => Promise<unknown>) => Promise<NodeUnderTest>;

export function otherNodesContract(name: string, join: Join): void {
  describe(`OtherNodes: ${name}`, () => {
    const joined: NodeUnderTest[] = [];
    afterEach(async () => {
      for (const node of joined.splice(0)) await node.leave();
    });

    async function node(settle: (id: UploadId) => Promise<unknown> = async () => undefined) {
      const own = randomUUID();
      const asked: UploadId[] = [];
      const member = await join(own, (id) => {
        asked.push(id);
        return settle(id);
      });
      joined.push(member);
      return { name: own, asked, ...member };
    }

    const upload = newId<UploadId>();

    it("asks every other node and not the one that asks", async () => {
      const [a, b, c] = [await node(), await node(), await node()];
      await a.nodes.settle(upload, b.name);
      await expect.poll(() => [a.asked, b.asked, c.asked]).toEqual([[], [upload], [upload]]);
    });

    it("resolves when the owner has ended its request, and waits for no other", async () => {
      const order: string[] = [];
      const owner = await node(async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        order.push("ended");
      });
      await node(() => new Promise(() => undefined));
      const asking = await node();
      await asking.nodes.settle(upload, owner.name);
      order.push("resolved");
      expect(order).toEqual(["ended", "resolved"]);
    });

    it("waits for no owner that is gone, and not long for one that stands still", async () => {
      const asking = await node();
      const began = Date.now();
      await asking.nodes.settle(upload, randomUUID());
      expect(Date.now() - began).toBeLessThan(500);
      const stuck = await node(() => new Promise(() => undefined));
      await asking.nodes.settle(upload, stuck.name);
      expect(Date.now() - began).toBeLessThan(3_000);
    });
  });
}

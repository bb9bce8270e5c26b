/** The fake of OtherNodes keeps its contract. */
import { MemoryNodes } from "../fakes/other-nodes.ts";
import { otherNodesContract } from "./other-nodes.contract.ts";

const all = new MemoryNodes();
otherNodesContract("fake", async (name, settle) => ({
  nodes: all.join(name, settle),
  leave: async () => all.leave(name),
}));

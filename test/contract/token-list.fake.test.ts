/** The TokenList in memory keeps the port's promises. */
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryTokenList } from "../fakes/token-list.ts";
import { tokenListContract } from "./token-list.contract.ts";

tokenListContract("memory", async () => {
  const access = new MemoryAccessStore();
  return { access, list: new MemoryTokenList(access) };
});

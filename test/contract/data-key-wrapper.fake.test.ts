/** Key-encryption keys in memory keep the contract. */
import { randomBytes } from "node:crypto";
import { MemoryWrapper } from "../fakes/data-key-wrapper.ts";
import { dataKeyWrapperContract } from "./data-key-wrapper.contract.ts";

dataKeyWrapperContract("in memory", () => {
  const wrapper = new MemoryWrapper();
  return Promise.resolve({
    wrapper,
    add: (kek: string) => Promise.resolve(void wrapper.keks.set(kek, randomBytes(32))),
    takeAway: (kek: string) => {
      const kept = wrapper.keks.get(kek) ?? randomBytes(32);
      wrapper.keks.delete(kek);
      return Promise.resolve(() => Promise.resolve(void wrapper.keks.set(kek, kept)));
    },
    close: () => Promise.resolve(),
  });
});

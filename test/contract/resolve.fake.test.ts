/** The fake Resolve keeps the contract. */
import { namesOf } from "../fakes/names.ts";
import { resolveContract } from "./resolve.contract.ts";

const { resolve } = namesOf({ localhost: [["127.0.0.1", "::1"]] });
resolveContract("in memory", resolve, { known: "localhost", unknown: "no-such-name.invalid" });

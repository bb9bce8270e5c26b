/** Names as this machine resolves them keep the contract. */
import { resolveHere } from "../../infra/webhooks/resolve.ts";
import { resolveContract } from "../contract/resolve.contract.ts";

const names = { known: "localhost", unknown: "no-such-name.invalid" };
resolveContract("this machine", resolveHere, names);

/**
 * Whether time tells what is hidden from what is missing: asks a running house by turns for both, over each way that
 * names an item, and prints medians, nine tenths and the difference in milliseconds, with what differs without a reason.
 * `node test/bench/secrecy/main.ts --url URL --token TOKEN --hidden ID [--hidden ID…] [--rounds 2000]`; the token is of
 * somebody who may not know of these items.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { WAYS, lineOf, measure } from "./measure.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    token: { type: "string" },
    hidden: { type: "string", multiple: true },
    rounds: { type: "string", default: "2000" },
  },
});
const { url, token, hidden = [] } = values;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
if (url === undefined || token === undefined || hidden.length === 0) {
  say("needs --url, --token and --hidden");
  process.exitCode = 2;
} else {
  const asked = { url, token, hidden, rounds: Number(values.rounds) };
  for (const way of WAYS) say(lineOf(way, await measure(asked, way)));
  say(`load ${loadavg()[0]?.toFixed(1) ?? ""}`);
}

/** The command line of the verbs about releases of redacted recordings. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { RELEASES } from "./texts/releases.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

type Why = Remote & { readonly why: string };

export interface ReleaseVerbs {
  releaseList(item: string, options: Remote): Promise<ExitCode>;
  releasePropose(item: string, options: Why): Promise<ExitCode>;
  releaseAct(
    act: "approval" | "refusal" | "revocation",
    on: readonly [item: string, release: string],
    options: Why,
  ): Promise<ExitCode>;
}

/** Of `secrecy`. */
export function releaseVerbs(secrecy: Command, verbs: ReleaseVerbs, say: Say, done: Done): void {
  remote(verb(secrecy, "releases <item>", RELEASES.list, say), say).action(
    (item: string, o: Remote) => done(verbs.releaseList(item, o)),
  );
  remote(verb(secrecy, "release <item>", RELEASES.propose, say), say)
    .requiredOption("--why <text>", say(RELEASES.optionWhy))
    .action((item: string, o: Why) => done(verbs.releasePropose(item, o)));
  for (const [name, act, text] of [
    ["release-approve", "approval", RELEASES.approve],
    ["release-refuse", "refusal", RELEASES.refuse],
    ["release-revoke", "revocation", RELEASES.revoke],
  ] as const) {
    remote(verb(secrecy, `${name} <item> <release>`, text, say), say)
      .requiredOption("--why <text>", say(RELEASES.optionWhy))
      .action((item: string, release: string, o: Why) =>
        done(verbs.releaseAct(act, [item, release], o)),
      );
  }
}

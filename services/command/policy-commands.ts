/** The command line of the verbs about policy packs. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { POLICY } from "./texts/policy.ts";
import { type Common, type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface Why {
  readonly why: string;
}

export interface PolicyVerbs {
  policyCheck(file: string, options: Common): Promise<ExitCode>;
  policyShow(pack: string | undefined, options: Remote): Promise<ExitCode>;
  policyDryRun(pack: string, options: Remote): Promise<ExitCode>;
  policyPropose(file: string, options: Remote & Why): Promise<ExitCode>;
  policyApprove(pack: string, options: Remote & Why): Promise<ExitCode>;
  policyWithdraw(pack: string, options: Remote & Why): Promise<ExitCode>;
}

export function policyVerbs(program: Command, verbs: PolicyVerbs, say: Say, done: Done): void {
  const policy = program.command("policy").description(say(POLICY.about));
  verb(policy, "check <file>", POLICY.check, say).action((file: string, o: Common) =>
    done(verbs.policyCheck(file, o)),
  );
  remote(verb(policy, "show [pack]", POLICY.show, say), say).action(
    (pack: string | undefined, o: Remote) => done(verbs.policyShow(pack, o)),
  );
  remote(verb(policy, "dry-run <pack>", POLICY.dryRun, say), say).action(
    (pack: string, o: Remote) => done(verbs.policyDryRun(pack, o)),
  );
  const change = (usage: string, about: Parameters<Say>[0]): Command =>
    remote(verb(policy, usage, about, say), say).requiredOption(
      "--why <text>",
      say(POLICY.optionWhy),
    );
  change("propose <file>", POLICY.propose).action((file: string, o: Remote & Why) =>
    done(verbs.policyPropose(file, o)),
  );
  change("approve <pack>", POLICY.approve).action((pack: string, o: Remote & Why) =>
    done(verbs.policyApprove(pack, o)),
  );
  change("withdraw <pack>", POLICY.withdraw).action((pack: string, o: Remote & Why) =>
    done(verbs.policyWithdraw(pack, o)),
  );
}

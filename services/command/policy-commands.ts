/** The command line of the verbs about policy packs. */
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import { POLICY } from "./texts/policy.ts";
import { type Common, type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface Why {
  readonly why: string;
}

/** A file: the publisher's detached signature. */
export interface Signed {
  readonly signature?: string;
}

export interface PolicyVerbs {
  policyCheck(file: string, options: Common & Signed & { roots?: string }): Promise<ExitCode>;
  policyShow(pack: string | undefined, options: Remote): Promise<ExitCode>;
  policyExport(pack: string, options: Remote & { out: string }): Promise<ExitCode>;
  policyDryRun(pack: string, options: Remote & Signed): Promise<ExitCode>;
  policyPropose(file: string, options: Remote & Why & Signed): Promise<ExitCode>;
  policyApprove(pack: string, options: Remote & Why): Promise<ExitCode>;
  policyWithdraw(pack: string, options: Remote & Why): Promise<ExitCode>;
}

export function policyVerbs(program: Command, verbs: PolicyVerbs, say: Say, done: Done): void {
  const policy = program.command("policy").description(say(POLICY.about));
  verb(policy, "check <file>", POLICY.check, say)
    .option("--signature <file>", say(POLICY.optionSignature))
    .option("--roots <file>", say(POLICY.optionRoots))
    .action((file: string, o: Common & Signed & { roots?: string }) =>
      done(verbs.policyCheck(file, o)),
    );
  remote(verb(policy, "show [pack]", POLICY.show, say), say).action(
    (pack: string | undefined, o: Remote) => done(verbs.policyShow(pack, o)),
  );
  remote(verb(policy, "export <pack>", POLICY.export, say), say)
    .requiredOption("--out <folder>", say(POLICY.optionOut))
    .action((pack: string, o: Remote & { out: string }) => done(verbs.policyExport(pack, o)));
  remote(verb(policy, "dry-run <pack>", POLICY.dryRun, say), say)
    .option("--signature <file>", say(POLICY.optionSignature))
    .action((pack: string, o: Remote & Signed) => done(verbs.policyDryRun(pack, o)));
  const change = (usage: string, about: Parameters<Say>[0]): Command =>
    remote(verb(policy, usage, about, say), say).requiredOption(
      "--why <text>",
      say(POLICY.optionWhy),
    );
  change("propose <file>", POLICY.propose)
    .option("--signature <file>", say(POLICY.optionSignature))
    .action((file: string, o: Remote & Why & Signed) => done(verbs.policyPropose(file, o)));
  change("approve <pack>", POLICY.approve).action((pack: string, o: Remote & Why) =>
    done(verbs.policyApprove(pack, o)),
  );
  change("withdraw <pack>", POLICY.withdraw).action((pack: string, o: Remote & Why) =>
    done(verbs.policyWithdraw(pack, o)),
  );
}

/** The command line of the verb that has the takes of a session made one recording. */
import { type Command, Option } from "commander";
import { PURPOSES } from "../secrecy/purpose.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Joining } from "./live-joined-verbs.ts";
import { DERIVED } from "./texts/derived.ts";
import { LIVE_JOINED } from "./texts/live-joined.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface LiveJoinedVerbs {
  liveJoined(
    session: string,
    channel: string | undefined,
    options: Remote & Joining,
  ): Promise<ExitCode>;
}

export function joinedVerb(live: Command, verbs: LiveJoinedVerbs, say: Say, done: Done): void {
  remote(verb(live, "joined <session> [channel]", LIVE_JOINED.joined, say), say)
    .requiredOption("--purpose <text>", say(DERIVED.optionPurpose))
    .addOption(
      new Option("--purpose-kind <kind>", say(DERIVED.optionKind))
        .choices(PURPOSES)
        .default("evidence"),
    )
    .option("--track <name>", say(LIVE_JOINED.optionTrack))
    .option("--from <take>", say(LIVE_JOINED.optionFrom))
    .option("--to <take>", say(LIVE_JOINED.optionTo))
    .option("--no-wait", say(DERIVED.optionNoWait))
    .action((session: string, channel: string | undefined, o: Remote & Joining) =>
      done(verbs.liveJoined(session, channel, o)),
    );
}

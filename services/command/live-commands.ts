/** The command line of the verbs about recordings while they run. */
import { type Command, Option } from "commander";
import { ACTS, type Act, CHANNEL_KINDS } from "../live/live-session.ts";
import type { ExitCode } from "./exit-code.ts";
import { type LiveJoinedVerbs, joinedVerb } from "./live-joined-commands.ts";
import type { Marking, NewChannel, Opening } from "./live-verbs.ts";
import { type LiveProofVerbs, proofVerbs } from "./live-proof-commands.ts";
import { LIVE } from "./texts/live.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface LiveVerbs extends LiveJoinedVerbs {
  liveList(options: Remote): Promise<ExitCode>;
  liveShow(session: string, options: Remote & { readonly watch?: boolean }): Promise<ExitCode>;
  liveOpen(number: string, options: Remote & Opening): Promise<ExitCode>;
  liveChannelAdd(session: string, options: Remote & NewChannel): Promise<ExitCode>;
  liveAct(
    session: string,
    act: Act,
    options: Remote & { readonly reason?: string },
  ): Promise<ExitCode>;
  liveMark(session: string, options: Remote & Marking): Promise<ExitCode>;
  liveAnnounce(session: string, options: Remote & Marking): Promise<ExitCode>;
}

export function liveVerbs(
  program: Command,
  verbs: LiveVerbs & LiveProofVerbs,
  say: Say,
  done: Done,
): void {
  const live = program.command("live").description(say(LIVE.about));
  remote(verb(live, "list", LIVE.list, say), say).action((o: Remote) => done(verbs.liveList(o)));
  remote(verb(live, "show <session>", LIVE.show, say), say)
    .option("--watch", say(LIVE.optionWatch))
    .action((session: string, o: Remote & { watch?: boolean }) => done(verbs.liveShow(session, o)));
  remote(verb(live, "open <number>", LIVE.open, say), say)
    .option("--place <text>", say(LIVE.optionPlace))
    .option("--case <number>", say(LIVE.optionCase))
    .option("--activity <code...>", say(LIVE.optionActivity))
    .action((number: string, o: Remote & Opening) => done(verbs.liveOpen(number, o)));
  const channel = live.command("channel").description(say(LIVE.channel));
  remote(verb(channel, "add <session>", LIVE.channelAdd, say), say)
    .requiredOption("--room <text>", say(LIVE.optionRoom))
    .requiredOption("--name <text>", say(LIVE.optionName))
    .requiredOption("--device <device>", say(LIVE.optionDevice))
    .option("--second-of <channel>", say(LIVE.optionSecondOf))
    .addOption(
      new Option("--kind <kind>", say(LIVE.optionKind)).choices(CHANNEL_KINDS).default("both"),
    )
    .action((session: string, o: Remote & NewChannel) => done(verbs.liveChannelAdd(session, o)));
  for (const act of ACTS) {
    remote(verb(live, `${act} <session>`, LIVE[act], say), say)
      .option("--reason <text>", say(LIVE.optionReason))
      .action((session: string, o: Remote & { reason?: string }) =>
        done(verbs.liveAct(session, act, o)),
      );
  }
  noteVerbs(live, verbs, say, done);
  joinedVerb(live, verbs, say, done);
  proofVerbs(live, verbs, say, done);
}

function noteVerbs(live: Command, verbs: LiveVerbs, say: Say, done: Done): void {
  remote(verb(live, "mark <session>", LIVE.mark, say), say)
    .option("--code <code>", say(LIVE.optionCode))
    .option("--words <text>", say(LIVE.optionWords))
    .action((session: string, o: Remote & Marking) => done(verbs.liveMark(session, o)));
  remote(verb(live, "announce <session>", LIVE.announce, say), say)
    .option("--words <text>", say(LIVE.optionWords))
    .action((session: string, o: Remote & Marking) => done(verbs.liveAnnounce(session, o)));
}

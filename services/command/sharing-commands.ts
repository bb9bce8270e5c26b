/** The command line of the verbs about partner agencies, guests and shares. */
import { type Command, Option } from "commander";
import type { Text } from "../kernel/language.ts";
import { DUTIES, STATE_LEVELS } from "../secrecy/mark.ts";
import { PARTNER_KINDS } from "../sharing/partner.ts";
import type { ExitCode } from "./exit-code.ts";
import type { InviteArguments, PartnerArguments, ShareArguments, Why } from "./sharing-verbs.ts";
import { ACCESS } from "./texts/access.ts";
import { SHARING } from "./texts/sharing.ts";
import { type Done, type Remote, type Say, remote, verb } from "./verb-parts.ts";

export interface SharingVerbs {
  partnerList(options: Remote): Promise<ExitCode>;
  partnerPropose(options: Remote & PartnerArguments): Promise<ExitCode>;
  partnerApprove(partner: string, options: Remote): Promise<ExitCode>;
  partnerEnd(partner: string, options: Remote & Why): Promise<ExitCode>;
  guestList(options: Remote): Promise<ExitCode>;
  partnerInvite(partner: string, options: Remote & InviteArguments): Promise<ExitCode>;
  inviteAgain(guest: string, options: Remote): Promise<ExitCode>;
  guestEnd(guest: string, options: Remote & Why): Promise<ExitCode>;
  shareList(options: Remote): Promise<ExitCode>;
  shareAsk(guest: string, options: Remote & ShareArguments): Promise<ExitCode>;
  shareApprove(share: string, options: Remote): Promise<ExitCode>;
  shareEnd(share: string, options: Remote & Why): Promise<ExitCode>;
}

export function sharingVerbs(program: Command, verbs: SharingVerbs, say: Say, done: Done): void {
  partnerVerbs(program, verbs, say, done);
  const share = program.command("share").description(say(SHARING.share));
  const add = (usage: string, about: Text) => remote(verb(share, usage, about, say), say);
  add("list", SHARING.shares).action((o: Remote) => done(verbs.shareList(o)));
  add("ask <guest>", SHARING.ask)
    .option("--case <number>", say(ACCESS.optionCase))
    .option("--item <ids...>", say(ACCESS.optionItem))
    .addOption(
      new Option("--purpose <purpose>", say(ACCESS.optionPurpose))
        .choices(["evidence", "supervision"])
        .makeOptionMandatory(),
    )
    .option("--until <day>", say(SHARING.optionUntil))
    .option("--download", say(ACCESS.optionDownload))
    .requiredOption("--document <file>", say(SHARING.optionDocument))
    .requiredOption("--document-name <text>", say(SHARING.optionDocumentName))
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((guest: string, o: Remote & ShareArguments) => done(verbs.shareAsk(guest, o)));
  add("approve <share>", SHARING.approveShare).action((id: string, o: Remote) =>
    done(verbs.shareApprove(id, o)),
  );
  add("end <share>", SHARING.endShare)
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((id: string, o: Remote & Why) => done(verbs.shareEnd(id, o)));
}

function partnerVerbs(program: Command, verbs: SharingVerbs, say: Say, done: Done): void {
  const partner = program.command("partner").description(say(SHARING.partner));
  const add = (usage: string, about: Text) => remote(verb(partner, usage, about, say), say);
  add("list", SHARING.partners).action((o: Remote) => done(verbs.partnerList(o)));
  add("propose", SHARING.propose)
    .option("--name-zh <text>", say(SHARING.optionNameZh))
    .option("--name-en <text>", say(SHARING.optionNameEn))
    .addOption(
      new Option("--kind <kind>", say(SHARING.optionKind))
        .choices(PARTNER_KINDS)
        .makeOptionMandatory(),
    )
    .requiredOption("--code <code>", say(SHARING.optionCode))
    .requiredOption("--contact <text>", say(SHARING.optionContact))
    .addOption(new Option("--state <level>", say(SHARING.optionState)).choices(STATE_LEVELS))
    .addOption(new Option("--duty <kinds...>", say(SHARING.optionDuty)).choices(DUTIES))
    .requiredOption("--until <day>", say(SHARING.optionUntil))
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((o: Remote & PartnerArguments) => done(verbs.partnerPropose(o)));
  add("approve <partner>", SHARING.approvePartner).action((id: string, o: Remote) =>
    done(verbs.partnerApprove(id, o)),
  );
  add("end <partner>", SHARING.endPartner)
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((id: string, o: Remote & Why) => done(verbs.partnerEnd(id, o)));
  add("guests", SHARING.guests).action((o: Remote) => done(verbs.guestList(o)));
  add("invite <partner>", SHARING.invite)
    .requiredOption("--name <name>", say(SHARING.optionName))
    .requiredOption("--display-name <text>", say(SHARING.optionDisplay))
    .requiredOption("--until <day>", say(SHARING.optionUntil))
    .action((id: string, o: Remote & InviteArguments) => done(verbs.partnerInvite(id, o)));
  add("invite-again <guest>", SHARING.inviteAgain).action((id: string, o: Remote) =>
    done(verbs.inviteAgain(id, o)),
  );
  add("end-guest <guest>", SHARING.endGuest)
    .requiredOption("--why <text>", say(ACCESS.optionWhy))
    .action((id: string, o: Remote & Why) => done(verbs.guestEnd(id, o)));
}

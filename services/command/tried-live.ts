/** The verbs about recordings while they run, each as one attempt. */
import type { LiveVerbs } from "./live-commands.ts";
import { liveJoined } from "./live-joined-verbs.ts";
import { liveAct, liveChannelAdd, liveList, liveMark, liveOpen, liveShow } from "./live-verbs.ts";
import type { Attempts, VerbDeps } from "./verb-deps.ts";

export const liveVerbs = (
  { interrupted }: Pick<VerbDeps, "interrupted">,
  { asAdministrator }: Attempts,
): LiveVerbs => ({
  liveList: (options) => asAdministrator(options, liveList),
  liveShow: (session, { watch, ...options }) =>
    asAdministrator(options, (api, term) =>
      liveShow(api, term, session, watch === true ? interrupted() : null),
    ),
  liveOpen: (number, options) =>
    asAdministrator(options, (api, term) => liveOpen(api, term, number, options)),
  liveChannelAdd: (session, options) =>
    asAdministrator(options, (api, term) => liveChannelAdd(api, term, session, options)),
  liveAct: (session, act, { reason, ...options }) =>
    asAdministrator(options, (api, term) => liveAct(api, term, [session, act], reason)),
  liveJoined: (session, channel, options) =>
    asAdministrator(options, (api, term) => liveJoined(api, term, [session, channel], options)),
  liveMark: (session, options) =>
    asAdministrator(options, (api, term) => liveMark(api, term, [session, "marker"], options)),
  liveAnnounce: (session, options) =>
    asAdministrator(options, (api, term) =>
      liveMark(api, term, [session, "announcement"], options),
    ),
});

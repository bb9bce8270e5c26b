/** The verbs about sharing, each tried as whoever's token it is. */
import type { SharingVerbs } from "./sharing-commands.ts";
import {
  endOf,
  guestList,
  inviteAgain,
  partnerApprove,
  partnerInvite,
  partnerList,
  partnerPropose,
  shareApprove,
  shareAsk,
  shareList,
} from "./sharing-verbs.ts";
import type { Attempts } from "./verb-deps.ts";

export const sharingVerbs = ({ asAdministrator }: Attempts): SharingVerbs => ({
  partnerList: (options) => asAdministrator(options, partnerList),
  partnerPropose: (options) =>
    asAdministrator(options, (api, term) => partnerPropose(api, term, options)),
  partnerApprove: (id, options) =>
    asAdministrator(options, (api, term) => partnerApprove(api, term, id)),
  partnerEnd: (id, options) =>
    asAdministrator(options, (api, term) => endOf(api, term, "partners", id, options)),
  guestList: (options) => asAdministrator(options, guestList),
  partnerInvite: (id, options) =>
    asAdministrator(options, (api, term) => partnerInvite(api, term, id, options)),
  inviteAgain: (id, options) => asAdministrator(options, (api, term) => inviteAgain(api, term, id)),
  guestEnd: (id, options) =>
    asAdministrator(options, (api, term) => endOf(api, term, "guests", id, options)),
  shareList: (options) => asAdministrator(options, shareList),
  shareAsk: (guest, options) =>
    asAdministrator(options, (api, term) => shareAsk(api, term, guest, options)),
  shareApprove: (id, options) =>
    asAdministrator(options, (api, term) => shareApprove(api, term, id)),
  shareEnd: (id, options) =>
    asAdministrator(options, (api, term) => endOf(api, term, "shares", id, options)),
});

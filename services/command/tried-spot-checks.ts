/** The verbs about spot checks, each as one attempt. */
import type { SpotVerbs } from "./spot-check-commands.ts";
import { spotBegin, spotExport, spotList, spotSheets, spotShow } from "./spot-check-verbs.ts";
import { spotAnswer, spotClose, spotSheet } from "./spot-sheet-verbs.ts";
import type { Attempts } from "./verb-deps.ts";

export const spotVerbs = ({ asAdministrator }: Attempts): SpotVerbs => ({
  spotSheets: (options) => asAdministrator(options, spotSheets),
  spotList: (options) => asAdministrator(options, spotList),
  spotShow: (id, options) => asAdministrator(options, (api, term) => spotShow(api, term, id)),
  spotBegin: (options) => asAdministrator(options, (api, term) => spotBegin(api, term, options)),
  spotExport: (id, { out, ...options }) =>
    asAdministrator(options, (api, term) => spotExport(api, term, id, out)),
  spotSheet: (id, unit, options) =>
    asAdministrator(options, (api, term) => spotSheet(api, term, [id, unit], options)),
  spotClose: (id, unit, options) =>
    asAdministrator(options, (api, term) => spotClose(api, term, [id, unit], options)),
  spotAnswer: (id, unit, options) =>
    asAdministrator(options, (api, term) => spotAnswer(api, term, [id, unit], options)),
});

/** The verbs about devices, each tried at a running system as whoever calls. */
import { addDevice } from "./accounts.ts";
import type { DeviceVerbs } from "./device-commands.ts";
import {
  deviceAssign,
  deviceChain,
  deviceQuota,
  deviceRetire,
  deviceSigning,
} from "./device-verbs.ts";
import { deviceCertificateOnly, deviceCode, deviceRevoke, enrolDevice } from "./enrol-verbs.ts";
import { EXIT } from "./exit-code.ts";
import { PUSH } from "./texts/push.ts";
import type { Attempts, VerbDeps } from "./verb-deps.ts";

export function deviceVerbs(
  { host, tools }: VerbDeps,
  { attempt, asAdministrator }: Attempts,
): DeviceVerbs {
  return {
    deviceAdd: (name, { kind, ...options }) =>
      asAdministrator(options, async (api, term) => {
        const { id, token } = await addDevice(api, name, kind);
        term.result({ id, name, kind, token });
        term.say(PUSH.deviceAdded, { name, kind, token });
        return EXIT.ok;
      }),
    deviceAssign: (device, officer, options) =>
      asAdministrator(options, (api, term) => deviceAssign(api, term, device, officer, options)),
    deviceChain: (device, options) =>
      asAdministrator(options, (api, term) => deviceChain(api, term, device)),
    deviceQuota: (device, options) =>
      asAdministrator(options, (api, term) => deviceQuota(api, term, device, options)),
    deviceSigning: (device, kind, options) =>
      asAdministrator(options, (api, term) => deviceSigning(api, term, device, kind)),
    deviceCode: (device, options) =>
      asAdministrator(options, (api, term) => deviceCode(api, term, device)),
    deviceRevoke: (device, options) =>
      asAdministrator(options, (api, term) => deviceRevoke(api, term, device, options)),
    deviceCertificateOnly: (device, options) =>
      asAdministrator(options, (api, term) =>
        deviceCertificateOnly(api, term, device, options.off === true),
      ),
    deviceRetire: (device, options) =>
      asAdministrator(options, (api, term) => deviceRetire(api, term, device, options.reason)),
    deviceEnrol: (options) =>
      attempt(options, (term, folder) => enrolDevice({ host, tools }, term, folder, options)),
  };
}

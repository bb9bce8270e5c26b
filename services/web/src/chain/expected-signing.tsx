/** Whether this device signs every recording, and with what: shown to all, set by those who look after devices. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { DeviceSigning } from "../../../review/device-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useMay } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { Choice } from "../frame/choice.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";

type Signing = z.infer<typeof DeviceSigning>;
type Kind = NonNullable<Signing["kind"]>;

/** Names of formats: the same in every language. */
const NAMES: Readonly<Record<Kind, string>> = {
  "onvif-media-signing": "ONVIF Media Signing",
  "axis-signed-video": "Axis Signed Video",
  c2pa: "C2PA",
  gb35114: "GB 35114",
};

export function ExpectedSigning({ deviceId }: { readonly deviceId: string }) {
  const say = useSay();
  const mayManage = useMay("devices:manage");
  const path = { id: deviceId };
  const query = useQuery({
    queryKey: ["signing", deviceId],
    queryFn: ({ signal }) => call("GET", "/devices/{id}/signing", { path, signal }),
  });
  const set = useCommand(
    (body: Signing) => call("POST", "/devices/{id}/signing", { path, body }),
    ["signing", deviceId],
  );
  const none = say("chain.signing-none");
  const kinds = Object.keys(NAMES) as Kind[];
  const kind = query.data?.kind ?? null;
  return (
    <section className="panel" aria-labelledby="signing">
      <h2 id="signing">{say("chain.signing")}</h2>
      <p className="quiet">{say("chain.signing-what")}</p>
      <ProblemNotice error={query.error ?? set.error} />
      {query.data !== undefined && !mayManage && <p>{kind === null ? none : NAMES[kind]}</p>}
      {query.data !== undefined && mayManage && (
        <Choice<Kind | "none">
          aria-label={say("chain.signing")}
          value={kind ?? "none"}
          disabled={set.isPending}
          onChange={(chosen) => set.mutate({ kind: chosen === "none" ? null : chosen })}
          options={[
            { value: "none", label: none },
            ...kinds.map((value) => ({ value, label: NAMES[value] })),
          ]}
        />
      )}
    </section>
  );
}

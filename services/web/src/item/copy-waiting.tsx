/** Says of a viewing copy that is not there yet how far it is, and lets who waits for it put it before all others. */
import { Button } from "antd";
import type { ItemBody } from "../../../review/api-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";

export function CopyWaiting({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const want = useCommand(
    () => call("POST", "/items/{id}/viewing-copy", { path: { id: item.id } }),
    ["item", item.id],
  );
  return (
    <>
      <p className="small">{say("item.copy-waiting-note")}</p>
      {item.copyWanted ? (
        <p className="small" role="status">
          {say("item.copy-wanted")}
        </p>
      ) : (
        <Button loading={want.isPending} onClick={() => want.mutate()}>
          {say("item.copy-want")}
        </Button>
      )}
      {want.error !== null && <ProblemNotice error={want.error} />}
    </>
  );
}

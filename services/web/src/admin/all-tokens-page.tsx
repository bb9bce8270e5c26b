/** API tokens of all accounts, for an administrator: whose, what they may do, when they were used, and a way to end one. */
import type { TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import type { AccountTokenBody } from "../../../review/token-schema.ts";
import { useEndToken } from "../api/commands.ts";
import { useAllTokens, useMay } from "../api/queries.ts";
import { NotForYou } from "../frame/not-here.tsx";
import { useSay } from "../texts/say.ts";
import type { Say } from "../texts/texts.ts";
import { Register } from "./register.tsx";
import { TokenUse } from "./token-use.tsx";

export function AllTokensPage() {
  const say = useSay();
  const mayManage = useMay("users:manage");
  const [search] = useSearchParams();
  const isAll = search.get("ended") === "true";
  const query = useAllTokens(isAll ? undefined : "true", mayManage);
  const end = useEndToken();
  if (!mayManage) return <NotForYou />;
  return (
    <Register<AccountTokenBody>
      query={query}
      title="all-tokens.title"
      lead={<Lead isAll={isAll} />}
      none="tokens.none"
      columns={columnsOf(say, isAll)}
      life={{
        created: "tokens.created",
        state: "tokens.state",
        active: "tokens.active",
        ended: "tokens.revoked",
        endedAt: ({ revokedAt }) => revokedAt,
      }}
      add={null}
      wayOut={{
        verb: "tokens.revoke",
        asksReason: true,
        note: "all-tokens.end-note",
        question: ({ label, owner }) =>
          say("all-tokens.end-title", { name: label, owner: owner.displayName }),
        nameOf: ({ label, owner }) => `${label} ${owner.name}`,
        may: () => true,
        command: end,
      }}
    />
  );
}

function Lead({ isAll }: { readonly isAll: boolean }) {
  const say = useSay();
  return (
    <>
      {say("all-tokens.lead")} <Link to="/users">{say("users.title")}</Link>{" "}
      <Link to={isAll ? "/tokens/all" : "/tokens/all?ended=true"}>
        {say(isAll ? "all-tokens.live" : "all-tokens.ended-too")}
      </Link>
    </>
  );
}

const columnsOf = (say: Say, isAll: boolean): TableColumnsType<AccountTokenBody> => [
  {
    key: "owner",
    title: say("all-tokens.owner"),
    render: (_, { owner }) => `${owner.displayName} (${owner.name})`,
  },
  {
    key: "role",
    title: say("all-tokens.may"),
    render: (_, { owner }) => say(`role.${owner.role}`),
  },
  { key: "label", title: say("tokens.label"), dataIndex: "label" },
  { key: "used", title: say("tokens.used"), render: (_, token) => <TokenUse {...token} /> },
  ...(isAll ? [whyColumn(say)] : []),
];

const whyColumn = (say: Say): TableColumnsType<AccountTokenBody>[number] => ({
  key: "why",
  title: say("all-tokens.why"),
  render: (_, { revokedAt, revokedBy, revokeReason }) =>
    revokedAt !== null && [revokedBy, revokeReason].filter((part) => part !== null).join(": "),
});

/** Who may do what: each permission with the roles that have it, as the service has its table. */
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";

export function RolesTable() {
  const say = useSay();
  const { data, error } = useQuery({
    queryKey: ["roles"],
    queryFn: ({ signal }) => call("GET", "/roles", { signal }),
    staleTime: Infinity,
  });
  const roles = data?.entries ?? [];
  const permissions = [...new Set(roles.flatMap((one) => one.permissions))];
  return (
    <details className="part">
      <summary>{say("roles.title")}</summary>
      <p className="quiet">{say("roles.lead")}</p>
      <ProblemNotice error={error} />
      <div className="wide" role="region" aria-label={say("roles.title")} tabIndex={0}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{say("roles.act")}</th>
              {roles.map(({ role }) => (
                <th key={role} scope="col">
                  {say(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => {
              const key = `may.${permission.replace(":", ".")}`;
              return (
                <tr key={permission}>
                  <th scope="row">{isTextKey(key) ? say(key) : permission}</th>
                  {roles.map((one) => (
                    <td key={one.role}>
                      {one.permissions.includes(permission) ? say("roles.yes") : ""}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

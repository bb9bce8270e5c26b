/** Officers of a session, chosen from the register one after another. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { OfficerBody } from "../../../review/officer-schema.ts";
import { SearchedChoice } from "../frame/searched-choice.tsx";
import { useSay } from "../texts/say.ts";
import { useOfficers, useOfficersOf } from "./session-api.ts";

export const officerName = ({ name, credentialNo }: OfficerBody): string =>
  `${name} ${credentialNo}`;

export function OfficersField({
  value = [],
  onChange,
}: {
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
}) {
  const say = useSay();
  const chosen = useOfficersOf(value);
  const nameOf = (id: string): string => {
    const officer = chosen.get(id);
    return officer === undefined ? "…" : officerName(officer);
  };
  return (
    <>
      <ul className="downloads">
        {value.map((id) => (
          <li key={id}>
            {nameOf(id)}
            <Button
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={say("sessions.officer-drop", { name: nameOf(id) })}
              onClick={() => onChange?.(value.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
      <SearchedChoice
        label={say("sessions.officer-add")}
        value={undefined}
        useFound={useOfficers}
        nameOf={officerName}
        without={new Set(value)}
        onChange={(id) => id !== undefined && onChange?.([...value, id])}
      />
    </>
  );
}

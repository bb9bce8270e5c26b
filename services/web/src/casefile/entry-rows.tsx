/** The entries of a case file in their order, each with the way up, down, out, and to its title and pages. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  EditOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useSay } from "../texts/say.ts";
import { useEntryNames } from "./entry-names.ts";
import { type Drafted, keyOf, pagesOf } from "./file-order.ts";

interface Rows {
  readonly caseId: string;
  readonly entries: readonly Drafted[];
  readonly mayChange: boolean;
  readonly move: (at: number, to: number) => void;
  readonly onRetell: (entry: Drafted) => void;
  readonly onDrop: (entry: Drafted) => void;
}

export function EntryRows({ caseId, entries, mayChange, move, onRetell, onDrop }: Rows) {
  const say = useSay();
  const nameOf = useEntryNames(caseId);
  const pages = pagesOf(entries);
  return (
    <ol className="downloads">
      {entries.map((entry, at) => {
        const { kind, name, to } = nameOf(entry);
        const called = `${at + 1}. ${name}`;
        const range = pages[at] ?? null;
        return (
          <li key={keyOf(entry)}>
            <div className="file-entry">
              <div className="quiet small">
                {at + 1}. {kind}
              </div>
              <div>{to === null ? name : <Link to={to}>{name}</Link>}</div>
              {entry.title !== "" && <div>{entry.title}</div>}
              {range !== null && <div className="quiet small">{say("file.pages", { range })}</div>}
              {entry.sha256 !== undefined && <div className="code">SHA-256 {entry.sha256}</div>}
            </div>
            {mayChange && (
              <div className="acts">
                <Act
                  name={`${say("file.up")} ${called}`}
                  icon={<ArrowUpOutlined aria-hidden />}
                  // Stays reachable at the ends, so that the keyboard is not thrown out of the list.
                  isIdle={at === 0}
                  onAct={() => move(at, at - 1)}
                />
                <Act
                  name={`${say("file.down")} ${called}`}
                  icon={<ArrowDownOutlined aria-hidden />}
                  isIdle={at === entries.length - 1}
                  onAct={() => move(at, at + 1)}
                />
                <Act
                  name={`${say("file.retell")} ${called}`}
                  icon={<EditOutlined aria-hidden />}
                  onAct={() => onRetell(entry)}
                />
                <Act
                  name={`${say("file.drop")} ${called}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onAct={() => onDrop(entry)}
                />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Act({
  name,
  icon,
  isIdle = false,
  onAct,
}: {
  readonly name: string;
  readonly icon: ReactNode;
  readonly isIdle?: boolean;
  readonly onAct: () => void;
}) {
  return (
    <Button
      size="small"
      icon={icon}
      aria-label={name}
      title={name}
      aria-disabled={isIdle}
      onClick={onAct}
    />
  );
}

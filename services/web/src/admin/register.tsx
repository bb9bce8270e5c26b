/** What the lists of devices, people and tokens share: a table, a way in whose secret is shown once, and a way out. */
import {
  CheckCircleOutlined,
  MinusCircleOutlined,
  PlusOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { type ComponentProps, type ComponentType, type ReactNode, useState } from "react";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { Mark } from "../frame/mark.tsx";
import { PagesTable } from "../frame/pages-table.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { TextKey } from "../texts/texts.ts";
import { type Secret, SecretOnce } from "./secret-once.tsx";

export interface Entry {
  readonly id: string;
  readonly createdAt: string;
}

export interface AddProps {
  readonly onAdded: (secret: Secret) => void;
  readonly onClose: () => void;
}

/** How an entry is taken out of use; nothing that it did is undone. */
export interface WayOut<E> {
  readonly verb: TextKey;
  readonly asksReason: boolean;
  readonly note: TextKey;
  readonly question: (entry: E) => string;
  readonly nameOf: (entry: E) => string;
  readonly may: (entry: E) => boolean;
  readonly command: ComponentProps<typeof ConfirmDialog>["command"] & { reset(): void };
}

interface RegisterProps<E extends Entry> {
  readonly query: ComponentProps<typeof PagesTable<E>>["query"];
  readonly title: TextKey;
  readonly lead?: ReactNode;
  readonly none: TextKey;
  readonly noneHow?: TextKey;
  /** Before the columns of time, state and way out. */
  readonly columns: TableColumnsType<E>;
  readonly life: Life<E>;
  /** Null: not for this person. */
  readonly add: { readonly label: TextKey; readonly Dialog: ComponentType<AddProps> } | null;
  readonly wayOut: WayOut<E> | null;
}

interface Life<E> {
  readonly created: TextKey;
  readonly state: TextKey;
  readonly active: TextKey;
  readonly ended: TextKey;
  readonly endedAt: (entry: E) => string | null;
}

export function Register<E extends Entry>({
  query,
  title,
  lead,
  none,
  noneHow,
  columns,
  life,
  add,
  wayOut,
}: RegisterProps<E>) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<E | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const lifeColumns = useLifeColumns(life, wayOut, setLeaving);
  return (
    <>
      <div className="head">
        <h1>{say(title)}</h1>
        {add !== null && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {say(add.label)}
          </Button>
        )}
      </div>
      {lead !== undefined && <p className="quiet">{lead}</p>}
      <PagesTable
        query={query}
        title={title}
        columns={[...columns, ...lifeColumns]}
        none={none}
        {...(noneHow !== undefined && { noneHow })}
      />
      {adding && add !== null && (
        <add.Dialog
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false);
            setSecret(added);
          }}
        />
      )}
      {leaving !== null && wayOut !== null && (
        <Leave entry={leaving} wayOut={wayOut} onClose={() => setLeaving(null)} />
      )}
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}

function Leave<E extends Entry>({
  entry,
  wayOut: { question, note, verb, asksReason, command },
  onClose,
}: {
  readonly entry: E;
  readonly wayOut: WayOut<E>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  return (
    <ConfirmDialog
      question={{ title: question(entry), note: say(note), okText: say(verb), asksReason }}
      command={command}
      id={entry.id}
      onClose={() => {
        command.reset();
        onClose();
      }}
    />
  );
}

function useLifeColumns<E extends Entry>(
  life: Life<E>,
  wayOut: WayOut<E> | null,
  onLeave: (entry: E) => void,
): TableColumnsType<E> {
  const say = useSay();
  const times: TableColumnsType<E> = [
    {
      key: "created",
      title: say(life.created),
      className: "nowrap",
      responsive: ["sm"],
      render: (_, { createdAt }) => localTime(createdAt),
    },
    {
      key: "state",
      title: say(life.state),
      className: "nowrap",
      render: (_, entry) => <State life={life} endedAt={life.endedAt(entry)} />,
    },
  ];
  if (wayOut === null) return times;
  const out: TableColumnsType<E>[number] = {
    key: "out",
    title: <span className="unseen">{say(wayOut.verb)}</span>,
    render: (_, entry) =>
      life.endedAt(entry) === null &&
      wayOut.may(entry) && (
        <Button
          size="small"
          icon={<StopOutlined aria-hidden />}
          aria-label={`${say(wayOut.verb)} ${wayOut.nameOf(entry)}`}
          onClick={() => onLeave(entry)}
        >
          {say(wayOut.verb)}
        </Button>
      ),
  };
  return [...times, out];
}

function State({
  life: { active, ended },
  endedAt,
}: {
  readonly life: Pick<Life<never>, "active" | "ended">;
  readonly endedAt: string | null;
}) {
  const say = useSay();
  return endedAt === null ? (
    <Mark tone="good" icon={<CheckCircleOutlined />}>
      {say(active)}
    </Mark>
  ) : (
    <Mark tone="still" icon={<MinusCircleOutlined />}>
      {say(ended)} {localTime(endedAt)}
    </Mark>
  );
}

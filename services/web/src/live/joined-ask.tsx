/** Asks which takes of a live session are made one recording, and what for. */
import { Form, Select } from "antd";
import type { LiveSession } from "./live-api.ts";
import { FormDialog } from "../frame/form-dialog.tsx";
import { PurposeFields, firstOf, useOfferedPurposes } from "../item/purpose-fields.tsx";
import type { Purpose } from "../item/purpose.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { useJoin } from "./joined-api.ts";
import { takesOf, tracksOf } from "./joinable.ts";

interface Fields extends Purpose {
  readonly channelId: string;
  /** Undefined: the only one. */
  readonly track?: string;
  /** Undefined: from the first, to the last. */
  readonly firstTake?: number;
  readonly lastTake?: number;
}

export function AskJoined({
  id,
  session,
  onClose,
}: {
  readonly id: string;
  readonly session: LiveSession;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const join = useJoin(id);
  const offered = useOfferedPurposes();
  const channel = session.channels.find(({ takes }) => takes.length > 0);
  const [track] = tracksOf(channel);
  return (
    <FormDialog<Fields>
      title={say("joined.ask")}
      okText={say("joined.ask")}
      busy={join.isPending}
      error={join.error}
      initial={{
        ...{ channelId: channel?.id ?? "", purposeKind: firstOf(offered), purpose: "" },
        ...(track !== undefined && { track }),
      }}
      onClose={onClose}
      onSubmit={({ purpose, ...fields }) =>
        join.mutate({ ...fields, purpose: purpose.trim() }, { onSuccess: onClose })
      }
    >
      <p>{say("joined.note")}</p>
      <WhichTakes session={session} />
      <PurposeFields label="purpose.label" offered={offered} isFirst />
    </FormDialog>
  );
}

/** All of a channel's only track, unless somebody says which. */
function WhichTakes({ session }: { readonly session: LiveSession }) {
  const say = useSay();
  const form = Form.useFormInstance<Fields>();
  const channelId = Form.useWatch<string | undefined>("channelId");
  const track = Form.useWatch<string | undefined>("track");
  const firstTake = Form.useWatch<number | undefined>("firstTake");
  const channels = session.channels.filter(({ takes }) => takes.length > 0);
  const channel = channels.find((one) => one.id === channelId);
  const tracks = tracksOf(channel);
  const takes = takesOf(channel, track ?? tracks[0]);
  const all = (): void => form.resetFields(["firstTake", "lastTake"]);
  const options = takes.map(({ number, openedAt }) => ({
    value: number,
    label: say("joined.take", { take: number, at: localTime(openedAt) }),
  }));
  return (
    <>
      <Form.Item name="channelId" label={say("joined.channel")}>
        <Select
          options={channels.map(({ id: value, name: label }) => ({ value, label }))}
          onChange={(to: string) => {
            all();
            form.setFieldValue("track", tracksOf(channels.find((one) => one.id === to))[0]);
          }}
          aria-label={say("joined.channel")}
        />
      </Form.Item>
      <Form.Item name="track" label={say("joined.track")} hidden={tracks.length < 2}>
        <Select
          options={tracks.map((value) => ({ value, label: value }))}
          onChange={all}
          aria-label={say("joined.track")}
        />
      </Form.Item>
      <Form.Item name="firstTake" label={say("joined.first-take")} hidden={takes.length < 2}>
        <Select
          allowClear
          options={options}
          placeholder={say("joined.from-first")}
          aria-label={say("joined.first-take")}
        />
      </Form.Item>
      <Form.Item name="lastTake" label={say("joined.last-take")} hidden={takes.length < 2}>
        <Select
          allowClear
          options={options.filter(({ value }) => value >= (firstTake ?? 0))}
          placeholder={say("joined.to-last")}
          aria-label={say("joined.last-take")}
        />
      </Form.Item>
    </>
  );
}

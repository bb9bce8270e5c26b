/** How an export stands, in icon, word and colour. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  InboxOutlined,
  MinusCircleOutlined,
  SendOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { ExportBody } from "../../../review/export-schema.ts";
import { Mark, type Tone } from "../frame/mark.tsx";
import { useSay } from "../texts/say.ts";

const LOOKS: Readonly<Record<ExportBody["course"], readonly [Tone, ReactNode]>> = {
  made: ["move", <InboxOutlined />],
  "taken-out": ["warn", <SendOutlined />],
  acknowledged: ["good", <CheckCircleOutlined />],
  overdue: ["bad", <ClockCircleOutlined />],
  withdrawn: ["still", <MinusCircleOutlined />],
};

export function CourseMark({ of: { course } }: { readonly of: ExportBody }) {
  const say = useSay();
  const [tone, icon] = LOOKS[course];
  return (
    <Mark tone={tone} icon={icon}>
      {say(`exports.course.${course}`)}
    </Mark>
  );
}

/** A day: of four digits a year, because a browser's own field takes six. */
import { Input, type InputProps } from "antd";

export const DayInput = (props: InputProps) => (
  <Input type="date" min="1000-01-01" max="9999-12-31" {...props} />
);

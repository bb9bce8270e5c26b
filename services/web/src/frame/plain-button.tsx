/** A button of the first picture, which looks as antd's does and waits for none of it. */
import type { ComponentProps, ReactNode } from "react";

export function PlainButton({
  icon,
  isBare = false,
  children,
  ...props
}: ComponentProps<"button"> & {
  readonly icon?: ReactNode;
  /** Without border and ground. */
  readonly isBare?: boolean;
}) {
  return (
    <button type="button" className={isBare ? "button button-bare" : "button"} {...props}>
      {icon}
      {children}
    </button>
  );
}

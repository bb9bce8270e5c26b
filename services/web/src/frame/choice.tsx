/** antd's select without its own English names, which a screen reader would speak in a Chinese page. */
import { CheckOutlined, CloseCircleFilled, CloseOutlined, DownOutlined } from "@ant-design/icons";
import { Select, type SelectProps } from "antd";
import { useSay } from "../texts/say.ts";

export function Choice<Value>({ allowClear, ...props }: SelectProps<Value>) {
  const say = useSay();
  const clear = { clearIcon: <CloseCircleFilled aria-hidden />, label: say("choice.clear") };
  return (
    <Select<Value>
      suffix={<DownOutlined aria-hidden />}
      removeIcon={<CloseOutlined aria-hidden />}
      menuItemSelectedIcon={<CheckOutlined aria-hidden />}
      allowClear={allowClear === true && clear}
      popupMatchSelectWidth={false}
      {...props}
    />
  );
}

/** antd's select without its icons' English names, which a screen reader would speak in a Chinese page. */
import { CheckOutlined, CloseCircleFilled, CloseOutlined, DownOutlined } from "@ant-design/icons";
import { Select, type SelectProps } from "antd";

export function Choice<Value>({ allowClear, ...props }: SelectProps<Value>) {
  return (
    <Select<Value>
      suffix={<DownOutlined aria-hidden />}
      removeIcon={<CloseOutlined aria-hidden />}
      menuItemSelectedIcon={<CheckOutlined aria-hidden />}
      allowClear={allowClear === true && { clearIcon: <CloseCircleFilled aria-hidden /> }}
      popupMatchSelectWidth={false}
      {...props}
    />
  );
}

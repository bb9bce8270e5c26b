/** What antd's parts need around them: its own words in the page's language, and the page's colours. */
import { LoadingOutlined } from "@ant-design/icons";
import { ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useLanguage } from "../texts/say.ts";
import { theme } from "./theme.ts";

export function InAntd({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === "en" ? english : chinese}
      theme={theme}
      button={{ autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
}

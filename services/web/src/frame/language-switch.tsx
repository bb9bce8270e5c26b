/** The button that shows the page in the other language. */
import { TranslationOutlined } from "@ant-design/icons";
import { useLanguage, useSay } from "../texts/say.ts";
import { PlainButton } from "./plain-button.tsx";

export function LanguageSwitch() {
  const say = useSay();
  const { language, switchTo } = useLanguage();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <PlainButton isBare icon={<TranslationOutlined aria-hidden />} onClick={() => switchTo(other)}>
      <span lang={other}>{say("frame.other-language")}</span>
    </PlainButton>
  );
}

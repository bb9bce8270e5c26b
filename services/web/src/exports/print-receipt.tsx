/** The receipt as a sheet to sign by hand, in either language. */
import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { save } from "../api/download.ts";
import { requestFile } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import { LANGUAGES, type Language } from "../texts/text.ts";
import { exportFile } from "./export-api.ts";

/** A character that the font lacks is told here, and not in a page of its own. */
export function PrintReceipt({ id }: { readonly id: string }) {
  const say = useSay();
  const print = useMutation({
    mutationFn: async (language: Language) => ({
      language,
      file: await requestFile(exportFile(id, `receipt.${language}.pdf`)),
    }),
    onSuccess: ({ language, file }) => save(file, `receipt-${id}.${language}.pdf`),
  });
  return (
    <>
      {LANGUAGES.map((language) => (
        <Button
          key={language}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={`${say("exports.receipt")} PDF ${say(`exports.pdf.${language}`)}`}
          loading={print.isPending && print.variables === language}
          onClick={() => print.mutate(language)}
        >
          PDF {say(`exports.pdf.${language}`)}
        </Button>
      ))}
      <ProblemNotice error={print.error} />
    </>
  );
}

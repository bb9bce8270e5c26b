/** A record to take away: as a table, as lines, or to print. Why there is no PDF of it is said here. */
import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { download, save } from "../api/download.ts";
import { addressOf, requestFile } from "../api/request.ts";
import { useSay } from "../texts/say.ts";
import { ProblemNotice } from "./problem-notice.tsx";

interface Taken {
  /** Address without the ending, e.g. "/actions". */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** File name without the ending. */
  readonly name: string;
  readonly formats?: readonly Format[];
}

const FORMATS = ["csv", "jsonl", "pdf"] as const;
type Format = (typeof FORMATS)[number];

export function TakeAway({ path, query, name, formats = FORMATS }: Taken) {
  const say = useSay();
  const print = useMutation({
    mutationFn: () => requestFile(addressOf(`${path}.pdf`, query)),
    onSuccess: (file) => save(file, `${name}.pdf`),
  });
  return (
    <div className="take-away">
      <span className="small">{say("take-away.verb")}</span>
      {formats.map((format) => (
        <Tooltip key={format} title={say(`take-away.${format}`)}>
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            aria-label={`${say("take-away.verb")} ${format.toUpperCase()}`}
            loading={format === "pdf" && print.isPending}
            onClick={() =>
              format === "pdf" ? print.mutate() : download(addressOf(`${path}.${format}`, query))
            }
          >
            {format.toUpperCase()}
          </Button>
        </Tooltip>
      ))}
      <span className="small quiet">{say("take-away.note")}</span>
      <ProblemNotice error={print.error} onRetry={() => print.mutate()} />
    </div>
  );
}

/** The searches that I saved, each a link, and a field to save this one under a name. */
import { DeleteOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { z } from "zod";
import type { SavedSearchRequest } from "../../../review/search-schema.ts";
import { useCommand } from "../api/commands.ts";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useSay } from "../texts/say.ts";
import type { SearchQuestion } from "./search-question.ts";

const KEY = ["saved-searches"];
const MOST_CHARS = 100;

export function SavedSearches({ question }: { readonly question: SearchQuestion }) {
  const say = useSay();
  const saved = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call("GET", "/me/searches", { signal }),
  });
  const forget = useCommand(
    (id: string) => call("DELETE", "/me/searches/{id}", { path: { id } }),
    KEY,
  );
  const entries = saved.data?.entries ?? [];
  return (
    <section className="saved" aria-label={say("search.saved")}>
      {entries.length > 0 && (
        <ul className="chips">
          {entries.map(({ id, name, question: kept }) => (
            <li key={id}>
              <Link to={`/search?${new URLSearchParams(kept).toString()}`}>{name}</Link>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={say("search.forget", { name })}
                onClick={() => forget.mutate(id)}
              />
            </li>
          ))}
        </ul>
      )}
      <ProblemNotice error={saved.error ?? forget.error} />
      {Object.keys(question).length > 0 && <SaveThis question={question} />}
    </section>
  );
}

function SaveThis({ question }: { readonly question: SearchQuestion }) {
  const say = useSay();
  const [name, setName] = useState("");
  // Whatever the address holds; the service judges it.
  const save = useCommand(
    (body: { readonly name: string; readonly question: SearchQuestion }) =>
      call("POST", "/me/searches", { body: body as z.input<typeof SavedSearchRequest> }),
    KEY,
  );
  return (
    <form
      className="save-this"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim(), question }, { onSuccess: () => setName("") });
      }}
    >
      <Input
        aria-label={say("search.save-name")}
        placeholder={say("search.save-name")}
        maxLength={MOST_CHARS}
        autoComplete="off"
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button htmlType="submit" disabled={name.trim() === ""} loading={save.isPending}>
        {say("search.save")}
      </Button>
      <ProblemNotice error={save.error} />
    </form>
  );
}

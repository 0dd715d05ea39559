//! All remittances in one list: what is parked first, then the newest. A sheet is begun here, gone on
//! with, or opened again after it was posted.

import "#ui/views/claims/claims.css";
import "#ui/views/remits/remits.css";
import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { RemittanceRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to, useRoute, writeRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { Empty } from "#ui/kit/Empty";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { SearchField } from "#ui/kit/SearchField";
import { Table } from "#ui/kit/Table";
import { apiWords } from "#ui/strings/en";
import { remitWords as words } from "#ui/strings/remits";
import { focusTable } from "#ui/views/claims/focusTable";
import { remitColumns } from "#ui/views/remits/remitColumns";
import { newId } from "#ui/views/remits/SheetScreen";
import { useRemits } from "#ui/views/remits/useRemits";
import { draftOf } from "#ui/views/remits/useSheet";

export function RemitsScreen({ session }: { readonly session: SessionView }) {
  const [text, setText] = useState("");
  const { rows, first, problem } = useRemits(text);
  const [here, setHere] = useState<RemittanceRow | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const draft = useAnswer("drafts", {}, ["draft"]).value?.drafts.find(({ form }) => form === draftOf(""));
  const add = live(
    {
      id: "new_sheet",
      title: draft === undefined ? words.newSheet : words.goOn,
      key: "F8",
      strip: words.newSheet,
      menu: "file",
      blocked: () => refusal(session, "park_sheet"),
      run: () => go(to("remits", newId)),
    },
    undefined,
  );
  const find = simple({ id: "filter", title: words.find, key: "/", strip: words.find, run: () => search.current?.select() });
  const clear = simple({ id: "clear_search", title: words.clear, run: () => setText("") });
  const remove = live(
    {
      id: "remove_sheet",
      title: words.remove,
      key: "Delete",
      strip: words.removeShort,
      blocked: (row: RemittanceRow | null) => refusal(session, "remove_sheet") ?? (row === null ? words.noRow : row.state === "posted" ? words.onlyParked : null),
      run: (row) => call("remove_sheet", { id: row.id }),
      done: (_, row) => words.removed(row.number),
    },
    here ?? null,
  );
  // After a check was posted the next one is a key away: Enter begins it.
  const ready = useRoute().with["next"] === "1";
  useEffect(() => {
    const begin = ready ? document.querySelector<HTMLElement>(".toolbar .btn.primary") : null;
    if (begin !== null) {
      arrive(begin);
    }
  }, [ready]);
  const open = (row: RemittanceRow | undefined) => {
    if (row !== undefined) {
      go(to("remits", row.id));
    }
  };
  useActions({
    name: words.title,
    actions: [add, find, ...(here?.state === "parked" ? [remove] : [])],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: words.move },
      { keys: ["Enter"], says: words.open },
    ],
  });
  return (
    <Screen title={words.title} {...(first === undefined ? {} : { sub: text.trim() === "" ? words.sub(first.parked, first.posted) : words.found(first.found) })} next={add}>
      <div className="remit-list" ref={box}>
        <div className="stack">
          {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
          <div className="strip">
            <SearchField
              ref={search}
              label={words.find}
              placeholder={words.findAny}
              value={text}
              onChange={setText}
              onDown={() => focusTable(box.current)}
              onEnter={() => open(rows.at(0))}
            />
            {draft === undefined ? null : (
              <a className="link end num" href={writeRoute(to("remits", newId))}>
                {words.halfTyped(draft.when)}
              </a>
            )}
          </div>
        </div>
        <Table
          label={words.label}
          compact
          autoFocus={!ready}
          columns={remitColumns}
          rows={rows}
          keyOf={(row) => row.id}
          onOpen={open}
          onHere={setHere}
          empty={
            first === undefined ? null : text.trim() === "" ? (
              <Empty says={words.none}>
                <ActionButton action={add} kind="primary" />
              </Empty>
            ) : (
              <Empty says={words.nobody}>
                <ActionButton action={clear} />
              </Empty>
            )
          }
        />
      </div>
    </Screen>
  );
}

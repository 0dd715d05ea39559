//! What is with a collection agency and what came back: the agency's file is saved, and accounts are
//! recalled with a reason.

import "#ui/views/account/account.css";
import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PlacementRow, SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { expectField } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import type { Column } from "#ui/kit/column";
import { Empty } from "#ui/kit/Empty";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { dollarsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { TextField } from "#ui/kit/TextField";
import { useFixedRows } from "#ui/kit/useRows";
import { accountWorkWords, agencyWords as words, letterWords } from "#ui/strings/plans";
import { accountRoute } from "#ui/views/account/routes";
import { SendFrame } from "#ui/views/account/SendFrame";
import { focusTable } from "#ui/views/claims/focusTable";
import { saveToken } from "#ui/views/print/reprint";
import { useSend } from "#ui/views/settings/useSend";
import { placementKinds } from "#ui/views/statements/kinds";

const { columns: heads } = words;
const none: readonly PlacementRow[] = [];
const fields: readonly string[] = ["reason"];

const columns: readonly Column<PlacementRow>[] = [
  { id: "number", title: heads.number, width: 80, kind: "code", cell: (row) => <CodeText code={row.number} personal /> },
  { id: "name", title: heads.name, width: { grow: 1, least: 120 }, cell: (row) => <Personal>{row.name}</Personal> },
  { id: "agency", title: heads.agency, width: { grow: 1, least: 96 }, quiet: true, cell: (row) => row.agency },
  { id: "placed", title: heads.placed, width: 84, kind: "date", cell: (row) => <DayText day={row.placed_on} /> },
  { id: "file", title: heads.file, width: 84, kind: "date", quiet: true, cell: (row) => (row.exported_on === "" ? null : <DayText day={row.exported_on} />) },
  { id: "state", title: heads.state, width: 116, cell: (row) => (row.recalled === "" ? null : <Status tone="wait">{words.back}</Status>) },
  { id: "cents", title: heads.cents, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.cents} /> },
  { id: "owes", title: heads.owes, width: 88, kind: "money", cell: (row) => <MoneyText cents={row.owes_cents} /> },
];

export function AgencyScreen({ session }: { readonly session: SessionView }) {
  const { value, problem } = useAnswer("placements", {}, placementKinds);
  const list = value?.rows ?? none;
  const rows = useFixedRows(list);
  const [here, setHere] = useState<PlacementRow | undefined>(undefined);
  const [recalled, setRecalled] = useState<PlacementRow | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const there = list.filter((row) => row.recalled === "");
  const saving = (id: string, title: string, key: string, all: boolean) =>
    live(
      {
        id,
        title,
        key,
        offersUndo: false,
        blocked: () => refusal(session, "export_placements") ?? (all ? (there.length === 0 ? words.nothing : null) : value?.fresh === 0 ? words.nothingNew : null),
        run: async () => call("export_placements", { token: await saveToken(words.file), all }),
        done: ({ rows: visits, name }) => words.saved(visits, name),
      },
      undefined,
    );
  const save = saving("export_placements", words.save(value?.fresh ?? 0), "Mod+S", false);
  const saveAll = saving("export_all_placements", words.saveAll, "Shift+S", true);
  const recall = live(
    {
      id: "open_recall",
      title: words.recall,
      key: "R",
      strip: words.recallShort,
      blocked: (row) => refusal(session, "recall_placement") ?? (row === null ? words.noRow : null),
      run: (row: PlacementRow) => {
        expectField();
        setRecalled(row);
      },
    },
    here?.recalled === "" ? here : null,
  );
  const open = (row: PlacementRow) => {
    if (row.patient_id !== "") {
      go(accountRoute(row.patient_id));
    }
  };
  const account = live({ id: "open_account", title: accountWorkWords.open, key: "F7", strip: accountWorkWords.openShort, blocked: (row) => (row === null ? letterWords.noRow : null), run: open }, here ?? null);
  const back = simple({ id: "back", title: accountWorkWords.back, key: "Escape", run: () => go(to("statements")) });
  useActions({
    name: words.title,
    actions: [save, saveAll, recall, account, back],
    hints: [
      { keys: ["J", "K"], says: accountWorkWords.move },
      { keys: ["Enter"], says: accountWorkWords.open },
    ],
  });
  const close = () => {
    setRecalled(null);
    focusTable(box.current);
  };
  return (
    <Screen title={words.title} sub={value === undefined ? undefined : words.sub(there.length, dollarsText(value.cents))} actions={[back, account]} second={recall} next={save} formOpen={recalled !== null}>
      <div className="account one-table" ref={box}>
        <div className="stack">{problem === null ? null : <ProblemBanner what={toProblem(problem, accountWorkWords.unread).says} />}</div>
        <Table label={words.title} compact autoFocus={recalled === null} letters columns={columns} rows={rows} keyOf={(row) => row.id} onHere={setHere} onOpen={open} empty={value === undefined ? null : <Empty says={words.none} />} />
        {recalled === null ? null : <RecallForm key={recalled.id} row={recalled} onClose={close} />}
      </div>
    </Screen>
  );
}

function RecallForm({ row, onClose }: { readonly row: PlacementRow; readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const sending = useSend({ id: "recall_placement", title: words.recallShort, busyTitle: words.recalling, send: () => call("recall_placement", { id: row.id, reason }), said: words.recalled(row.number), onDone: onClose, fields });
  return (
    <SendFrame title={words.recallForm(row.number)} says={words.recallSays} sending={sending} busyTitle={words.recalling} leaveTitle={words.leave} onLeave={onClose}>
      <div className="row">
        <TextField className="s12" name="reason" label={words.reason} value={reason} onChange={setReason} error={sending.wrong("reason")} required />
      </div>
    </SendFrame>
  );
}

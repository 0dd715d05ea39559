//! A check that was posted, read and not typed: its claims and lines, its certificate, and the ways
//! back, of all of it or of one claim.

import "#ui/views/claims/claims.css";
import { useMemo, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView, SheetClaimView, SheetView } from "#ui/api/generated";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { centsText } from "#ui/kit/money";
import { MoneyText } from "#ui/kit/MoneyText";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { postedWords as words, remitWords, sheetWords } from "#ui/strings/remits";
import { CertificateDialog } from "#ui/views/remits/CertificateDialog";
import { PostedInspector } from "#ui/views/remits/PostedInspector";
import { postedColumns, type PostedRow, postedRows } from "#ui/views/remits/postedColumns";
import { SheetFoot } from "#ui/views/remits/SheetFoot";

type Part = { readonly claim: SheetClaimView };

export function PostedSheet({ view, session }: { readonly view: SheetView; readonly session: SessionView }) {
  const rows = useMemo(() => postedRows(view), [view]);
  const [here, setHere] = useState<PostedRow | undefined>(undefined);
  const [open, setOpen] = useState(false);
  const part = here?.claim;
  const claim = part === undefined ? undefined : view.claims.find((one) => one.part === part);
  const { id, version, number } = view.texts;

  const unpost = live(
    {
      id: "unpost",
      title: words.unpost,
      key: "Shift+U",
      strip: words.unpostShort,
      menu: "file",
      blocked: () => refusal(session, "unpost"),
      run: () => call("unpost", { id, version, part: 0 }),
      done: () => words.tookBack(number),
    },
    undefined,
  );
  const unpostClaim = live(
    {
      id: "unpost_claim",
      title: words.unpostClaim,
      key: "U",
      strip: words.unpostClaimShort,
      menu: "file",
      blocked: (of: Part | null) => refusal(session, "unpost") ?? (of === null ? words.noClaim : of.claim.left_out ? words.isOut : null),
      run: (of) => call("unpost", { id, version, part: of.claim.part }),
      done: (_, of) => words.tookBackClaim(of.claim.number),
    },
    claim === undefined ? null : { claim },
  );
  const repost = live(
    {
      id: "repost_claim",
      title: words.repost,
      key: "R",
      strip: words.repostShort,
      menu: "file",
      blocked: (of: Part | null) => refusal(session, "repost") ?? (of === null ? words.noClaim : of.claim.left_out ? null : words.isIn),
      run: (of) => call("repost", { id, version, part: of.claim.part }),
      done: (_, of) => words.reposted(of.claim.number),
    },
    claim === undefined ? null : { claim },
  );
  const certificate = simple({ id: "certificate", title: sheetWords.certificate, key: "B", strip: sheetWords.certificate, run: () => setOpen(true) });
  const openClaim = live(
    {
      id: "open_claim",
      title: sheetWords.openClaim,
      key: "Enter",
      blocked: (of: Part | null) => (of === null ? words.noClaim : of.claim.claim_id === "" ? sheetWords.openingNoClaim : null),
      run: (of) => go(to("claims", of.claim.claim_id)),
    },
    claim === undefined ? null : { claim },
  );
  const back = simple({ id: "back", title: words.back, key: "Escape", strip: words.backShort, run: () => go(to("remits")) });
  const out = claim?.left_out === true;
  useActions({ name: sheetWords.title, actions: [openClaim, unpostClaim, repost, unpost, certificate, back], hints: [{ keys: ["ArrowUp", "ArrowDown"], says: remitWords.move }] });
  return (
    <Screen
      title={sheetWords.title}
      sub={sheetWords.sub([view.payer, `${remitWords.method(view.texts.method)} ${number}`, centsText(view.amount_cents)])}
      actions={[back, unpost]}
      second={out ? repost : unpostClaim}
      inspector={<PostedInspector view={view} claim={claim} line={here?.line ?? null} certificate={certificate} openClaim={openClaim} />}
    >
      <div className="remit-posted">
        <Table
          label={words.table}
          compact
          autoFocus
          columns={postedColumns}
          rows={useFixedRows(rows)}
          keyOf={(row) => row.key}
          onHere={setHere}
          onOpen={(row) => {
            const found = view.claims.find((one) => one.part === row.claim);
            if (found !== undefined && found.claim_id !== "") {
              go(to("claims", found.claim_id));
            }
          }}
          totals={[
            { columns: 1, content: words.all(view.claims.length) },
            { columns: 1, kind: "money", content: <MoneyText cents={view.claims.reduce((sum, one) => sum + one.charge_cents, 0)} /> },
            { columns: 1, content: null },
            { columns: 1, kind: "money", content: <MoneyText cents={view.claims_cents} /> },
            { columns: 1, kind: "money", content: <MoneyText cents={view.claims.reduce((sum, one) => sum + one.off_cents, 0)} /> },
            { columns: 1, kind: "money", content: <MoneyText cents={view.claims.reduce((sum, one) => sum + one.patient_cents, 0)} /> },
            { columns: 1, kind: "money", content: <MoneyText cents={view.claims.reduce((sum, one) => sum + one.work_cents, 0)} /> },
          ]}
        />
        <SheetFoot view={view} judged={view} />
      </div>
      {open ? <CertificateDialog view={view} onClose={() => setOpen(false)} /> : null}
    </Screen>
  );
}

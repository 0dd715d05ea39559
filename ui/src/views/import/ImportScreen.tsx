//! Moving in: pick or drop claim files, see what they would bring, import all of it with one key.

import { useEffect, useState, useSyncExternalStore } from "react";
import type { SessionView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to, useRoute } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { kitWords } from "#ui/strings/en";
import { importWords as words } from "#ui/strings/imports";
import { DonePage } from "#ui/views/import/DonePage";
import { move } from "#ui/views/import/moving";
import { pastRoute, pastRowOf, usePastImports } from "#ui/views/import/past";
import { PickPage } from "#ui/views/import/PickPage";
import { Preview } from "#ui/views/import/Preview";
import { PreviewInspector } from "#ui/views/import/PreviewInspector";
import { Working } from "#ui/views/import/Working";

const everyClaim = { states: [], payers: [], rendering: [], patient: "", from: "", to: "", text: "" };

export function ImportScreen({ session }: { readonly session: SessionView }) {
  const moving = useSyncExternalStore(move.watch, move.shown);
  const preview = "preview" in moving ? moving.preview : null;
  const working = moving.kind === "reading" || moving.kind === "making";
  const refused = refusal(session, "import_claims");
  const waits = refused ?? (working ? words.busy : null);

  const pick = live({ id: "pick_files", title: words.pick, key: "F", strip: words.pick, menu: "file", blocked: () => waits, run: () => move.pick(false) }, undefined);
  const folder = live({ id: "pick_folder", title: words.folder, key: "Shift+F", strip: words.folder, menu: "file", blocked: () => waits, run: () => move.pick(true) }, undefined);
  const fresh = preview?.claims_created ?? 0;
  const nothing = preview === null ? null : fresh > 0 ? null : preview.claims_matched === 0 ? words.noClaims : words.nothingNew;
  const make = live(
    {
      id: "import_claims",
      title: words.go(fresh),
      key: "Mod+Enter",
      strip: words.title,
      menu: "file",
      blocked: () => waits ?? nothing,
      run: (ask: typeof preview) => (ask === null ? undefined : move.make(ask)),
      done: (done) => words.done(done.claims_created),
    },
    preview,
  );
  const toPast = () => {
    move.forget();
    go(pastRoute({ id: done?.id ?? "", at: 0 }), "replace");
  };
  const forget = simple({ id: "forget_preview", title: words.forget, key: "Escape", run: move.forget });
  const done = moving.kind === "done" ? moving.done : null;
  const show = live(
    {
      id: "show_imported",
      title: words.show(done?.claims_created ?? 0),
      key: "Mod+Enter",
      strip: words.show(done?.claims_created ?? 0),
      blocked: () => refusal(session, "claims"),
      run: (id: string) => go(to("claims", null, { import: id })),
    },
    done?.id ?? null,
  );
  const more = simple({ id: "import_more", title: words.more, key: "Escape", strip: words.more, run: toPast });
  const from = pastRowOf(useRoute());
  const [turn, setTurn] = useState(0);
  const past = usePastImports().imports.length;
  const before = live(
    {
      id: "go_imports",
      title: words.before,
      key: "L",
      strip: words.before,
      blocked: () => (working ? words.busy : preview !== null ? words.leaveFirst : past === 0 ? words.beforeNone : null),
      run: () => {
        toPast();
        setTurn(turn + 1);
      },
    },
    undefined,
  );
  useActions({
    name: words.layer,
    actions: [pick, folder, before, ...(preview === null ? [] : [make]), ...(moving.kind === "preview" ? [forget] : []), ...(done === null ? [] : [show, more])],
    hints: past === 0 || preview !== null || done !== null ? [] : [{ keys: ["J", "K"], says: kitWords.table.move }],
  });

  // Undo takes the claims away again; then the summary would tell what is not so.
  const left = useAnswer("claim_totals", { ...everyClaim, import: done?.id ?? "" }, ["claim"]);
  const takenBack = done !== null && done.claims_created > 0 && !left.updating && left.value?.count === 0;
  useEffect(() => {
    if (takenBack) {
      move.forget();
    }
  }, [takenBack]);

  if (preview !== null) {
    return (
      <Screen
        title={words.title}
        sub={words.sub(preview.files.length, preview.claims_created, preview.claims_matched)}
        actions={moving.kind === "preview" ? [forget] : []}
        second={pick}
        next={make}
        inspector={<PreviewInspector preview={preview} />}
        inspectorLabel={words.what}
      >
        <Preview preview={preview} problem={nothing}>
          {moving.kind === "making" ? <Working title={words.making} progress={moving.progress} onCancel={moving.cancel} /> : null}
        </Preview>
      </Screen>
    );
  }
  if (done !== null) {
    return (
      <Screen title={words.title} sub={words.doneTitle} actions={[more]} next={show}>
        <DonePage done={done} />
      </Screen>
    );
  }
  return (
    <Screen title={words.title}>
      <PickPage key={turn} from={from} problem={moving.kind === "idle" ? moving.problem : null} refused={refused} pick={pick} folder={folder}>
        {moving.kind === "reading" ? <Working title={words.reading} progress={moving.progress} onCancel={moving.cancel} /> : null}
      </PickPage>
    </Screen>
  );
}

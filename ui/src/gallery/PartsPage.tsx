//! The gallery's parts, each in each of its states.

import { useState } from "react";
import { simple } from "#ui/app/action";
import { ActionButton } from "#ui/app/ActionButton";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { Checkbox } from "#ui/kit/Checkbox";
import { Dialog } from "#ui/kit/Dialog";
import { Empty } from "#ui/kit/Empty";
import { Kbd } from "#ui/kit/Kbd";
import { Menu } from "#ui/kit/Menu";
import { CodeText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { Skeleton } from "#ui/kit/Skeleton";
import { Status } from "#ui/kit/Status";
import { Tabs } from "#ui/kit/Tabs";
import { TextField } from "#ui/kit/TextField";

function Broken({ broken }: { readonly broken: boolean }) {
  if (broken) {
    throw new TypeError("broken on purpose");
  }
  return null;
}

export function PartsPage() {
  const { toasts } = useWorkspace();
  const [tab, setTab] = useState<"837P" | "999" | "835">("835");
  const [checked, setChecked] = useState(true);
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState("correct horse");
  const [broken, setBroken] = useState(false);
  const post = simple({ id: "post", title: "Post payment", key: "P", strip: "Post payment", run: () => toasts.show("Posted 40.00 to Rivera, Elena", "done", () => toasts.show("Taken back: posting 40.00")) });
  const fail = simple({ id: "fail", title: "Fail", key: "X", run: () => Promise.reject(new Error("no")) });
  const send = simple({ id: "send", title: "Send the batch", key: "Mod+Shift+Enter", run: () => setAsking(true) });
  const refused = { ...simple({ id: "refused", title: "Close the month", key: "M", run: () => {} }), blocked: "4 remittances are still open. Close them first" };
  const sendNow = simple({ id: "send_now", title: "Send 14 claims", key: "Mod+Enter", run: () => { setAsking(false); toasts.show("Sending 14 claims in 10 s"); } });
  useActions({ name: "Parts", actions: [post, fail, send, refused] });
  return (
    <Screen title="Parts" sub="every part of the kit" actions={[fail, refused]} second={send} next={post} inspector={<Panel title="Sums" end="11/24/26"><Skeleton lines={4} /></Panel>}>
      <div className="scroll">
        <Broken broken={broken} />
        <ProblemBanner what="The list could not be read." next="Your claims are safe. Open the list again, or quote the number." incident="K7QX-2M9P">
          <Button small onPress={() => setBroken(true)}>
            Open it again
          </Button>
        </ProblemBanner>
        <Panel title="Buttons">
          <div className="gallery-line">
            <Button onPress={() => {}} kind="primary" shortcut="Enter">
              Post
            </Button>
            <Button onPress={() => {}} shortcut="Mod+Shift+S">
              Save
            </Button>
            <Button onPress={() => {}} kind="bare" shortcut="F8">
              New claim
            </Button>
            <Button onPress={() => {}} small>
              Small
            </Button>
            <ActionButton action={refused} />
            <Menu title="More" actions={[post, send, refused]} />
            <Checkbox checked={checked} onChange={setChecked}>
              Accept assignment
            </Checkbox>
            <Checkbox checked={false} mixed onChange={() => {}}>
              Some
            </Checkbox>
            <Kbd of="Mod+K" />
          </div>
        </Panel>
        <Panel title="Words and figures">
          <div className="gallery-line">
            <Status tone="bad">Denied</Status>
            <Status tone="warn">Fix</Status>
            <Status tone="ok">Paid</Status>
            <Status tone="go">Sent</Status>
            <Status tone="wait">Waiting</Status>
            <Status tone="plain">Note</Status>
            <MoneyText cents={148_456_80} total />
            <MoneyText cents={-11_756} />
            <MoneyText cents={0} />
            <MoneyText cents={null} />
            <DayText day="2026-07-03" />
            <CodeText code="99213" />
          </div>
        </Panel>
        <Panel title="Long work">
          <ProgressBar says="Reading claims-2026.edi" done={14_208} total={31_000} onCancel={() => {}} cancelKey="Escape" />
        </Panel>
        <Panel title="Password">
          <div className="gallery-narrow">
            <TextField label="Password of Marisol Vega" kind="password" value={password} onChange={setPassword} showKey="Alt+V" autoComplete="current-password" />
          </div>
        </Panel>
        <Tabs
          label="Files of this claim"
          tabs={[{ id: "837P", title: "837P" }, { id: "999", title: "999" }, { id: "835", title: "835", count: 2 }]}
          chosen={tab}
          onChoose={setTab}
          end={<span className="dim">segments 214 to 226 of 402</span>}
        >
          <Empty says={`No ${tab} has come yet. It appears here by itself.`}>
            <Button onPress={() => {}} kind="primary" shortcut="Mod+I">
              Import files
            </Button>
          </Empty>
        </Tabs>
      </div>
      {asking ? (
        <Dialog
          title="Send 14 claims to the clearinghouse"
          onClose={() => setAsking(false)}
          keys={[sendNow]}
          actions={
            <>
              <Button onPress={() => setAsking(false)} shortcut="Escape">
                Hold
              </Button>
              <ActionButton action={sendNow} kind="primary" />
            </>
          }
        >
          They leave the building and cannot be called back. 6,190.00 in all.
        </Dialog>
      ) : null}
    </Screen>
  );
}

//! What this is, and whose work is in it.

import { useState } from "react";
import type { SessionView } from "#ui/api/generated";
import { Button } from "#ui/kit/Button";
import { Dialog } from "#ui/kit/Dialog";
import { settingsWords as words } from "#ui/strings/settings";
import { startWords } from "#ui/strings/start";
import { Part } from "#ui/views/settings/Part";
import interText from "../../../node_modules/inter-ui/LICENSE.txt?raw";
import monoText from "../../../node_modules/@fontsource-variable/jetbrains-mono/LICENSE?raw";

export type AboutPartProps = { readonly version: string; readonly session: SessionView };

export function AboutPart({ version, session }: AboutPartProps) {
  const { inter, mono, engine, window, react } = words.licence;
  const [shown, setShown] = useState<string | null>(null);
  return (
    <Part part="about">
      <dl className="facts">
        <dt>{words.version}</dt>
        <dd className="num">{startWords.version(version)}</dd>
        <dt>{words.practiceId}</dt>
        <dd className="code">{session.folder}</dd>
      </dl>
      <h3 className="heading">{words.licences}</h3>
      <ul className="credits">
        <li>
          {inter}{" "}
          <Button kind="bare" small className="quiet" onPress={() => setShown(interText)}>
            {words.licenceText}
          </Button>
        </li>
        <li>
          {mono}{" "}
          <Button kind="bare" small className="quiet" onPress={() => setShown(monoText)}>
            {words.licenceText}
          </Button>
        </li>
        <li>{engine}</li>
        <li>{window}</li>
        <li>{react}</li>
      </ul>
      <p className="dim">{words.invented}</p>
      {shown === null ? null : (
        <Dialog
          wide
          title={words.licenceText}
          onClose={() => setShown(null)}
          actions={
            <Button shortcut="Escape" onPress={() => setShown(null)}>
              {words.close}
            </Button>
          }
        >
          <pre className="licence" tabIndex={0}>
            {shown}
          </pre>
        </Dialog>
      )}
    </Part>
  );
}

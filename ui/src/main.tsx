//! The product's page: the window over the real core.

import "#ui/tokens/all.css";
import "#ui/views/start/start.css";
import "#ui/views/import/import.css";
import "#ui/views/settings/settings.css";
import { call, listen, listenToMenu, showMenu, toldWithPage } from "#ui/api/call";
import { cache } from "#ui/api/useAnswer";
import { toProblem } from "#ui/api/problem";
import { App } from "#ui/app/App";
import { watchCopies } from "#ui/app/clipboard";
import { Root } from "#ui/app/Root";
import { localSettings } from "#ui/app/settings";
import { start } from "#ui/app/start";
import { makeWorkspace } from "#ui/app/workspace";
import { apiWords } from "#ui/strings/en";

const workspace = makeWorkspace({
  invalidate: (touched) => cache.invalidate(touched),
  undo: () => call("undo", {}),
});

listen((event) => {
  if (event.kind === "touched") {
    cache.invalidate(event.kinds);
  }
});
watchCopies((thrown) => workspace.toasts.show(toProblem(thrown, apiWords.noAnswer).says));
listenToMenu((id) => workspace.registry.run(id));

/** A shell without a menu bar of its own answers that it knows no such command; the keys work all the same. */
const drawMenu = (menus: Parameters<typeof showMenu>[0]) => void showMenu(menus).catch(() => {});

/** Incidents are told to the person; a log of them is the core's matter. */
const report = () => {};

start(
  <Root workspace={workspace} settings={localSettings(window.localStorage)} showMenu={drawMenu}>
    <App first={toldWithPage()} report={report} />
  </Root>,
  report,
);

//! The window: title strip with the practice's color and name, side list, the open screen, status bar.
//! It owns what works everywhere: palette, key sheet, theme, privacy, going to a place.

import { type ReactNode, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { type Live, simple } from "#ui/app/action";
import { ErrorBoundary } from "#ui/app/ErrorBoundary";
import { KeySheet } from "#ui/app/KeySheet";
import { KeyStrip } from "#ui/app/KeyStrip";
import { Palette, type Search } from "#ui/app/Palette";
import { go, to, useRoute } from "#ui/app/route";
import { useNumberSetting, useSetting } from "#ui/app/settings";
import { type Place, SideList } from "#ui/app/SideList";
import { applyPrivacy, applyTheme, nextTheme, themeOf } from "#ui/app/theme";
import { ToastList } from "#ui/app/ToastList";
import { useActions } from "#ui/app/useActions";
import { Splitter } from "#ui/kit/Splitter";
import { appWords } from "#ui/strings/en";

/** The names of the practices' colors. */
export type PracticeColour = string;

export type ShellProps = {
  readonly practice: { readonly name: string; readonly colour: PracticeColour };
  readonly places: readonly Place[];
  /** The list being worked, beneath the places: `SidePart`s. */
  readonly list?: ReactNode;
  readonly who: { readonly name: string; readonly role: string };
  readonly lock: Live;
  /** What works everywhere besides the shell's own: undo, redo, import, … */
  readonly actions: readonly Live[];
  readonly search: Search;
  /** At the right of the status bar: `Status` words and figures. */
  readonly status?: ReactNode;
  readonly report: (incident: string, kind: string) => void;
  /** The open screen: a `Screen`. */
  readonly children: ReactNode;
};

type Side = "auto" | "closed" | "over";

export function Shell(props: ShellProps) {
  const route = useRoute();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const [width, setWidth] = useNumberSetting("side.width", 280, 220, 420);
  const [side, setSide] = useSide(`${route.place}/${route.id ?? ""}`);
  const look = useLook();
  const show = (what: "palette" | "keys") => () => flushSync(() => setOpen(what));

  const find = simple({ id: "find", title: appWords.actions.find, key: "Mod+K", menu: "go", run: show("palette") });
  useActions({
    name: appWords.layers.everywhere,
    level: "window",
    actions: [
      find,
      ...props.places.map((place) =>
        simple({
          id: `go_${place.id}`,
          title: appWords.actions.open(place.title),
          menu: "go",
          run: () => go(to(place.id)),
          ...(place.key === null ? {} : { key: place.key }),
        }),
      ),
      ...props.actions,
      props.lock,
      look.theme,
      look.privacy,
      simple({ id: "side", title: appWords.actions.side, key: "Mod+\\", menu: "view", run: () => setSide() }),
      simple({ id: "keys", title: appWords.actions.allKeys, key: "?", strip: appWords.actions.allKeys, menu: "help", run: show("keys") }),
    ],
  });

  return (
    <div className="window" data-side={side} data-practice={props.practice.colour} style={{ "--w-side": `${width}px` }}>
      <header className="titlebar">
        <span className="swatch" aria-hidden="true" />
        {props.practice.name}
      </header>
      <SideList places={props.places} current={route.place} find={find} who={props.who} lock={props.lock} list={props.list}>
        <Splitter
          className="side-edge"
          label={appWords.resizeSide}
          value={width}
          least={220}
          most={420}
          first={280}
          pane="left"
          onChange={setWidth}
        />
      </SideList>
      <main className="main">
        <ErrorBoundary of={`${route.place}/${route.id ?? ""}`} report={props.report}>
          {props.children}
        </ErrorBoundary>
      </main>
      <footer className="statusbar" aria-label={appWords.statusBar}>
        <KeyStrip />
        <div className="end">{props.status}</div>
      </footer>
      <ToastList />
      {open === "palette" ? <Palette search={props.search} onClose={() => setOpen(null)} /> : null}
      {open === "keys" ? <KeySheet onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

/** Whether the side list is there: by the window's width, folded by hand, or called back over the page. */
function useSide(where: string): readonly [Side, () => void] {
  const [folded, setFolded] = useSetting("side.folded", "no");
  const [over, setOver] = useState(false);
  // Having gone somewhere, the list that lay over the page leaves.
  useEffect(() => setOver(false), [where]);
  const turn = () => {
    if (window.matchMedia("(max-width: 1279px)").matches) {
      setOver(!over);
    } else {
      setFolded(folded === "yes" ? "no" : "yes");
    }
  };
  return [over ? "over" : folded === "yes" ? "closed" : "auto", turn];
}

/** Theme and privacy, and the actions that change them. */
function useLook(): { readonly theme: Live; readonly privacy: Live } {
  const [themeText, setTheme] = useSetting("theme", "system");
  const theme = themeOf(themeText);
  const [hidden, setHidden] = useState(false);
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyPrivacy(hidden), [hidden]);
  return {
    theme: simple({ id: "theme", title: appWords.actions.theme[theme], menu: "view", run: () => setTheme(nextTheme(theme)) }),
    privacy: simple({
      id: "privacy",
      title: hidden ? appWords.actions.privacyOff : appWords.actions.privacyOn,
      key: "Mod+Shift+P",
      anywhere: true,
      menu: "view",
      run: () => setHidden(!hidden),
    }),
  };
}

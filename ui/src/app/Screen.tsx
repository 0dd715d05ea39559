//! What lies at the right of the side list: the toolbar with the place and what can be done, the
//! detail, and the inspector.

import type { ReactNode } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { useNumberSetting } from "#ui/app/settings";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { classes } from "#ui/kit/css";
import { Inspector } from "#ui/kit/Inspector";
import { SideMark } from "#ui/kit/marks";
import { Splitter } from "#ui/kit/Splitter";
import { appWords } from "#ui/strings/en";

export type ScreenProps = {
  /** Where one is: `Needs work`, `Claim 52916`. */
  readonly title: string;
  /** What is open, quieter: `22 claims, soonest limit first`. */
  readonly sub?: ReactNode;
  /** Bare buttons in the toolbar, at the right. */
  readonly actions?: readonly Live[];
  /** Outlined, before the one in accent. */
  readonly second?: Live;
  /** The one next action, in accent. */
  readonly next?: Live;
  /** A form that is open has the next action: this one stands back, in its place. */
  readonly formOpen?: boolean;
  /** Panels. */
  readonly inspector?: ReactNode;
  readonly inspectorLabel?: string;
  /** The table or the form. */
  readonly children: ReactNode;
};

export function Screen({ title, sub, actions = [], second, next, formOpen = false, inspector, inspectorLabel, children }: ScreenProps) {
  const { registry } = useWorkspace();
  const [width, setWidth] = useNumberSetting("inspector.width", 320, 260, 560);
  return (
    <>
      <div className="toolbar">
        <Button kind="bare" className="icon unfold" label={appWords.showSide} onPress={() => void registry.run("side")}>
          <SideMark />
        </Button>
        <h1>{title}</h1>
        {sub === undefined ? null : <span className="sub num">{sub}</span>}
        <div className="end">
          {actions.map((action) => (
            <ActionButton key={action.id} action={action} kind="bare" />
          ))}
          {second === undefined ? null : <ActionButton action={second} />}
          {next === undefined ? null : <ActionButton action={next} kind={formOpen ? "outline" : "primary"} />}
        </div>
      </div>
      <div className={classes("body", inspector !== undefined && "with-inspector")} style={{ "--w-inspector": `${width}px` }}>
        <div className="detail">{children}</div>
        {inspector === undefined ? null : (
          <>
            <Splitter
              className="inspector-edge"
              label={appWords.resizeInspector}
              value={width}
              least={260}
              most={560}
              first={320}
              pane="right"
              onChange={setWidth}
            />
            <Inspector label={inspectorLabel ?? appWords.inspector}>{inspector}</Inspector>
          </>
        )}
      </div>
    </>
  );
}

//! What the whole window stands in: the system's keys, the settings, the list of actions, the menu bar.

import { type ReactNode, useContext, useEffect } from "react";
import { type Menu, menusOf } from "#ui/app/menu";
import { type Platform, PlatformContext } from "#ui/app/platform";
import { type Settings, SettingsContext } from "#ui/app/settings";
import { useKeys } from "#ui/app/useKeys";
import { useLayers, type Workspace, WorkspaceContext } from "#ui/app/workspace";

export type RootProps = {
  readonly workspace: Workspace;
  readonly settings: Settings;
  /** The system's, unless a test says otherwise. */
  readonly platform?: Platform;
  /** Draws the window's menu bar. */
  readonly showMenu?: (menus: readonly Menu[]) => void;
  readonly children: ReactNode;
};

export function Root({ workspace, settings, platform, showMenu, children }: RootProps) {
  const own = useContext(PlatformContext);
  return (
    <PlatformContext value={platform ?? own}>
      <SettingsContext value={settings}>
        <WorkspaceContext value={workspace}>
          <Keys />
          {showMenu === undefined ? null : <MenuBar show={showMenu} />}
          {children}
        </WorkspaceContext>
      </SettingsContext>
    </PlatformContext>
  );
}

function Keys(): null {
  useKeys();
  return null;
}

function MenuBar({ show }: { readonly show: (menus: readonly Menu[]) => void }): null {
  const layers = useLayers();
  const platform = useContext(PlatformContext);
  useEffect(() => {
    // Several parts change together; the bar is drawn once.
    const timer = window.setTimeout(() => show(menusOf(layers, platform)), 50);
    return () => window.clearTimeout(timer);
  }, [layers, platform, show]);
  return null;
}

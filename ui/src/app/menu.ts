//! The window's menu bar, made from the same actions as everything else. The shell draws it and
//! answers with the id of what was picked.

import type { MenuName } from "#ui/app/action";
import { keyText } from "#ui/app/keys";
import type { Platform } from "#ui/app/platform";
import type { Layer } from "#ui/app/registry";
import { appWords } from "#ui/strings/en";

export type MenuItem = {
  /** The action's id. */
  readonly id: string;
  readonly title: string;
  /** Its key as the system writes it, to be shown; the window handles the key itself. */
  readonly key: string | null;
  readonly enabled: boolean;
};

export type Menu = { readonly name: MenuName; readonly title: string; readonly items: readonly MenuItem[] };

const order: readonly MenuName[] = ["file", "edit", "view", "go", "claim", "help"];

/** The menus of what can be done now; empty menus are left out. */
export function menusOf(layers: readonly Layer[], platform: Platform): readonly Menu[] {
  const seen = new Set<string>();
  const items = new Map<MenuName, MenuItem[]>();
  for (const action of layers.flatMap((layer) => layer.actions)) {
    if (action.menu !== null && !seen.has(action.id)) {
      seen.add(action.id);
      const item = {
        id: action.id,
        title: action.title,
        key: action.key === null ? null : keyText(action.key, platform),
        enabled: action.blocked === null,
      };
      items.set(action.menu, [...(items.get(action.menu) ?? []), item]);
    }
  }
  return order.flatMap((name) => {
    const inMenu = items.get(name);
    return inMenu === undefined ? [] : [{ name, title: appWords.menus[name], items: inMenu }];
  });
}

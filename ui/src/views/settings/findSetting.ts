//! Settings as the palette finds them: each by its name and by the other words that people have for it.
//! Taking one opens the settings with the focus on it.

import { type Live, simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { settingNames, settingsWords } from "#ui/strings/settings";

/** Opens the settings at a part, with the focus on a field of it. */
function opening(id: string, title: string, part: string, field: string, also: string): Live {
  const more = field === "" ? {} : { field };
  return { ...simple({ id, title, run: () => go(to("settings", part, more)) }), also };
}

/** One for each setting, and one for each part. */
export const settingActions: readonly Live[] = [
  ...settingNames.map(({ part, field, title, also }) => opening(`setting_${field === "" ? part : field}`, settingsWords.set(title), part, field, also)),
  ...Object.entries(settingsWords.parts)
    .filter(([part]) => !settingNames.some((name) => name.part === part && name.field === ""))
    .map(([part, title]) => opening(`settings_${part}`, settingsWords.set(title), part, "", "")),
];

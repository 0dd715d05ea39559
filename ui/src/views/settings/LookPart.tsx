//! What is a person's own: the theme.

import type { SettingsView } from "#ui/api/generated";
import { themeOf } from "#ui/app/theme";
import { Select } from "#ui/kit/Select";
import { settingsWords as words } from "#ui/strings/settings";
import { Part } from "#ui/views/settings/Part";
import { useSave } from "#ui/views/settings/useSave";

export function LookPart({ settings }: { readonly settings: SettingsView }) {
  const { save, wrong } = useSave(settings);
  return (
    <Part part="look">
      <div className="fields">
        <Select
          className="s3"
          name="theme"
          label={words.theme}
          value={themeOf(settings.theme)}
          options={[
            { value: "system", title: words.themes.system },
            { value: "light", title: words.themes.light },
            { value: "dark", title: words.themes.dark },
          ]}
          onChange={(theme) => save({ theme })}
          error={wrong("theme")}
          hint={words.themeHint}
        />
      </div>
    </Part>
  );
}

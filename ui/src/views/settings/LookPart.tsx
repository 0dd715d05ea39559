//! What is a person's own: the theme, and whether others may see the window.

import type { SettingsView } from "#ui/api/generated";
import { themeOf } from "#ui/app/theme";
import { useAnswer } from "#ui/api/useAnswer";
import { Checkbox } from "#ui/kit/Checkbox";
import { Select } from "#ui/kit/Select";
import { machineWords } from "#ui/strings/machine";
import { settingsWords as words } from "#ui/strings/settings";
import { Part } from "#ui/views/settings/Part";
import { useSave } from "#ui/views/settings/useSave";
import { computerReads } from "#ui/views/start/Notices";

export function LookPart({ settings }: { readonly settings: SettingsView }) {
  const { save, wrong } = useSave(settings);
  const { value: computer } = useAnswer("computer", {}, computerReads);
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
      {computer === undefined ? null : computer.hides_windows ? (
        <div>
          <Checkbox checked={settings.hidden_window} onChange={(hidden) => save({ hidden_window: hidden })}>
            {machineWords.hide}
          </Checkbox>
          <p className="dim">{machineWords.hideHint}</p>
        </div>
      ) : (
        <p className="dim">{machineWords.cannotHide}</p>
      )}
    </Part>
  );
}

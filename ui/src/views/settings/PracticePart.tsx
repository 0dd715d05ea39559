//! What holds for everybody in the practice: when the window locks, and its time zone.

import type { SessionView, SettingsView } from "#ui/api/generated";
import { refusalOf } from "#ui/app/may";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { settingsWords as words } from "#ui/strings/settings";
import { zoneText } from "#ui/strings/start";
import { NumberField } from "#ui/views/settings/NumberField";
import { Part } from "#ui/views/settings/Part";
import { useSave } from "#ui/views/settings/useSave";

export type PracticePartProps = { readonly settings: SettingsView; readonly session: SessionView; readonly zones: readonly string[] };

export function PracticePart({ settings, session, zones }: PracticePartProps) {
  const { save, wrong } = useSave(settings);
  const refused = refusalOf(session, "manage_practice");
  return (
    <Part part="practice" refused={refused}>
      <div className="fields">
        <NumberField
          name="idle_minutes"
          label={words.idle}
          right={words.idleRight}
          hint={words.idleHint}
          looks={words.idleLooks}
          value={String(settings.idle_minutes)}
          read={(text) => (/^\d{1,2}$/.test(text) ? Number(text) : null)}
          onSave={(idle_minutes) => save({ idle_minutes })}
          error={wrong("idle_minutes")}
          refused={refused}
        />
        {refused === null ? (
          <Select
            className="s4"
            name="time_zone"
            label={words.zone}
            value={settings.time_zone}
            options={[...new Set([settings.time_zone, ...zones])].map((value) => ({ value, title: zoneText(value) }))}
            onChange={(time_zone) => save({ time_zone })}
            error={wrong("time_zone")}
            hint={words.zoneHint}
          />
        ) : (
          <TextField className="s4" label={words.zone} value={zoneText(settings.time_zone)} onChange={() => {}} readOnly hint={words.zoneHint} />
        )}
      </div>
    </Part>
  );
}

//! How far printed forms are moved until they land in their boxes.

import type { SessionView, SettingsView } from "#ui/api/generated";
import { refusalOf } from "#ui/app/may";
import { settingsWords as words } from "#ui/strings/settings";
import { NumberField } from "#ui/views/settings/NumberField";
import { Part } from "#ui/views/settings/Part";
import { useSave } from "#ui/views/settings/useSave";

export type FormsPartProps = { readonly settings: SettingsView; readonly session: SessionView };

/** Hundredths of an inch as inches: `-0.05`. */
function inchText(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** `0.05`, `-.1`, `−0.05` as hundredths of an inch. */
function hundredthsOf(text: string): number | null {
  const plain = text.replace("\u2212", "-");
  return /^[-+]?(?:\d(?:\.\d{0,2})?|\.\d{1,2})$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

export function FormsPart({ settings, session }: FormsPartProps) {
  const { save, wrong } = useSave(settings);
  const refused = session.rights.includes("print_claims") ? null : refusalOf(session, "manage_practice");
  const shared = { right: words.offsetRight, hint: words.offsetHint, looks: words.offsetLooks, read: hundredthsOf, refused };
  return (
    <Part part="forms" says={words.offsetSays} refused={refused}>
      <div className="fields">
        <NumberField
          {...shared}
          name="offset_x"
          label={words.offsetX}
          value={inchText(settings.offset_x)}
          onSave={(offset_x) => save({ offset_x })}
          error={wrong("offset_x")}
        />
        <NumberField
          {...shared}
          name="offset_y"
          label={words.offsetY}
          value={inchText(settings.offset_y)}
          onSave={(offset_y) => save({ offset_y })}
          error={wrong("offset_y")}
        />
      </div>
    </Part>
  );
}

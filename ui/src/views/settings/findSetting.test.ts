import { expect, test } from "vitest";
import { actionHits } from "#ui/app/hits";
import { settingActions } from "#ui/views/settings/findSetting";

test("a setting is found by the words that people type for it", () => {
  const first = (typed: string) => actionHits([{ name: "", actions: settingActions, hints: [], level: "window" }], typed, [], () => {})[0]?.title;
  expect(["change password", "change my password", "backup now", "back up now", "dark mode"].map(first)).toEqual([
    "Setting: My password",
    "Setting: My password",
    "Setting: Backup",
    "Setting: Backup",
    "Setting: Theme",
  ]);
});

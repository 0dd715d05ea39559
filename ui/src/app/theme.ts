//! Light, dark, or as the system has it; and the blur for a screen that somebody else can see.

export type Theme = "system" | "light" | "dark";

/** Reads a theme's name; whatever else it is, it is the system's. */
export function themeOf(text: string | null): Theme {
  return text === "light" || text === "dark" ? text : "system";
}

/** The one after this one. */
export function nextTheme(theme: Theme): Theme {
  switch (theme) {
    case "system":
      return "light";
    case "light":
      return "dark";
    case "dark":
      return "system";
  }
}

/** Draws the window in a theme. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = theme;
  }
}

/** Blurs names, birth dates and ids, or shows them again. */
export function applyPrivacy(on: boolean): void {
  document.documentElement.dataset["private"] = on ? "on" : "off";
}

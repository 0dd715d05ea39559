//! Custom properties may stand in React's `style`, which sets them through the CSSOM: the content
//! security policy allows that and forbids style tags.

declare module "react" {
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}

/** The class names that apply, in one string. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}

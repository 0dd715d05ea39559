//! A folder as text. Where it does not fit, its middle gives way; the whole is its title.

import "#ui/kit/path.css";

/** Where the last name begins, with the separator before it. */
export function lastName(path: string): number {
  const trimmed = path.replace(/[\\/]+$/, "");
  return Math.max(0, trimmed.lastIndexOf("/"), trimmed.lastIndexOf("\\"));
}

export function PathText({ path }: { readonly path: string }) {
  const at = lastName(path);
  return (
    <span className="path" title={path}>
      <span className="above">{path.slice(0, at)}</span>
      <span className="last">{path.slice(at)}</span>
    </span>
  );
}

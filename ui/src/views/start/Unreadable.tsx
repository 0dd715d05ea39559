//! Practices that are here and cannot be read, each with the way out.

import { ProblemBanner } from "#ui/kit/ProblemBanner";

export function Unreadable({ says }: { readonly says: readonly string[] }) {
  return (
    <>
      {says.map((what) => (
        <ProblemBanner key={what} what={what} />
      ))}
    </>
  );
}

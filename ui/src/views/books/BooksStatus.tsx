//! In the status bar: whether the books agree, with the sum of all that is owed. It is added up again
//! after each change, and nobody waits for it.

import { useAnswer } from "#ui/api/useAnswer";
import { to, writeRoute } from "#ui/app/route";
import { centsText } from "#ui/kit/money";
import { Status } from "#ui/kit/Status";
import { proofWords as words } from "#ui/strings/books";
import { proofKinds } from "#ui/views/books/proofKinds";
import { proofToShow } from "#ui/views/books/proof";
import { useProved } from "#ui/views/books/proving";

export function BooksStatus() {
  const quick = useAnswer("proof_state", {}, proofKinds).value;
  const proof = proofToShow(quick, useProved());
  if (proof === undefined) {
    return null;
  }
  return (
    <a className="quiet" href={writeRoute(to("books"))}>
      <Status tone={proof.agrees ? "ok" : "bad"}>
        <span className="num">{proof.agrees ? words.agree(centsText(proof.ar_cents)) : words.disagree}</span>
      </Status>
    </a>
  );
}

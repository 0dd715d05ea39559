//! The proof of the books: sums side by side, whose dollars they are, what does not agree and where; and
//! the proof of everything, which folds every claim anew.

import "#ui/views/books/books.css";
import type { SessionView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { centsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { Skeleton } from "#ui/kit/Skeleton";
import { proofWords as words } from "#ui/strings/books";
import { apiWords } from "#ui/strings/en";
import { ProofInspector } from "#ui/views/books/ProofInspector";
import { proofKinds } from "#ui/views/books/proofKinds";
import { proofToShow } from "#ui/views/books/proof";
import { proveAll, proving, useProved } from "#ui/views/books/proving";
import { ProofSums } from "#ui/views/books/ProofSums";

export function ProofScreen({ session }: { readonly session: SessionView }) {
  const { toasts } = useWorkspace();
  const quick = useAnswer("proof_state", {}, proofKinds);
  const proof = proofToShow(quick.value, useProved());
  const progress = proving.use();
  const prove = live(
    {
      id: "prove_books",
      title: words.prove,
      key: "Mod+Enter",
      strip: words.prove,
      blocked: () => refusal(session, "proof") ?? (progress === null ? null : words.busy),
      run: async () => {
        try {
          const proved = await proveAll();
          toasts.show(proved.agrees ? words.proved : words.notProved, proved.agrees ? "done" : "wrong");
        } catch (thrown) {
          if (toProblem(thrown, apiWords.noAnswer).code !== "cancelled") {
            throw thrown;
          }
          toasts.show(words.stopped);
          throw new Problem("cancelled", words.stopped);
        }
      },
    },
    undefined,
  );
  useActions({ name: words.title, actions: [prove] });
  return (
    <Screen
      title={words.title}
      sub={proof === undefined ? undefined : proof.agrees ? words.agree(centsText(proof.ar_cents)) : words.disagree}
      next={prove}
      inspector={proof === undefined ? <Skeleton lines={6} /> : <ProofInspector proof={proof} />}
    >
      <div className="scroll proof" tabIndex={0} role="region" aria-label={words.title}>
        {quick.problem === null ? null : <ProblemBanner what={toProblem(quick.problem, words.unread).says} />}
        <div className="proof-work" role="status">
          {progress === null ? null : <ProgressBar says={progress.says === "" ? words.proving : progress.says} done={progress.done} total={progress.total} onCancel={proving.stop} />}
        </div>
        {proof === undefined ? (
          <div className="part">
            <Skeleton lines={6} height={32} />
          </div>
        ) : (
          <>
            <ProofSums sums={proof.sums} />
            <section className="part" aria-label={words.breaks}>
              <h2>{words.breaks}</h2>
              {proof.breaks.length === 0 ? (
                <p className="dim">{words.noBreaks}</p>
              ) : (
                <>
                  <ul className="proof-breaks">
                    {proof.breaks.map((says) => (
                      <li key={says}>{says}</li>
                    ))}
                  </ul>
                  <p className="dim">{words.breaksHow}</p>
                </>
              )}
            </section>
          </>
        )}
      </div>
    </Screen>
  );
}

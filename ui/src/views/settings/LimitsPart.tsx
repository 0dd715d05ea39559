//! What each role may do to money alone: one write-off or discount, and one refund. Nothing typed is no
//! limit.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { LimitView, PolicyView, SessionView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { useWorkspace } from "#ui/app/workspace";
import { Skeleton } from "#ui/kit/Skeleton";
import { apiWords } from "#ui/strings/en";
import { limitWords as words } from "#ui/strings/rules";
import { KeptText } from "#ui/views/settings/KeptText";
import { Part } from "#ui/views/settings/Part";

/** The columns, by the core's names. */
type LimitColumn = "amount" | "refund";

const columns: readonly LimitColumn[] = ["amount", "refund"];

/** The name of a limit's field. */
const names: Readonly<Record<LimitColumn, string>> = { amount: "limit", refund: "refund" };

type Wrong = { readonly role: string; readonly column: LimitColumn; readonly says: string };

export function LimitsPart({ session }: { readonly session: SessionView }) {
  const { registry } = useWorkspace();
  const value = useAnswer("policy", {}, ["money_rules"]).value;
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const refused = refusal(session, "save_policy");
  const save = (policy: PolicyView, { role }: LimitView, column: LimitColumn, text: string) => {
    setWrong(null);
    const run = async (ask: PolicyView) => {
      try {
        return await call("save_policy", ask);
      } catch (thrown) {
        const found = toProblem(thrown, apiWords.noAnswer);
        setWrong({ role, column, says: found.says });
        throw new Problem("cancelled", found.says);
      }
    };
    const limits = policy.limits.map((limit) => (limit.role === role ? { ...limit, [column]: text } : limit));
    registry.start(live({ id: "save_limits", title: words.saved, blocked: () => refused, run, done: () => words.saved }, { ...policy, limits }));
  };
  return (
    <Part part="limits" says={words.says} refused={refused}>
      {value === undefined ? (
        <Skeleton lines={4} height={40} />
      ) : (
        <table className="table limits">
          <caption className="sr">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.role}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.limits.map((limit) => (
              <tr key={limit.role}>
                <th scope="row">{limit.title}</th>
                {columns.map((column) => (
                  <td key={column}>
                    <KeptText
                      className="limit-field"
                      kind="number"
                      name={`${names[column]}_${limit.role}`}
                      label={words.fieldOf(limit.title, words.columns[column])}
                      placeholder={words.none}
                      value={limit[column]}
                      hint=""
                      refused={refused}
                      error={wrong?.role === limit.role && wrong.column === column ? wrong.says : null}
                      onSave={(text) => save(value, limit, column, text)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

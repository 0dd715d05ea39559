//! What one write-off or discount of each role may be; nothing typed is no limit.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { PolicyView, SessionView } from "#ui/api/generated";
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

export function LimitsPart({ session }: { readonly session: SessionView }) {
  const { registry } = useWorkspace();
  const value = useAnswer("policy", {}, ["money_rules"]).value;
  const [wrong, setWrong] = useState<{ readonly role: string; readonly says: string } | null>(null);
  const refused = refusal(session, "save_policy");
  const save = (policy: PolicyView, role: string, amount: string) => {
    setWrong(null);
    const run = async (ask: PolicyView) => {
      try {
        return await call("save_policy", ask);
      } catch (thrown) {
        const found = toProblem(thrown, apiWords.noAnswer);
        setWrong({ role, says: found.says });
        throw new Problem("cancelled", found.says);
      }
    };
    const limits = policy.limits.map((limit) => (limit.role === role ? { ...limit, amount } : limit));
    registry.start(live({ id: "save_limits", title: words.saved, blocked: () => refused, run, done: () => words.saved }, { ...policy, limits }));
  };
  return (
    <Part part="limits" says={words.says} refused={refused}>
      {value === undefined ? (
        <Skeleton lines={2} height={62} />
      ) : (
        <div className="fields">
          {value.limits.map((limit) => (
            <KeptText
              className="s2 deep"
              kind="number"
              key={limit.role}
              name={`limit_${limit.role}`}
              label={limit.title}
              value={limit.amount}
              hint={words.hint}
              refused={refused}
              error={wrong?.role === limit.role ? wrong.says : null}
              onSave={(amount) => save(value, limit.role, amount)}
            />
          ))}
        </div>
      )}
    </Part>
  );
}

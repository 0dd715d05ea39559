//! Beside the list: an event with everything about it, and what its change replaced, field by field.

import type { AuditChange } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { Personal } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { auditWords as words } from "#ui/strings/audit";

/** About so many records; the rest is counted. */
const most = 12;

export function EventPanel({ n }: { readonly n: number }) {
  const { value, problem } = useAnswer("audit_event", { n }, ["user"]);
  if (value === undefined) {
    return (
      <Panel title={words.event(n)}>
        {problem === null ? <Skeleton lines={6} /> : <p className="dim">{toProblem(problem, words.unread).says}</p>}
      </Panel>
    );
  }
  const { row, details, about, about_count, changes, changed } = value;
  return (
    <>
      <Panel title={words.event(n)}>
        <p className="semi">{row.what}</p>
        <dl className="facts">
          <dt>{words.columns.who}</dt>
          <dd>{row.who}</dd>
          <dt>{words.columns.when}</dt>
          <dd className="num">{row.when}</dd>
        </dl>
        {details.length === 0 ? null : (
          <dl className="event-facts">
            {details.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd className="num">{fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Panel>
      {changed === 0 ? null : (
        <Panel title={words.changes} end={<span className="hint">{words.changed(changes.length, changed)}</span>}>
          {changes.map((change, at) => (
            <Change key={`${change.kind} ${at}`} change={change} />
          ))}
        </Panel>
      )}
      {about.length === 0 ? null : (
        <Panel title={words.about}>
          <ul className="event-about">
            {about.slice(0, most).map((one) => (
              <li key={one.id}>
                <Personal>{one.name}</Personal>
              </li>
            ))}
            {about_count <= most ? null : <li className="dim">{words.changed(most, about_count)}</li>}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Change({ change }: { readonly change: AuditChange }) {
  return (
    <section className="event-change" aria-label={change.kind}>
      <h3>
        {change.kind} {change.name === "" ? null : <span className="private dim">{change.name}</span>}
      </h3>
      {change.fields.length === 0 ? <p className="dim">{words.noChange}</p> : null}
      <dl>
        {change.fields.map((field) => (
          <div key={field.name}>
            <dt>{field.name}</dt>
            <dd>
              <del>
                <span className="sr">{words.before}: </span>
                {field.before === "" ? <span className="hint">{words.empty}</span> : <Personal>{field.before}</Personal>}
              </del>
              <ins>
                <span className="sr">{words.after}: </span>
                {field.after === "" ? <span className="hint">{words.empty}</span> : <Personal>{field.after}</Personal>}
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

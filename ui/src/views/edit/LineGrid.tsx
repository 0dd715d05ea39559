//! Item 24 as it is typed: a row for each line of service, one more that is empty, and the shaded part
//! of a line where it says something or is asked for.

import { useEffect, useRef, useState } from "react";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { classes } from "#ui/kit/css";
import { DayField } from "#ui/kit/DayField";
import { focusField } from "#ui/kit/Form";
import { MoneyField } from "#ui/kit/MoneyField";
import { MoneyText } from "#ui/kit/MoneyText";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { formWords as words, optionsOf } from "#ui/strings/forms";
import type { Typing } from "#ui/views/edit/FormField";
import { type LineColumn, lineColumns, lineCount, type ShadedColumn, shadedColumns } from "#ui/views/edit/spec";

type Column = LineColumn | ShadedColumn;

const boxes: Readonly<Record<string, string>> = words.lineBoxes;
const selects = new Set<Column>(["unit", "ndc_unit"]);
/** Columns with no room for their box beside their name. */
const narrow = new Set<Column>(["pos", "emg", "epsdt", "family", "units"]);
const figures = new Set<Column>(["units", "ndc_quantity"]);

export function LineGrid({ typing, charge }: { readonly typing: Typing; readonly charge: number }) {
  const { texts } = typing;
  const { toasts } = useWorkspace();
  const count = lineCount(texts);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const turn = (n: number) => setOpened((before) => new Set(before.has(n) ? [...before].filter((one) => one !== n) : [...before, n]));
  // The line in which the caret stands; its shaded part opens with the caret in it, as the paper has it
  // above the line.
  const [into, setInto] = useState("");
  const grid = useRef<HTMLElement>(null);
  useEffect(() => {
    if (into !== "") {
      focusField(grid.current, into);
      setInto("");
    }
  }, [into]);
  const open = simple({
    id: "shaded_part",
    title: words.shadedKey,
    key: "Alt+D",
    strip: words.shadedShort,
    run: () => {
      const n = lineOf(document.activeElement);
      if (n === null) {
        toasts.show(words.noLine);
        return;
      }
      const there = document.activeElement?.closest(".shaded") !== null;
      if (there && !says(n)) {
        setOpened((before) => new Set([...before].filter((one) => one !== n)));
      } else if (!there) {
        setOpened((before) => new Set([...before, n]));
      }
      setInto(there ? `line.${n}.from` : `line.${n}.ndc`);
    },
  });
  useActions({ name: words.groups.lines, actions: [open], level: "part" });
  const says = (n: number) => shadedColumns.some((column) => column !== "unit" && (texts[`line.${n}.${column}`] ?? "") !== "") || texts[`line.${n}.unit`] === "MJ";
  return (
    <section ref={grid} className="line-grid" role="group" aria-label={words.lines} tabIndex={-1}>
      <div className="line-row line-head" aria-hidden="true">
        <span />
        {lineColumns.map((column) => (
          <span key={column} className={classes(column === "charge" && "end", column === "units" && "end")}>
            {words.lineHead(column)} <span className="box">{narrow.has(column) ? null : boxes[column]}</span>
          </span>
        ))}
      </div>
      {Array.from({ length: count + 1 }, (_, at) => at + 1).map((n) => (
        <div key={n} role="group" aria-label={words.lineOf(n)}>
          {says(n) || opened.has(n) ? (
            <div className="line-row shaded">
              <span />
              {shadedColumns.map((column) => (
                <LineField key={column} typing={typing} column={column} n={n} labelled />
              ))}
            </div>
          ) : null}
          <div className="line-row">
            <button type="button" className="word" tabIndex={-1} title={words.shaded} aria-label={words.shadedOf(n)} aria-expanded={says(n) || opened.has(n)} onClick={() => turn(n)}>
              {n}
            </button>
            {lineColumns.map((column) => (
              <LineField key={column} typing={typing} column={column} n={n} />
            ))}
          </div>
        </div>
      ))}
      <p className="line-total num">
        <span>
          {words.total(count)} <span className="box">{words.totalBox}</span>
        </span>
        <MoneyText cents={charge} total />
      </p>
    </section>
  );
}

/** The number of the line to which a field belongs. */
function lineOf(field: Element | null): number | null {
  const found = /^line\.(\d+)\./.exec(field?.getAttribute("name") ?? "");
  return found?.[1] === undefined ? null : Number(found[1]);
}

type LineFieldProps = { readonly typing: Typing; readonly column: Column; readonly n: number; readonly labelled?: boolean };

function LineField({ typing, column, n, labelled = false }: LineFieldProps) {
  const name = `line.${n}.${column}`;
  const value = typing.texts[name] ?? "";
  const shared = {
    name,
    label: labelled ? words.lineHead(column) : words.lineLabel(column, n),
    className: classes("cell", `col-${column}`, labelled && "labelled"),
    value,
    onChange: (text: string) => typing.set(name, text),
    error: typing.wrong.get(name) ?? null,
    flat: true,
    changed: typing.view.id !== "" && (typing.view.texts[name] ?? "") !== value,
    ...(labelled && boxes[column] !== undefined ? { box: boxes[column] } : {}),
  };
  if (selects.has(column)) {
    return <Select {...shared} options={optionsOf("line", column)} value={value === "" && column.endsWith("unit") ? "UN" : value} />;
  }
  if (column === "from" || column === "to") {
    return <DayField {...shared} today={typing.today} />;
  }
  if (column === "charge" || column === "lab_charge") {
    return <MoneyField {...shared} />;
  }
  const plain = column === "note" || column === "description";
  return <TextField {...shared} kind={figures.has(column) ? "number" : plain ? "text" : "code"} />;
}

//! Printer, stock, scaling and offset: what decides whether the words land in their boxes.

import type { SettingsView } from "#ui/api/generated";
import { ActionWord } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { Panel } from "#ui/kit/Panel";
import { Select } from "#ui/kit/Select";
import { printWords } from "#ui/strings/printing";
import type { PrinterChoice } from "#ui/views/print/usePrinter";

export type PaperPanelProps = {
  readonly choice: PrinterChoice;
  readonly stock: "red" | "draft" | "label" | "plain";
  readonly settings: SettingsView | undefined;
  readonly toSettings: Live;
  readonly align: Live;
};

export function PaperPanel({ choice, stock, settings, toSettings, align }: PaperPanelProps) {
  const { printers, printer, says, choose } = choice;
  const x = settings?.offset_x ?? 0;
  const y = settings?.offset_y ?? 0;
  return (
    <Panel title={printWords.paper} end={stock === "red" || stock === "draft" ? <ActionWord action={toSettings}>{printWords.changeOffset}</ActionWord> : null}>
      {printers.length === 0 ? (
        <p className="dim">{says}</p>
      ) : (
        <Select
          label={printWords.printer}
          name="printer"
          flat
          value={printer}
          options={[...printers.map((name) => ({ value: name, title: name })), { value: "", title: printWords.toFile }]}
          onChange={choose}
        />
      )}
      <dl className="facts paper-facts">
        <dt>{printWords.stock}</dt>
        <dd>{printWords.stocks[stock]}</dd>
        <dt>{printWords.scaling}</dt>
        <dd className="num">{printWords.scalingIs}</dd>
        {stock === "red" || stock === "draft" ? (
          <>
            <dt>{printWords.offset}</dt>
            <dd className="num">{x === 0 && y === 0 ? printWords.offsetNone : printWords.offsetIs(x, y)}</dd>
          </>
        ) : null}
      </dl>
      {stock === "red" || stock === "draft" ? <ActionWord action={align} /> : null}
    </Panel>
  );
}

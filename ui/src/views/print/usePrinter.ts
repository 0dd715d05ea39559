//! The printer that this person prints on, among those of this computer.

import { useAnswer } from "#ui/api/useAnswer";
import { useSetting } from "#ui/app/settings";

export type PrinterChoice = {
  /** The chosen printer, or empty for a PDF file. */
  readonly printer: string;
  readonly printers: readonly string[];
  /** Why there are none; empty when there are some, or while they are not known. */
  readonly says: string;
  readonly choose: (printer: string) => void;
};

/** What the setting holds for a file, where nothing would mean the first printer. */
const file = "file";

export function usePrinter(): PrinterChoice {
  const { value } = useAnswer("printers", {}, ["printer"]);
  const [chosen, choose] = useSetting("print.printer", "");
  const printers = value?.printers ?? [];
  const printer = chosen === file ? "" : printers.includes(chosen) ? chosen : (printers[0] ?? "");
  return { printer, printers, says: value?.says ?? "", choose: (name) => choose(name === "" ? file : name) };
}

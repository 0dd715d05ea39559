//! The computer: where the data lie, whether its disk is encrypted, what is kept out of others' reach.

import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Skeleton } from "#ui/kit/Skeleton";
import { Status } from "#ui/kit/Status";
import { apiWords } from "#ui/strings/en";
import { machineWords as words } from "#ui/strings/machine";
import { Part } from "#ui/views/settings/Part";
import { computerReads } from "#ui/views/start/Notices";

export function ComputerPart() {
  const { value: computer, problem } = useAnswer("computer", {}, computerReads);
  if (computer === undefined) {
    return <Part part="computer">{problem === null ? <Skeleton lines={3} /> : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}</Part>;
  }
  const { encryption, encryption_how: how } = computer;
  return (
    <Part part="computer">
      <dl className="facts">
        <dt>{words.folder}</dt>
        <dd className="code long">{computer.data_folder}</dd>
        <dt>{words.disk}</dt>
        <dd className="long">
          {encryption === "on" ? <Status tone="ok">{words.on}</Status> : encryption === "off" ? <Status tone="warn">{words.off}</Status> : words.unknown}
        </dd>
        <dt>{words.memory}</dt>
        <dd className="long">{computer.keys_locked ? words.locked : words.swapped}</dd>
        <dt>{words.clipboard}</dt>
        <dd className="long">{words.clipboardSays}</dd>
      </dl>
      {how === "" ? null : <p className="dim">{how}</p>}
    </Part>
  );
}

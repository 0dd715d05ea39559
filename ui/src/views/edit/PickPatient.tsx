//! Whose claim it is, before its form opens: one box that finds a patient by any fragment.

import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { ComboField } from "#ui/kit/ComboField";
import { dayText } from "#ui/kit/day";
import { formWords as words, labelOf } from "#ui/strings/forms";

const most = 10;

export function PickPatient() {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) {
      arrive(field.current);
    }
  }, []);
  const find = useCallback(async (typed: string) => {
    const { rows } = await call("patients", { text: typed, from: 0, count: most });
    return rows.map((row) => ({ id: row.id, title: row.name, code: row.account, more: dayText(row.born_on) }));
  }, []);
  const add = simple({ id: "new_patient", title: words.newPatient, key: "F8", strip: words.newPatientShort, run: () => go(to("edit", "patient")) });
  const back = simple({ id: "back", title: words.leaveShort, key: "Escape", run: () => go(to("claims")) });
  useActions({ name: words.newClaim, actions: [add, back] });
  return (
    <Screen title={words.newClaim} sub={words.pickPatient} actions={[back]} second={add}>
      <div className="scroll entry">
        <div className="form">
          <div className="row">
            <ComboField
              ref={field}
              className="w6"
              label={labelOf("pick")}
              hint={words.pickPatientSays}
              value={text}
              onChange={setText}
              find={find}
              onTake={(choice) => go(to("edit", "claim", { of: choice.id }), "replace")}
            />
          </div>
        </div>
      </div>
    </Screen>
  );
}

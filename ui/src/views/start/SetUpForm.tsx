//! A new practice: what its forms say, its color, and its owner's password. The band shows the name
//! and the color while they are typed.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { KitView, StartView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { Form } from "#ui/kit/Form";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { setUpWords as words, startWords, zoneText } from "#ui/strings/start";
import { Band } from "#ui/views/start/Band";
import { BareWindow } from "#ui/views/start/BareWindow";

export type SetUpFormProps = {
  readonly start: StartView;
  readonly onMade: (kit: KitView) => Promise<void>;
  readonly onBack: () => void;
};

type Wrong = { readonly field: string | null; readonly says: string };

const colours = ["plum", "teal", "rust", "moss", "slate", "ochre"] satisfies readonly (keyof typeof words.colours)[];

export function SetUpForm({ start, onMade, onBack }: SetUpFormProps) {
  // Another color than the practices that are here already.
  const [colour, setColour] = useState<string>(() => colours.find((one) => start.practices.every((other) => other.colour !== one)) ?? "plum");
  const [zone, setZone] = useState(start.time_zone);
  const [texts, setTexts] = useState({ name: "", npi: "", tin: "", user: "", password: "", repeat: "" });
  const [wrong, setWrong] = useState<Wrong | null>(null);
  /** How often the form was refused: each time the caret goes to the field. */
  const [turn, setTurn] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first.current !== null) {
      arrive(first.current);
    }
  }, []);

  const refuse = (field: string | null, says: string) => {
    setWrong({ field, says });
    setRefused(field);
    setTurn(turn + 1);
  };
  const make = async () => {
    if (texts.password !== texts.repeat) {
      refuse("repeat", words.differ);
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      const { repeat: _, ...ask } = texts;
      await onMade(await call("create_practice", { ...ask, colour, time_zone: zone }));
    } catch (thrown) {
      const problem = toProblem(thrown, apiWords.noAnswer);
      refuse(problem.field, problem.says);
      setBusy(false);
    }
  };
  const send = live({ id: "make_practice", title: words.make, key: "Mod+Enter", strip: words.make, blocked: () => (busy ? words.making : null), run: make }, undefined);
  const back = simple({ id: "back", title: startWords.back, key: "Escape", strip: startWords.back, run: onBack });
  useActions({ name: words.title, actions: [send, back] });

  const text = (name: keyof typeof texts) => ({
    name,
    value: texts[name],
    onChange: (typed: string) => setTexts((before) => ({ ...before, [name]: typed })),
    error: wrong?.field === name ? wrong.says : null,
  });
  const leaveRepeat = () => {
    const differ = texts.repeat !== "" && texts.repeat !== texts.password;
    setWrong((before) => (differ ? { field: "repeat", says: words.differ } : before?.field === "repeat" ? null : before));
  };
  const zones = [...new Set([start.time_zone, ...start.time_zones])];
  return (
    <BareWindow title={texts.name.trim() === "" ? words.title : texts.name} colour={colour} status={<span>{startWords.version(start.version)}</span>}>
      <div className="split">
        <Band name={texts.name.trim() === "" ? words.noName : texts.name} says={words.says}>
          <p className="foot">{start.reduced_protection ? words.reduced : words.kept(start.secret_place)}</p>
        </Band>
        <div className="page">
          {wrong !== null && wrong.field === null ? <ProblemBanner what={wrong.says} /> : null}
          <Form label={words.title} className="fields" onSend={() => void make()} wrong={refused} wrongTurn={turn}>
            <h2 className="heading">{words.practice}</h2>
            <TextField {...text("name")} ref={first} className="s6" label={words.name} box="33" required />
            <TextField {...text("npi")} className="s3 deep" label={words.npi} box="33a" kind="code" hint={words.npiHint} maxLength={14} required />
            <TextField {...text("tin")} className="s3 deep" label={words.tin} box="25" kind="code" hint={words.tinHint} maxLength={14} required />
            <Select
              className="s3"
              name="time_zone"
              label={words.zone}
              value={zone}
              options={zones.map((value) => ({ value, title: zoneText(value) }))}
              onChange={setZone}
              hint={words.zoneHint(zone === start.time_zone)}
            />
            <Select
              className="s3"
              name="colour"
              label={words.colour}
              value={colour}
              options={colours.map((value) => ({ value, title: words.colours[value] }))}
              onChange={setColour}
              hint={words.colourHint}
            />
            <h2 className="heading">{words.person}</h2>
            <TextField {...text("user")} className="s6" label={words.user} hint={words.userHint} autoComplete="name" required />
            <TextField
              {...text("password")}
              className="s6"
              kind="password"
              label={words.password}
              hint={words.passwordHint(start.password_length)}
              autoComplete="new-password"
              required
            />
            <TextField {...text("repeat")} className="s6" kind="password" label={words.repeat} hint={words.repeatHint} autoComplete="new-password" onLeave={leaveRepeat} required />
            <div className="acts s6">
              <ActionButton action={send} kind="primary">
                {busy ? words.making : words.make}
              </ActionButton>
              <ActionButton action={back} kind="bare" />
            </div>
          </Form>
        </div>
      </div>
    </BareWindow>
  );
}

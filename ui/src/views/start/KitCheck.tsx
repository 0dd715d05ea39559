//! The kit typed back from the paper. A word that is wrong is named.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { SessionView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { focusField, Form } from "#ui/kit/Form";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { recoveryWords as words } from "#ui/strings/start";

export type KitCheckProps = {
  readonly onOpen: (session: SessionView) => void;
  readonly onShow: () => void;
};

/** How many words stand in a text, numbers not counted. */
export function countWords(text: string): number {
  return text.split(/[^\p{L}]+/u).filter((word) => word !== "").length;
}

export function KitCheck({ onOpen, onShow }: KitCheckProps) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => focusField(page.current, "words"), []);
  const check = live(
    {
      id: "check_kit",
      title: words.check,
      key: "Mod+Enter",
      strip: words.check,
      blocked: () => null,
      run: async () => {
        try {
          onOpen(await call("check_kit", { words: typed }));
        } catch (thrown) {
          setProblem(toProblem(thrown, apiWords.noAnswer).says);
          setTurn(turn + 1);
        }
      },
    },
    undefined,
  );
  const show = simple({ id: "show_kit", title: words.show, key: "Escape", run: onShow });
  useActions({ name: words.layer, actions: [check, show] });
  return (
    <div ref={page}>
      <Form label={words.typeTitle} className="fields" wrong={problem === null ? null : "words"} wrongTurn={turn}>
        <TextField
          name="words"
          className="s6"
          kind="code"
          lines={8}
          label={words.field}
          right={words.count(countWords(typed))}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setProblem(null);
          }}
          flat
          error={problem}
        />
        <p className="refusal s6" role="alert">
          {problem}
        </p>
        <div className="acts s6">
          <ActionButton action={check} kind="primary" />
          <ActionButton action={show} kind="bare" />
        </div>
      </Form>
    </div>
  );
}

//! A forgotten password: somebody else sets a new one, or the recovery kit does.

import { call } from "#ui/api/call";
import type { PracticeCard, SessionView, StartView } from "#ui/api/generated";
import { kitInWords as words } from "#ui/strings/recovery";
import { startWords } from "#ui/strings/start";
import { Band } from "#ui/views/start/Band";
import { BareWindow } from "#ui/views/start/BareWindow";
import { KitIn } from "#ui/views/start/KitIn";

export type ForgotPageProps = {
  readonly start: StartView;
  readonly card: PracticeCard;
  /** Who was chosen on the lock screen. */
  readonly likely: string;
  readonly onOpen: (session: SessionView) => void;
  readonly onBack: () => void;
};

export function ForgotPage({ start, card, likely, onOpen, onBack }: ForgotPageProps) {
  const { folder } = card;
  return (
    <BareWindow title={card.name} colour={card.colour} status={<span>{startWords.version(start.version)}</span>}>
      <div className="split">
        <Band name={words.title} says={words.says} />
        <div className="page">
          {card.users.length === 0 ? null : (
            <div>
              <h2 className="heading">{words.other}</h2>
              <p>{words.otherSays}</p>
            </div>
          )}
          <div>
            <h2 className="heading">{words.kit}</h2>
            <p>{words.kitSays}</p>
          </div>
          <KitIn
            send={words.open}
            sending={words.opening}
            least={start.password_length}
            likely={likely}
            tryKit={(typed) => call("try_kit", { folder, words: typed })}
            open={(typed, user_id, password) => call("open_with_kit", { folder, words: typed, user_id, password })}
            onOpen={onOpen}
            onBack={onBack}
          />
        </div>
      </div>
    </BareWindow>
  );
}

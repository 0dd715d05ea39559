//! The books in the palette, from anywhere: the proof, money that was taken back, refunds that wait, deposits.

import { live, type Live } from "#ui/app/action";
import { refusal, type Role } from "#ui/app/may";
import { go } from "#ui/app/route";
import { actTitles, moneyWords } from "#ui/strings/account";
import { actsWords, proofWords } from "#ui/strings/books";
import { depositWords } from "#ui/strings/deposits";
import { waitingWords } from "#ui/strings/payments";
import { actsRoute, depositsRoute, proofRoute, waitingRoute } from "#ui/views/books/routes";

export function booksActions(session: Role): readonly Live[] {
  return [
    // On an account the account's own stands before it.
    live({ id: "open_use_credit", title: actTitles.use_credit.title, blocked: () => refusal(session, "save_act") ?? moneyWords.blocked.noAccount, run: () => {} }, undefined),
    { ...live({ id: "open_proof", title: proofWords.open, menu: "go", blocked: () => refusal(session, "proof_state"), run: () => go(proofRoute) }, undefined), also: proofWords.also },
    { ...live({ id: "open_acts", title: actsWords.title, menu: "go", blocked: () => refusal(session, "acts"), run: () => go(actsRoute({})) }, undefined), also: actsWords.paletteAlso },
    { ...live({ id: "open_noticed", title: actsWords.noticedTitle, menu: "go", blocked: () => refusal(session, "acts"), run: () => go(actsRoute({ noticed: true })) }, undefined), also: actsWords.noticedAlso },
    { ...live({ id: "open_waiting", title: waitingWords.title, menu: "go", blocked: () => refusal(session, "waiting_acts"), run: () => go(waitingRoute) }, undefined), also: waitingWords.also },
    { ...live({ id: "open_deposits", title: depositWords.palette, menu: "go", blocked: () => refusal(session, "deposits"), run: () => go(depositsRoute()) }, undefined), also: depositWords.also },
  ];
}

//! The gallery: every part of the kit and a whole shell over invented rows. It is built only for the
//! tests and for design work, never into the product.

import "#ui/tokens/all.css";
import "#ui/gallery/gallery.css";
import { useState } from "react";
import { simple } from "#ui/app/action";
import type { Hit } from "#ui/app/hits";
import type { Platform } from "#ui/app/platform";
import { Root } from "#ui/app/Root";
import { go, to, useRoute, writeRoute } from "#ui/app/route";
import { makeSettings } from "#ui/app/settings";
import { Shell } from "#ui/app/Shell";
import { Pick, type Place, SidePart } from "#ui/app/SideList";
import { start } from "#ui/app/start";
import { expectField } from "#ui/app/typeahead";
import { makeWorkspace } from "#ui/app/workspace";
import { ClaimsPage } from "#ui/gallery/ClaimsPage";
import { EntryPage } from "#ui/gallery/EntryPage";
import { claimAt, many, needsWork, sum } from "#ui/gallery/invented";
import { PartsPage } from "#ui/gallery/PartsPage";
import { MoneyText } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";

const asked = new URLSearchParams(window.location.search);
const theme = asked.get("theme") ?? "system";
const platforms: Readonly<Record<string, Platform>> = { mac: "mac", windows: "windows", linux: "linux" };
const platform = platforms[asked.get("platform") ?? "mac"] ?? "mac";
const workspace = makeWorkspace({ invalidate: () => {}, undo: () => Promise.resolve({ value: null, touched: [], undo: null }) });
const settings = makeSettings(new Map([["theme", theme]]), () => {});

const places: readonly Place[] = [
  { id: "parts", title: "Parts", key: "Mod+1", count: null },
  { id: "entry", title: "Charges", key: "Mod+2", count: 7 },
  { id: "claims", title: "Claims", key: "Mod+3", count: 22 },
  { id: "remits", title: "Remittances", key: "Mod+4", count: 3 },
  { id: "patients", title: "Patients", key: "Mod+5", count: null },
  { id: "print", title: "Print", key: "Mod+7", count: 5 },
  { id: "settings", title: "Settings", key: "Mod+,", count: 1 },
];

/** What the core's search would find. */
async function search(typed: string): Promise<readonly Hit[]> {
  const words = typed.toLowerCase();
  const hits = Array.from({ length: 400 }, (_, n) => claimAt(n)).filter((row) => row.patient.toLowerCase().includes(words));
  await new Promise((resolve) => window.setTimeout(resolve, 30));
  return hits.slice(0, 6).map((row, n) => ({
    kind: n < 3 ? "patient" : "claim",
    id: row.id,
    title: row.patient,
    more: n < 3 ? "11/30/58, account 10398, owes 12.40" : `${row.payer}, sent`,
    key: n < 3 ? "F7" : null,
    blocked: null,
    personal: true,
    take: () => workspace.toasts.show(`Opened ${row.patient}`),
    ...(n < 3 ? {} : { code: row.number }),
  }));
}

const lists = [
  { id: "work", title: "Needs work", count: 22, cents: sum(needsWork, "balance") },
  { id: "rejected", title: "Rejected", count: 4, cents: 77_000 },
  { id: "fix", title: "Fix before sending", count: 6, cents: 175_235 },
  { id: "all", title: "All open", count: many, cents: 11_655_425 },
];

function Gallery() {
  const route = useRoute();
  const list = route.with["list"] ?? "work";
  const [locked, setLocked] = useState(0);
  const newClaim = simple({ id: "new_claim", title: "New claim", key: "F8", strip: "New claim", menu: "file", run: () => { expectField(); go(to("entry")); } });
  const denials = [
    simple({ id: "next_denial", title: "Work the next denial", key: "Alt+D", run: () => go(to("claims")) }, { more: "Dufresne, Odette, 292.50, 3 d left" }),
    simple({ id: "denied", title: "Open denied claims", run: () => go(to("claims")) }, { more: "12 claims, 2,859.10" }),
  ];
  return (
    <Shell
      practice={{ name: "Larch Hollow Family Medicine", colour: "plum" }}
      places={places}
      who={{ name: "Marisol Vega", role: "biller" }}
      lock={simple({ id: "lock", title: "Lock", key: "Mod+L", menu: "file", anywhere: true, run: () => setLocked(locked + 1) })}
      actions={[newClaim, ...denials]}
      search={search}
      report={() => {}}
      status={
        <>
          <Status tone="ok">Synced, 0 waiting</Status>
          <span>Tue 11/24/26 10:12</span>
          <span hidden={locked === 0}>Locked</span>
        </>
      }
      list={
        <>
          <SidePart title="Saved lists" end="count, balance">
            {lists.map((one) => (
              <Pick key={one.id} href={writeRoute(to("claims", null, { list: one.id }))} title={one.title} count={one.count} chosen={route.place === "claims" && list === one.id}>
                <MoneyText cents={one.cents} className="amount" />
              </Pick>
            ))}
          </SidePart>
          <SidePart title="Last opened">
            {needsWork.slice(0, 4).map((row) => (
              <Pick key={row.id} href={writeRoute(to("claims", row.id))} title={row.patient} personal>
                <span className="end hint num">claim {row.number}</span>
              </Pick>
            ))}
          </SidePart>
        </>
      }
    >
      {route.place === "claims" ? <ClaimsPage key={list} long={list === "all"} /> : route.place === "entry" ? <EntryPage /> : <PartsPage />}
    </Shell>
  );
}

start(
  <Root workspace={workspace} settings={settings} platform={platform}>
    <Gallery />
  </Root>,
  () => {},
);

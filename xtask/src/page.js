// Finds things in the page by what a person calls them: their role and their visible name.
// Runs as the body of a function: (ask, kind, name). `find` answers with the element or null,
// `focused` whether it has the focus, `value` what it holds, `page` what the page shows now.
const [ask, kind, name] = arguments;

const PRESSED = "button, [role=button], a[href], [role=link], summary, input[type=submit], "
  + "input[type=button], [role=menuitem], [role=option], [role=tab], [role=checkbox], [role=radio], "
  + "[role=switch], input[type=checkbox], input[type=radio], label, [role=row], [role=gridcell]";
const KINDS = {
  any: PRESSED,
  button: "button, [role=button], summary, input[type=submit], input[type=button]",
  link: "a[href], [role=link]",
  field: "input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=hidden]), "
    + "textarea, select, [role=textbox], [role=combobox], [role=searchbox], [role=spinbutton], "
    + "[contenteditable=true]",
  check: "input[type=checkbox], [role=checkbox], [role=switch], [role=menuitemcheckbox]",
  radio: "input[type=radio], [role=radio], [role=menuitemradio]",
  option: "option, [role=option]",
  item: "[role=menuitem], [role=menuitemcheckbox], [role=menuitemradio]",
  tab: "[role=tab]",
  row: "tr, [role=row]",
  cell: "td, th, [role=gridcell], [role=cell], [role=rowheader], [role=columnheader]",
  group: "fieldset, [role=group], [role=radiogroup]",
  region: "main, nav, aside, section, [role=region], [role=grid], [role=listbox], table",
  dialog: "dialog[open], [role=dialog], [role=alertdialog]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  status: "[role=status], [role=alert], [aria-live]",
};

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function visible(element) {
  if (element.closest("[inert], [aria-hidden=true]")) return false;
  // A checkbox is often drawn by its label and itself shrunk out of sight; the label then stands for it.
  const drawn = element.matches("input[type=checkbox], input[type=radio]")
    ? element.labels?.[0] ?? element : element;
  const box = drawn.getBoundingClientRect();
  return 0 < box.width && 0 < box.height && getComputedStyle(drawn).visibility === "visible";
}

function names(element) {
  const byId = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent).join(" ");
  const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(" ");
  const typed = element.matches("input, textarea, select");
  return [
    byId, element.getAttribute("aria-label"), labels, typed ? "" : element.innerText,
    element.matches("input[type=submit], input[type=button]") ? element.value : "",
    element.getAttribute("placeholder"), element.getAttribute("title"),
  ].map(tidy).filter(Boolean);
}

// 0 the very name, 1 the name and then more (its key, its box number), 2 somewhere inside, 3 not at all.
function distance(found) {
  if (found === name) return 0;
  if (found.startsWith(name) && !/^\w/.test(found.slice(name.length))) return 1;
  return found.includes(name) ? 2 : 3;
}

function showing() {
  const holders = [...document.body.querySelectorAll("*")].filter((element) =>
    !element.matches("script, style") && tidy(element.textContent).includes(name));
  return holders.filter((element) => ![...element.children].some((child) => holders.includes(child)));
}

function find() {
  if (kind === "css") return [...document.querySelectorAll(name)].find(visible) ?? null;
  if (kind === "text") return showing().find(visible) ?? null;
  let best = null;
  let nearest = 3;
  for (const element of document.querySelectorAll(KINDS[kind])) {
    if (!visible(element)) continue;
    const far = name === "" ? 0 : Math.min(3, ...names(element).map(distance));
    if (far < nearest) [best, nearest] = [element, far];
    if (nearest === 0) break;
  }
  if (best === null && kind === "any") best = showing().find(visible) ?? null;
  return best;
}

const active = document.activeElement;
switch (ask) {
  case "find":
    return find();
  case "focused": {
    const element = find();
    return element !== null && (element === active || (active !== document.body && element.contains(active)));
  }
  case "value": {
    const element = find();
    return element === null ? null : tidy(element.value ?? element.textContent);
  }
  default:
    return [
      `title: ${document.title}`, `place: ${location.pathname}${location.search}${location.hash}`,
      `focus: ${active?.tagName.toLowerCase()} ${active ? names(active)[0] ?? "" : ""}`, "",
      document.body.innerText,
    ].join("\n");
}

//! A client of WebKitWebDriver (W3C WebDriver over plain HTTP): it starts the real app in the real
//! WebKitGTK, presses real keys in it and takes pictures of it. Linux only; stack.md section 4 of the
//! specs tells what was learnt about the driver.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::http;
use crate::json::{Json, list, map, number, text};
use crate::leash::{Program, Tied};
use crate::stage::Stage;

/// One answer of the driver. A page on a machine that builds beside it can take long.
const ANSWER: Duration = Duration::from_secs(60);
/// The start of the app, which may make its first database.
const START: Duration = Duration::from_secs(120);
/// The name under which WebDriver sends an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What to start: the app, its arguments, and the environment in which it and the driver run.
#[derive(Clone, Debug)]
pub struct App {
    /// The program.
    pub binary: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// Variables set for it beyond the stage's own.
    pub env: Vec<(String, String)>,
    /// Where the driver's and the app's own output goes.
    pub log: PathBuf,
}

/// An element of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(String);

impl Element {
    /// The element in a script's answer.
    pub fn of(value: &Json) -> Option<Element> {
        value
            .get(ELEMENT)
            .as_text()
            .map(|id| Element(id.to_owned()))
    }
}

/// The app, running under a driver. Dropping it ends both.
#[derive(Debug)]
pub struct Window {
    port: u16,
    /// The path of the session; empty once it was closed.
    session: String,
    driver: Tied,
}

impl Window {
    /// Starts a driver on the stage, and the app under it.
    pub fn open(stage: &Stage, app: &App) -> Result<Window, String> {
        let port = http::free_port()?;
        let program = Program::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            // Without it Tauri's window refuses automation, and the session never comes.
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        let program = stage.dress(program).envs(app.env.iter().cloned());
        let mut driver = program.start(&app.log, false)?;
        let deadline = Instant::now() + ANSWER;
        while http::request(port, "GET", "/status", "", Duration::from_secs(5)).is_err() {
            if let Some(status) = driver.ended()? {
                return Err(format!("WebKitWebDriver ended with {status}"));
            }
            if deadline < Instant::now() {
                return Err("WebKitWebDriver did not start".into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut window = Window {
            port,
            session: String::new(),
            driver,
        };
        let options = map([
            ("binary", text(app.binary.to_string_lossy())),
            ("args", list(app.args.iter().map(text))),
        ]);
        let wish = map([("alwaysMatch", map([("webkitgtk:browserOptions", options)]))]);
        let wish = map([("capabilities", wish)]);
        let answer = window.send("POST", "/session", &wish, START)?;
        match answer.get("sessionId").as_text() {
            Some(id) => window.session = format!("/session/{id}"),
            None => return Err(format!("the driver opened no session: {answer}")),
        }
        let limits = map([("script", number(60_000)), ("pageLoad", number(60_000))]);
        window.post("/timeouts", &limits)?;
        Ok(window)
    }

    /// Ends the app, then the driver.
    pub fn close(mut self) {
        self.end_session();
    }

    fn end_session(&mut self) {
        let session = std::mem::take(&mut self.session);
        if !session.is_empty() {
            // The app's window may be gone before the driver has answered, which it then calls a
            // fault. What still runs ends with the driver.
            let body = Json::Map(Vec::new());
            let _ = self.send("DELETE", &session, &body, Duration::from_secs(10));
        }
        self.driver.stop();
    }

    /// The process id of the driver, which is also the id of the group in which the app runs.
    pub fn group(&self) -> u32 {
        self.driver.id()
    }

    fn send(&self, method: &str, path: &str, body: &Json, limit: Duration) -> Result<Json, String> {
        let (status, answer) = http::request(self.port, method, path, &body.to_string(), limit)?;
        let answer = Json::read(&answer)?;
        let value = answer.get("value").clone();
        if (200..300).contains(&status) {
            return Ok(value);
        }
        let kind = value.get("error").as_text().unwrap_or("no reason given");
        let message = value.get("message").as_text().unwrap_or_default();
        Err(format!("{kind} {message}").trim().to_owned())
    }

    fn post(&self, path: &str, body: &Json) -> Result<Json, String> {
        self.send("POST", &format!("{}{path}", self.session), body, ANSWER)
    }

    fn get(&self, path: &str) -> Result<Json, String> {
        self.send(
            "GET",
            &format!("{}{path}", self.session),
            &Json::Null,
            ANSWER,
        )
    }

    /// Runs the body of a function in the page; what it returns.
    pub fn script(&self, body: &str, args: Vec<Json>) -> Result<Json, String> {
        self.post(
            "/execute/sync",
            &map([("script", text(body)), ("args", list(args))]),
        )
    }

    /// Runs the body of a function in the page whose last argument is called with the answer.
    pub fn script_later(&self, body: &str, args: Vec<Json>) -> Result<Json, String> {
        self.post(
            "/execute/async",
            &map([("script", text(body)), ("args", list(args))]),
        )
    }

    /// Clicks into the middle of an element, as a mouse does.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.post(
            &format!("/element/{}/click", element.0),
            &Json::Map(Vec::new()),
        )
        .map(drop)
    }

    /// Presses the keys of a chord in their order and lets them go in the reverse one.
    pub fn press(&self, chord: &[char]) -> Result<(), String> {
        let down = chord.iter().map(|key| key_event("keyDown", *key));
        let up = chord.iter().rev().map(|key| key_event("keyUp", *key));
        self.keys(down.chain(up).collect())
    }

    /// Types a text, key by key, into whatever has the focus.
    pub fn write(&self, words: &str) -> Result<(), String> {
        let strokes = words.chars().flat_map(|key| {
            let key = if key == '\n' { ENTER } else { key };
            [key_event("keyDown", key), key_event("keyUp", key)]
        });
        self.keys(strokes.collect())
    }

    fn keys(&self, actions: Vec<Json>) -> Result<(), String> {
        let keyboard = map([
            ("type", text("key")),
            ("id", text("keyboard")),
            ("actions", list(actions)),
        ]);
        self.post("/actions", &map([("actions", list([keyboard]))]))
            .map(drop)
    }

    /// A picture of the page, or of one element, as PNG.
    pub fn picture(&self, of: Option<&Element>) -> Result<Vec<u8>, String> {
        let answer = match of {
            Some(element) => self.get(&format!("/element/{}/screenshot", element.0))?,
            None => self.get("/screenshot")?,
        };
        let bytes = answer.as_text().and_then(http::base64);
        bytes.ok_or_else(|| "the driver sent no picture".into())
    }

    /// Makes the page `width` by `height` CSS pixels large, whatever the window's own frame takes.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), String> {
        let (mut outer_width, mut outer_height) = (f64::from(width), f64::from(height));
        for _ in 0..3 {
            self.post(
                "/window/rect",
                &map([
                    ("width", number(outer_width)),
                    ("height", number(outer_height)),
                ]),
            )?;
            // The page learns of its new size a moment after the window has it.
            let deadline = Instant::now() + Duration::from_secs(3);
            let mut inner = (0.0, 0.0);
            while Instant::now() < deadline {
                inner = self.inner_size()?;
                if inner == (f64::from(width), f64::from(height)) {
                    return Ok(());
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            outer_width += f64::from(width) - inner.0;
            outer_height += f64::from(height) - inner.1;
        }
        let (got_width, got_height) = self.inner_size()?;
        Err(format!(
            "the page stays at {got_width} × {got_height}, not {width} × {height}"
        ))
    }

    /// The page's size in CSS pixels.
    pub fn inner_size(&self) -> Result<(f64, f64), String> {
        let size = self.script("return [innerWidth, innerHeight]", Vec::new())?;
        let side = |n: usize| {
            size.items()
                .get(n)
                .and_then(Json::as_number)
                .unwrap_or_default()
        };
        Ok((side(0), side(1)))
    }

    /// What axe-core finds against WCAG 2.2 A and AA: one line for each place that breaks a rule.
    /// `source` is the text of axe.min.js.
    pub fn axe(&self, source: &str) -> Result<Vec<String>, String> {
        let there = self.script("return typeof globalThis.axe === 'object'", Vec::new())?;
        if there != Json::Bool(true) {
            // The bundle exports itself when it sees a module system; here it shall be a global.
            let body = format!("var module, exports, define;\n{source}\nglobalThis.axe = axe;");
            self.script(&body, Vec::new())?;
        }
        let found = self.script_later(AXE, Vec::new())?;
        if let Some(fault) = found.as_text() {
            return Err(format!("axe-core stopped: {fault}"));
        }
        Ok(found
            .items()
            .iter()
            .filter_map(Json::as_text)
            .map(str::to_owned)
            .collect())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end_session();
    }
}

/// Runs axe-core once the page has come to rest: a colour in mid-transition has no contrast to judge.
const AXE: &str = r#"
const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const rest = document.getAnimations().filter((a) => a.playState === "running"
  && a.effect?.getComputedTiming().endTime !== Infinity).map((a) => a.finished.catch(() => null));
Promise.all(rest)
  .then(() => axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }))
  .then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${node.impact}): ${node.target.join(" ")} — ${rule.help}`
    + (rule.id === "color-contrast" && node.any[0] ? ` ${node.any[0].message}` : "")))))
  .catch((fault) => done(String(fault)));
"#;

fn key_event(kind: &str, key: char) -> Json {
    map([("type", text(kind)), ("value", text(key))])
}

const ENTER: char = '\u{e007}';

/// The keys of a chord such as `Mod+Shift+P`, `F4` or `Enter`. `Mod` is Ctrl, as on Linux and Windows.
pub fn chord(typed: &str) -> Result<Vec<char>, String> {
    // "Mod++" means Mod and the plus key.
    let (names, plus) = match typed.strip_suffix("++") {
        Some(rest) => (rest, Some('+')),
        None if typed == "+" => return Ok(vec!['+']),
        None => (typed, None),
    };
    let keys = names.split('+').map(key).chain(plus.map(Ok));
    let mut keys = keys.collect::<Result<Vec<char>, String>>()?;
    // With Ctrl or Alt a person presses the key without Shift: Mod+K is not Mod+Shift+K.
    let shifted = keys.contains(&SHIFT);
    if let [.., _, last] = keys.as_mut_slice()
        && !shifted
    {
        *last = last.to_ascii_lowercase();
    }
    Ok(keys)
}

const SHIFT: char = '\u{e008}';

fn key(name: &str) -> Result<char, String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    if let Some(n) = name.strip_prefix('F').and_then(|n| n.parse::<u32>().ok())
        && (1..=12).contains(&n)
        && let Some(code) = char::from_u32(0xe030 + n)
    {
        return Ok(code);
    }
    Ok(match name {
        "Mod" | "Ctrl" => '\u{e009}',
        "Shift" => SHIFT,
        "Alt" => '\u{e00a}',
        "Enter" => ENTER,
        "Tab" => '\u{e004}',
        "Esc" | "Escape" => '\u{e00c}',
        "Space" => ' ',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "Insert" => '\u{e016}',
        "Home" => '\u{e011}',
        "End" => '\u{e010}',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "Left" => '\u{e012}',
        "Up" => '\u{e013}',
        "Right" => '\u{e014}',
        "Down" => '\u{e015}',
        _ => {
            return Err(format!(
                "`{name}` is not a key; keys look like Mod+K, F4, Enter, Down"
            ));
        }
    })
}

/// The text of axe-core, out of the UI's own packages.
pub fn axe_source(root: &Path) -> Result<String, String> {
    let path = root.join("ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .map_err(|fault| format!("{}: {fault}. Run npm ci in ui.", crate::tree::short(&path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, want: Result<&str, &str>) {
        let got = chord(typed).map(String::from_iter);
        assert_eq!(got.as_deref().map_err(String::as_str), want);
    }

    #[test]
    fn chords_are_read_as_they_are_written_on_the_screen() {
        check("Enter", Ok("\u{e007}"));
        check("Mod+K", Ok("\u{e009}k"));
        check("Mod+Shift+P", Ok("\u{e009}\u{e008}P"));
        check("F4", Ok("\u{e034}"));
        check("F12", Ok("\u{e03c}"));
        check("?", Ok("?"));
        check("J", Ok("J"));
        check("+", Ok("+"));
        check("Mod++", Ok("\u{e009}+"));
        check(
            "Mod+F13",
            Err("`F13` is not a key; keys look like Mod+K, F4, Enter, Down"),
        );
        check(
            "",
            Err("`` is not a key; keys look like Mod+K, F4, Enter, Down"),
        );
    }
}

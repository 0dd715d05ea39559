//! Plays a scenario in the real window: does each step, waits for what it needs, and when a step
//! cannot be done leaves a picture and the text of the page beside the other pictures.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::driver::{self, App, Element, Window};
use crate::json::{Json, text};
use crate::leash::Program;
use crate::scenario::{Scenario, Step, Target, Verb};
use crate::screen;
use crate::stage::Stage;
use crate::tree;

/// The sizes in which every screen is looked at: the smallest window and a full screen.
const SIZES: [(u32, u32); 2] = [(1100, 700), (1920, 1080)];
const THEMES: [&str; 2] = ["light", "dark"];
/// A virtual display on which the largest size fits with the window's own frame.
pub const SCREEN: (u32, u32) = (1920, 1200);
/// Asks the page something; see its head.
const PAGE: &str = include_str!("page.js");

/// How long the app is left alone before its memory is measured: it gives back what it can spare
/// after 20 s without a key.
pub const IDLE: Duration = Duration::from_secs(25);

/// What to play with.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The built app.
    pub binary: PathBuf,
    /// Where pictures and logs go; made anew.
    pub out: PathBuf,
    /// A home folder with what was prepared in it; a new one under `out` otherwise.
    pub home: Option<PathBuf>,
}

/// What a scenario came to.
#[derive(Debug)]
pub struct Played {
    /// How long it took.
    pub took: Duration,
    /// Keys pressed and clicks made from its start to its end.
    pub keys: u32,
    /// Clicks made.
    pub clicks: u32,
    /// The files it left, pictures first.
    pub files: Vec<PathBuf>,
    /// What `memory` measured, in megabytes.
    pub memory: Vec<Vec<(String, f64)>>,
}

struct Play<'a> {
    stage: &'a Stage,
    app: App,
    out: PathBuf,
    home: PathBuf,
    window: Option<Window>,
    axe: Option<String>,
    keys: u32,
    clicks: u32,
    counted_from: (u32, u32),
    printed: String,
    files: Vec<PathBuf>,
    memory: Vec<Vec<(String, f64)>>,
    /// What a step found out, to be said.
    told: String,
}

/// The first file that the scenario needs and that is not there.
pub fn lacks(scenario: &Scenario) -> Option<String> {
    let place = Places {
        out: Path::new(""),
        home: Path::new(""),
    };
    let needs = scenario.needs.iter().map(|file| place.put(file));
    needs.into_iter().find(|file| !Path::new(file).exists())
}

/// The variables that make `home` the home folder of a program, and make it.
pub fn home_env(home: &Path) -> Vec<(String, String)> {
    let folders = [
        ("HOME", "."),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("TMPDIR", "tmp"),
    ];
    let pair = |(name, folder): (&str, &str)| {
        let path = if folder == "." {
            home.to_owned()
        } else {
            home.join(folder)
        };
        // What cannot be made the program itself will name.
        let _ = fs::create_dir_all(&path);
        (name.to_owned(), path.display().to_string())
    };
    folders.into_iter().map(pair).collect()
}

/// Plays the scenario on the stage. `tell` receives what it says to the person who waits.
pub fn play(
    scenario: &Scenario,
    stage: &Stage,
    setting: &Setting,
    tell: &mut dyn FnMut(&str),
) -> Result<Played, String> {
    let Setting { binary, out, home } = setting;
    tree::empty(out)?;
    let home = home.clone().unwrap_or_else(|| out.join("home"));
    let mut env = home_env(&home);
    // Where the web view paints by itself WebDriver waits in vain for the frame of a picture, each time
    // for most of a minute.
    let pictured = |step: &Step| matches!(step.verb, Verb::Look(..) | Verb::Shot(..));
    if scenario.steps.iter().any(pictured) {
        env.push(("WEBKIT_DISABLE_COMPOSITING_MODE".into(), "0".into()));
    }
    let mut play = Play {
        stage,
        app: App {
            binary: binary.clone(),
            args: Vec::new(),
            env,
            log: out.join("window.log"),
        },
        out: out.clone(),
        home,
        window: None,
        axe: None,
        keys: 0,
        clicks: 0,
        counted_from: (0, 0),
        printed: String::new(),
        files: Vec::new(),
        memory: Vec::new(),
        told: String::new(),
    };
    let start = Instant::now();
    for step in &scenario.steps {
        if let Verb::Say(words) = &step.verb {
            tell(&play.put(words));
            continue;
        }
        if let Err(fault) = play.step(step) {
            let seen = play.leave_evidence();
            return Err(format!("{}: {}\n  {fault}{seen}", step.place, step.line));
        }
        if !play.told.is_empty() {
            tell(&std::mem::take(&mut play.told));
        }
    }
    if let Some(window) = play.window.take() {
        window.close();
    }
    Ok(Played {
        took: start.elapsed(),
        keys: play.keys,
        clicks: play.clicks,
        files: play.files,
        memory: play.memory,
    })
}

/// The folders that a scenario can name: `{out}` and `{home}` of its own, `{root}`, and `{shared}`.
struct Places<'a> {
    out: &'a Path,
    home: &'a Path,
}

impl Places<'_> {
    fn put(&self, words: &str) -> String {
        let root = tree::root();
        words
            .replace("{out}", &self.out.to_string_lossy())
            .replace("{home}", &self.home.to_string_lossy())
            .replace("{shared}", &root.join("../shared").to_string_lossy())
            .replace("{root}", &root.to_string_lossy())
    }
}

impl Play<'_> {
    fn put(&self, words: &str) -> String {
        Places {
            out: &self.out,
            home: &self.home,
        }
        .put(words)
    }

    fn window(&self) -> Result<&Window, String> {
        self.window
            .as_ref()
            .ok_or_else(|| "the window is not open; `start` opens it".into())
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        let patience = step.patience;
        match &step.verb {
            Verb::Env(name, value) => self.app.env.push((name.clone(), self.put(value))),
            Verb::Arg(value) => self.app.args.push(self.put(value)),
            Verb::Start => self.window = Some(Window::open(self.stage, &self.app)?),
            Verb::Quit => self.quit(),
            Verb::Restart => {
                self.quit();
                self.window = Some(Window::open(self.stage, &self.app)?);
            }
            Verb::See(target) => self.find(target, patience).map(drop)?,
            Verb::Gone(target) => self.until(patience, "it still shows", |play| {
                Ok(play.ask("find", target)? == Json::Null)
            })?,
            Verb::Click(target) => self.click(target, patience)?,
            Verb::Fill(target, words) => self.fill(target, &self.put(words), patience)?,
            Verb::Type(words) => {
                let words = self.put(words);
                self.window()?.write(&words)?;
                self.keys += words.chars().count() as u32;
            }
            Verb::Press(chord, times) => {
                for _ in 0..*times {
                    self.window()?.press(chord)?;
                    self.keys += 1;
                }
            }
            Verb::Focus(target) => self.until(patience, "the focus is elsewhere", |play| {
                Ok(play.ask("focused", target)? == Json::Bool(true))
            })?,
            Verb::Value(target, words) => self.value(target, &self.put(words), patience)?,
            Verb::Size(width, height) => self.window()?.resize(*width, *height)?,
            Verb::Shot(name, None) => self.shot(name, None)?,
            Verb::Shot(name, Some(target)) => {
                let element = self.find(target, patience)?;
                self.shot(name, Some(&element))?;
            }
            Verb::Axe => self.axe("")?,
            Verb::Look(name) => self.look(name)?,
            Verb::Script(source) => {
                self.window()?
                    .script(&self.put(source), Vec::new())
                    .map(drop)?;
            }
            Verb::True(source) => {
                let source = format!("return !!({})", self.put(source));
                self.until(patience, "it is not true", |play| {
                    Ok(play.window()?.script(&source, Vec::new())? == Json::Bool(true))
                })?;
            }
            Verb::Tell(source) => {
                let source = format!("return String({})", self.put(source));
                if let Json::Text(words) = self.window()?.script(&source, Vec::new())? {
                    self.told = words;
                }
            }
            Verb::Memory => {
                std::thread::sleep(IDLE);
                let group = self.window()?.group();
                self.memory.push(screen::memory(group, Some(group)));
            }
            Verb::Count => self.counted_from = (self.keys, self.clicks),
            Verb::Keys(most) => at_most("keys", self.keys - self.counted_from.0, *most)?,
            Verb::Clicks(most) => at_most("clicks", self.clicks - self.counted_from.1, *most)?,
            Verb::Say(_) => {}
            outside => self.outside(outside, patience)?,
        }
        Ok(())
    }

    /// The steps that look at files and at claimbench-cli.
    fn outside(&mut self, verb: &Verb, patience: Duration) -> Result<(), String> {
        match verb {
            Verb::Answer(title, path) => self.answer(title, &self.put(path), patience),
            Verb::Cli(code, args) => self.cli(*code, args),
            Verb::Says(words) => {
                let words = self.put(words);
                match self.printed.contains(&words) {
                    true => Ok(()),
                    false => Err(format!("it printed:\n{}", tail(&self.printed, 12))),
                }
            }
            Verb::File(path) => {
                let path = PathBuf::from(self.put(path));
                self.until(patience, "the file is not there", |_| Ok(has_bytes(&path)))?;
                self.files.push(path);
                Ok(())
            }
            Verb::Pdf(path, words) => {
                let (path, words) = (self.put(path), self.put(words));
                let pdftotext = Program::new("pdftotext").args(["-layout", &path, "-"]);
                self.until(patience, "the PDF has no such words", |_| {
                    let (good, page) = pdftotext.ask()?;
                    Ok(good && page.contains(&words))
                })
            }
            Verb::Picture(path, name) => {
                let picture = self.out.join(name);
                let made = Program::new("pdftoppm")
                    .args(["-png", "-singlefile", "-r", "100"])
                    .arg(self.put(path))
                    .arg(&picture)
                    .ask()?;
                self.files.push(picture.with_extension("png"));
                made.0
                    .then_some(())
                    .ok_or_else(|| "pdftoppm cannot draw it".into())
            }
            Verb::Nowhere(folder, words) => {
                let (folder, words) = (PathBuf::from(self.put(folder)), self.put(words));
                match holder(&folder, words.as_bytes()) {
                    Some(path) => Err(format!("{} holds it", tree::short(&path))),
                    None => Ok(()),
                }
            }
            _ => unreachable!("the steps inside the window were done before"),
        }
    }

    fn quit(&mut self) {
        if let Some(window) = self.window.take() {
            window.close();
        }
    }

    fn ask(&self, ask: &str, target: &Target) -> Result<Json, String> {
        let name = self.put(&target.name);
        self.window()?
            .script(PAGE, vec![text(ask), text(&target.kind), text(name)])
    }

    /// Asks again and again until the answer is yes. A page in mid-change may answer with a fault;
    /// only the last one counts.
    fn until(
        &self,
        patience: Duration,
        otherwise: &str,
        mut reached: impl FnMut(&Self) -> Result<bool, String>,
    ) -> Result<(), String> {
        let deadline = Instant::now() + patience;
        loop {
            let fault = match reached(self) {
                Ok(true) => return Ok(()),
                Ok(false) => otherwise.to_owned(),
                Err(fault) => fault,
            };
            if deadline < Instant::now() {
                return Err(format!("After {} s: {fault}.", patience.as_secs()));
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    fn find(&self, target: &Target, patience: Duration) -> Result<Element, String> {
        let mut found = None;
        self.until(patience, "it does not show", |play| {
            found = Element::of(&play.ask("find", target)?);
            Ok(found.is_some())
        })?;
        found.ok_or_else(|| "it does not show".into())
    }

    fn click(&mut self, target: &Target, patience: Duration) -> Result<(), String> {
        // What moves, is still covered or was drawn anew is tried again, as a person would.
        self.until(patience, "it does not show", |play| {
            match Element::of(&play.ask("find", target)?) {
                Some(element) => play.window()?.click(&element).map(|()| true),
                None => Ok(false),
            }
        })?;
        self.clicks += 1;
        Ok(())
    }

    fn fill(&mut self, target: &Target, words: &str, patience: Duration) -> Result<(), String> {
        self.click(target, patience)?;
        let window = self.window()?;
        window.press(&driver::chord("Mod+A")?)?;
        window.press(&driver::chord("Backspace")?)?;
        window.write(words)?;
        self.keys += 2 + words.chars().count() as u32;
        Ok(())
    }

    fn value(&self, target: &Target, words: &str, patience: Duration) -> Result<(), String> {
        let mut held = Json::Null;
        let result = self.until(patience, "it holds something else", |play| {
            held = play.ask("value", target)?;
            Ok(held.as_text() == Some(words))
        });
        result.map_err(|fault| format!("{fault} It holds {held}."))
    }

    fn shot(&mut self, name: &str, of: Option<&Element>) -> Result<(), String> {
        let picture = self.window()?.picture(of)?;
        let path = self.out.join(format!("{name}.png"));
        fs::write(&path, picture).map_err(|fault| format!("{}: {fault}", path.display()))?;
        self.files.push(path);
        Ok(())
    }

    fn axe(&mut self, how: &str) -> Result<(), String> {
        let source = match self.axe.take() {
            Some(source) => source,
            None => driver::axe_source(&tree::root())?,
        };
        let found = self.window()?.axe(&source)?;
        self.axe = Some(source);
        match found.is_empty() {
            true => Ok(()),
            false => Err(format!(
                "axe-core finds{how}:\n    {}",
                found.join("\n    ")
            )),
        }
    }

    fn look(&mut self, name: &str) -> Result<(), String> {
        let size = self.window()?.inner_size()?;
        let theme = self.window()?.script(
            "return document.documentElement.dataset.theme ?? null",
            Vec::new(),
        )?;
        for (width, height) in SIZES {
            self.window()?.resize(width, height)?;
            for theme in THEMES {
                self.set_theme(&text(theme))?;
                self.axe(&format!(" in the {theme} theme at {width} × {height}"))?;
                self.shot(&format!("{name}-{theme}-{width}"), None)?;
            }
        }
        self.set_theme(&theme)?;
        self.window()?.resize(size.0 as u32, size.1 as u32)
    }

    /// Sets the theme on the page's root, and waits until it is drawn.
    fn set_theme(&self, theme: &Json) -> Result<(), String> {
        let body = "const [theme, done] = arguments; const root = document.documentElement;
            if (theme === null) delete root.dataset.theme; else root.dataset.theme = theme;
            requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        self.window()?
            .script_later(body, vec![theme.clone()])
            .map(drop)
    }

    /// WebDriver knows nothing of the system's dialogs, so their keys come from the display's side.
    fn answer(&self, title: &str, path: &str, patience: Duration) -> Result<(), String> {
        let xdotool = |words: &[&str]| {
            let program = Program::new("xdotool").args(words);
            self.stage.dress(program).ask().map(|(_, printed)| printed)
        };
        let find = ["search", "--onlyvisible", "--name", title];
        let mut dialog = String::new();
        self.until(patience, "no such dialog opens", |_| {
            dialog = xdotool(&find)?
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned();
            Ok(!dialog.is_empty())
        })?;
        // No window manager runs here, so nobody else gives the dialog the focus.
        xdotool(&["windowfocus", "--sync", &dialog])?;
        // Ctrl+L goes to the entry for a path. A suggested name in it is selected without its ending;
        // all of it shall go.
        xdotool(&["key", "ctrl+l", "ctrl+a"])?;
        xdotool(&["type", "--delay", "5", path])?;
        xdotool(&["key", "Return"])?;
        self.until(patience, "the dialog stays open", |_| {
            // The entry completes what is typed, and its list can take the first Enter.
            let open = xdotool(&find)?.lines().any(|window| window == dialog);
            if open {
                std::thread::sleep(Duration::from_millis(300));
                xdotool(&["key", "Return"])?;
            }
            Ok(!open)
        })
    }

    fn cli(&mut self, code: i32, args: &[String]) -> Result<(), String> {
        let program = Program::new(tree::built("debug", "claimbench-cli"))
            .args(args.iter().map(|arg| self.put(arg)));
        let program = self.stage.dress(program).envs(self.app.env.iter().cloned());
        let log = self.out.join("cli.log");
        let finish = program.finish(&log, None, Duration::from_secs(300))?;
        self.printed = finish.text;
        match finish.code {
            Some(ended) if ended == code => Ok(()),
            ended => Err(format!(
                "claimbench-cli ended with {}:\n{}",
                ended.map_or("a signal".to_owned(), |ended| ended.to_string()),
                tail(&self.printed, 12)
            )),
        }
    }

    /// A picture and the text of the page as they are now; the answer says where.
    fn leave_evidence(&mut self) -> String {
        let Some(window) = &self.window else {
            return format!("\n  {}", tree::short(&self.app.log));
        };
        let mut left = vec![tree::short(&self.app.log)];
        if let Ok(picture) = window.picture(None) {
            let path = self.out.join("failed.png");
            let _ = fs::write(&path, picture);
            left.push(tree::short(&path));
        }
        if let Ok(Json::Text(page)) = window.script(PAGE, vec![text("page")]) {
            let path = self.out.join("failed.txt");
            let _ = fs::write(&path, page);
            left.push(tree::short(&path));
        }
        format!("\n  {}", left.join(" "))
    }
}

fn at_most(what: &str, count: u32, most: u32) -> Result<(), String> {
    match count <= most {
        true => Ok(()),
        false => Err(format!("{count} {what}, {} too many", count - most)),
    }
}

fn has_bytes(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| 0 < about.len())
}

/// The first file at or below `path` that holds `words`.
fn holder(path: &Path, words: &[u8]) -> Option<PathBuf> {
    if path.is_dir() {
        let entries = fs::read_dir(path).ok()?.flatten();
        return entries
            .map(|entry| entry.path())
            .find_map(|path| holder(&path, words));
    }
    let bytes = fs::read(path).ok()?;
    bytes
        .windows(words.len().max(1))
        .any(|part| part == words)
        .then(|| path.to_owned())
}

/// The last lines of a text.
pub fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

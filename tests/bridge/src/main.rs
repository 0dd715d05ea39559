//! The loopback bridge: the interface in an ordinary browser against the real core, for tests and for
//! work on the design. It is never part of the product. `bridge DATA UI_DIST` prints the address to
//! open, with a token that only this run knows; every call must carry it.
#![allow(clippy::print_stdout)]

mod http;

use std::collections::VecDeque;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use http::Request;
use platform::clipboard::{Clipboard, OwnClipboard};
use platform::disk::Encryption;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use workbench::{Event, Host, Workbench, secrets};

/// What the tests say in place of the system's dialogs, and the events that wait for the browser.
#[derive(Default)]
struct Stage {
    picks: Mutex<VecDeque<Vec<PathBuf>>>,
    saves: Mutex<VecDeque<PathBuf>>,
    events: Mutex<Vec<String>>,
    news: Condvar,
    /// Which stream the events go to: the newest, since a reloaded page has opened another.
    streams: AtomicU64,
    clipboard: OwnClipboard,
}

struct Browser(Arc<Stage>);

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Host for Browser {
    fn pick_files(&self, _: bool) -> Vec<PathBuf> {
        lock(&self.0.picks).pop_front().unwrap_or_default()
    }

    fn pick_save(&self, _: &str) -> Option<PathBuf> {
        lock(&self.0.saves).pop_front()
    }

    fn tell(&self, event: &Event) {
        if let Ok(text) = serde_json::to_string(event) {
            lock(&self.0.events).push(text);
            self.0.news.notify_all();
        }
    }

    fn clipboard(&self) -> Option<&dyn Clipboard> {
        Some(&self.0.clipboard)
    }
}

/// What every request needs.
struct Bridge {
    /// By how much the core's clock is ahead.
    later: Arc<AtomicI64>,
    bench: Workbench,
    stage: Arc<Stage>,
    ui: PathBuf,
    token: String,
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let data = args.next().context("bridge DATA UI_DIST")?;
    let ui = args.next().context("bridge DATA UI_DIST")?;
    let stage = Arc::new(Stage::default());
    let secrets = secrets::file_secrets(data.with_file_name("bridge.secret"));
    let later = Arc::new(AtomicI64::new(0));
    // Tests must not depend on the disk of the computer that they run on.
    let disk = match std::env::var("CLAIMBENCH_DISK").as_deref() {
        Ok("off") => Encryption::Off,
        Ok("on") => Encryption::On,
        _ => Encryption::Unknown,
    };
    let bench = Workbench::new(data, Box::new(Browser(stage.clone())), secrets)
        .with_cheapest_kdf()
        .with_clock_ahead(later.clone())
        .with_encryption(disk);
    let random: [u8; 16] = platform::entropy::bytes().context("no random bytes")?;
    let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}/#token={token}", listener.local_addr()?);
    let bridge = Arc::new(Bridge {
        later,
        bench,
        stage,
        ui,
        token,
    });
    for stream in listener.incoming().flatten() {
        let bridge = bridge.clone();
        std::thread::spawn(move || {
            if let Some(request) = Request::read(stream) {
                bridge.answer(request);
            }
        });
    }
    Ok(())
}

impl Bridge {
    fn answer(&self, request: Request) {
        let path = request.url.split(['?', '#']).next().unwrap_or_default();
        if path == "/events" && request.url.ends_with(&format!("token={}", self.token)) {
            return self.stream(request);
        }
        let known = request.token == self.token;
        let (status, kind, bytes) = match (request.method.as_str(), path) {
            ("POST", path) if known => match path.strip_prefix("/call/") {
                Some(name) => self.call(name, &request.body),
                None => self.stage(path, &request.body),
            },
            ("GET", path) if path != "/events" => self.file(path),
            _ => (403, "text/plain", b"no token".to_vec()),
        };
        request.answer(status, kind, &bytes);
    }

    fn call(&self, name: &str, body: &str) -> (u16, &'static str, Vec<u8>) {
        let ask = serde_json::from_str::<Box<RawValue>>(body)
            .unwrap_or_else(|_| RawValue::NULL.to_owned());
        match workbench::call(&self.bench, name, &ask) {
            Ok(answer) => (200, "application/json", answer.get().as_bytes().to_vec()),
            Err(problem) => (
                422,
                "application/json",
                json!(problem).to_string().into_bytes(),
            ),
        }
    }

    /// What a test says instead of a person at a dialog: the next picks, a drop, a lock, half a minute
    /// that goes by. It can ask what is on the clipboard.
    fn stage(&self, path: &str, body: &str) -> (u16, &'static str, Vec<u8>) {
        let paths: Vec<PathBuf> = serde_json::from_str::<Value>(body)
            .ok()
            .and_then(|value| value.as_array().cloned())
            .into_iter()
            .flatten()
            .filter_map(|path| path.as_str().map(PathBuf::from))
            .collect();
        match path {
            "/next-pick" => lock(&self.stage.picks).push_back(paths),
            "/next-save" => lock(&self.stage.saves).extend(paths),
            "/drop" => {
                let files = paths
                    .into_iter()
                    .filter_map(|path| self.bench.grant(path).ok())
                    .collect();
                Browser(self.stage.clone()).tell(&Event::Dropped { files });
            }
            "/later" => {
                // Half a minute, or as many seconds as are named.
                let seconds = paths
                    .first()
                    .and_then(|path| path.to_str()?.parse::<i64>().ok());
                self.later
                    .fetch_add(1_000 * seconds.unwrap_or(31), Ordering::Relaxed);
                self.bench.clear_clipboard_when_due();
            }
            "/clipboard" => {
                let text = self.stage.clipboard.text();
                return (
                    200,
                    "application/json",
                    json!(text).to_string().into_bytes(),
                );
            }
            "/lock" => self.bench.lock_because("when the computer went to sleep"),
            _ => return (404, "text/plain", Vec::new()),
        }
        (200, "application/json", b"{}".to_vec())
    }

    /// Sends events as they come, until the browser goes away.
    fn stream(&self, request: Request) {
        let Some(mut out) = request.into_stream() else {
            return;
        };
        let mine = self.stage.streams.fetch_add(1, Ordering::SeqCst) + 1;
        let newest = || self.stage.streams.load(Ordering::SeqCst) == mine;
        self.stage.news.notify_all();
        let mut text = String::new();
        while out
            .write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .is_ok()
        {
            let waiting = lock(&self.stage.events);
            let (mut waiting, _) = self
                .stage
                .news
                .wait_timeout_while(waiting, Duration::from_secs(5), |events| {
                    events.is_empty() && newest()
                })
                .unwrap_or_else(PoisonError::into_inner);
            if !newest() {
                return;
            }
            text = std::mem::take(&mut *waiting)
                .iter()
                .map(|event| format!("data: {event}\n\n"))
                .collect();
            if text.is_empty() {
                text.push_str(": still here\n\n");
            }
        }
    }

    fn file(&self, path: &str) -> (u16, &'static str, Vec<u8>) {
        let path = if path == "/" {
            "index.html"
        } else {
            path.trim_start_matches('/')
        };
        if path.split('/').any(|part| part == "..") {
            return (404, "text/plain", Vec::new());
        }
        let kind = match Path::new(path).extension().and_then(|e| e.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        };
        match std::fs::read(self.ui.join(path)) {
            Ok(bytes) => (200, kind, bytes),
            Err(_) => (404, "text/plain", b"not found".to_vec()),
        }
    }
}

//! The shell: a window around the core. It passes questions on, shows the system's dialogs, takes
//! dropped files, and locks when the computer sleeps. It decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod menu;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context;
use platform::clipboard::{Clipboard, SystemClipboard};
use platform::session_watch::{SessionEvent, SessionWatch};
use serde_json::value::to_raw_value;
use tauri::http;
use tauri::ipc::Response;
use tauri::{AppHandle, Emitter, Manager, State, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_dialog::DialogExt;
use workbench::{Code, Event, Host, Problem, Workbench, secrets};

/// The system's dialogs and clipboard and the window's events, for the core.
#[derive(Clone, Default)]
struct Window {
    app: Arc<OnceLock<AppHandle>>,
    clipboard: Arc<SystemClipboard>,
}

impl Host for Window {
    fn pick_files(&self, folder: bool) -> Vec<PathBuf> {
        let Some(app) = self.app.get() else {
            return Vec::new();
        };
        let dialog = app.dialog().file();
        let picked = if folder {
            dialog
                .set_title("Open a folder of claim files")
                .blocking_pick_folder()
                .map(|f| vec![f])
        } else {
            dialog.set_title("Open claim files").blocking_pick_files()
        };
        picked
            .unwrap_or_default()
            .into_iter()
            .filter_map(|file| file.into_path().ok())
            .collect()
    }

    fn pick_backup(&self) -> Option<PathBuf> {
        let dialog = self.app.get()?.dialog().file().set_title("Open a backup");
        dialog.blocking_pick_file()?.into_path().ok()
    }

    fn pick_picture(&self) -> Option<PathBuf> {
        let dialog = self.app.get()?.dialog().file().set_title("Open a logo");
        let dialog = dialog.add_filter("PNG or JPEG", &["png", "jpg", "jpeg"]);
        dialog.blocking_pick_file()?.into_path().ok()
    }

    fn pick_folder(&self) -> Option<PathBuf> {
        let dialog = self.app.get()?.dialog().file();
        let dialog = dialog.set_title("Choose a folder");
        dialog.blocking_pick_folder()?.into_path().ok()
    }

    fn pick_save(&self, suggested: &str) -> Option<PathBuf> {
        let dialog = self.app.get()?.dialog().file().set_file_name(suggested);
        dialog.blocking_save_file()?.into_path().ok()
    }

    fn tell(&self, event: &Event) {
        if let Some(app) = self.app.get() {
            // A window that is closing needs no news.
            let _ = app.emit("event", event);
        }
    }

    fn clipboard(&self) -> Option<&dyn Clipboard> {
        Some(&*self.clipboard)
    }

    fn hide_window(&self, hidden: bool) {
        let window = self
            .app
            .get()
            .and_then(|app| app.get_webview_window("main"));
        if let Some(window) = window {
            // A system that cannot do it has said so in the settings.
            let _ = window.set_content_protected(hidden);
        }
    }
}

/// Passes a question to the core, off the window's thread.
#[tauri::command]
async fn call(
    name: String,
    ask: serde_json::Value,
    bench: State<'_, Arc<Workbench>>,
) -> Result<Response, Problem> {
    let bench = bench.inner().clone();
    let work = move || {
        let ask = to_raw_value(&ask).map_err(|_| lost())?;
        workbench::call(&bench, &name, &ask).map(|answer| Response::new(answer.get().to_owned()))
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| lost())?
}

/// Puts into the page what it would ask first, so that its first frame is the screen itself. Nothing waits
/// for it here, where the window lives: a page that is told nothing asks.
fn tell_with_page(bench: &Workbench, page: &mut http::Response<Cow<'static, [u8]>>) {
    let Some((head, body)) = std::str::from_utf8(page.body())
        .ok()
        .and_then(|text| text.split_once("</head>"))
    else {
        return;
    };
    let Some(start) = bench.looked_up() else {
        return;
    };
    let start = start.replace('<', "\\u003c");
    let told = format!(
        "{head}<script type=\"application/json\" id=\"start\">{start}</script></head>{body}"
    );
    *page.body_mut() = Cow::Owned(told.into_bytes());
}

fn lost() -> Problem {
    Problem::new(
        Code::Unexpected,
        "Claimbench stopped in the middle of that. Nothing was changed. Do it again.",
    )
}

/// The data folder: `--data DIR`, or the system's place for it.
fn data_folder() -> anyhow::Result<PathBuf> {
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--data" {
            return args
                .next()
                .map(PathBuf::from)
                .context("--data needs a folder");
        }
    }
    platform::files::data_folder()
        .context("This computer names no folder for data. Start with --data FOLDER.")
}

/// What is freed is wiped: passwords and what is known of patients pass through it.
#[global_allocator]
static ALLOCATOR: platform::memory::Wiping = platform::memory::Wiping;

fn main() -> anyhow::Result<()> {
    platform::memory::no_core_dumps();
    platform::panics::say_only_where();
    platform::paint::without_graphics_card();
    let window = Window::default();
    let data = data_folder()?;
    let bench = Arc::new(Workbench::new(
        data,
        Box::new(window.clone()),
        secrets::system_secrets(),
    ));

    let for_setup = bench.clone();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(bench.clone())
        .invoke_handler(tauri::generate_handler![call, menu::menu])
        .on_menu_event(menu::picked)
        .setup(move |app| {
            let _ = window.app.set(app.handle().clone());
            for_setup.look_ahead();
            let for_page = for_setup.clone();
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Claimbench")
                .inner_size(1280.0, 800.0)
                .min_inner_size(900.0, 600.0)
                // Nothing but the product's own pages is ever shown.
                .on_navigation(|url| {
                    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
                })
                .on_web_resource_request(move |request, answer| {
                    if matches!(request.uri().path(), "/" | "/index.html") {
                        tell_with_page(&for_page, answer);
                    }
                })
                .build()?;
            watch(for_setup);
            Ok(())
        })
        .on_window_event(move |window, event| {
            if let WindowEvent::DragDrop(tauri::DragDropEvent::Drop { paths, .. }) = event {
                let bench = window.state::<Arc<Workbench>>();
                let files = paths
                    .iter()
                    .cloned()
                    .filter_map(|path| bench.grant(path).ok())
                    .collect();
                let _ = window.emit("event", Event::Dropped { files });
            }
        })
        .build(tauri::generate_context!())
        .context("The window cannot be opened.")?;
    app.run(move |app, event| {
        if let tauri::RunEvent::Exit = event {
            // Started again while the last backup is made, it opens a window of its own.
            tauri_plugin_single_instance::destroy(app);
            bench.lock_and_back_up("when the window was closed");
        }
    });
    Ok(())
}

/// Locks when nobody works, when the computer sleeps, and when the system locks; takes what was copied
/// off the clipboard.
fn watch(bench: Arc<Workbench>) {
    let idle = bench.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(2));
            idle.lock_when_idle();
            idle.clear_clipboard_when_due();
        }
    });
    let backups = bench.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(30));
            backups.back_up_when_due();
        }
    });
    let watch = SessionWatch::start(move |event| match event {
        // A key in memory would sleep along, so nothing is finished first.
        SessionEvent::Suspend => bench.lock_because("when the computer went to sleep"),
        SessionEvent::OsLock => bench.lock_and_back_up("when the computer was locked"),
    });
    // It watches for as long as the program runs.
    std::mem::forget(watch);
}

//! The window's menu bar. The interface says what is in it, from the same actions as its buttons and
//! its palette; what is picked goes back as the action's id.

use serde::Deserialize;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, PredefinedMenuItem, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Runtime};

/// A menu of the bar.
#[derive(Deserialize)]
pub struct Named {
    name: String,
    title: String,
    items: Vec<Item>,
}

/// A line of a menu.
#[derive(Deserialize)]
struct Item {
    id: String,
    title: String,
    key: Option<String>,
    enabled: bool,
}

/// Shows the menu bar. Windows and macOS have one; on Linux the window's own strip is enough.
#[tauri::command]
pub fn menu(app: AppHandle, menus: Vec<Named>) -> Result<(), String> {
    if cfg!(target_os = "linux") {
        return Ok(());
    }
    let menu = built(&app, &menus).map_err(|_| "The menu bar cannot be shown.".to_owned())?;
    app.set_menu(menu)
        .map(|_| ())
        .map_err(|_| "The menu bar cannot be shown.".to_owned())
}

fn built<R: Runtime>(app: &AppHandle<R>, menus: &[Named]) -> tauri::Result<Menu<R>> {
    let mut bar = MenuBuilder::new(app);
    if cfg!(target_os = "macos") {
        let own = SubmenuBuilder::new(app, "Claimbench")
            .about(None)
            .separator()
            .services()
            .separator()
            .hide()
            .hide_others()
            .show_all()
            .separator()
            .quit()
            .build()?;
        bar = bar.item(&own);
    }
    for named in menus {
        let mut menu = SubmenuBuilder::new(app, &named.title);
        for item in &named.items {
            let title = match &item.key {
                Some(key) => format!("{}\t{key}", item.title),
                None => item.title.clone(),
            };
            let line = MenuItemBuilder::with_id(&item.id, title)
                .enabled(item.enabled)
                .build(app)?;
            menu = menu.item(&line);
        }
        if named.name == "edit" {
            menu = menu
                .separator()
                .item(&PredefinedMenuItem::cut(app, None)?)
                .item(&PredefinedMenuItem::copy(app, None)?)
                .item(&PredefinedMenuItem::paste(app, None)?)
                .item(&PredefinedMenuItem::select_all(app, None)?);
        }
        bar = bar.item(&menu.build()?);
    }
    bar.build()
}

/// Tells the interface what was picked.
pub fn picked<R: Runtime>(app: &AppHandle<R>, event: tauri::menu::MenuEvent) {
    // A window that is closing needs no news.
    let _ = app.emit("menu", event.id().0.as_str());
}

//! A stage for the real window where there is no desktop: a virtual display (Xvfb), a message bus
//! (dbus-daemon) and an unlocked Secret Service (gnome-keyring), all private and all gone when the
//! stage is dropped. Linux only.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::leash::{Program, Tied, processes_with};
use crate::tree;

/// How long Xvfb, the bus or the keyring may take to be ready on a busy machine.
const READY: Duration = Duration::from_secs(60);

/// Variables of a surrounding desktop that a program on the stage must not see.
pub const FOREIGN: [&str; 8] = [
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "SESSION_MANAGER",
    "DESKTOP_STARTUP_ID",
    "XDG_CURRENT_DESKTOP",
    "GTK_MODULES",
    "LC_ALL",
    "LANGUAGE",
];

/// What to set up.
#[derive(Clone, Debug)]
pub struct Props {
    /// Width and height of the virtual display in pixels; none for a stage without a display.
    pub screen: Option<(u32, u32)>,
    /// Whether to run a Secret Service with an unlocked keyring.
    pub keyring: bool,
    /// A folder in which Xvfb keeps the picture of its screen as a file, for measurements.
    pub picture: Option<PathBuf>,
}

/// A running stage.
#[derive(Debug)]
pub struct Stage {
    /// Ended in this order: the keyring before its bus, the bus before the display.
    running: Vec<Tied>,
    env: Vec<(String, String)>,
    /// Sockets and the keyring's files; its path is short because a socket's path must be.
    folder: PathBuf,
    mark: String,
}

impl Stage {
    /// Sets the stage up; what the programs say goes into `logs`.
    pub fn raise(props: &Props, logs: &Path) -> Result<Stage, String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "stage-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let folder = std::env::temp_dir().join(format!("claimbench-{name}"));
        tree::empty(&folder)?;
        private(&folder)?;
        let mut stage = Stage {
            running: Vec::new(),
            env: vec![
                ("CLAIMBENCH_STAGE".into(), name.clone()),
                ("XDG_RUNTIME_DIR".into(), folder.display().to_string()),
                // WebKitGTK takes its language from here; "C" is not one that Intl knows.
                ("LANG".into(), "en_US.UTF-8".into()),
                ("NO_AT_BRIDGE".into(), "1".into()),
            ],
            folder,
            mark: format!("CLAIMBENCH_STAGE={name}"),
        };
        if let Some(screen) = props.screen {
            stage.display(screen, props.picture.as_deref(), logs)?;
        }
        stage.bus(logs)?;
        if props.keyring {
            stage.keyring(logs)?;
        }
        Ok(stage)
    }

    /// The variables that put a program on this stage.
    pub fn env(&self) -> impl Iterator<Item = (String, String)> {
        self.env.clone().into_iter()
    }

    /// Puts `program` on this stage.
    pub fn dress(&self, program: Program) -> Program {
        program.without(FOREIGN).envs(self.env())
    }

    fn display(
        &mut self,
        (width, height): (u32, u32),
        picture: Option<&Path>,
        logs: &Path,
    ) -> Result<(), String> {
        let mut program = Program::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-screen",
                "0",
            ])
            .arg(format!("{width}x{height}x24"));
        if let Some(folder) = picture {
            program = program.arg("-fbdir").arg(folder);
        }
        let mut xvfb = self.dress(program).start(&logs.join("xvfb.log"), true)?;
        // Xvfb looks for a free display itself and names it once it accepts windows.
        let number = xvfb.first_line(READY)?;
        self.running.insert(0, xvfb);
        self.env.push(("DISPLAY".into(), format!(":{number}")));
        self.env.push(("GDK_BACKEND".into(), "x11".into()));
        Ok(())
    }

    fn bus(&mut self, logs: &Path) -> Result<(), String> {
        let program = Program::new("dbus-daemon").args([
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]);
        // What the bus starts for others inherits its environment: no portal, no screen reader.
        let home = self.folder.join("home");
        fs::create_dir_all(&home).map_err(|fault| format!("{}: {fault}", home.display()))?;
        let program = self.dress(program).env("HOME", &home);
        let mut bus = program.start(&logs.join("dbus.log"), true)?;
        let address = bus.first_line(READY)?;
        self.running.insert(0, bus);
        self.env.push(("DBUS_SESSION_BUS_ADDRESS".into(), address));
        Ok(())
    }

    fn keyring(&mut self, logs: &Path) -> Result<(), String> {
        let files = self.folder.join("secrets");
        fs::create_dir_all(&files).map_err(|fault| format!("{}: {fault}", files.display()))?;
        // The password of this throw-away keyring; gnome-keyring reads it to the end of its input.
        let password = self.folder.join("password");
        fs::write(&password, "stage")
            .map_err(|fault| format!("{}: {fault}", password.display()))?;
        let program = Program::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .input(&password)
            .env("XDG_DATA_HOME", &files)
            .env("HOME", self.folder.join("home"));
        let keyring = self
            .dress(program)
            .start(&logs.join("keyring.log"), false)?;
        self.running.insert(0, keyring);
        // Asking the service itself makes the bus start one of its own, so first: is ours there?
        let has_owner = self.ask_bus(&[
            "--dest=org.freedesktop.DBus",
            "/",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ]);
        let is_locked = self.ask_bus(&[
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets/aliases/default",
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection",
            "string:Locked",
        ]);
        let says = |program: &Program, words: &str| -> Result<bool, String> {
            let (answered, reply) = program.ask()?;
            Ok(answered && reply.contains(words))
        };
        let deadline = Instant::now() + READY;
        while Instant::now() < deadline {
            if says(&has_owner, "boolean true")? && says(&is_locked, "boolean false")? {
                return Ok(());
            }
            if let Some(status) = self.running[0].ended()? {
                return Err(format!(
                    "gnome-keyring-daemon ended with {status}: see keyring.log"
                ));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err("the keyring did not open: see keyring.log".into())
    }

    fn ask_bus(&self, words: &[&str]) -> Program {
        self.dress(
            Program::new("dbus-send")
                .args(["--session", "--print-reply"])
                .args(words),
        )
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for tied in &mut self.running {
            tied.stop();
        }
        // A program that the bus started may have left its group. The mark is this stage's own, so
        // whoever carries it was started here.
        for id in processes_with(&self.mark) {
            let kill = format!("kill -s KILL {id}");
            let _ = Program::new("sh").args(["-c", &kill]).ask();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(unix)]
fn private(folder: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .map_err(|fault| format!("{}: {fault}", folder.display()))
}

#[cfg(not(unix))]
fn private(_folder: &Path) -> Result<(), String> {
    Ok(())
}

/// Whether a person sits before a desktop on which the window can open.
pub fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

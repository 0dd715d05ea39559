//! What Claimbench needs from the machine: looked for one by one, and on a Debian system only what
//! is missing is installed. Elsewhere the list says exactly what is missing and how to get it.

use std::io::IsTerminal;
use std::process::Stdio;

use crate::leash::Program;
use crate::tree;

/// What a need is for. Each use includes what the lines above it ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Building the app and opening its window.
    Build,
    /// The real window where there is no desktop.
    Stage,
    /// The test command.
    Test,
    /// The measurements.
    Bench,
}

/// How to find out whether something is there.
#[derive(Clone, Copy, Debug)]
enum Probe {
    /// A program on the search path, under any of these names.
    Program(&'static [&'static str]),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// A command that ends well.
    Answer(&'static [&'static str]),
    /// At least one font for text that names none of ours.
    Font,
}

/// One thing that Claimbench needs, and the Debian package that has it.
#[derive(Clone, Copy, Debug)]
struct Need {
    probe: Probe,
    package: &'static str,
    used: Use,
}

const fn program(names: &'static [&'static str], package: &'static str, used: Use) -> Need {
    Need {
        probe: Probe::Program(names),
        package,
        used,
    }
}

const fn library(name: &'static str, package: &'static str) -> Need {
    Need {
        probe: Probe::Library(name),
        package,
        used: Use::Build,
    }
}

/// On Linux. pkg-config comes first: the libraries are asked for through it.
const NEEDS: [Need; 22] = [
    program(&["pkg-config", "pkgconf"], "pkg-config", Use::Build),
    program(&["cc"], "build-essential", Use::Build),
    library("webkit2gtk-4.1", "libwebkit2gtk-4.1-dev"),
    library("librsvg-2.0", "librsvg2-dev"),
    library("openssl", "libssl-dev"),
    program(&["Xvfb"], "xvfb", Use::Stage),
    program(&["WebKitWebDriver"], "webkit2gtk-driver", Use::Stage),
    program(&["dbus-daemon"], "dbus-daemon", Use::Stage),
    program(&["dbus-send"], "dbus-bin", Use::Stage),
    program(&["gnome-keyring-daemon"], "gnome-keyring", Use::Stage),
    program(&["xdotool"], "xdotool", Use::Stage),
    program(&["pdftotext"], "poppler-utils", Use::Stage),
    Need {
        probe: Probe::Font,
        package: "fonts-dejavu-core",
        used: Use::Stage,
    },
    // They read a statement as a bank and a telephone do.
    program(&["tesseract"], "tesseract-ocr", Use::Test),
    program(&["zbarimg"], "zbar-tools", Use::Test),
    program(&["git"], "git", Use::Test),
    program(
        &["chromium", "chromium-browser", "google-chrome"],
        "chromium",
        Use::Test,
    ),
    program(&["python3"], "python3", Use::Test),
    Need {
        probe: Probe::Answer(&["python3", "-c", "import ensurepip, venv"]),
        package: "python3-venv",
        used: Use::Test,
    },
    program(&["lp"], "cups-client", Use::Test),
    // Root's programs are off the search path of others.
    Need {
        probe: Probe::Answer(&["sh", "-c", "ls /usr/sbin/cupsd || command -v cupsd"]),
        package: "cups-daemon",
        used: Use::Test,
    },
    // Debian keeps the server's own programs off the search path.
    Need {
        probe: Probe::Answer(&[
            "sh",
            "-c",
            "ls /usr/lib/postgresql/*/bin/initdb || command -v initdb",
        ]),
        package: "postgresql",
        used: Use::Bench,
    },
];

impl Need {
    fn met(&self) -> bool {
        let answers = |name: &str, args: &[&str]| {
            let command = std::process::Command::new(name)
                .args(args)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            command.is_ok_and(|status| status.success())
        };
        match self.probe {
            Probe::Program(names) => names.iter().any(|name| tree::program(name).is_some()),
            Probe::Library(name) => answers("pkg-config", &["--exists", name]),
            Probe::Answer(words) => answers(words[0], &words[1..]),
            Probe::Font => {
                let list = Program::new("fc-list").args([":", "family"]).ask();
                list.is_ok_and(|(good, fonts)| good && !fonts.trim().is_empty())
            }
        }
    }
}

/// The packages of what is needed for `used` and not there.
fn missing(used: Use) -> Vec<&'static str> {
    let needs = NEEDS.iter().filter(|need| need.used <= used && !need.met());
    needs.map(|need| need.package).collect()
}

/// Looks for everything that `used` needs and gets what is missing. The answer says what was
/// installed, in words for the person who waits.
pub fn prepare(used: Use) -> Result<String, String> {
    node()?;
    if cfg!(target_os = "macos") {
        return macos();
    }
    if cfg!(windows) {
        return windows();
    }
    let lacking = missing(used);
    if lacking.is_empty() {
        return Ok("everything is there".into());
    }
    if tree::program("apt-get").is_none() {
        return Err(format!(
            "These are missing, by their Debian names: {}. Install them with the tools of this \
             system, then run this again.",
            lacking.join(" ")
        ));
    }
    apt(&lacking)?;
    let still = missing(used);
    if !still.is_empty() {
        return Err(format!(
            "Installed, but still not found: {}.",
            still.join(" ")
        ));
    }
    Ok(format!("installed {}", lacking.join(" ")))
}

/// Node 20.19 is the oldest that builds the UI.
fn node() -> Result<(), String> {
    const WAY_OUT: &str = "Install Node 20.19 or newer with npm, then run this again.";
    let Ok((true, version)) = Program::new("node").arg("--version").ask() else {
        return Err(format!("Node is missing. {WAY_OUT}"));
    };
    if !node_is_new_enough(&version) {
        return Err(format!("Node {} is too old. {WAY_OUT}", version.trim()));
    }
    match Program::npm().folder(tree::root()).arg("--version").ask() {
        Ok((true, _)) => Ok(()),
        _ => Err(format!("npm is missing. {WAY_OUT}")),
    }
}

fn node_is_new_enough(version: &str) -> bool {
    let mut parts = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse());
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (20u32, 19u32) <= (major, minor),
        _ => false,
    }
}

fn apt(packages: &[&str]) -> Result<(), String> {
    let Some(before) = rights() else {
        return Err(format!(
            "These packages are missing and this user may not install them. As root:\n  \
             apt-get update && apt-get install --no-install-recommends {}",
            packages.join(" ")
        ));
    };
    println!("Installing what is missing: {}", packages.join(" "));
    let apt_get = || {
        // sudo clears the environment, so the variable is set on its far side.
        let mut words = before.clone();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        Program::new(words[0]).args(&words[1..]).args([
            "-o",
            "DPkg::Lock::Timeout=300",
            "-o",
            "Acquire::Retries=3",
            "-qq",
        ])
    };
    apt_get().arg("update").must()?;
    apt_get()
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages)
        .must()
}

/// The words that go before a command which needs root; none when there is no way.
fn rights() -> Option<Vec<&'static str>> {
    if is_root() {
        return Some(Vec::new());
    }
    tree::program("sudo")?;
    if matches!(
        Program::new("sudo").args(["-n", "true"]).ask(),
        Ok((true, _))
    ) {
        return Some(vec!["sudo", "-n"]);
    }
    std::io::stdin().is_terminal().then(|| vec!["sudo"])
}

#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn is_root() -> bool {
    false
}

fn macos() -> Result<String, String> {
    match Program::new("xcode-select").arg("-p").ask() {
        Ok((true, _)) => Ok("everything is there".into()),
        _ => Err(
            "The command line tools of Xcode are missing. Run `xcode-select --install`, then \
                  run this again."
                .into(),
        ),
    }
}

fn windows() -> Result<String, String> {
    const RUNTIME: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let has_runtime = [
        r"HKLM\SOFTWARE\WOW6432Node",
        r"HKLM\SOFTWARE",
        r"HKCU\Software",
    ]
    .iter()
    .any(|hive| {
        let key = format!(r"{hive}\{RUNTIME}");
        matches!(
            Program::new("reg").args(["query", &key, "/v", "pv"]).ask(),
            Ok((true, _))
        )
    });
    let lacking: Vec<&str> = [
        (
            has_runtime,
            "WebView2 Runtime (Evergreen): winget install Microsoft.EdgeWebView2Runtime",
        ),
        (
            tree::program("perl").is_some(),
            "Perl: winget install StrawberryPerl.StrawberryPerl",
        ),
    ]
    .into_iter()
    .filter_map(|(there, how)| (!there).then_some(how))
    .collect();
    if lacking.is_empty() {
        return Ok("everything is there".into());
    }
    Err(format!(
        "These are missing:\n  {}\nInstall them, then run this again.",
        lacking.join("\n  ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_20_19_is_the_oldest() {
        for (version, enough) in [
            ("v20.19.0\n", true),
            ("v20.18.3", false),
            ("v22.1.0", true),
            ("v8.99.1", false),
            ("", false),
        ] {
            assert_eq!(node_is_new_enough(version), enough, "{version:?}");
        }
    }

    #[test]
    fn pkg_config_is_looked_for_before_the_libraries() {
        let first_library = NEEDS
            .iter()
            .position(|need| matches!(need.probe, Probe::Library(_)));
        let pkg_config = NEEDS.iter().position(|need| need.package == "pkg-config");
        assert!(pkg_config < first_library);
    }
}

//! What this computer is called.

/// The computer's name, as its owner gave it; `this computer` when it has none to tell.
pub fn name() -> String {
    own_name()
        .map(|name| name.trim().chars().take(60).collect::<String>())
        .filter(|name| !name.is_empty() && !name.chars().any(char::is_control))
        .unwrap_or_else(|| "this computer".to_owned())
}

#[cfg(windows)]
fn own_name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

#[cfg(target_os = "macos")]
fn own_name() -> Option<String> {
    let told = std::process::Command::new("/usr/sbin/scutil")
        .args(["--get", "ComputerName"])
        .output()
        .ok()?;
    String::from_utf8(told.stdout).ok()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn own_name() -> Option<String> {
    std::fs::read_to_string("/proc/sys/kernel/hostname").ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_computer_has_a_name_of_one_line() {
        let name = super::name();
        assert!(!name.is_empty() && !name.contains('\n'), "{name:?}");
    }
}

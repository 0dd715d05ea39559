//! How the window is painted.

/// Has the web view paint by itself where the computer has no graphics card: it would emulate one
/// otherwise, which takes many times the time and memory. Only Linux's web view does so. To be called
/// before the program starts its first thread.
pub fn without_graphics_card() {
    #[cfg(target_os = "linux")]
    {
        const BY_ITSELF: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
        let cards = std::fs::read_dir("/dev/dri")
            .into_iter()
            .flatten()
            .flatten();
        let found = cards
            .map(|card| card.file_name())
            .any(|name| name.to_string_lossy().starts_with("renderD"));
        if !found && std::env::var_os(BY_ITSELF).is_none() {
            #[allow(
                unsafe_code,
                reason = "no other thread runs yet that could read the environment"
            )]
            unsafe {
                std::env::set_var(BY_ITSELF, "1");
            }
        }
    }
}

//! Builds the window's capabilities and resources; nothing without the `desktop` feature.
fn main() {
    println!("cargo:rerun-if-changed=src-tauri/build.rs");
    #[cfg(feature = "desktop")]
    {
        println!("cargo:rerun-if-changed=src-tauri/capabilities");
        println!("cargo:rerun-if-changed=tauri.conf.json");
        println!("cargo:rerun-if-changed=ui/dist");
        let window = tauri_build::Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/*.json");
        if let Err(fault) = tauri_build::try_build(window) {
            println!("cargo:error=the window's configuration: {fault:#}");
        }
    }
}

//! What a program says when it stops in the middle of something: where in its own source, and nothing
//! else. A panic's own words can quote the text that it was about, and that may be a patient's.

/// From now on a panic prints its place in the source alone.
pub fn say_only_where() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|place| format!(" at {}:{}", place.file(), place.line()));
        eprintln!("Claimbench stopped{}.", place.unwrap_or_default());
    }));
}

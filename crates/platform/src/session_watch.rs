//! Word from the operating system that the computer is about to sleep or that its screen was locked,
//! so that the app locks as well; and how long nobody touched it.
//!
//! Linux: logind and the screen savers of the desktops, over D-Bus, with no polling. Windows and macOS
//! tell a window, not a library, about these, and nothing could be built or tried there. What is used
//! instead is a look at the clock every five seconds: a jump means that the computer slept, and the
//! app locks as it wakes. A locked screen is not seen there, and idle time is what the app's own
//! window counts.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(not(target_os = "linux"))]
use naps as system;

/// Something after which the app must be locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionEvent {
    /// The computer is about to sleep; where that cannot be seen beforehand, it slept.
    Suspend,
    /// The screen was locked, or another person's session was brought to the front.
    OsLock,
}

/// Watches until it is dropped.
pub struct SessionWatch(system::Watch);

impl SessionWatch {
    /// Starts to watch. `on_event` runs on a thread of the watch; where the system allows it, sleep is
    /// held off until it returns (logind gives five seconds). It must not drop the watch, and the watch
    /// must not be dropped while holding what `on_event` waits for: dropping waits for it to end.
    pub fn start(on_event: impl Fn(SessionEvent) + Send + Sync + 'static) -> SessionWatch {
        SessionWatch(system::Watch::start(std::sync::Arc::new(on_event)))
    }

    /// Whether an event of this kind would be seen now.
    pub fn sees(&self, event: SessionEvent) -> bool {
        self.0.sees(event)
    }

    /// What cannot be seen on this computer, in words; `None` when nothing is missing.
    pub fn blind_spot(&self) -> Option<&'static str> {
        match (
            self.sees(SessionEvent::Suspend),
            self.sees(SessionEvent::OsLock),
        ) {
            (true, true) => None,
            (true, false) => Some(
                "Claimbench cannot see when the screen of this computer is locked. Lock it with its \
                 own key, or let the idle time do it.",
            ),
            (false, true) => Some(
                "Claimbench cannot see when this computer goes to sleep. Lock it before, or let the \
                 idle time do it.",
            ),
            (false, false) => Some(
                "Claimbench cannot see when this computer sleeps or its screen is locked. Lock it \
                 with its own key, or let the idle time do it.",
            ),
        }
    }
}

/// The seconds since anybody used the keyboard or the mouse of this computer, in any program; `None`
/// where the system does not tell (all but GNOME), and the app's own clock of key and mouse events is
/// used.
pub fn idle_seconds() -> Option<u64> {
    #[cfg(target_os = "linux")]
    return linux::idle_seconds();
    #[cfg(not(target_os = "linux"))]
    None
}

/// Notices a sleep by the clock, afterwards.
#[cfg(any(not(target_os = "linux"), test))]
#[cfg_attr(
    target_os = "linux",
    allow(dead_code, reason = "Linux is told beforehand")
)]
mod naps {
    use std::sync::Arc;
    use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
    use std::thread::JoinHandle;
    use std::time::Duration;

    use super::SessionEvent;
    use crate::clock::now_ms;

    const LOOK_MS: u64 = 5_000;
    /// A busy computer is late by a few seconds, not by twenty.
    const LATE_MS: i64 = 20_000;

    pub(super) struct Watch(Option<(Sender<()>, JoinHandle<()>)>);

    impl Watch {
        pub(super) fn start(on_event: Arc<dyn Fn(SessionEvent) + Send + Sync>) -> Watch {
            let (stop, stopped) = channel();
            let watch = std::thread::Builder::new()
                .name("naps".into())
                .spawn(move || {
                    let mut before = now_ms();
                    let look = Duration::from_millis(LOOK_MS);
                    while stopped.recv_timeout(look) == Err(RecvTimeoutError::Timeout) {
                        let now = now_ms();
                        if slept(before, now) {
                            on_event(SessionEvent::Suspend);
                        }
                        before = now;
                    }
                });
            Watch(watch.ok().map(|thread| (stop, thread)))
        }

        pub(super) fn sees(&self, event: SessionEvent) -> bool {
            event == SessionEvent::Suspend && self.0.is_some()
        }
    }

    impl Drop for Watch {
        fn drop(&mut self) {
            if let Some((stop, thread)) = self.0.take() {
                drop(stop);
                let _ = thread.join();
            }
        }
    }

    /// A clock that was set back hides a sleep: any jump counts.
    pub(super) fn slept(before_ms: i64, now_ms: i64) -> bool {
        LATE_MS < (now_ms - before_ms - LOOK_MS as i64).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_of_the_clock_is_a_sleep_and_a_late_look_is_not() {
        for (now, want) in [
            (5_000, false),
            (24_000, false),
            (26_000, true),
            (-60_000, true),
        ] {
            assert_eq!(naps::slept(0, now), want, "{now}");
        }
    }

    #[test]
    fn the_watch_on_the_clock_stops_at_once_and_says_what_it_misses() {
        let began = std::time::Instant::now();
        let watch = naps::Watch::start(std::sync::Arc::new(|_| ()));
        assert!(watch.sees(SessionEvent::Suspend) && !watch.sees(SessionEvent::OsLock));
        drop(watch);
        assert!(began.elapsed().as_secs() < 4);
    }
}

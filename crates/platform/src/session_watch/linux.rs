//! Sleep and screen lock on Linux: signals of logind on the system bus, and of the desktop's screen
//! saver on the session bus. A thread for each bus sleeps until a message comes.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator, fdo::DBusProxy};
use zbus::message::{Message, Type};
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{MatchRule, Result};

use super::SessionEvent;

type OnEvent = Arc<dyn Fn(SessionEvent) + Send + Sync>;

const LOGIN: &str = "org.freedesktop.login1";
const LOGIN_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

pub(super) struct Watch {
    logind: Option<Listener>,
    desktop: Option<Listener>,
}

impl Watch {
    pub(super) fn start(on_event: OnEvent) -> Watch {
        Watch::on(Builder::system(), Builder::session(), on_event)
    }

    fn on(system: Result<Builder<'_>>, session: Result<Builder<'_>>, on_event: OnEvent) -> Watch {
        let connect = |bus: Result<Builder<'_>>| {
            // A bus that hangs must not hold the start of the app.
            bus.and_then(|bus| bus.method_timeout(Duration::from_secs(5)).build())
        };
        Watch {
            logind: connect(system)
                .and_then(|bus| logind(bus, on_event.clone()))
                .ok(),
            desktop: connect(session).and_then(|bus| desktop(bus, on_event)).ok(),
        }
    }

    pub(super) fn sees(&self, event: SessionEvent) -> bool {
        let works = |listener: &Option<Listener>| {
            listener
                .as_ref()
                .is_some_and(|listener| !listener.thread.is_finished())
        };
        match event {
            SessionEvent::Suspend => works(&self.logind),
            SessionEvent::OsLock => works(&self.logind) || works(&self.desktop),
        }
    }
}

/// A thread that waits for messages of a bus, until it is dropped or the bus ends.
struct Listener {
    bus: Connection,
    thread: JoinHandle<()>,
}

impl Listener {
    fn start(
        bus: Connection,
        rules: &[MatchRule<'_>],
        mut on_signal: impl FnMut(&Connection, &Message) + Send + 'static,
    ) -> Result<Listener> {
        let messages = MessageIterator::from(&bus);
        let proxy = DBusProxy::new(&bus)?;
        for rule in rules {
            proxy.add_match_rule(rule.clone())?;
        }
        let heard = bus.clone();
        let thread = thread::Builder::new()
            .name("session-watch".into())
            .spawn(move || {
                for message in messages.map_while(std::result::Result::ok) {
                    if message.message_type() == Type::Signal {
                        on_signal(&heard, &message);
                    }
                }
            })?;
        Ok(Listener { bus, thread })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for Listener { bus, thread } in [self.logind.take(), self.desktop.take()]
            .into_iter()
            .flatten()
        {
            // Closing ends the thread's wait for messages; a bus that is gone ended it before.
            let _ = bus.close();
            let _ = thread.join();
        }
    }
}

fn signal<'a>(interface: &'a str, member: &'a str) -> Result<MatchRule<'a>> {
    let rule = MatchRule::builder().msg_type(Type::Signal);
    Ok(rule.interface(interface)?.member(member)?.build())
}

fn logind(bus: Connection, on_event: OnEvent) -> Result<Listener> {
    let mut delay = Some(delay_sleep(&bus)?);
    let ours = own_session(&bus);
    let rules = [
        signal(MANAGER, "PrepareForSleep")?,
        signal(SESSION, "Lock")?,
        MatchRule::builder()
            .msg_type(Type::Signal)
            .interface(PROPERTIES)?
            .member("PropertiesChanged")?
            .arg(0, SESSION)?
            .build(),
    ];
    Listener::start(bus, &rules, move |bus, message| {
        let header = message.header();
        let path = header.path().map(|path| path.as_str());
        // A computer that does not say which session is ours locks for each.
        let in_session = ours.as_ref().is_none_or(|ours| path == Some(ours.as_str()));
        match header.member().map(|member| member.as_str()) {
            Some("PrepareForSleep") if message.body().deserialize().unwrap_or(false) => {
                on_event(SessionEvent::Suspend);
                // Closing it lets the computer go on to sleep.
                delay = None;
            }
            Some("PrepareForSleep") => delay = delay.take().or_else(|| delay_sleep(bus).ok()),
            Some("Lock") if in_session => on_event(SessionEvent::OsLock),
            Some("PropertiesChanged") if in_session && left(message) => {
                on_event(SessionEvent::OsLock);
            }
            _ => (),
        }
    })
}

/// Whether the changed properties say that the session was locked or is no longer in front.
fn left(message: &Message) -> bool {
    type Changed = (
        String,
        std::collections::HashMap<String, OwnedValue>,
        Vec<String>,
    );
    let Ok((interface, changed, _)) = message.body().deserialize::<Changed>() else {
        return false;
    };
    let is = |name: &str, value: bool| changed.get(name).is_some_and(|is| **is == value.into());
    interface == SESSION && (is("LockedHint", true) || is("Active", false))
}

/// Asks logind to hold off sleep until the answer is closed.
fn delay_sleep(bus: &Connection) -> Result<OwnedFd> {
    let why = ("sleep", "Claimbench", "Locks the practice", "delay");
    bus.call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "Inhibit", &why)?
        .body()
        .deserialize()
}

/// The session of this desktop. An app that the desktop's own service manager started is in none by
/// its process, so the environment is asked first and the user's session on the screen last.
fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let by_id = std::env::var("XDG_SESSION_ID").ok().and_then(|id| {
        let reply = bus.call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "GetSession", &id);
        reply.ok()?.body().deserialize().ok()
    });
    let by_process = || {
        let reply = bus.call_method(
            Some(LOGIN),
            LOGIN_PATH,
            Some(MANAGER),
            "GetSessionByPID",
            &0_u32,
        );
        reply.ok()?.body().deserialize().ok()
    };
    let on_screen = || {
        let (path, what) = (
            "/org/freedesktop/login1/user/self",
            ("org.freedesktop.login1.User", "Display"),
        );
        let reply = bus
            .call_method(Some(LOGIN), path, Some(PROPERTIES), "Get", &what)
            .ok()?;
        let display: OwnedValue = reply.body().deserialize().ok()?;
        let (_, path): (String, OwnedObjectPath) = display.try_into().ok()?;
        Some(path)
    };
    by_id.or_else(by_process).or_else(on_screen)
}

fn desktop(bus: Connection, on_event: OnEvent) -> Result<Listener> {
    let rules: Result<Vec<_>> = SCREEN_SAVERS
        .iter()
        .map(|interface| signal(interface, "ActiveChanged"))
        .collect();
    Listener::start(bus, &rules?, move |_, message| {
        let header = message.header();
        let member = header.member().map(|member| member.as_str());
        if member == Some("ActiveChanged") && message.body().deserialize().unwrap_or(false) {
            on_event(SessionEvent::OsLock);
        }
    })
}

pub(super) fn idle_seconds() -> Option<u64> {
    let bus = Builder::session()
        .ok()?
        .method_timeout(Duration::from_secs(1))
        .build()
        .ok()?;
    let (name, path) = (
        "org.gnome.Mutter.IdleMonitor",
        "/org/gnome/Mutter/IdleMonitor/Core",
    );
    let reply = bus
        .call_method(Some(name), path, Some(name), "GetIdletime", &())
        .ok()?;
    reply.body().deserialize::<u64>().ok().map(|ms| ms / 1000)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    /// A bus of this test alone, ended with it.
    struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        fn start() -> Option<Bus> {
            let mut command = Command::new("dbus-daemon");
            command
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped());
            let Ok(mut daemon) = command.spawn() else {
                println!("skipped: there is no dbus-daemon");
                return None;
            };
            let mut address = String::new();
            BufReader::new(daemon.stdout.as_mut().unwrap())
                .read_line(&mut address)
                .unwrap();
            Some(Bus {
                daemon,
                address: address.trim().to_owned(),
            })
        }

        fn builder(&self) -> Result<Builder<'_>> {
            Builder::address(self.address.as_str())
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    fn nowhere() -> Result<Builder<'static>> {
        Builder::address("unix:path=/nonexistent/bus")
    }

    fn heard() -> (OnEvent, Receiver<SessionEvent>) {
        let (send, receive) = channel();
        let on_event = move |event| {
            let _ = send.send(event);
        };
        (Arc::new(on_event), receive)
    }

    const SOON: Duration = Duration::from_secs(20);

    #[test]
    fn the_lock_of_every_desktop_is_heard_and_its_unlocking_is_not() {
        let Some(bus) = Bus::start() else { return };
        let (on_event, events) = heard();
        let watch = Watch::on(nowhere(), bus.builder(), on_event);
        assert!(watch.sees(SessionEvent::OsLock) && !watch.sees(SessionEvent::Suspend));
        let saver = bus.builder().unwrap().build().unwrap();
        for interface in SCREEN_SAVERS {
            for (member, is) in [
                ("ActiveChanged", false),
                ("Other", true),
                ("ActiveChanged", true),
            ] {
                saver
                    .emit_signal(None::<&str>, "/ScreenSaver", interface, member, &is)
                    .unwrap();
            }
            assert_eq!(
                events.recv_timeout(SOON),
                Ok(SessionEvent::OsLock),
                "{interface}"
            );
        }
        // Dropping ends the thread, and with it the only sender.
        drop(watch);
        assert!(events.recv_timeout(SOON).is_err() && events.try_iter().next().is_none());
    }

    #[test]
    fn a_bus_that_ends_leaves_a_watch_that_says_it_is_blind() {
        let Some(bus) = Bus::start() else { return };
        let (on_event, events) = heard();
        let watch = Watch::on(nowhere(), bus.builder(), on_event);
        drop(bus);
        // The thread lets go of its sender when it ends.
        assert!(events.recv_timeout(SOON).is_err());
        let listener = watch.desktop.as_ref().unwrap();
        while !listener.thread.is_finished() {
            thread::yield_now();
        }
        assert!(!watch.sees(SessionEvent::OsLock));
    }

    #[test]
    fn without_a_bus_the_watch_says_that_it_sees_nothing() {
        let (on_event, events) = heard();
        let watch = super::super::SessionWatch(Watch::on(nowhere(), nowhere(), on_event));
        assert!(
            watch
                .blind_spot()
                .is_some_and(|words| words.contains("sleeps or its screen"))
        );
        drop(watch);
        assert!(events.try_iter().next().is_none());
    }

    /// What logind answers: our session, and a pipe whose far end tells when sleep may go on.
    struct Logind(Vec<std::os::fd::OwnedFd>);

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Logind {
        fn inhibit(
            &mut self,
            what: &str,
            _who: &str,
            _why: &str,
            mode: &str,
        ) -> zbus::fdo::Result<OwnedFd> {
            assert_eq!((what, mode), ("sleep", "delay"));
            self.0
                .pop()
                .map(OwnedFd::from)
                .ok_or(zbus::fdo::Error::Failed("no more".into()))
        }

        #[zbus(name = "GetSession")]
        fn by_id(&self, _id: &str) -> OwnedObjectPath {
            ours()
        }

        #[zbus(name = "GetSessionByPID")]
        fn by_process(&self, _id: u32) -> OwnedObjectPath {
            ours()
        }
    }

    /// Whether the far end of a pipe is closed soon.
    fn closes(mut near: std::io::PipeReader) -> bool {
        let (send, receive) = channel();
        thread::spawn(move || send.send(near.read(&mut [0]).is_ok_and(|read| read == 0)));
        receive.recv_timeout(SOON) == Ok(true)
    }

    fn ours() -> OwnedObjectPath {
        OwnedObjectPath::try_from("/org/freedesktop/login1/session/_32").unwrap()
    }

    #[test]
    fn sleep_waits_until_the_app_has_locked_and_only_our_session_counts() {
        let Some(bus) = Bus::start() else { return };
        let (first, first_far) = std::io::pipe().unwrap();
        let (second, second_far) = std::io::pipe().unwrap();
        let ends = Logind(vec![second_far.into(), first_far.into()]);
        let logind = bus.builder().unwrap().serve_at(LOGIN_PATH, ends).unwrap();
        let logind = logind.name(LOGIN).unwrap().build().unwrap();
        let (on_event, events) = heard();
        let watch = Watch::on(bus.builder(), nowhere(), on_event);
        assert!(watch.sees(SessionEvent::OsLock) && watch.sees(SessionEvent::Suspend));

        let none = None::<&str>;
        logind
            .emit_signal(none, LOGIN_PATH, MANAGER, "PrepareForSleep", &true)
            .unwrap();
        assert_eq!(events.recv_timeout(SOON), Ok(SessionEvent::Suspend));
        assert!(closes(first), "the computer may go on to sleep");
        logind
            .emit_signal(none, LOGIN_PATH, MANAGER, "PrepareForSleep", &false)
            .unwrap();

        let theirs = "/org/freedesktop/login1/session/_31";
        let changed = |name: &'static str, value: bool| {
            let value = zbus::zvariant::Value::from(value);
            (
                SESSION,
                std::collections::HashMap::from([(name, value)]),
                Vec::<String>::new(),
            )
        };
        logind
            .emit_signal(none, theirs, SESSION, "Lock", &())
            .unwrap();
        for (name, value, counts) in [
            ("Active", true, false),
            ("LockedHint", false, false),
            ("IdleHint", true, false),
            ("Active", false, true),
            ("LockedHint", true, true),
        ] {
            let body = changed(name, value);
            logind
                .emit_signal(none, theirs, PROPERTIES, "PropertiesChanged", &body)
                .unwrap();
            logind
                .emit_signal(none, ours(), PROPERTIES, "PropertiesChanged", &body)
                .unwrap();
            if counts {
                assert_eq!(
                    events.recv_timeout(SOON),
                    Ok(SessionEvent::OsLock),
                    "{name}"
                );
            }
        }
        logind
            .emit_signal(none, ours(), SESSION, "Lock", &())
            .unwrap();
        assert_eq!(events.recv_timeout(SOON), Ok(SessionEvent::OsLock));
        // It was held off anew when the computer woke.
        logind
            .emit_signal(none, LOGIN_PATH, MANAGER, "PrepareForSleep", &true)
            .unwrap();
        assert_eq!(events.recv_timeout(SOON), Ok(SessionEvent::Suspend));
        assert!(closes(second));
        drop(watch);
        assert!(events.try_iter().next().is_none());
    }
}

//! Programs started by xtask, kept on a leash: whatever ends xtask (the end of the work, a fault,
//! Ctrl+C, a kill) also ends them and everything that they started.
//!
//! On Unix each program gets its own process group, and a small shell in that group waits on a pipe
//! that only xtask holds open. When xtask is gone the pipe closes, and the shell ends the group.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Waits in the background for the pipe to close, then becomes the program. `$1` is its input.
#[cfg(unix)]
const LEASH: &str = r#"
exec 3<&0 </dev/null
( read -r _ <&3; trap "" TERM; kill -s TERM -- -$$; sleep 2; kill -s KILL -- -$$ ) >/dev/null 2>&1 &
exec 3<&-
input=$1; shift
exec "$@" <"$input"
"#;

/// A program to start: its arguments, its folder, its environment, and what it reads.
#[derive(Clone, Debug)]
pub struct Program {
    name: OsString,
    args: Vec<OsString>,
    folder: PathBuf,
    set: Vec<(OsString, OsString)>,
    unset: Vec<OsString>,
    input: PathBuf,
}

impl Program {
    /// A program by its name or its path, to be run in the repository's root.
    pub fn new(name: impl AsRef<OsStr>) -> Program {
        Program {
            name: name.as_ref().to_owned(),
            args: Vec::new(),
            folder: crate::tree::root(),
            set: Vec::new(),
            unset: Vec::new(),
            input: PathBuf::from("/dev/null"),
        }
    }

    /// Cargo, the very one that runs xtask.
    pub fn cargo() -> Program {
        Program::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm, run in the UI's folder.
    pub fn npm() -> Program {
        let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Program::new(name).folder(crate::tree::root().join("ui"))
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Program {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Program {
        self.args
            .extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// Sets a variable of its environment.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Program {
        self.set
            .push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Sets variables of its environment.
    pub fn envs(self, pairs: impl IntoIterator<Item = (String, String)>) -> Program {
        pairs
            .into_iter()
            .fold(self, |program, (name, value)| program.env(name, value))
    }

    /// Takes variables out of its environment.
    pub fn without<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Program {
        self.unset.extend(names.into_iter().map(OsString::from));
        self
    }

    /// Runs it in `folder`.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Program {
        self.folder = folder.into();
        self
    }

    /// Lets it read `file`; nothing otherwise.
    pub fn input(mut self, file: impl Into<PathBuf>) -> Program {
        self.input = file.into();
        self
    }

    /// How it would be typed, for messages.
    pub fn line(&self) -> String {
        let name = Path::new(&self.name).file_name().unwrap_or(&self.name);
        let words = [name]
            .into_iter()
            .chain(self.args.iter().map(OsString::as_os_str));
        words
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn plain(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.args);
        self.dress(&mut command);
        command
    }

    #[cfg(unix)]
    fn leashed(&self) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new("sh");
        command
            .args(["-c", LEASH, "leash"])
            .arg(&self.input)
            .arg(&self.name)
            .args(&self.args);
        self.dress(&mut command);
        command.process_group(0).stdin(Stdio::piped());
        command
    }

    #[cfg(not(unix))]
    fn leashed(&self) -> Command {
        let mut command = self.plain();
        command.stdin(Stdio::null());
        command
    }

    fn dress(&self, command: &mut Command) {
        command.current_dir(&self.folder);
        for name in &self.unset {
            command.env_remove(name);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
    }

    fn fault(&self, fault: std::io::Error) -> String {
        format!("`{}` cannot be started: {fault}", self.line())
    }

    /// Runs it in the foreground, with xtask's own terminal, to its end.
    pub fn show(&self) -> Result<ExitStatus, String> {
        self.plain().status().map_err(|fault| self.fault(fault))
    }

    /// Like [`Program::show`], but a program that says no is a fault too.
    pub fn must(&self) -> Result<(), String> {
        match self.show()? {
            status if status.success() => Ok(()),
            status => Err(format!("`{}` ended with {status}", self.line())),
        }
    }

    /// Runs it to its end without a terminal; whether it did well, and what it printed. Its errors
    /// are dropped.
    pub fn ask(&self) -> Result<(bool, String), String> {
        self.output(Stdio::null())
    }

    /// Like [`Program::ask`], but its errors go to xtask's own.
    pub fn listen(&self) -> Result<(bool, String), String> {
        self.output(Stdio::inherit())
    }

    fn output(&self, errors: Stdio) -> Result<(bool, String), String> {
        let mut command = self.plain();
        let output = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn();
        let output = output.and_then(|child| child.wait_with_output());
        let output = output.map_err(|fault| self.fault(fault))?;
        Ok((
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        ))
    }

    /// Runs it to its end, everything it prints into `log`, and also to the terminal behind `prefix`
    /// when there is one. After `limit` it is ended.
    pub fn finish(
        &self,
        log: &Path,
        prefix: Option<&str>,
        limit: Duration,
    ) -> Result<Finish, String> {
        let start = Instant::now();
        let mut log_file = append(log)?;
        let _ = writeln!(log_file, "$ {}", self.line());
        let (reader, writer) = std::io::pipe().map_err(|fault| self.fault(fault))?;
        let mut command = self.leashed();
        command
            .stdout(writer.try_clone().map_err(|fault| self.fault(fault))?)
            .stderr(writer);
        let child = command.spawn().map_err(|fault| self.fault(fault))?;
        // The command keeps its ends of the pipe; while they live the reader would never end.
        drop(command);
        let mut tied = Tied::new(child, self.line());
        let copy = copy_lines(reader, log_file, prefix.map(str::to_owned));
        let mut next_note = Duration::from_secs(60);
        let status = loop {
            if let Some(status) = tied.ended()? {
                break Some(status);
            }
            if limit < start.elapsed() {
                break None;
            }
            if prefix.is_none() && next_note < start.elapsed() {
                println!(
                    "           … {} s, {}",
                    next_note.as_secs(),
                    crate::tree::short(log)
                );
                next_note += Duration::from_secs(60);
            }
            thread::sleep(Duration::from_millis(50));
        };
        tied.stop();
        let text = copy.join().unwrap_or_default();
        Ok(Finish {
            success: status.is_some_and(|status| status.success()),
            code: status.and_then(|status| status.code()),
            timed_out: status.is_none(),
            text,
        })
    }

    /// Starts it and goes on. What it says on its error stream (and on its output, unless
    /// `keep_output`) goes into `log`.
    pub fn start(&self, log: &Path, keep_output: bool) -> Result<Tied, String> {
        let log = append(log)?;
        let mut command = self.leashed();
        if keep_output {
            command.stdout(Stdio::piped());
        } else {
            command.stdout(log.try_clone().map_err(|fault| self.fault(fault))?);
        }
        let child = command
            .stderr(log)
            .spawn()
            .map_err(|fault| self.fault(fault))?;
        Ok(Tied::new(child, self.line()))
    }
}

fn append(log: &Path) -> Result<File, String> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    }
    let file = File::options().create(true).append(true).open(log);
    file.map_err(|fault| format!("{} cannot be written: {fault}", log.display()))
}

fn copy_lines(from: PipeReader, mut log: File, prefix: Option<String>) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|read| 0 < read) {
            let _ = log.write_all(&line);
            let words = String::from_utf8_lossy(&line);
            if let Some(prefix) = &prefix {
                println!("{prefix} {}", words.trim_end());
            }
            text.push_str(&words);
            line.clear();
        }
        text
    })
}

/// How a program ended that was run with [`Program::finish`].
#[derive(Debug)]
pub struct Finish {
    /// It ended by itself, and said that all is well.
    pub success: bool,
    /// Its exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// It was ended because it took too long.
    pub timed_out: bool,
    /// Everything that it printed, output and errors in the order they came.
    pub text: String,
}

/// A program that runs beside xtask. Dropping it ends it and its whole group.
#[derive(Debug)]
pub struct Tied {
    child: Child,
    line: String,
    /// Held open for as long as the program may live; see the module's head.
    hold: Option<ChildStdin>,
    status: Option<ExitStatus>,
    stopped: bool,
}

impl Tied {
    fn new(mut child: Child, line: String) -> Tied {
        let hold = child.stdin.take();
        Tied {
            child,
            line,
            hold,
            status: None,
            stopped: false,
        }
    }

    /// The program's process id, which is also the id of its group.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, String> {
        if self.status.is_none() {
            let status = self.child.try_wait();
            self.status = status.map_err(|fault| format!("`{}` was lost: {fault}", self.line))?;
        }
        Ok(self.status)
    }

    /// The first line of its output, for a program that was started with `keep_output`.
    pub fn first_line(&mut self, limit: Duration) -> Result<String, String> {
        let Some(output) = self.child.stdout.take() else {
            return Err(format!("`{}` has no output to read", self.line));
        };
        let (send, receive) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = String::new();
            let read = output.read_line(&mut line);
            let _ = send.send(read.map(|_| line.trim().to_owned()));
            // Keeps draining, so that the program never blocks on a full pipe.
            let _ = std::io::copy(&mut output, &mut std::io::sink());
        });
        match receive.recv_timeout(limit) {
            Ok(Ok(line)) if !line.is_empty() => Ok(line),
            _ => Err(format!("`{}` did not say that it is ready", self.line)),
        }
    }

    /// Ends the program and its group: first asked, after three seconds made to.
    pub fn stop(&mut self) {
        if self.stopped {
            return; // The group's number may be another's by now.
        }
        self.stopped = true;
        let group = self.child.id();
        signal(group, "TERM");
        let deadline = Instant::now() + Duration::from_secs(3);
        while Instant::now() < deadline && self.alive(group) {
            thread::sleep(Duration::from_millis(10));
        }
        if self.alive(group) {
            signal(group, "KILL");
            let _ = self.child.kill();
            // What comes after it finds nothing of it any more: no name on the bus, no open file.
            let deadline = Instant::now() + Duration::from_secs(20);
            while Instant::now() < deadline && self.alive(group) {
                thread::sleep(Duration::from_millis(10));
            }
        }
        self.hold = None;
        if self.status.is_none() {
            self.status = self.child.wait().ok();
        }
    }

    fn alive(&mut self, group: u32) -> bool {
        let own = matches!(self.ended(), Ok(None));
        own || group_lives(group)
    }
}

impl Drop for Tied {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(unix)]
fn signal(group: u32, name: &str) {
    let script = format!("kill -s {name} -- -{group}");
    let _ = Command::new("sh")
        .args(["-c", &script])
        .stderr(Stdio::null())
        .status();
}

#[cfg(not(unix))]
fn signal(_group: u32, _name: &str) {}

/// Whether a process of the group still runs. The leash's own shell counts too, it goes with the rest.
#[cfg(target_os = "linux")]
fn group_lives(group: u32) -> bool {
    !members(group).is_empty()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn group_lives(group: u32) -> bool {
    let script = format!("kill -s 0 -- -{group}");
    let status = Command::new("sh")
        .args(["-c", &script])
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

#[cfg(not(unix))]
fn group_lives(_group: u32) -> bool {
    false
}

/// The ids of all processes of this machine that can be seen. None where there is no `/proc`.
pub fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// The processes of a group that still run. One that has ended but was not waited for does not count.
pub fn members(group: u32) -> Vec<u32> {
    let group = group.to_string();
    let of_group = |id: &u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        // pid (name) state parent group …; the name may hold spaces and brackets.
        let mut after_name = stat
            .rsplit_once(')')
            .map_or("", |(_, rest)| rest)
            .split_whitespace();
        let (state, own) = (after_name.next(), after_name.nth(1));
        own == Some(group.as_str()) && state != Some("Z")
    };
    processes().filter(of_group).collect()
}

/// The processes whose environment holds exactly `pair` (`NAME=value`), whoever started them.
pub fn processes_with(pair: &str) -> Vec<u32> {
    let has = |id: &u32| {
        let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        environment
            .split(|byte| *byte == 0)
            .any(|entry| entry == pair.as_bytes())
    };
    processes()
        .filter(|id| *id != std::process::id())
        .filter(has)
        .collect()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        std::env::temp_dir()
            .join(format!("xtask-leash-{}", std::process::id()))
            .join(name)
    }

    #[test]
    fn a_program_that_ends_tells_how_and_what_it_said() {
        let sh = |script: &str| Program::new("sh").args(["-c", script]);
        let limit = Duration::from_secs(20);
        let finish = sh("echo one; echo two >&2; read x || echo three").finish(
            &scratch("log-1"),
            None,
            limit,
        );
        let finish = finish.unwrap();
        assert!(finish.success && !finish.timed_out);
        assert_eq!(finish.text, "one\ntwo\nthree\n");
        assert!(
            fs::read_to_string(scratch("log-1"))
                .unwrap()
                .ends_with("one\ntwo\nthree\n")
        );
        assert!(
            !sh("exit 3")
                .finish(&scratch("log-2"), None, limit)
                .unwrap()
                .success
        );
    }

    #[test]
    fn a_program_that_takes_too_long_ends_with_all_that_it_started() {
        let mark = format!("XTASK_MARK=long-{}", std::process::id());
        let (name, value) = mark.split_once('=').unwrap();
        let program = Program::new("sh")
            .args(["-c", "sleep 300 & sleep 300"])
            .env(name, value);
        let finish = program
            .finish(&scratch("log-3"), None, Duration::from_millis(200))
            .unwrap();
        assert!(finish.timed_out && !finish.success);
        assert_eq!(processes_with(&mark), Vec::<u32>::new());
    }

    #[test]
    fn a_program_reads_its_input_and_dies_when_dropped() {
        let input = scratch("input");
        fs::create_dir_all(scratch("")).unwrap();
        fs::write(&input, "hello\n").unwrap();
        let mark = format!("XTASK_MARK=drop-{}", std::process::id());
        let (name, value) = mark.split_once('=').unwrap();
        let program = Program::new("sh").args(["-c", "read x; echo got $x; sleep 300"]);
        let mut tied = program
            .input(&input)
            .env(name, value)
            .start(&scratch("log-4"), true)
            .unwrap();
        assert_eq!(
            tied.first_line(Duration::from_secs(20)),
            Ok("got hello".to_owned())
        );
        assert!(!processes_with(&mark).is_empty());
        drop(tied);
        assert_eq!(processes_with(&mark), Vec::<u32>::new());
    }

    #[test]
    fn a_closed_pipe_ends_the_program_even_when_nobody_stops_it() {
        let mark = format!("XTASK_MARK=pipe-{}", std::process::id());
        let (name, value) = mark.split_once('=').unwrap();
        let program = Program::new("sleep").arg("300").env(name, value);
        let mut tied = program.start(&scratch("log-5"), false).unwrap();
        assert!(matches!(tied.ended(), Ok(None)));
        tied.hold = None; // What the system does when xtask is killed.
        let deadline = Instant::now() + Duration::from_secs(20);
        while matches!(tied.ended(), Ok(None)) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
        assert!(
            matches!(tied.ended(), Ok(Some(_))),
            "the leash did not end the program"
        );
    }
}

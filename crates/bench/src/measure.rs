//! Clocks, and the figures of a bench: processor time of this process for what the processor bounds,
//! the wall clock for what the disk bounds.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// What was measured of a row of the table, a number for each round.
pub struct Figures {
    /// The row's name.
    pub name: &'static str,
    /// `ms` or `mb`.
    pub unit: &'static str,
    /// Claimbench.
    pub ours: Vec<f64>,
    /// What it is compared with; empty when that is measured elsewhere.
    pub theirs: Vec<f64>,
}

impl Figures {
    /// Figures in milliseconds, with none yet.
    pub fn ms(name: &'static str) -> Figures {
        Figures {
            name,
            unit: "ms",
            ours: Vec::new(),
            theirs: Vec::new(),
        }
    }

    /// The line of JSON that xtask reads.
    pub fn line(&self) -> String {
        let mut line = serde_json::Map::new();
        line.insert("name".to_owned(), json!(self.name));
        line.insert(format!("ours_{}", self.unit), json!(self.ours));
        line.insert(format!("theirs_{}", self.unit), json!(self.theirs));
        Value::Object(line).to_string()
    }
}

/// Prints a line. What is not JSON is shown to the person as it is.
pub fn say(line: &str) {
    // Whoever closed the pipe wants no more lines.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A stretch of work that is measured by both clocks.
pub struct Stretch {
    began: Instant,
    cpu: Duration,
}

impl Stretch {
    /// Begins now.
    pub fn begin() -> Stretch {
        Stretch {
            began: Instant::now(),
            cpu: processor(),
        }
    }

    /// Milliseconds of the processor since it began.
    pub fn cpu_ms(&self) -> f64 {
        millis(processor().saturating_sub(self.cpu))
    }

    /// Milliseconds of the wall clock since it began.
    pub fn wall_ms(&self) -> f64 {
        millis(self.began.elapsed())
    }
}

/// Milliseconds with their fractions.
fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The processor time of this process so far, all threads.
#[cfg(unix)]
fn processor() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(spent.tv_sec).unwrap_or(0),
        u32::try_from(spent.tv_nsec).unwrap_or(0),
    )
}

/// The wall clock stands in where the processor time needs a call of its own.
#[cfg(not(unix))]
fn processor() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// The most memory that this process ever had in use, in MB (of 1,000,000 bytes).
#[cfg(target_os = "linux")]
pub fn peak_mb() -> anyhow::Result<f64> {
    use anyhow::Context;
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .context("the system tells no peak of memory")?
        .trim()
        .parse()?;
    Ok(kib * 1024.0 / 1e6)
}

/// Only Linux tells it.
#[cfg(not(target_os = "linux"))]
pub fn peak_mb() -> anyhow::Result<f64> {
    anyhow::bail!("the peak of memory is measured on Linux only")
}

/// The value below which lies the share `of` of the samples; 0 without samples.
pub fn quantile(samples: &[f64], of: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut at = 0;
    while at + 1 < sorted.len() && ((at + 1) as f64) < of * sorted.len() as f64 {
        at += 1;
    }
    sorted.get(at).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_one_of_the_samples() {
        let samples: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(quantile(&samples, 0.5), 50.0);
        assert_eq!(quantile(&samples, 0.99), 99.0);
        assert_eq!(quantile(&[7.0], 0.99), 7.0);
        assert_eq!(quantile(&[], 0.5), 0.0);
    }

    #[test]
    fn figures_are_a_line_of_the_protocol() {
        let figures = Figures {
            ours: vec![1.5],
            ..Figures::ms("save")
        };
        let line: Value = serde_json::from_str(&figures.line()).unwrap();
        assert_eq!(
            line,
            json!({"name": "save", "ours_ms": [1.5], "theirs_ms": []})
        );
    }

    #[test]
    fn work_costs_processor_time() {
        let stretch = Stretch::begin();
        let mut sum = 0_u64;
        while stretch.cpu_ms() < 2.0 {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(0 < sum && 1.0 < stretch.wall_ms());
    }
}

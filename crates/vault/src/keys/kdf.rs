//! What a guess at a password costs: Argon2id with its memory, passes and lanes. The numbers stand
//! in each slot, so that they can grow with the machines; below the floor nothing is made or opened.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// The cost of Argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Why a cost is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KdfProblem {
    /// Less than 19 MiB, two passes or one lane.
    #[error("the work for a password is below the floor of 19 MiB and two passes")]
    TooCheap,
    /// More than any machine of a practice bears: 1 GiB, 16 passes, 16 lanes.
    #[error("the work for a password is more than 1 GiB, 16 passes or 16 lanes")]
    TooDear,
}

/// The machine did not have the memory that Argon2id asks for.
pub(super) struct NoMemory;

impl Kdf {
    /// The cost that new slots start from: 64 MiB, three passes, four lanes (the second choice of
    /// RFC 9106).
    pub const fn usual() -> Kdf {
        Kdf {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 4,
        }
    }

    /// The least that is ever made or opened: 19 MiB, two passes, one lane (OWASP).
    pub const fn floor() -> Kdf {
        Kdf {
            memory_kib: 19 * 1024,
            passes: 2,
            lanes: 1,
        }
    }

    /// A cost between the floor and what a slot file may ask of a machine.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Kdf, KdfProblem> {
        let floor = Kdf::floor();
        if memory_kib < floor.memory_kib || passes < floor.passes || lanes < floor.lanes {
            return Err(KdfProblem::TooCheap);
        }
        if 1024 * 1024 < memory_kib || 16 < passes || 16 < lanes {
            return Err(KdfProblem::TooDear);
        }
        Ok(Kdf {
            memory_kib,
            passes,
            lanes,
        })
    }

    /// The cost that takes this machine between half a second and a second, looked for from
    /// [`Kdf::usual`] up or down. `measure` answers how many milliseconds a cost took
    /// ([`Kdf::rehearse`] does the work), and more than a second when it could not be done at all.
    /// Never below the floor, however slow the machine; never above 256 MiB, however fast.
    pub fn calibrated(mut measure: impl FnMut(&Kdf) -> u64) -> Kdf {
        const ENOUGH_MS: u64 = 500;
        const TOO_LONG_MS: u64 = 1_000;
        let mebibytes = |n: u32, passes| Kdf {
            memory_kib: n * 1024,
            passes,
            lanes: 4,
        };
        let dearer = [(96, 3), (128, 3), (192, 3), (256, 3), (256, 4), (256, 6)]
            .map(|(n, passes)| mebibytes(n, passes));
        let cheaper = [(48, 3), (32, 3), (24, 3)];

        let mut chosen = Kdf::usual();
        let took = measure(&chosen);
        if TOO_LONG_MS < took {
            return cheaper
                .into_iter()
                .map(|(n, passes)| mebibytes(n, passes))
                .find(|kdf| measure(kdf) <= TOO_LONG_MS)
                .unwrap_or(Kdf::floor());
        }
        if ENOUGH_MS <= took {
            return chosen;
        }
        // Time goes with memory and passes, so those that are sure to be too cheap need not be tried.
        let work = |kdf: &Kdf| u64::from(kdf.memory_kib) * u64::from(kdf.passes);
        let enough = |kdf: &Kdf| ENOUGH_MS <= took * work(kdf) / work(&Kdf::usual());
        let from = dearer.iter().position(enough).unwrap_or(dearer.len() - 1);
        for next in &dearer[from..] {
            let took = measure(next);
            if TOO_LONG_MS < took {
                break;
            }
            chosen = *next;
            if ENOUGH_MS <= took {
                break;
            }
        }
        if chosen != Kdf::usual() {
            return chosen;
        }
        let mut passed_over = dearer[..from].iter().rev();
        passed_over
            .find(|kdf| measure(kdf) <= TOO_LONG_MS)
            .copied()
            .unwrap_or(chosen)
    }

    /// Memory in KiB.
    pub fn memory_kib(&self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(&self) -> u32 {
        self.passes
    }

    /// Lanes.
    pub fn lanes(&self) -> u32 {
        self.lanes
    }

    /// Does the work once for nothing, so that [`Kdf::calibrated`] can be given its time. False when
    /// the machine has not enough memory for it.
    pub fn rehearse(&self) -> bool {
        self.stretch("a rehearsal", &[0; 16]).is_ok()
    }

    /// Stretches a password in NFKC with a salt.
    pub(super) fn stretch(
        &self,
        password: &str,
        salt: &[u8; 16],
    ) -> Result<Zeroizing<[u8; 32]>, NoMemory> {
        let Ok(params) = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)) else {
            unreachable!("Kdf::new lets nothing through that Argon2 refuses")
        };
        let mut blocks: Vec<Block> = Vec::new();
        blocks
            .try_reserve_exact(params.block_count())
            .map_err(|_| NoMemory)?;
        blocks.resize(params.block_count(), Block::default());
        let mut out = Zeroizing::new([0; 32]);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let password = normalized(password);
        let hashed = argon2.hash_password_into_with_memory(
            password.as_bytes(),
            salt,
            &mut *out,
            &mut blocks[..],
        );
        assert!(
            hashed.is_ok(),
            "a password of some kilobytes and a salt of 16 bytes always hash"
        );
        blocks.iter_mut().for_each(Zeroize::zeroize);
        Ok(out)
    }
}

/// The password as every keyboard and system would type it: `é` is one thing, however it is composed.
pub(super) fn normalized(password: &str) -> Zeroizing<String> {
    // The longest expansion of NFKC makes 33 bytes of three. With room for it from the beginning,
    // the text never moves and leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(11 * password.len()));
    text.extend(password.nfkc());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_and_the_ceiling_hold() {
        assert_eq!(Kdf::new(19 * 1024, 2, 1), Ok(Kdf::floor()));
        assert_eq!(Kdf::new(19 * 1024 - 1, 2, 1), Err(KdfProblem::TooCheap));
        assert_eq!(Kdf::new(64 * 1024, 1, 4), Err(KdfProblem::TooCheap));
        assert_eq!(Kdf::new(64 * 1024, 3, 0), Err(KdfProblem::TooCheap));
        assert_eq!(Kdf::new(64 * 1024, 3, 4), Ok(Kdf::usual()));
        assert_eq!(Kdf::new(u32::MAX, 3, 4), Err(KdfProblem::TooDear));
        assert_eq!(Kdf::new(64 * 1024, 17, 4), Err(KdfProblem::TooDear));
        assert_eq!(Kdf::new(64 * 1024, 3, 17), Err(KdfProblem::TooDear));
    }

    /// `speed`: milliseconds for one pass over one MiB, in thousandths.
    #[track_caller]
    fn check(speed: u64, memory_mib: u32, passes: u32) {
        let kdf = Kdf::calibrated(|kdf| {
            u64::from(kdf.memory_kib()) * u64::from(kdf.passes()) * speed / 1024 / 1000
        });
        assert_eq!(
            (kdf.memory_kib() / 1024, kdf.passes()),
            (memory_mib, passes)
        );
        assert!(Kdf::new(kdf.memory_kib(), kdf.passes(), kdf.lanes()).is_ok());
    }

    #[test]
    fn calibration_ends_between_half_a_second_and_a_second() {
        check(2_700, 64, 3); // 518 ms
        check(2_000, 96, 3); // 384, then 576
        check(1_000, 192, 3); // 192, then 576
        check(5_000, 64, 3); // 960
        check(6_000, 48, 3); // 1152, then 864
        check(9_000, 32, 3); // 864
    }

    #[test]
    fn calibration_stays_within_the_floor_and_256_mib() {
        check(1, 256, 6);
        check(1_000_000, 19, 2);
    }

    #[test]
    fn a_jump_over_the_range_keeps_the_cheaper_cost() {
        let kdf = Kdf::calibrated(|kdf| if *kdf == Kdf::usual() { 450 } else { 1_200 });
        assert_eq!(kdf, Kdf::usual());
        // Of those that were passed over as too cheap, one that this machine has the memory for.
        let kdf = Kdf::calibrated(|kdf| match kdf.memory_kib() / 1024 {
            64 => 100,
            96 | 128 => 400,
            _ => 5_000,
        });
        assert_eq!((kdf.memory_kib() / 1024, kdf.passes()), (128, 3));
    }

    #[test]
    fn composed_and_decomposed_letters_stretch_alike() {
        assert_eq!(*normalized("e\u{301}te\u{301}"), "\u{e9}t\u{e9}");
        assert_eq!(*normalized("\u{ff21}\u{fb01}"), "Afi");
        let longest = "\u{fdfa}".repeat(1_000);
        let text = normalized(&longest);
        assert!(
            text.capacity() < 11 * longest.len() + 64,
            "the text moved while it grew"
        );
    }

    #[test]
    fn argon2id_gives_the_bytes_of_the_reference() {
        let Ok(out) = Kdf::floor().stretch("correct horse battery staple", b"0123456789abcdef")
        else {
            panic!("19 MiB")
        };
        // argon2 of the reference implementation in C, -id -t 2 -k 19456 -p 1 -l 32.
        assert_eq!(
            super::super::seal::hex(&*out),
            "832e52b959b967b570ee4781f6c7bda7ced019ca266ac781fd2d94d4e853b0cd"
        );
    }
}

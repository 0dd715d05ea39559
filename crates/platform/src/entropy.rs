//! Random bytes from the operating system: the one place where they are drawn.

/// The operating system gave no random bytes. Nothing that needs a key may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This computer gives no random numbers, so no key can be made. Restart it and try again.")]
pub struct NoEntropy;

/// Fills `into` with random bytes that nobody can guess.
pub fn fill(into: &mut [u8]) -> Result<(), NoEntropy> {
    getrandom::fill(into).map_err(|_| NoEntropy)
}

/// `N` random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoEntropy> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ_and_fill_the_whole_buffer() {
        assert_ne!(bytes::<32>(), bytes::<32>());
        let mut large = [0; 4096];
        assert_eq!(fill(&mut large), Ok(()));
        assert!(
            large
                .chunks(64)
                .all(|chunk| chunk.iter().any(|byte| *byte != 0))
        );
    }
}

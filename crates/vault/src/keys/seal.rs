//! The few primitives that the rest of the module is made of, each in one function: HKDF-SHA-256,
//! AES-256-GCM, HPKE (RFC 9180: DHKEM X25519, HKDF-SHA-256, AES-256-GCM), SHA-256 over a list of
//! fields, and strict hexadecimal text.

use std::convert::Infallible;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use hkdf::Hkdf;
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes of an AES-256-GCM nonce.
const NONCE: usize = 12;
/// Bytes of an encapsulated X25519 key.
const ENCAPSULATED: usize = 32;

/// Fields that a hash, a MAC or a seal binds: each with its length before it, so that no two lists
/// of fields give the same bytes.
pub(super) struct Fields(Vec<u8>);

impl Fields {
    /// A list that begins with what it is for.
    pub(super) fn of(purpose: &str) -> Fields {
        Fields(Vec::new()).text(purpose)
    }

    /// Adds bytes.
    pub(super) fn bytes(mut self, bytes: &[u8]) -> Fields {
        self.0
            .extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    /// Adds a text.
    pub(super) fn text(self, text: &str) -> Fields {
        self.bytes(text.as_bytes())
    }

    /// Adds a number.
    pub(super) fn number(self, number: u64) -> Fields {
        self.bytes(&number.to_le_bytes())
    }

    /// Adds a yes or no.
    pub(super) fn flag(self, flag: bool) -> Fields {
        self.bytes(&[u8::from(flag)])
    }

    /// The bytes, for a seal to bind.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Their SHA-256.
    pub(super) fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    /// Their HMAC-SHA-256 under `key`.
    pub(super) fn hmac(&self, key: &[u8; 32]) -> [u8; 32] {
        // HKDF-Extract is by its definition (RFC 5869 section 2.2) HMAC(salt, input).
        Hkdf::<Sha256>::extract(Some(key), &self.0).0.into()
    }
}

/// HKDF-SHA-256 without salt, from secret bytes that are uniform already or hold a uniform part.
pub(super) fn derive<const N: usize>(secret: &[u8], info: &[&[u8]]) -> Zeroizing<[u8; N]> {
    let mut out = Zeroizing::new([0; N]);
    let derived = Hkdf::<Sha256>::new(None, secret).expand_multi_info(info, &mut *out);
    assert!(
        derived.is_ok(),
        "HKDF gives up to 255 times 32 bytes; nobody asks for more than 48"
    );
    out
}

/// Seals `plain` under `key` with AES-256-GCM: nonce, ciphertext, tag.
pub(super) fn seal(
    key: &[u8; 32],
    plain: &[u8],
    bound: &Fields,
    random: &mut dyn FnMut(&mut [u8]),
) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    random(&mut nonce);
    let message = Payload {
        msg: plain,
        aad: bound.as_bytes(),
    };
    let Ok(sealed) = Aes256Gcm::new(key.into()).encrypt(&nonce.into(), message) else {
        unreachable!("AES-GCM takes 64 GiB; keys are a few bytes")
    };
    [&nonce[..], &sealed].concat()
}

/// Opens what [`seal`] made; `None` when the key, the bound fields or a byte differ.
pub(super) fn open(key: &[u8; 32], sealed: &[u8], bound: &Fields) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let message = Payload {
        msg: sealed,
        aad: bound.as_bytes(),
    };
    Aes256Gcm::new(key.into())
        .decrypt(nonce.into(), message)
        .ok()
        .map(Zeroizing::new)
}

/// The private and the public half of the X25519 pair that `seed` stands for (RFC 9180 DeriveKeyPair).
pub(super) fn key_pair(seed: &[u8; 32]) -> (Zeroizing<[u8; 32]>, [u8; 32]) {
    let (private, public) = X25519HkdfSha256::derive_keypair(seed);
    let mut bytes = Zeroizing::new([0; 32]);
    private.write_exact(&mut *bytes);
    (bytes, public.to_bytes().into())
}

/// The public half of a private X25519 key.
pub(super) fn public_of(private: &[u8; 32]) -> Option<[u8; 32]> {
    let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(private).ok()?;
    Some(X25519HkdfSha256::sk_to_pk(&private).to_bytes().into())
}

/// Seals `plain` to a public key with HPKE in base mode: encapsulated key, ciphertext, tag.
/// `None` when the public key is none.
pub(super) fn seal_to(
    public: &[u8; 32],
    purpose: &str,
    plain: &[u8],
    bound: &Fields,
    random: &mut dyn FnMut(&mut [u8]),
) -> Option<Vec<u8>> {
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public).ok()?;
    let (encapsulated, sealed) =
        hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            purpose.as_bytes(),
            plain,
            bound.as_bytes(),
            &mut Source(random),
        )
        .ok()?;
    Some([encapsulated.to_bytes().as_slice(), &sealed].concat())
}

/// Opens what [`seal_to`] made; `None` when the key, the purpose, the bound fields or a byte differ.
pub(super) fn open_with(
    private: &[u8; 32],
    purpose: &str,
    sealed: &[u8],
    bound: &Fields,
) -> Option<Zeroizing<Vec<u8>>> {
    let (encapsulated, sealed) = sealed.split_at_checked(ENCAPSULATED)?;
    let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(private).ok()?;
    let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    hpke::single_shot_open::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &encapsulated,
        purpose.as_bytes(),
        sealed,
        bound.as_bytes(),
    )
    .ok()
    .map(Zeroizing::new)
}

/// The caller's random bytes, as HPKE asks for them.
struct Source<'a>(&'a mut dyn FnMut(&mut [u8]));

impl TryRng for Source<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        (self.0)(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        (self.0)(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        (self.0)(out);
        Ok(())
    }
}

impl TryCryptoRng for Source<'_> {}

/// Compares without stopping at the first difference.
pub(super) fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b));
    a.len() == b.len() && std::hint::black_box(differing) == 0
}

/// Lower-case hexadecimal digits, pushed to `out`.
pub(super) fn push_hex(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    push_hex(&mut out, bytes);
    out
}

/// Reads what [`hex`] writes, and nothing else: one spelling for each value.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

/// Reads exactly `N` bytes of hexadecimal text.
pub(super) fn unhex_exact<const N: usize>(text: &str) -> Option<[u8; N]> {
    unhex(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::testing::random;

    #[test]
    fn hkdf_gives_the_bytes_of_rfc_5869() {
        // Appendix A.3: SHA-256, no salt, no info.
        let okm = derive::<42>(&[0x0b; 22], &[]);
        assert_eq!(
            hex(&*okm),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d\
             9d201395faa4b61a96c8"
        );
    }

    #[test]
    fn hmac_gives_the_bytes_of_rfc_4231() {
        // Test case 1 has a 20-byte key; HMAC pads keys with zeros, so 32 bytes say the same.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        assert_eq!(
            hex(&Fields(b"Hi There".to_vec()).hmac(&key)),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[test]
    fn aes_gcm_gives_the_bytes_of_the_standard_test() {
        // McGrew and Viega, test case 14: zero key, zero nonce, sixteen zero bytes.
        let sealed = seal(
            &[0; 32],
            &[0; 16],
            &Fields(Vec::new()),
            &mut |out: &mut [u8]| {
                out.fill(0);
            },
        );
        assert_eq!(
            hex(&sealed),
            "000000000000000000000000cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        );
    }

    #[test]
    fn hpke_derives_the_pair_of_rfc_9180() {
        // Appendix A.1.1: ikmR and pkRm (the derivation does not depend on the AEAD).
        let seed = unhex_exact("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037")
            .unwrap();
        let (private, public) = key_pair(&seed);
        assert_eq!(
            hex(&public),
            "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"
        );
        assert_eq!(public_of(&private), Some(public));
    }

    #[test]
    fn a_seal_binds_its_key_its_purpose_and_its_fields() {
        let mut random = random("seal");
        let bound = Fields::of("a").text("b");
        let sealed = seal(&[1; 32], b"secret", &bound, &mut random);
        assert_eq!(
            open(&[1; 32], &sealed, &bound).unwrap().as_slice(),
            b"secret"
        );
        assert!(open(&[2; 32], &sealed, &bound).is_none());
        assert!(open(&[1; 32], &sealed, &Fields::of("ab")).is_none());

        let (private, public) = key_pair(&[7; 32]);
        let sealed = seal_to(&public, "p", b"secret", &bound, &mut random).unwrap();
        assert_eq!(
            open_with(&private, "p", &sealed, &bound)
                .unwrap()
                .as_slice(),
            b"secret"
        );
        assert!(open_with(&private, "q", &sealed, &bound).is_none());
        assert!(open_with(&private, "p", &sealed, &Fields::of("ab")).is_none());
        assert!(open_with(&key_pair(&[8; 32]).0, "p", &sealed, &bound).is_none());
        for cut in 0..sealed.len() {
            assert!(open_with(&private, "p", &sealed[..cut], &bound).is_none());
        }
        assert!(seal_to(&[0; 32], "p", b"secret", &bound, &mut random).is_none());
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        assert_ne!(
            Fields::of("p").text("ab").text("c").0,
            Fields::of("p").text("a").text("bc").0
        );
        assert_ne!(Fields::of("p").bytes(&[]).0, Fields::of("p").0);
    }

    #[test]
    fn hexadecimal_has_one_spelling() {
        assert_eq!(unhex("00ff1a"), Some(vec![0, 255, 26]));
        for other in ["00FF", "0", "0g", " 00", "0x00", "é0"] {
            assert_eq!(unhex(other), None, "{other}");
        }
        assert_eq!(unhex_exact::<2>("00ff"), Some([0, 255]));
        assert_eq!(unhex_exact::<3>("00ff"), None);
    }
}

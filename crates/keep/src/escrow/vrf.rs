//! The verifiable random function that gives every key its place.
//!
//! ECVRF-EDWARDS25519-SHA512-TAI of RFC 9381 (Goldberg, Reyzin, Papadopoulos and
//! Včelák 2023). Whoever has the secret half can compute its value for a
//! message and prove it; nobody else can compute or guess it, and no second
//! value can be proved. With a plain hash, whoever knows or guesses keys could
//! compute their places and read from answers about other keys whether they
//! are declared.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use curve25519_dalek::traits::IsIdentity as _;
use sha2::{Digest as _, Sha512};

use super::hash::Digest;

/// Bytes of a proof.
pub const PROOF: usize = 80;

/// A proof that a value is the one for a message.
pub type Proof = [u8; PROOF];

/// A value.
pub(super) type Output = [u8; 64];

/// The ciphersuite ECVRF-EDWARDS25519-SHA512-TAI.
const SUITE: u8 = 0x03;

/// What a hash within the function is for.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Use {
    Encode = 0x01,
    Challenge = 0x02,
    Output = 0x03,
}

fn sha512(what: Use, parts: &[&[u8]]) -> Output {
    let mut state = Sha512::new();
    state.update([SUITE, what as u8]);
    parts.iter().for_each(|part| state.update(part));
    state.update([0]);
    state.finalize().into()
}

/// The point that 32 bytes stand for, if they are its only encoding (RFC 8032, 5.1.3).
fn decoded(bytes: &Digest) -> Option<EdwardsPoint> {
    let point = CompressedEdwardsY(*bytes).decompress()?;
    (point.compress().0 == *bytes).then_some(point)
}

fn first_half(bytes: &Output) -> Digest {
    let [half, _] = halves(bytes);
    half
}

fn halves(bytes: &Output) -> [Digest; 2] {
    let (mut one, mut other) = ([0; 32], [0; 32]);
    let (low, high) = bytes.split_at(32);
    one.copy_from_slice(low);
    other.copy_from_slice(high);
    [one, other]
}

/// A point that follows from a message, by trying one counter after the other;
/// each has an even chance.
fn hashed(public: &Digest, message: &[u8]) -> Option<EdwardsPoint> {
    (0..=u8::MAX).find_map(|counter| {
        let tried = first_half(&sha512(Use::Encode, &[public, message, &[counter]]));
        let point = decoded(&tried)?.mul_by_cofactor();
        (!point.is_identity()).then_some(point)
    })
}

fn output(gamma: &EdwardsPoint) -> Output {
    sha512(Use::Output, &[gamma.mul_by_cofactor().compress().as_bytes()])
}

fn challenge(points: [&Digest; 5]) -> [u8; 16] {
    let mut challenge = [0; 16];
    let [first, second, third, fourth, fifth] = points;
    let hash = sha512(Use::Challenge, &[first, second, third, fourth, fifth]);
    challenge.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    challenge
}

fn scalar(bytes: [u8; 16]) -> Scalar {
    Scalar::from(u128::from_le_bytes(bytes))
}

/// The secret half.
#[derive(Clone)]
pub(super) struct Secret {
    scalar: Scalar,
    prefix: Digest,
    public: Digest,
}

impl Secret {
    pub(super) fn new(seed: &Digest) -> Self {
        let [low, prefix] = halves(&Sha512::digest(seed).into());
        let scalar = Scalar::from_bytes_mod_order(clamp_integer(low));
        Self { scalar, prefix, public: EdwardsPoint::mul_base(&scalar).compress().0 }
    }

    pub(super) fn public(&self) -> Digest {
        self.public
    }

    /// The value for a message; `None` with a chance of one in 2^256.
    pub(super) fn value(&self, message: &[u8]) -> Option<Output> {
        Some(output(&(hashed(&self.public, message)? * self.scalar)))
    }

    /// The proof of the value for a message.
    pub(super) fn prove(&self, message: &[u8]) -> Option<Proof> {
        let hashed = hashed(&self.public, message)?;
        let at = hashed.compress().0;
        let gamma = (hashed * self.scalar).compress().0;
        let mut state = Sha512::new();
        state.update(self.prefix);
        state.update(at);
        let nonce = Scalar::from_bytes_mod_order_wide(&state.finalize().into());
        let (first, second) = (EdwardsPoint::mul_base(&nonce), hashed * nonce);
        let challenge = challenge([&self.public, &at, &gamma, &first.compress().0, &second.compress().0]);
        let answer = nonce + scalar(challenge) * self.scalar;
        let mut proof = [0; PROOF];
        let parts = gamma.into_iter().chain(challenge).chain(answer.to_bytes());
        proof.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
        Some(proof)
    }
}

/// The value for a message, if the proof holds for it under a public half.
pub(super) fn verify(public: &Digest, message: &[u8], proof: &Proof) -> Option<Output> {
    let (gamma_bytes, rest) = proof.split_first_chunk::<32>()?;
    let (claimed, answer) = rest.split_first_chunk::<16>()?;
    let answer = Option::<Scalar>::from(Scalar::from_canonical_bytes(answer.try_into().ok()?))?;
    // Under a key of small order every value could be proved.
    let key = decoded(public).filter(|key| !key.is_small_order())?;
    let gamma = decoded(gamma_bytes)?;
    let hashed = hashed(public, message)?;
    let factor = scalar(*claimed);
    // The points are negated, not the factor: they may have a part of small order.
    let first = EdwardsPoint::vartime_double_scalar_mul_basepoint(&factor, &-key, &answer);
    let second = hashed * answer + -gamma * factor;
    let (at, first, second) = (hashed.compress().0, first.compress().0, second.compress().0);
    (challenge([public, &at, gamma_bytes, &first, &second]) == *claimed).then(|| output(&gamma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{hex, unhex};

    /// RFC 9381, appendix B.3, examples 16 and 17: secret and public half, message, proof, value.
    const EXAMPLES: [[&str; 5]; 2] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f479d97\
             27d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805",
            "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af02679\
             8e8f81cd2e333de5cdf4f3e140fdd8ae",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "r",
            "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c92a465\
             301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02",
            "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c70a848\
             a0bef4553a41befc57663b56373a5031",
        ],
    ];

    #[test]
    fn published_examples() {
        for [secret, public, message, proof, value] in EXAMPLES {
            let secret = Secret::new(&unhex(secret).expect("hex"));
            let message = message.as_bytes();
            assert_eq!(hex(&secret.public()), public);
            assert_eq!(hex(&secret.value(message).expect("a value")), value);
            let proved = secret.prove(message).expect("a proof");
            assert_eq!(hex(&proved), proof);
            assert_eq!(
                verify(&secret.public(), message, &proved).map(|value| hex(&value)).as_deref(),
                Some(value)
            );
        }
    }

    #[test]
    fn a_proof_holds_for_its_message_and_key_alone() {
        let secret = Secret::new(&[5; 32]);
        let proof = secret.prove(b"w-1").expect("a proof");
        for bit in 0..PROOF * 8 {
            let mut forged = proof;
            forged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(verify(&secret.public(), b"w-1", &forged), None, "{bit}");
        }
        assert_eq!(verify(&secret.public(), b"w-2", &proof), None);
        assert_eq!(verify(&Secret::new(&[6; 32]).public(), b"w-1", &proof), None);
    }

    /// The neutral element is a key of which anything could be proved.
    #[test]
    fn a_key_of_small_order_proves_nothing() {
        let mut key = [0; 32];
        key[0] = 1;
        assert_eq!(verify(&key, b"w-1", &Secret::new(&[5; 32]).prove(b"w-1").expect("a proof")), None);
        // With gamma neutral as well, the challenge comes out right for any answer.
        let at = hashed(&key, b"w-1").expect("a point").compress().0;
        let nonce = Scalar::from(7_u64);
        let second = (hashed(&key, b"w-1").expect("a point") * nonce).compress().0;
        let claimed = challenge([&key, &at, &key, &EdwardsPoint::mul_base(&nonce).compress().0, &second]);
        let mut proof = [0; PROOF];
        proof[..32].copy_from_slice(&key);
        proof[32..48].copy_from_slice(&claimed);
        proof[48] = 7;
        assert_eq!(verify(&key, b"w-1", &proof), None);
    }
}

//! Nested uniform scrambling in base 2 (Owen 1995) by a hash.
//!
//! Each bit of a number is flipped or not as the bits above it and the seed say,
//! so that numbers which agree in their first bits go on agreeing in as many. A
//! multiplication by an even constant, xored in, lets a bit depend on lower bits
//! alone (Laine and Karras 2011); on reversed bits that is what is wanted. The
//! constants are those of Vegdahl (2021), found by search for little bias.

/// Scrambles a number with a seed.
pub(super) fn scramble(number: u32, seed: u32) -> u32 {
    let mut bits = number.reverse_bits();
    bits ^= bits.wrapping_mul(0x3d20_adea);
    bits = bits.wrapping_add(seed);
    bits = bits.wrapping_mul(seed >> 16 | 1);
    bits ^= bits.wrapping_mul(0x0552_6c56);
    bits ^= bits.wrapping_mul(0x53a2_2864);
    bits.reverse_bits()
}

#[cfg(test)]
mod tests {
    use super::scramble;

    #[test]
    fn common_leading_bits_stay_common() {
        for seed in [1, 77, 0xdead_beef, u32::MAX] {
            for (one, other) in [(0x1234_5678_u32, 0x1234_ffff_u32), (0x8000_0000, 0x8000_0001), (0, 1 << 30)]
            {
                let before = (one ^ other).leading_zeros();
                let after = (scramble(one, seed) ^ scramble(other, seed)).leading_zeros();
                assert_eq!(before, after, "{one:x} {other:x} {seed:x}");
            }
        }
    }
}

//! Sobol sequences in 32 bits, in Gray code order (Antonov and Saleev 1979).

/// Most dimensions for which there are direction numbers.
pub const MOST_DIMENSIONS: usize = 1000;

const NUMBERS: &str = include_str!("joe-kuo-6.1000.txt");
const BITS: usize = 32;

/// Direction numbers of so many dimensions.
#[derive(Clone, Debug)]
pub(super) struct Directions {
    /// For each bit, one number a dimension.
    by_bit: Vec<Vec<u32>>,
    dimensions: usize,
}

impl Directions {
    /// For at most [`MOST_DIMENSIONS`] dimensions.
    pub(super) fn new(dimensions: usize) -> Self {
        let first: Vec<u32> = (0..BITS).map(|bit| 1 << (BITS - 1 - bit)).collect();
        let lines = NUMBERS.lines().filter(|line| !line.starts_with('#'));
        let columns: Vec<_> =
            std::iter::once(first).chain(lines.filter_map(column)).take(dimensions).collect();
        let by_bit = (0..BITS).map(|bit| columns.iter().map(|column| column[bit]).collect()).collect();
        Self { by_bit, dimensions: columns.len() }
    }

    /// How many dimensions there are.
    pub(super) fn len(&self) -> usize {
        self.dimensions
    }

    /// The point at an index.
    pub(super) fn point(&self, index: u32) -> Vec<u32> {
        let gray = index ^ index >> 1;
        let mut point = vec![0; self.dimensions];
        for (bit, numbers) in self.by_bit.iter().enumerate() {
            if gray >> bit & 1 == 1 {
                flip(&mut point, numbers);
            }
        }
        point
    }

    /// From the point at `index` to the next.
    pub(super) fn advance(&self, point: &mut [u32], index: u32) {
        if let Some(numbers) = self.by_bit.get(index.trailing_ones() as usize) {
            flip(point, numbers);
        }
    }
}

fn flip(point: &mut [u32], numbers: &[u32]) {
    for (word, number) in point.iter_mut().zip(numbers) {
        *word ^= number;
    }
}

/// The direction numbers of one dimension, from its line in the table.
fn column(line: &str) -> Option<Vec<u32>> {
    let mut words = line.split(' ').map(|word| word.parse::<u32>().ok());
    let _dimension = words.next()??;
    let degree = words.next()?? as usize;
    let coefficients = words.next()??;
    let mut numbers: Vec<u32> = words.take(degree).collect::<Option<_>>()?;
    for (bit, number) in numbers.iter_mut().enumerate() {
        *number <<= BITS - 1 - bit;
    }
    for bit in degree..BITS {
        let mut number = numbers[bit - degree] ^ numbers[bit - degree] >> degree;
        for back in 1..degree {
            if coefficients >> (degree - 1 - back) & 1 == 1 {
                number ^= numbers[bit - back];
            }
        }
        numbers.push(number);
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(Directions::new(MOST_DIMENSIONS).len(), MOST_DIMENSIONS);
    }
}

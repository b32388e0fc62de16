//! The marks of a time axis.

/// Marks that are a whole number of 1, 2 or 5 times a power of ten apart.
pub struct Scale {
    /// How far apart, in microseconds.
    pub step: i64,
    /// Digits behind the point that tell two marks apart.
    pub digits: usize,
}

impl Scale {
    /// At most `most` marks over a time.
    pub fn new(length: i64, most: i64) -> Self {
        let wanted = length.checked_div(most.max(1)).unwrap_or(0).max(1000);
        let mut power = 1000i64;
        while power.saturating_mul(10) <= wanted {
            power = power.saturating_mul(10);
        }
        let steps = [1, 2, 5, 10].map(|times| power.saturating_mul(times));
        let step = steps.into_iter().find(|step| *step >= wanted);
        let digits = match power {
            1000 => 3,
            10_000 => 2,
            100_000 => 1,
            _ => 0,
        };
        Scale {
            step: step.unwrap_or(i64::MAX),
            digits,
        }
    }

    /// The marks from 0 to a length.
    pub fn marks(&self, length: i64) -> impl Iterator<Item = i64> + '_ {
        std::iter::successors(Some(0i64), |mark| mark.checked_add(self.step))
            .take_while(move |mark| *mark <= length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_marks_at_round_numbers() {
        for (length, step) in [
            (0, 1000),
            (9_000, 1000),
            (95_000, 10_000),
            (1_100_000, 200_000),
            (4_000_000, 500_000),
            (10_000_000, 1_000_000),
            (3_600_000_000, 500_000_000),
        ] {
            let scale = Scale::new(length, 10);
            assert_eq!(scale.step, step, "{length}");
            assert!(scale.marks(length).count() <= 11, "{length}");
        }
        assert!(Scale::new(i64::MAX, 10).marks(i64::MAX).count() <= 11);
    }
}

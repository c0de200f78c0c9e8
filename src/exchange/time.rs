//! Times as files write them: `2026-11-24T09:30:00.125Z`.

use crate::project::Timestamp;

/// Milliseconds since 1970 → ISO 8601 in UTC. Civil dates after H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (2014).
pub(super) fn write(at: Timestamp) -> String {
    let (days, ms) = ((at / 86_400_000) as i64, at % 86_400_000);
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (
        doy - (153 * mp + 2) / 5 + 1,
        if mp < 10 { mp + 3 } else { mp - 9 },
    );
    let year = yoe + era * 400 + i64::from(month <= 2);
    let (h, m, s, f) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}.{f:03}Z")
}

/// The inverse; `None` for anything that is not a date and time in UTC.
pub(super) fn read(s: &str) -> Option<Timestamp> {
    let (date, time) = s.strip_suffix('Z')?.split_once('T')?;
    let mut d = date.split('-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (d.next()??, d.next()??, d.next()??);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut t = clock.split(':').map(|p| p.parse::<u64>().ok());
    let (h, m, sec) = (t.next()??, t.next()??, t.next()??);
    let plausible = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !plausible || h > 24 || m > 59 || sec > 60 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    let days = u64::try_from(era * 146_097 + doe - 719_468).ok()?;
    let ms: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(days * 86_400_000 + ((h * 60 + m) * 60 + sec) * 1000 + ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_there_and_back() {
        for at in [
            0,
            951_782_399_999,
            951_782_400_000,
            1_795_512_645_125,
            4_102_444_800_000,
        ] {
            assert_eq!(read(&write(at)), Some(at), "{}", write(at));
        }
        assert_eq!(write(951_782_400_000), "2000-02-29T00:00:00.000Z");
        assert_eq!(read("2026-11-24T09:30:00Z"), Some(1_795_512_600_000));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for s in [
            "",
            "Z",
            "2026-13-01T00:00:00Z",
            "2026-01-01",
            "2026-01-01T00:00:00.xZ",
            "-1-1-1T0:0:0Z",
        ] {
            assert_eq!(read(s), None, "{s}");
        }
    }
}

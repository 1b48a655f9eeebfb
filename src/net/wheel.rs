//! `METADATA` out of a wheel: the end of the archive names where it lies, a second range holds it. So a wheel on a
//! server need not be fetched whole.

use std::io::Read;

/// Enough for the directory of almost every wheel.
const TAIL: u64 = 128 * 1024;
/// Metadata and directories are small; more would be neither.
const LARGEST: u64 = 4 * 1024 * 1024;

/// A part of a file, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Span {
    /// So many at its end.
    Last(u64),
    /// From the first to the second, both included.
    Between(u64, u64),
}

impl Span {
    /// The value of a `Range` header.
    pub(super) fn header(self) -> String {
        match self {
            Span::Last(length) => format!("bytes=-{length}"),
            Span::Between(first, last) => format!("bytes={first}-{last}"),
        }
    }

    /// The part of a file that is there whole, as a server would cut it.
    pub(super) fn of(self, file: &[u8]) -> Option<&[u8]> {
        let end = |last: u64| usize::try_from(last).unwrap_or(usize::MAX).saturating_add(1).min(file.len());
        match self {
            Span::Last(length) => file.get(file.len().saturating_sub(usize::try_from(length).unwrap_or(usize::MAX))..),
            Span::Between(first, last) => file.get(usize::try_from(first).ok()?..end(last)),
        }
    }
}

/// Reads the metadata of a wheel whose parts `fetch` gives; `None` if it is no wheel or a part is not to be had.
pub(super) fn metadata(fetch: impl Fn(Span) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let directory = directory(&fetch, LARGEST)?;
    let entry = entries(&directory).find(|entry| is_metadata(&entry.name))?;
    // A local header may have an extra field of its own: 30 bytes, the name, and room for that.
    let last = entry.offset + 30 + entry.name.len() as u64 + 1024 + entry.packed;
    if entry.packed > LARGEST {
        return None;
    }
    let part = fetch(Span::Between(entry.offset, last))?;
    let skip = 30 + number(&part, 26, 2)? + number(&part, 28, 2)?;
    let skip = usize::try_from(skip).ok()?;
    let packed = part.get(skip..skip.checked_add(usize::try_from(entry.packed).ok()?)?)?;
    match entry.method {
        0 => Some(packed.to_vec()),
        8 => {
            let mut text = Vec::new();
            flate2::read::DeflateDecoder::new(packed).take(LARGEST).read_to_end(&mut text).ok()?;
            Some(text)
        }
        _ => None,
    }
}

/// The names of the files in a wheel whose parts `fetch` gives; `None` if it is no wheel, a part is not to be had, or that takes
/// more than so many bytes.
pub(super) fn names(fetch: impl Fn(Span) -> Option<Vec<u8>>, largest: u64) -> Option<Vec<String>> {
    let directory = directory(&fetch, largest.saturating_sub(TAIL))?;
    Some(entries(&directory).map(|entry| entry.name).collect())
}

/// The directory of an archive; one that begins before the end that is looked at first has at most so many bytes.
fn directory(fetch: &impl Fn(Span) -> Option<Vec<u8>>, largest: u64) -> Option<Vec<u8>> {
    let tail = fetch(Span::Last(TAIL))?;
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let (size, offset) = (number(&tail, end + 12, 4)?, number(&tail, end + 16, 4)?);
    match end.checked_sub(usize::try_from(size).ok()?) {
        Some(start) => Some(tail.get(start..end)?.to_vec()),
        None if size <= largest => fetch(Span::Between(offset, offset + size - 1)),
        None => None,
    }
}

struct Entry {
    name: String,
    method: u64,
    packed: u64,
    offset: u64,
}

fn entries(mut directory: &[u8]) -> impl Iterator<Item = Entry> + '_ {
    std::iter::from_fn(move || {
        if directory.get(..4)? != b"PK\x01\x02" {
            return None;
        }
        let length = usize::try_from(number(directory, 28, 2)?).ok()?;
        let beyond = usize::try_from(number(directory, 30, 2)? + number(directory, 32, 2)?).ok()?;
        let entry = Entry {
            name: String::from_utf8_lossy(directory.get(46..46 + length)?).into_owned(),
            method: number(directory, 10, 2)?,
            packed: number(directory, 20, 4)?,
            offset: number(directory, 42, 4)?,
        };
        directory = directory.get(46 + length + beyond..)?;
        Some(entry)
    })
}

fn is_metadata(name: &str) -> bool {
    name.split_once('/').is_some_and(|(folder, file)| folder.ends_with(".dist-info") && file == "METADATA")
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
}

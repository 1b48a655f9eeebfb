//! Wheel file names and the tags that fit a host, in micropip's order of preference.

use std::collections::HashMap;

use crate::host::Host;

/// The parts of a wheel's file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WheelName<'a> {
    /// The distribution, as the file writes it.
    pub distribution: &'a str,
    /// The version, as the file writes it.
    pub version: &'a str,
    /// Tags of Python, several separated by dots.
    pub python: &'a str,
    /// Tags of the ABI.
    pub abi: &'a str,
    /// Tags of the platform.
    pub platform: &'a str,
}

impl<'a> WheelName<'a> {
    /// Splits `name-version[-build]-python-abi-platform.whl`; `None` if it is no such name.
    pub fn read(file_name: &'a str) -> Option<WheelName<'a>> {
        let stem = file_name.strip_suffix(".whl")?;
        let parts: Vec<&str> = stem.split('-').collect();
        match parts.as_slice() {
            [distribution, version, python, abi, platform] | [distribution, version, _, python, abi, platform] => {
                Some(WheelName { distribution, version, python, abi, platform })
            }
            _ => None,
        }
    }

    /// Whether micropip looks at the file at all: for any platform, or for a browser's.
    pub fn is_candidate(&self, file_name: &str) -> bool {
        (self.abi == "none" && self.platform == "any")
            || self.platform.ends_with("wasm32")
            || file_name.contains("emscripten")
    }

    /// Whether it is pure Python.
    pub fn is_pure(&self) -> bool {
        self.abi == "none" && self.platform == "any"
    }
}

/// The tags that fit a host, each with its rank.
#[derive(Clone, Debug)]
pub struct Tags(HashMap<String, usize>);

impl Tags {
    /// The tags of a host.
    pub fn of(host: &Host) -> Tags {
        let (major, minor) = host.python_series();
        let own = format!("cp{major}{minor}");
        let mut pairs = vec![format!("{own}-{own}"), format!("{own}-abi3"), format!("{own}-none")];
        pairs.extend((2..minor).rev().map(|older| format!("cp{major}{older}-abi3")));
        let mut generic = vec![format!("py{major}{minor}-none"), format!("py{major}-none")];
        generic.extend((0..minor).rev().map(|older| format!("py{major}{older}-none")));
        pairs.extend(generic.iter().cloned());
        let mut tags = HashMap::new();
        let with_platforms =
            pairs.iter().flat_map(|pair| host.platforms.iter().map(move |platform| format!("{pair}-{platform}")));
        let for_any =
            std::iter::once(format!("{own}-none")).chain(generic.iter().cloned()).map(|pair| format!("{pair}-any"));
        for tag in with_platforms.chain(for_any) {
            let rank = tags.len();
            tags.entry(tag).or_insert(rank);
        }
        Tags(tags)
    }

    /// The rank of a wheel's best tag, the lower the better; `None` if none fits.
    pub fn rank(&self, wheel: &WheelName<'_>) -> Option<usize> {
        let mut best = None;
        for python in wheel.python.split('.') {
            for abi in wheel.abi.split('.') {
                for platform in wheel.platform.split('.') {
                    let rank = self.0.get(&format!("{python}-{abi}-{platform}")).copied();
                    best = [best, rank].into_iter().flatten().min();
                }
            }
        }
        best
    }
}

//! Which of a project's wheels micropip takes.

use std::str::FromStr;

use pep440_rs::{Operator, Version, VersionSpecifiers};

use super::tags::{Tags, WheelName};
use crate::questions::pages::{Project, WheelFile};

/// A wheel that is taken.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) version: Version,
    pub(super) file: WheelFile,
    pub(super) pure: bool,
    /// The newest version that was asked for, if it has no wheel for the browser and this one is older.
    pub(super) newest: Option<Version>,
}

/// Newest version first; within a version the wheel with the best tag. Versions that were withdrawn come last, where
/// micropip knows of that (since 0.10).
pub(super) fn choose(
    project: &Project,
    specifiers: &VersionSpecifiers,
    tags: &Tags,
    yanked_last: bool,
) -> Option<Choice> {
    let versions: Vec<Version> = project.versions.iter().filter_map(|text| Version::from_str(text).ok()).collect();
    let unfinished = takes_unfinished(project, &versions, specifiers);
    let meets = |version: &Version| (unfinished || !version.any_prerelease()) && specifiers.contains(version);
    let mut best: Option<(Version, usize, &WheelFile, bool)> = None;
    for file in &project.wheels {
        let Some(wheel) = WheelName::read(&file.filename).filter(|wheel| wheel.is_candidate(&file.filename)) else {
            continue;
        };
        let Ok(version) = Version::from_str(wheel.version) else { continue };
        let Some(rank) = tags.rank(&wheel).filter(|_| meets(&version)) else { continue };
        let key = |version: &Version, rank: usize, file: &WheelFile| {
            (yanked_last && file.yanked, std::cmp::Reverse(version.clone()), rank)
        };
        // Among equals the first counts.
        let better = best.as_ref().is_none_or(|(best_version, best_rank, best_file, _)| {
            key(&version, rank, file) < key(best_version, *best_rank, best_file)
        });
        if better {
            best = Some((version, rank, file, wheel.is_pure()));
        }
    }
    let (version, _, file, pure) = best?;
    let newest = versions.into_iter().filter(|other| meets(other) && *other > version).max();
    Some(Choice { version, file: file.clone(), pure, newest })
}

/// Pre-releases count if a specifier names one, or if nothing is asked for and there is nothing else; a specifier that
/// only pre-releases meet is met by none.
fn takes_unfinished(project: &Project, versions: &[Version], specifiers: &VersionSpecifiers) -> bool {
    if specifiers.is_empty() {
        let of_wheels = project.wheels.iter().filter_map(|file| WheelName::read(&file.filename));
        let mut of_wheels = of_wheels.filter_map(|wheel| Version::from_str(wheel.version).ok());
        return versions.iter().all(Version::any_prerelease) && of_wheels.all(|version| version.any_prerelease());
    }
    let names = |operator: &Operator| !matches!(operator, Operator::NotEqual | Operator::NotEqualStar);
    specifiers.iter().any(|specifier| names(specifier.operator()) && specifier.version().any_prerelease())
}

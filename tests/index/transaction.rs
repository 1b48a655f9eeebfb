//! micropip's transaction, played through against a recorded package index. What is expected was seen of micropip
//! 0.11.1 on Pyodide 314.0.0, or stands in its source.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use wasmfix::host::Host;
use wasmfix::net::Index;
use wasmfix::packages::{Other, PackageVerdict, Reason, Requirement, Status, Unsupported, loaded_by_imports, resolve};

use crate::{asking, last, recorded};

fn old() -> &'static Host {
    Host::known().iter().rfind(|host| host.pyodide == "0.27.7").unwrap()
}

fn at_once(text: &str) -> std::sync::Arc<Index> {
    recorded::index(text, Duration::ZERO)
}

/// The verdicts on a transaction that starts with nothing loaded.
fn verdicts_on(host: &Host, requirements: &[&str], index: &Index) -> Vec<PackageVerdict> {
    let requirements: Vec<Requirement> = requirements.iter().map(|text| Requirement::read(text)).collect();
    asking(index, |index| resolve(&requirements, host, &BTreeSet::new(), index).verdicts)
}

fn verdict(requirement: &str, index: &Index) -> PackageVerdict {
    verdicts_on(last(), &[requirement], index).remove(0)
}

fn version(verdict: &PackageVerdict) -> &str {
    match &verdict.reason {
        Reason::Pure { version } | Reason::BuiltIn { version } => version,
        _ => "none",
    }
}

#[test]
fn which_version_is_taken() {
    let index = at_once(
        r#"
        [only-unfinished]
        "only_unfinished-1.0a1-py3-none-any.whl" = []
        "only_unfinished-1.0a2-py3-none-any.whl" = []
        [finished]
        "finished-1.0-py3-none-any.whl" = []
        "finished-2.0b1-py3-none-any.whl" = []
        [source-only]
        "source_only-1.0.tar.gz" = []
        "source_only-2.0a1-py3-none-any.whl" = []
        [withdrawn]
        "withdrawn-1.0-py3-none-any.whl" = []
        "withdrawn-2.0-py3-none-any.whl" = ["yanked"]
        [compiled-since]
        "compiled_since-1.0-py2.py3-none-any.whl" = []
        "compiled_since-2.0-cp314-cp314-manylinux_2_17_x86_64.whl" = []
        "compiled_since-2.0.tar.gz" = []
        [odd-names]
        "odd_names-banana-py3-none-any.whl" = []
        "odd_names-1.0+local.1-py3-none-any.whl" = []
        "odd_names-1.0.post1-py3-none-any.whl" = []
        [two-pythons]
        "two_pythons-3.0-cp312-cp312-pyodide_2024_0_wasm32.whl" = []
        "two_pythons-2.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl" = []
        "#,
    );
    for (requirement, expected) in [
        ("only-unfinished", "1.0a2"),
        // A specifier that names no pre-release is met by none, though there is nothing else.
        ("only-unfinished>=0.1", "none"),
        ("only-unfinished>=0.1a1", "1.0a2"),
        ("finished", "1.0"),
        ("finished>=1", "1.0"),
        ("finished>=2", "none"),
        ("finished>=2.0b1", "2.0b1"),
        ("finished!=2.0b1", "1.0"),
        // A release without any wheel is a release: the pre-release does not count.
        ("source-only", "none"),
        ("source-only==2.0a1", "2.0a1"),
        ("withdrawn", "1.0"),
        ("withdrawn>1", "2.0"),
        ("compiled-since", "1.0"),
        ("compiled-since>=2", "none"),
        ("odd-names", "1.0.post1"),
        ("odd-names==1.0", "1.0+local.1"),
        ("odd-names===1.0.post1", "1.0.post1"),
        ("two-pythons", "2.0"),
        ("Two.Pythons~=2.0", "2.0"),
    ] {
        let verdict = verdict(requirement, &index);
        assert_eq!(version(&verdict), expected, "{requirement}: {verdict:?}");
        assert_eq!(verdict.status == Status::Fail, expected == "none", "{requirement}: {verdict:?}");
    }
    let old_one = verdict("compiled-since", &index);
    let older = Other::Older { version: "1.0".to_owned(), newest: "2.0".to_owned() };
    assert_eq!((old_one.status, old_one.other), (Status::Warn, Some(older)));
    assert_eq!(verdict("compiled-since<2", &index).other, None, "it was asked for");
    assert_eq!(verdict("withdrawn", &index).other, None, "nobody gets what was withdrawn");
    // micropip 0.9 on Pyodide 0.27.7 knows of no withdrawn versions, and takes the wheels of its own Python.
    assert_eq!(version(&verdicts_on(old(), &["withdrawn"], &index)[0]), "2.0");
    assert_eq!(version(&verdicts_on(old(), &["two-pythons"], &index)[0]), "3.0");
    assert_eq!(version(&verdicts_on(old(), &["withdrawn==1.0"], &index)[0]), "2.0", "marimo stripped the version");
}

#[test]
fn the_chain_is_named() {
    let index = at_once(
        r#"
        [top]
        "top-1.0-py3-none-any.whl" = ["Requires-Dist: middle>=2"]
        [middle]
        "middle-2.0-py3-none-any.whl" = ["Requires-Dist: compiled <3,>=1; python_version >= '3'", "Requires-Dist: never; sys_platform == 'win32'"]
        [compiled]
        "compiled-2.0-cp314-cp314-manylinux_2_17_x86_64.whl" = []
        "compiled-0.5-py3-none-any.whl" = []
        [needs-absent]
        "needs_absent-1.0-py3-none-any.whl" = ["Requires-Dist: absent"]
        [needs-newer-numpy]
        "needs_newer_numpy-1.0-py3-none-any.whl" = ["Requires-Dist: numpy>=99"]
        [numpy]
        "numpy-99.0-cp314-cp314-manylinux_2_17_x86_64.whl" = []
        [broken]
        "broken-1.0-py3-none-any.whl" = ["Requires-Dist: other (>=1.0.*); sys_platform == 'win32'"]
        [needs-extra]
        "needs_extra-1.0-py3-none-any.whl" = ["Requires-Dist: top[nothing]"]
        [needs-address]
        "needs_address-1.0-py3-none-any.whl" = ["Requires-Dist: far @ git+https://example.org/far"]
        "#,
    );
    for (requirement, notes) in [
        (
            "top",
            "needs middle >=2, which needs compiled >=1, <3, which has no wheel for this host (0.5 is the newest that has one)",
        ),
        ("needs-absent", "needs absent, which is not on the package index"),
        ("needs-newer-numpy", "needs numpy >=99, which has no wheel for this host (its own is 2.4.3)"),
        // Every line is read, whatever its marker says.
        ("broken", "the metadata of broken are not valid: `other (>=1.0.*); sys_platform == 'win32'`"),
        ("needs-extra", "needs top, which has no extra `nothing`"),
        ("needs-address", "needs far: only wheels can be installed from an address"),
        ("compiled>=1", "no WASM build of this version: 0.5 is the newest with a wheel that a browser can install"),
        ("absent", "absent is not on the package index: check the name"),
    ] {
        let verdict = verdict(requirement, &index);
        assert_eq!((verdict.status, verdict.notes.as_str()), (Status::Fail, notes), "{requirement}");
    }
}

#[test]
fn extras() {
    let index = at_once(
        r#"
        [kit]
        "kit-1.0-py3-none-any.whl" = ["Provides-Extra: Plot", "Provides-Extra: my-extra", "Requires-Dist: compiled; extra == 'plot'", "Requires-Dist: humanize; extra == 'my-extra'"]
        [other]
        "other-1.0-py3-none-any.whl" = ["Provides-Extra: plot", "Requires-Dist: humanize; extra == 'plot'"]
        [both]
        "both-1.0-py3-none-any.whl" = ["Requires-Dist: kit[plot]"]
        [compiled]
        "compiled-1.0-cp314-cp314-manylinux_2_17_x86_64.whl" = []
        [humanize]
        "humanize-4.0-py3-none-any.whl" = []
        "#,
    );
    let wheels = |requirements: &[&str]| {
        let requirements: Vec<Requirement> = requirements.iter().map(|text| Requirement::read(text)).collect();
        let resolution = asking(&index, |index| resolve(&requirements, last(), &BTreeSet::new(), index));
        let names: Vec<String> = resolution.wheels.into_iter().map(|(name, _)| name).collect();
        (resolution.verdicts.iter().map(|verdict| verdict.status).max(), names.join(" "))
    };
    assert_eq!(wheels(&["kit"]), (Some(Status::Ok), "kit".to_owned()));
    assert_eq!(wheels(&["kit[PLOT]"]).0, Some(Status::Fail));
    assert_eq!(wheels(&["kit[my-extra]"]), (Some(Status::Ok), "humanize kit".to_owned()));
    assert_eq!(wheels(&["both"]).0, Some(Status::Fail));
    // An extra of one package is none of another.
    assert_eq!(wheels(&["other[plot]", "kit"]), (Some(Status::Ok), "humanize kit other".to_owned()));
    // What is there already is not looked at again, so its extras do not count.
    assert_eq!(wheels(&["kit", "both"]).0, Some(Status::Ok));
    // Asked for at the same time it is taken twice, with the extras of both.
    assert_eq!(wheels(&["kit[my-extra]", "kit[plot]"]).0, Some(Status::Fail));
    // An extra of a package of the lock is ignored.
    assert_eq!(wheels(&["numpy[nothing]"]).0, Some(Status::Ok));
    for (requirement, spelt) in [("kit[my_extra]", Some("my-extra")), ("kit[none]", None)] {
        let extra = requirement[4..requirement.len() - 1].to_owned();
        let reason = Reason::Unsupported(Unsupported::Extra { extra, spelt: spelt.map(str::to_owned) });
        assert_eq!(verdict(requirement, &index).reason, reason);
    }
}

#[test]
fn what_excludes_each_other() {
    let index = at_once(
        r#"
        [core]
        "core-1.0-py3-none-any.whl" = []
        "core-2.0-py3-none-any.whl" = []
        [wants-old]
        "wants_old-1.0-py3-none-any.whl" = ["Requires-Dist: core<2"]
        [wants-any]
        "wants_any-1.0-py3-none-any.whl" = ["Requires-Dist: core"]
        [wants-new]
        "wants_new-1.0-py3-none-any.whl" = ["Requires-Dist: core>=2"]
        [packaging]
        "packaging-24.0-py3-none-any.whl" = []
        "#,
    );
    let failing = |requirements: &[&str]| -> Vec<(String, Status)> {
        let verdicts = verdicts_on(last(), requirements, &index).into_iter();
        let failing = verdicts.filter(|verdict| matches!(verdict.reason, Reason::Conflict { .. }));
        failing.map(|verdict| (verdict.name, verdict.status)).collect()
    };
    let fails = |name: &str| vec![(name.to_owned(), Status::Fail)];
    assert_eq!(failing(&["wants-old"]), []);
    // What the notebook lists is there first, in whatever order.
    assert_eq!(failing(&["core", "wants-old"]), fails("wants-old"));
    assert_eq!(failing(&["wants-old", "core"]), fails("wants-old"));
    assert_eq!(failing(&["wants-old", "core<2"]), []);
    assert_eq!(failing(&["core<2", "core>=2"]), fails("core"));
    // Two that come at the same time: a matter of chance, unless neither way is good.
    assert_eq!(failing(&["wants-any", "wants-old"]), [("wants-old".to_owned(), Status::Warn)]);
    assert_eq!(failing(&["wants-old", "wants-any"]), [("wants-any".to_owned(), Status::Warn)]);
    assert_eq!(failing(&["wants-old", "wants-new"]), fails("wants-new"));
    // What the lock meets is not remembered, so another version may come from the index besides.
    assert_eq!(failing(&["packaging", "packaging==24.0"]), []);
    // What is loaded cannot be changed.
    let loaded = loaded_by_imports(["numpy"], last());
    let pin = [Requirement::read("NumPy==1.26")];
    let reason = asking(&index, |index| resolve(&pin, last(), &loaded, index)).verdicts.remove(0).reason;
    assert_eq!(reason, Reason::PinNotInLock { lock_version: "2.4.3".to_owned() });
}

#[test]
fn what_marimo_drops_by_name() {
    let index = at_once(
        "[marimo]\n\"marimo-0.25.2-py3-none-any.whl\" = [\"Provides-Extra: sql\", \"Requires-Dist: compiled; extra == 'sql'\"]\n",
    );
    let newest = |text: &str| verdict(text, &index).status;
    for text in ["asyncio", "pathlib==1.0", "json", "marimo", "marimo==0.1", "marimo[sql]"] {
        assert_eq!(newest(text), Status::Ok, "{text}");
    }
    for text in ["sklearn", "Asyncio", "tkinter"] {
        assert_eq!(newest(text), Status::Fail, "{text}");
    }
    // Older releases compare the name with its extras, so micropip sees this one.
    assert_eq!(verdicts_on(old(), &["marimo"], &index)[0].status, Status::Ok);
    assert_eq!(verdicts_on(old(), &["marimo[sql]"], &index)[0].status, Status::Fail);
}

/// Twenty packages that each need another one: a page, a metadata file, and again, all at once.
#[test]
fn questions_are_asked_together() {
    let mut text = String::new();
    for number in 0..20 {
        text.push_str(&format!(
            "[top-{number}]\n\"top_{number}-1.0-py3-none-any.whl\" = [\"Requires-Dist: numpy>=2\"]\n"
        ));
    }
    let delay = Duration::from_millis(200);
    let index = recorded::index(&text, delay);
    let names: Vec<String> = (0..20).map(|number| format!("top-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let start = Instant::now();
    let verdicts = verdicts_on(last(), &names, &index);
    let took = start.elapsed();
    assert!(verdicts.iter().all(|verdict| verdict.status == Status::Ok), "{verdicts:?}");
    // One after the other it would be forty delays; sixteen at a time are four.
    assert!(took < delay * 12, "{took:?}");
}

//! Which wheel of an index is taken, and what its metadata need in turn.

use std::collections::BTreeSet;
use std::net::TcpListener;

use wasmfix::net::Index;
use wasmfix::packages::{PackageVerdict, Reason, Requirement, Status, Unsupported, verdict, verdicts};

use crate::server::{Reply, Server};
use crate::{asking, folder, index_at, last, refreshed};

fn answer(path: &str) -> Option<String> {
    let project = |files: &[&str]| {
        let files: Vec<String> = files
            .iter()
            .map(|file| {
                let yanked = if file.starts_with("yanked-2") { "\"broken\"" } else { "false" };
                format!(r#"{{"filename": "{file}", "url": "/files/{file}", "hashes": {{}}, "yanked": {yanked}}}"#)
            })
            .collect();
        Some(format!(r#"{{"meta": {{"api-version": "1.1"}}, "name": "x", "files": [{}]}}"#, files.join(",")))
    };
    let metadata = |lines: &str| {
        Some(format!(
            "Metadata-Version: 2.1\nName: x\nLicense: MIT\n        \n        text\n{lines}\n\nRequires-Dist: no-header\n"
        ))
    };
    match path {
        "/simple/pure/" => project(&[
            "pure-1.0-py3-none-any.whl",
            "pure-2.0.tar.gz",
            "pure-2.0-py3-none-any.whl",
            "pure-3.0rc1-py3-none-any.whl",
        ]),
        "/simple/fallback/" => {
            project(&["fallback-2.0-cp314-cp314-manylinux_2_17_x86_64.whl", "fallback-1.0-py3-none-any.whl"])
        }
        "/simple/compiled/" => project(&["compiled-1.0-cp314-cp314-manylinux_2_17_x86_64.whl", "compiled-1.0.tar.gz"]),
        "/simple/browser/" => project(&["browser-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"]),
        "/simple/yanked/" => project(&["yanked-1.0-py3-none-any.whl", "yanked-2.0-py3-none-any.whl"]),
        "/simple/needs-compiled/" => project(&["needs_compiled-1.0-py3-none-any.whl"]),
        "/simple/needs-old-pure/" => project(&["needs_old_pure-1.0-py3-none-any.whl"]),
        "/simple/extras/" => project(&["extras-1.0-py3-none-any.whl"]),
        "/simple/unread/" => project(&["unread-1.0-py3-none-any.whl"]),
        "/simple/numpy/" => project(&["numpy-1.26.0-cp312-cp312-manylinux_2_17_x86_64.whl"]),
        "/files/needs_compiled-1.0-py3-none-any.whl.metadata" => {
            metadata("Requires-Dist: numpy>=2\nRequires-Dist: compiled>=1")
        }
        "/files/needs_old_pure-1.0-py3-none-any.whl.metadata" => metadata("Requires-Dist: pure (<2)"),
        "/files/extras-1.0-py3-none-any.whl.metadata" => metadata(
            "Provides-Extra: all\nRequires-Dist: compiled; extra == 'all'\nRequires-Dist: compiled; sys_platform == 'win32'",
        ),
        "/files/unread-1.0-py3-none-any.whl.metadata" => None,
        _ if path.ends_with(".metadata") => metadata(""),
        _ => None,
    }
}

fn serve() -> Server {
    Server::new(|seen| answer(&seen.path).map_or(Reply::missing(), Reply::ok))
}

fn ask(index: &Index, text: &str) -> PackageVerdict {
    asking(index, |index| verdict(&Requirement::read(text), last(), &BTreeSet::new(), index))
}

#[test]
fn verdicts_online() {
    let (server, cache) = (serve(), folder());
    let index = index_at(&server.simple(), &cache);
    let pure = |version: &str| Reason::Pure { version: version.to_owned() };
    for (text, status, reason) in [
        ("pure", Status::Ok, Some(pure("2.0"))),
        ("pure<2", Status::Ok, Some(pure("1.0"))),
        ("pure==3.0rc1", Status::Ok, Some(pure("3.0rc1"))),
        ("fallback", Status::Warn, Some(pure("1.0"))),
        ("browser", Status::Ok, Some(pure("1.0"))),
        ("yanked", Status::Ok, Some(pure("1.0"))),
        ("yanked==2.0", Status::Ok, Some(pure("2.0"))),
        ("extras", Status::Ok, Some(pure("1.0"))),
        ("fallback==2.0", Status::Fail, None),
        ("compiled", Status::Fail, None),
        (
            "needs-compiled",
            Status::Fail,
            Some(Reason::Native { why: "needs compiled >=1, which has no wheel for this host".to_owned() }),
        ),
        ("extras[all]", Status::Fail, None),
        (
            "extras[none]",
            Status::Fail,
            Some(Reason::Unsupported(Unsupported::Extra { extra: "none".to_owned(), spelt: None })),
        ),
        ("not-there", Status::Fail, Some(Reason::NotOnIndex)),
        ("numpy==1.26.0", Status::Fail, Some(Reason::PinNotInLock { lock_version: "2.4.3".to_owned() })),
        ("unread", Status::Warn, Some(pure("1.0"))),
    ] {
        let verdict = ask(&index, text);
        assert_eq!(verdict.status, status, "{text}: {verdict:?}");
        if let Some(reason) = reason {
            assert_eq!(verdict.reason, reason, "{text}");
        }
    }
    assert!(index.trouble().is_none());
    assert!(
        server.seen().iter().all(|seen| seen.header("user-agent").is_some_and(|agent| agent.starts_with("wasmfix/")))
    );
}

#[test]
fn the_lock_needs_no_request() {
    let (server, cache) = (serve(), folder());
    let index = index_at(&server.simple(), &cache);
    for text in ["numpy", "numpy>=2", "torch", "torch; sys_platform != 'emscripten'", "marimo"] {
        ask(&index, text);
    }
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn one_transaction() {
    let (server, cache) = (serve(), folder());
    let index = index_at(&server.simple(), &cache);
    for order in [["pure", "needs-old-pure"], ["needs-old-pure", "pure"]] {
        let requirements = order.map(Requirement::read);
        let together = asking(&index, |index| verdicts(&requirements, last(), &BTreeSet::new(), index));
        let failed =
            together.iter().find(|verdict| verdict.status == Status::Fail).map(|verdict| verdict.name.as_str());
        assert_eq!(failed, Some("needs-old-pure"), "{order:?}");
    }
    assert_eq!(ask(&index, "needs-old-pure").status, Status::Ok);
}

#[test]
fn answers_are_cached() {
    let (server, cache) = (serve(), folder());
    ask(&index_at(&server.simple(), &cache), "pure");
    ask(&index_at(&server.simple(), &cache), "not-there");
    let asked = server.seen().len();
    assert_eq!(ask(&index_at(&server.simple(), &cache), "pure").status, Status::Ok);
    assert_eq!(ask(&index_at(&server.simple(), &cache), "not-there").status, Status::Fail);
    assert_eq!(server.seen().len(), asked);
    ask(&refreshed(&server.simple(), &cache), "pure");
    assert!(server.seen().len() > asked);
}

#[test]
fn an_index_that_is_not_there_is_one_note() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let cache = folder();
    let index = index_at(&format!("http://{closed}/simple"), &cache);
    assert_eq!(ask(&index, "my-niche-lib").status, Status::Warn);
    assert_eq!(ask(&index, "humanize").status, Status::Ok);
    assert_eq!(ask(&index, "numba").reason, ask(&index, "numba").reason);
    let note = index.trouble().unwrap();
    assert!(note.contains("could not be verified"), "{note}");
}

//! Which modules a listed package brings that no table knows: its metadata says it, else the names of the files in its wheel.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use wasmfix::check::Problem;
use wasmfix::net::Index;
use wasmfix::notebook::Notebook;
use wasmfix::rules::Level;
use wasmfix::{Options, check, fix};

use crate::server::{Reply, Server, archive, page, ranged};
use crate::{folder, index_at, recorded};

fn notebook(requirements: &str, code: &str) -> Notebook {
    let text = format!(
        "# /// script\n# dependencies = [{requirements}]\n# ///\n\nimport marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    {code}\n    return\n"
    );
    Notebook::read(Path::new("notebook.py"), text.as_bytes()).unwrap()
}

fn measured(index: Arc<Index>) -> Options {
    Options { shell: Some(index), marimo: vec!["0.25.2".parse().unwrap()], ..Options::default() }
}

fn problems(notebook: Notebook, options: &Options) -> Vec<Problem> {
    check(notebook, options).findings.into_iter().map(|finding| finding.problem).collect()
}

fn levels(notebook: Notebook, options: &Options) -> Vec<(String, Level)> {
    problems(notebook, options).into_iter().map(|problem| (problem.id, problem.level)).collect()
}

#[test]
fn what_the_metadata_say() {
    let index = recorded::index(
        "[odd-name]\n\"odd_name-1.0-py3-none-any.whl\" = [\"Import-Name: entirely_different\", \"Import-Name: _own ; private\"]\n",
        Duration::ZERO,
    );
    let options = measured(index);
    let listed = |module: &str| notebook("\"marimo\", \"odd-name\"", &format!("import {module}\n    {module}.run()"));
    assert_eq!(levels(listed("entirely_different"), &options), []);
    // What it does not bring nobody brings.
    assert_eq!(levels(listed("shared_module"), &options), [("missing-dependency".to_owned(), Level::Error)]);
    // Offline nobody knows what `odd-name` brings.
    let offline = Options { shell: None, ..options };
    let found = levels(listed("shared_module"), &offline);
    assert!(found.contains(&("missing-dependency".to_owned(), Level::Warning)), "{found:?}");
}

#[test]
fn what_lies_in_the_wheel() {
    let filler: Vec<u8> = (0..400_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let metadata: &[u8] = b"Metadata-Version: 2.1\nName: odd\n\n";
    let file = archive(&[("deep/space/one/__init__.py", &filler), ("odd-1.0.dist-info/METADATA", metadata)]);
    let server = Server::new(move |seen| match seen.path.as_str() {
        "/simple/odd/" => Reply::ok(page(&["odd-1.0-py3-none-any.whl"])),
        "/files/odd-1.0-py3-none-any.whl" => ranged(seen, &file),
        "/files/odd-1.0-py3-none-any.whl.metadata" => Reply::ok(metadata),
        _ => Reply::missing(),
    });
    let cache = folder();
    let index = index_at(&server.simple(), &cache);
    let found = index.modules("odd").unwrap();
    assert_eq!(&*found, ["deep.space.one"]);
    let of_wheel = server.seen().into_iter().filter(|seen| seen.path.ends_with(".whl")).count();
    assert_eq!((of_wheel, index.modules("odd").is_some()), (1, true));
    assert!(index.modules("no-such-project").is_none());
    let options = measured(Arc::new(index));
    assert_eq!(levels(notebook("\"marimo\", \"odd\"", "from deep.space import one\n    one.run()"), &options), []);
    let seen = server.seen().len();
    // The next run finds it in the cache.
    assert!(index_at(&server.simple(), &cache).modules("odd").is_some());
    let later: Vec<String> = server.paths().into_iter().skip(seen).filter(|path| path.ends_with(".whl")).collect();
    assert_eq!(later, [] as [&str; 0]);
}

#[test]
fn a_package_of_the_modules_name_is_a_guess() {
    let index =
        recorded::index("[faicons]\n\"faicons-1.0-py3-none-any.whl\" = [\"Import-Name: faicons\"]\n", Duration::ZERO);
    let options = measured(index);
    let text = notebook("\"marimo\"", "import faicons\n    faicons.run()");
    let report = check(text.clone(), &options);
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings.len()) };
    assert!(finding.problem.message.contains("`faicons` on PyPI") && finding.problem.message.contains("guess"));
    let offered: Vec<(&str, bool)> = finding.fixes.iter().map(|fix| (fix.id.as_str(), fix.ask)).collect();
    assert_eq!(offered, [("guess", true)]);
    // No flag takes it.
    for unsafe_fixes in [false, true] {
        let fixed = fix(text.clone(), &options, unsafe_fixes);
        assert_eq!(fixed.report.notebook.text.as_str(), text.text.as_str());
    }
    // Where the index has none, nothing is offered.
    let other = check(notebook("\"marimo\"", "import nobody_has_it\n    nobody_has_it.run()"), &options);
    assert!(other.findings.iter().all(|finding| finding.fixes.is_empty()));
}

#[test]
fn what_another_entry_needs_comes_along() {
    let index = recorded::index(
        "[odd-name]\n\"odd_name-1.0-py3-none-any.whl\" = [\"Requires-Dist: humanize\"]\n\
         [plain-name]\n\"plain_name-1.0-py3-none-any.whl\" = []\n\
         [humanize]\n\"humanize-4.0-py3-none-any.whl\" = []\n",
        Duration::ZERO,
    );
    let options = measured(index);
    let listed = |name: &str| notebook(&format!("\"marimo\", \"{name}\""), "import humanize\n    humanize.intcomma(1)");
    let level = |name: &str, options: &Options| {
        let found = levels(listed(name), options);
        found.into_iter().find(|(id, _)| id == "missing-dependency").map(|(_, level)| level)
    };
    assert_eq!(level("odd-name", &options), Some(Level::Advice));
    assert_eq!(level("plain-name", &options), Some(Level::Error));
    // Offline nobody knows what comes along.
    let offline = Options { shell: None, ..options };
    assert_eq!(level("odd-name", &offline), Some(Level::Error));
}

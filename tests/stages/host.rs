//! The host tables through their public face.

use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr;

use wasmfix::host::{
    Bound, Host, Hosts, LockFile, Markers, ModuleFact, Outcome, Version, error_is_caught_by, normalise,
};

fn version(text: &str) -> Version {
    Version::from_str(text).unwrap()
}

fn host(marimo: &str) -> Host {
    Hosts::of_releases(&[version(marimo)]).list.remove(0)
}

/// The newest release that is known.
fn newest() -> String {
    Hosts::by_default(&[]).list[0].release()
}

#[test]
fn a_release_chooses_its_host() {
    for (marimo, pyodide, python, kept, adapters) in [
        ("0.17.8", "0.27.7", "3.12.7", false, false),
        ("0.22.5", "0.27.7", "3.12.7", false, false),
        ("0.23.9", "0.27.7", "3.12.7", false, false),
        ("0.23.10", "314.0.0", "3.14.2", false, true),
        ("0.24.2", "314.0.0", "3.14.2", false, true),
        ("0.25.1", "314.0.0", "3.14.2", false, true),
        ("0.25.2", "314.0.0", "3.14.2", true, true),
        ("0.25", "314.0.0", "3.14.2", true, true),
        ("0.30", "314.0.0", "3.14.2", true, true),
    ] {
        let host = host(marimo);
        assert_eq!(
            (host.pyodide, host.python, host.specifiers_kept, host.adapters),
            (pyodide, python, kept, adapters),
            "{marimo}"
        );
    }
}

#[test]
fn a_release_out_of_the_table_is_said() {
    let notes = |marimo: &str| Hosts::of_releases(&[version(marimo)]).notes.join("\n");
    for known in ["0.17.8", "0.20", "0.21.3", "0.22.5", "0.23.16", "0.24.2", "0.25.2", "0.25"] {
        assert_eq!(notes(known), "", "{known}");
    }
    assert_eq!(
        notes("99.1"),
        format!("marimo 99.1 is newer than all that are known, so it is judged as marimo {}", newest())
    );
    assert!(notes("0.9.1").starts_with("marimo 0.9.1 is older than all that are known, so it is judged as marimo 0."));
}

fn bound(says: &str) -> Bound {
    Bound { allows: says.parse().unwrap(), says: format!("the project has `marimo{says}`") }
}

#[test]
fn without_a_word_the_newest_is_judged() {
    for bounds in [vec![], vec![bound(">=0.9")], vec![bound("!=0.20")]] {
        let hosts = Hosts::by_default(&bounds);
        assert_eq!((hosts.list.len(), hosts.notes.len()), (1, 0), "{bounds:?}");
    }
    assert!(Host::known().iter().all(|host| version(host.from) <= version(&newest())));
}

#[test]
fn what_the_project_holds_marimo_to_is_judged_too() {
    for (says, release, pyodide) in [
        ("<0.23", "0.22.5", "0.27.7"),
        ("==0.22.3", "0.22.3", "0.27.7"),
        ("==0.20.*", "0.20.4", "0.27.7"),
        ("~=0.24.1", "0.24.2", "314.0.0"),
        (">=0.17,<=0.24.1", "0.24.1", "314.0.0"),
        ("==0.9.1", "0.9.1", "0.27.7"),
    ] {
        let hosts = Hosts::by_default(&[bound(says)]);
        let releases: Vec<String> = hosts.list.iter().map(Host::release).collect();
        assert_eq!(releases, [release.to_owned(), newest()], "{says}");
        assert_eq!(hosts.list[0].pyodide, pyodide, "{says}");
        assert!(hosts.notes[0].ends_with(&format!("because the project has `marimo{says}`")), "{:?}", hosts.notes);
    }
    let hosts = Hosts::by_default(&[bound("<0.23"), bound("==0.22.5"), bound("==0.24.2")]);
    assert_eq!(hosts.releases(), format!("marimo 0.22.5, 0.24.2 and {}", newest()));
}

#[test]
fn what_is_newer_than_all_is_judged_as_the_newest() {
    let hosts = Hosts::by_default(&[bound(">=99")]);
    assert_eq!(hosts.releases(), format!("marimo {}", newest()));
    assert!(hosts.notes[0].starts_with("the project has `marimo>=99`; "), "{:?}", hosts.notes);
}

#[test]
fn hosts_are_described() {
    let asked = |texts: &[&str]| Hosts::of_releases(&texts.iter().map(|text| version(text)).collect::<Vec<_>>());
    assert_eq!(asked(&["0.24"]).describe(), "marimo 0.24.2 (Pyodide 314.0.0)");
    assert_eq!(asked(&["0.24.1"]).describe(), "marimo 0.24.1 (Pyodide 314.0.0)");
    let both = asked(&["0.24", "0.22", "0.24.2"]);
    assert_eq!(both.describe(), "marimo 0.22.5 (Pyodide 0.27.7) and marimo 0.24.2 (Pyodide 314.0.0)");
    assert_eq!(both.releases(), "marimo 0.22.5 and 0.24.2");
}

#[test]
fn calls_as_measured() {
    use Outcome::{Degraded, Fails, Silent, Works};
    for (name, old, new) in [
        ("subprocess.run", (Fails, "OSError"), (Fails, "OSError")),
        ("os.system", (Silent, ""), (Silent, "")),
        ("os.popen", (Fails, "OSError"), (Fails, "OSError")),
        ("asyncio.create_subprocess_exec", (Fails, "NotImplementedError"), (Fails, "NotImplementedError")),
        ("threading.Thread", (Fails, "RuntimeError"), (Degraded, "")),
        ("concurrent.futures.ThreadPoolExecutor", (Fails, "RuntimeError"), (Degraded, "")),
        ("concurrent.futures.ProcessPoolExecutor", (Fails, "NotImplementedError"), (Degraded, "")),
        ("multiprocessing.Pool", (Fails, "ModuleNotFoundError"), (Degraded, "")),
        ("multiprocessing.get_context().Pool", (Fails, "ModuleNotFoundError"), (Degraded, "")),
        ("multiprocessing.Lock", (Fails, "ModuleNotFoundError"), (Fails, "UnsupportedWasmConcurrencyError")),
        ("multiprocessing.RLock", (Fails, "ModuleNotFoundError"), (Fails, "UnsupportedWasmConcurrencyError")),
        ("multiprocessing.Queue", (Fails, "ModuleNotFoundError"), (Works, "")),
        ("multiprocessing.cpu_count", (Works, ""), (Works, "")),
        ("threading.Timer", (Fails, "RuntimeError"), (Fails, "AssertionError")),
        ("sqlite3.connect", (Works, ""), (Works, "")),
        ("pdb.set_trace", (Fails, ""), (Fails, "")),
        ("input", (Degraded, ""), (Degraded, "")),
        ("os._exit", (Fails, ""), (Fails, "")),
        ("os.environ[]", (Fails, "KeyError"), (Fails, "KeyError")),
        ("os.getenv", (Works, ""), (Works, "")),
        ("os.getuid", (Works, ""), (Works, "")),
        ("os.geteuid", (Fails, "AttributeError"), (Fails, "AttributeError")),
        ("socket.socket().connect", (Silent, ""), (Silent, "")),
        ("socket.socket().bind", (Fails, "OSError"), (Fails, "OSError")),
        ("select.epoll", (Fails, "AttributeError"), (Fails, "AttributeError")),
        ("urllib.request.urlopen", (Works, ""), (Works, "")),
        ("webbrowser.open", (Fails, "ImportError"), (Fails, "ImportError")),
        ("psycopg2.connect", (Fails, "Exception"), (Fails, "Exception")),
        ("rich.console.Console", (Works, ""), (Fails, "TypeError")),
        ("time.sleep", (Works, ""), (Works, "")),
    ] {
        let fact = |marimo: &str| host(marimo).call(name).map(|fact| (fact.outcome, fact.error));
        assert_eq!((fact("0.20.4"), fact("0.25.2")), (Some(old), Some(new)), "{name}");
    }
    assert_eq!(host("0.25").call("no.such.call"), None);
}

#[test]
fn outcomes_on_each_host() {
    use Outcome::{Degraded, Fails, Silent, Works};
    for (name, old, new) in [
        ("subprocess.run", Fails, Fails),
        ("os.system", Silent, Silent),
        ("threading.Thread", Fails, Degraded),
        ("input", Degraded, Degraded),
        ("sqlite3.connect", Works, Works),
        ("rich.console.Console", Works, Fails),
    ] {
        for host in Host::known() {
            let expected = if host.adapters { new } else { old };
            assert_eq!(host.call(name).map(|fact| fact.outcome), Some(expected), "{name} on {}", host.describe());
        }
    }
    for (module, old, new) in
        [("fcntl", Some(false), Some(true)), ("tkinter.ttk", Some(false), Some(false)), ("numpy", None, None)]
    {
        for host in Host::known() {
            let expected = if host.pyodide == "0.27.7" { old } else { new };
            assert_eq!(host.module(module).map(ModuleFact::imports), expected, "{module} on {}", host.describe());
        }
    }
}

/// Where behaviour begins, as read from marimo's wheels; the table is `generate.py`'s.
#[test]
fn behaviour_begins_with_a_release() {
    type Column = fn(&Host) -> bool;
    let columns: [(&str, Column); 10] = [
        ("0.19.0", |host| host.markers != Markers::Left),
        ("0.19.0", |host| !host.unlisted),
        ("0.23.5", |host| host.polars_urls),
        ("0.23.7", |host| host.duckdb_urls && host.duckdb_loads),
        ("0.23.10", |host| host.markers == Markers::Honoured),
        ("0.23.10", |host| host.adapters),
        ("0.23.15", |host| host.local_modules),
        ("0.25.0", |host| host.islands),
        ("0.25.2", |host| host.specifiers_kept),
        ("0.25.2", |host| host.compared_by_name),
    ];
    let releases: Vec<&str> = Host::known().iter().flat_map(|host| host.releases).copied().collect();
    assert!(releases.len() >= 60 && releases.windows(2).all(|pair| version(pair[0]) < version(pair[1])));
    for (row, (from, holds)) in columns.iter().enumerate() {
        for release in &releases {
            let expected = version(release) >= version(from);
            assert_eq!(holds(&host(release)), expected, "row {row} on {release}");
        }
    }
    for host in Host::known() {
        assert!(host.measured.iter().all(|release| host.releases.contains(release)), "{}", host.describe());
    }
}

#[test]
fn standard_library_as_measured() {
    use ModuleFact::{Loads, Missing, NotThere, Ok};
    for (name, old, new) in [
        ("json", Ok, Ok),
        ("xml.etree", Ok, Ok),
        ("os.path", Ok, Ok),
        ("sqlite3", Loads("sqlite3"), Ok),
        ("sqlite3.dbapi2", Loads("sqlite3"), Ok),
        ("ssl", Loads("ssl"), Ok),
        ("audioop", Ok, Loads("audioop-lts")),
        ("fcntl", Missing, Ok),
        ("tkinter", Missing, Missing),
        ("tkinter.filedialog", Missing, Missing),
        ("dbm.dumb", Missing, Missing),
        ("annotationlib", NotThere, Ok),
        ("concurrent.futures.process", Missing, Ok),
        ("multiprocessing.synchronize", Missing, Missing),
        ("telnetlib", Ok, Missing),
    ] {
        let (old_host, new_host) = (host("0.20.4"), host("0.25.2"));
        assert_eq!((old_host.module(name), new_host.module(name)), (Some(old), Some(new)), "{name}");
    }
    assert!(host("0.25").is_stdlib("test") && !host("0.25").is_stdlib("numpy"));
}

/// Each row of the measured table answers, at its own name, as it says (but for what a loaded package brings along).
#[test]
fn every_measured_module_answers() {
    let (old, new) = (host("0.20.4"), host("0.25.2"));
    let mut rows = 0;
    for line in read("measured/stdlib.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        for (host, cell) in [(&old, cells[1]), (&new, cells[3])] {
            let fact = host.module(cells[0]);
            let same = match cell {
                "ok" => fact == Some(ModuleFact::Ok),
                "-" => fact == Some(ModuleFact::NotThere),
                "missing" => matches!(fact, Some(ModuleFact::Missing | ModuleFact::Loads(_) | ModuleFact::NotThere)),
                loads => fact == Some(ModuleFact::Loads(loads.strip_prefix("load:").unwrap())),
            };
            assert!(same, "{} on {}: {cell}, but {fact:?}", cells[0], host.pyodide);
            rows += 1;
        }
    }
    assert_eq!(rows, 2 * 402);
}

#[test]
fn every_measured_import_name_answers() {
    let (old, new) = (host("0.20.4"), host("0.25.2"));
    for (host, version) in [(&old, "0.27.7"), (&new, "314.0.0")] {
        for line in read(&format!("lock-{version}.tsv")).lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            for import in cells[5].split_whitespace() {
                assert_eq!(host.lock_package_of_import(import), Some(cells[0]), "{import}");
            }
            let package = host.lock(cells[0]).unwrap();
            assert!(package.version == cells[2] || package.version.is_empty(), "{}", cells[0]);
        }
    }
}

#[test]
fn lock_packages() {
    let (old, new) = (host("0.20.4"), host("0.25.2"));
    assert_eq!(old.lock("pillow").map(|package| package.written), Some("Pillow"));
    assert_eq!(new.lock("numpy").map(|package| (package.version, package.pure)), Some(("2.4.3", false)));
    assert!(old.lock("polars").is_some() && new.lock("duckdb").is_some() && new.lock("torch").is_none());
    assert_eq!(new.lock("anywidget").map(|package| package.version), Some(""));
    assert_eq!(new.lock_package_of_import("mpl_toolkits.mplot3d"), Some("matplotlib"));
    assert_eq!(new.lock_package_of_import("nowhere"), None);
}

#[test]
fn a_lock_file_takes_the_place_of_the_hosts_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lock.json");
    let text = r#"{"info": {}, "packages": {"my-lib": {"name": "My_Lib", "version": "1.2", "file_name": "My_Lib-1.2-py3-none-any.whl",
        "depends": ["NumPy"], "imports": ["my_lib"], "size": 7}}}"#;
    std::fs::write(&path, text).unwrap();
    let host = host("0.25").with_lock(std::sync::Arc::new(LockFile::read(&path).unwrap()));
    let package = host.lock("my-lib").unwrap();
    assert_eq!((package.version, package.pure, package.depends, package.size), ("1.2", true, "numpy", Some(7)));
    assert_eq!(host.lock_package_of_import("my_lib.sub"), Some("my-lib"));
    assert!(host.lock("numpy").is_none());
    std::fs::write(&path, "[]").unwrap();
    assert!(LockFile::read(&path).unwrap_err().to_string().contains("is no Pyodide lock"));
    assert!(LockFile::read(Path::new("/no/such/lock.json")).is_err());
}

#[test]
fn except_clauses() {
    for (error, handler) in [
        ("OSError", "OSError"),
        ("OSError", "IOError"),
        ("FileNotFoundError", "EnvironmentError"),
        ("FileNotFoundError", "builtins.OSError"),
        ("ModuleNotFoundError", "ImportError"),
        ("UnsupportedWasmConcurrencyError", "RuntimeError"),
        ("NotImplementedError", "RuntimeError"),
        ("UnsupportedOperation", "ValueError"),
        ("UnsupportedOperation", "OSError"),
        ("ZoneInfoNotFoundError", "zoneinfo.ZoneInfoNotFoundError"),
        ("ZoneInfoNotFoundError", "LookupError"),
        ("URLError", "urllib.error.URLError"),
        ("RemoteDisconnected", "OSError"),
        ("TimeoutError", "socket.timeout"),
        ("OSError", "socket.error"),
        ("KeyError", ""),
        ("Exception", "Exception"),
        ("SomethingUnknown", "Exception"),
        ("SystemExit", "BaseException"),
    ] {
        assert!(error_is_caught_by(error, handler), "{error} by {handler}");
    }
    for (error, handler) in [
        ("OSError", "FileNotFoundError"),
        ("ImportError", "ModuleNotFoundError"),
        ("SystemExit", "Exception"),
        ("Exception", "OSError"),
        ("termios.error", "OSError"),
        ("OSError", "subprocess.CalledProcessError"),
        ("", "Exception"),
        ("", ""),
    ] {
        assert!(!error_is_caught_by(error, handler), "{error} by {handler}");
    }
}

/// What `generate.py` promises of each table it writes, checked without the network.
#[test]
fn generated_tables_are_sorted_and_unique() {
    let made = [
        "stdlib.tsv",
        "calls.tsv",
        "imports.tsv",
        "modules.tsv",
        "guidance.tsv",
        "lock-0.27.7.tsv",
        "lock-314.0.0.tsv",
    ];
    for name in made {
        let text = read(name);
        let names: Vec<&str> = text.lines().skip(1).map(|line| line.split('\t').next().unwrap()).collect();
        assert!(text.starts_with("# ") && names.len() > 50, "{name}");
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{name}");
    }
}

/// An import means a distribution only if its wheel holds the module, and something beside the name speaks for it.
#[test]
fn an_import_name_stands_by_a_wheel_and_a_reason() {
    let rows = |name: &str| -> Vec<Vec<String>> {
        let text = read(name);
        let lines = text.lines().filter(|line| !line.starts_with(['#']) && !line.starts_with("import\tdistribution"));
        lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    };
    let locked = |name: &str| Host::known().iter().any(|host| host.lock(name).is_some());
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for row in rows("measured/modules.tsv") {
        let [import, distribution, wheel, why] = row.as_slice() else { panic!("{row:?}") };
        let name = normalise(distribution);
        let (file, version) = wheel.rsplit_once('-').unwrap_or_else(|| panic!("{row:?}: no wheel"));
        assert!(normalise(file) == name && Version::from_str(version).is_ok(), "{row:?}: of another wheel");
        let stands = match why.split_once(' ') {
            None if why == "-" => continue,
            None => why == "lock" && locked(&name),
            Some(("own", "name, no word")) => normalise(import) == name,
            Some(("repositories", listed)) => {
                let owners: BTreeSet<&str> =
                    listed.split(", ").filter_map(|one| Some(one.split_once('/')?.0)).collect();
                owners.len() >= 2
            }
            _ => false,
        };
        assert!(stands, "{row:?}: nothing stands by it");
        known.insert((import.clone(), distribution.clone()));
    }
    for row in rows("import-names.tsv") {
        assert!(row.len() == 3 && !row[2].is_empty(), "{row:?}: without a source");
        known.insert((row[0].clone(), row[1].clone()));
    }
    for row in rows("imports.tsv") {
        assert!(known.contains(&(row[0].clone(), row[1].clone())), "{row:?}: in no table");
    }
    // What is a notebook's own module far more often than anybody's package.
    for name in
        ["models", "example", "examples", "demo", "utils", "config", "tests", "data", "acme", "slugify", "kafka"]
    {
        assert!(rows("imports.tsv").iter().all(|row| row[0] != name), "{name}");
    }
}

#[test]
fn every_pattern_is_named_and_every_name_answers() {
    let patterns: BTreeSet<String> =
        read("measured/patterns.tsv").lines().skip(1).map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    let host = host("0.25");
    let mut named = BTreeSet::new();
    for line in read("pattern-names.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        named.insert(cells[0].to_owned());
        for name in cells[1].split(' ').filter(|&name| name != "-") {
            assert!(host.call(name).is_some(), "{name}");
        }
    }
    assert_eq!(named, patterns);
}

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/host/data").join(name);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn what_a_browser_downloads_is_known() {
    for host in Host::known() {
        assert!((5_000_000..8_000_000).contains(&host.core), "{}: {}", host.describe(), host.core);
        for name in ["altair", "duckdb", "jedi", "marimo-base", "matplotlib", "numpy", "pandas", "polars", "pyarrow"] {
            let size = host.lock(name).and_then(|package| package.size);
            assert!(size.is_some_and(|size| (100_000..20_000_000).contains(&size)), "{name}: {size:?}");
        }
    }
}

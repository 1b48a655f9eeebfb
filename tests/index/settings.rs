//! The package index as users have set it up: which one, who they are there, the cache they share; through the program.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::server::{Reply, Server, page, standard};

/// A folder with a home, a notebook that needs `x`, and nothing of this computer's settings.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        Place::with(&["x"])
    }

    fn with(packages: &[&str]) -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        let packages: Vec<String> = packages.iter().map(|name| format!("\"{name}\"")).collect();
        let notebook = format!(
            "# /// script\n# dependencies = [\"marimo\", {}]\n# ///\nimport marimo\n\napp = marimo.App()\n\n\n\
             @app.cell\ndef _():\n    return\n",
            packages.join(", ")
        );
        place.file("project/notebook.py", &notebook);
        place.file("home/empty", "");
        place
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn file(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
        command.current_dir(self.path("project")).env_clear().env("HOME", self.path("home"));
        command.env("XDG_CONFIG_DIRS", self.path("system")).env("SYSTEMROOT", "C:\\Windows");
        command
    }

    /// Runs a check with these variables and arguments; returns what it says, stdout first.
    fn check(&self, variables: &[(&str, &str)], arguments: &[&str]) -> String {
        let output = self
            .command()
            .envs(variables.iter().copied())
            .args(["--format", "concise", "notebook.py"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    }

    fn cache(&self) -> std::path::PathBuf {
        self.path("home/.cache/wasmfix")
    }
}

const X: &[(&str, &[&str])] = &[("x", &["x-1.0-py3-none-any.whl"])];

/// One server for all indexes: the first part of the path says which was asked.
#[cfg(target_os = "linux")]
fn indexes() -> Server {
    Server::index(X)
}

#[cfg(target_os = "linux")]
fn asked(server: &Server) -> Vec<String> {
    let mut asked: Vec<String> = server
        .paths()
        .iter()
        .filter(|path| path.ends_with("/x/"))
        .map(|path| path.split('/').nth(1).unwrap().into())
        .collect();
    asked.dedup();
    server.take();
    asked
}

#[test]
#[cfg(target_os = "linux")]
fn settings_count_in_their_order() {
    let server = indexes();
    let at = |name: &str| format!("{}/{name}/simple", server.base);
    let place = Place::new();
    let home = |path: &str| format!("home/{path}");
    // From the weakest on: each one that is added beats those before it.
    place.file("system/pip/pip.conf", &format!("[global]\nindex-url = {}\n", at("pip-system")));
    place.check(&[], &["--refresh"]);
    assert_eq!(asked(&server), ["pip-system"]);
    for (file, text, name) in [
        (home(".pip/pip.conf"), "[global]\nindex-url: {}\n", "pip-home"),
        (
            home(".config/pip/pip.conf"),
            "# mine\n[global]\nIndex_URL =\n    {}\n[list]\nindex-url = http://no\n",
            "pip-user",
        ),
        ("system/uv/uv.toml".to_owned(), "[pip]\nindex-url = \"{}\"\n", "uv-system"),
        (home(".config/uv/uv.toml"), "index-url = \"{}\"\n", "uv-user"),
        ("pyproject.toml".to_owned(), "[tool.uv]\nindex-url = \"{}\"\n", "uv-pyproject"),
        (
            "project/uv.toml".to_owned(),
            "index-url = \"http://no\"\n[[index]]\nurl = \"http://no\"\n[[index]]\nname = \"own\"\nurl = \"{}\"\ndefault = true\n",
            "uv-project",
        ),
    ] {
        place.file(&file, &text.replace("{}", &at(name)));
        place.check(&[], &["--refresh"]);
        assert_eq!(asked(&server), [name], "{file}");
    }
    // A project that says nothing to uv does not hide what its parents say.
    fs::remove_file(place.path("project/uv.toml")).unwrap();
    place.file("project/pyproject.toml", "[project]\nname = \"x\"\n");
    place.check(&[], &["--refresh"]);
    assert_eq!(asked(&server), ["uv-pyproject"]);
    place.check(&[], &["--refresh", "--isolated"]);
    assert_eq!(asked(&server), ["uv-user"]);
    place.check(&[("UV_NO_CONFIG", "1")], &["--refresh"]);
    assert_eq!(asked(&server), ["pip-user"]);
    place.file(
        "venv/pip.conf",
        &format!("[install]\nindex-url = {}\n[global]\nindex-url = http://no\n", at("pip-venv")),
    );
    let venv = place.path("venv").display().to_string();
    place.check(&[("UV_NO_CONFIG", "1"), ("VIRTUAL_ENV", &venv)], &["--refresh"]);
    assert_eq!(asked(&server), ["pip-venv"]);
    place.file("named.toml", &format!("index = [{{ url = \"{}\", default = true }}]\n", at("uv-named")));
    let named = place.path("named.toml").display().to_string();
    place.check(&[("UV_CONFIG_FILE", &named)], &["--refresh"]);
    assert_eq!(asked(&server), ["uv-named"]);

    let (pip, old, new) = (at("pip-variable"), format!("  {}/ ", at("uv-old")), format!("own={}", at("uv-new")));
    let mut variables = Vec::new();
    for (variable, name) in [
        (("PIP_INDEX_URL", pip.as_str()), "pip-variable"),
        (("UV_INDEX_URL", old.as_str()), "uv-old"),
        (("UV_DEFAULT_INDEX", new.as_str()), "uv-new"),
    ] {
        variables.push(variable);
        place.check(&variables, &["--refresh"]);
        assert_eq!(asked(&server), [name]);
    }
    place.file("project/pyproject.toml", &format!("[tool.wasmfix]\nindex-url = \"{}\"\n", at("wasmfix")));
    place.check(&variables, &["--refresh"]);
    assert_eq!(asked(&server), ["wasmfix"]);
    place.check(&variables, &["--refresh", "--index-url", &at("flag")]);
    assert_eq!(asked(&server), ["flag"]);
    // A notebook from elsewhere must not choose the index.
    let notebook = fs::read_to_string(place.path("project/notebook.py")).unwrap();
    let chosen = format!("# ///\n# [tool.uv]\n# index-url = \"{}\"\n# ///\n", at("notebook"));
    place.file("project/notebook.py", &notebook.replacen("# ///\nimport", &format!("{}import", &chosen[6..]), 1));
    place.check(&variables, &["--refresh", "--index-url", &at("flag")]);
    assert_eq!(asked(&server), ["flag"]);
}

/// Runs where every way to another host than this computer leads to a server that remembers it.
fn with_watched_ways(place: &Place, variables: &[(&str, &str)], arguments: &[&str]) -> (String, Vec<String>) {
    let watch = Server::new(|_| Reply::new(502, ""));
    let ways = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    let mut all: Vec<(&str, &str)> = ways.into_iter().map(|name| (name, watch.base.as_str())).collect();
    all.push(("NO_PROXY", "127.0.0.1"));
    all.extend(variables);
    let said = place.check(&all, arguments);
    (said, watch.paths())
}

#[test]
fn the_ways_are_watched() {
    // Without any index chosen the public one is asked, and the proxy sees that: so the next test can fail.
    let (said, ways) = with_watched_ways(&Place::new(), &[], &[]);
    assert!(!ways.is_empty() && ways.iter().all(|way| way.ends_with(":443")), "{ways:?}");
    assert!(said.contains("could not be verified"), "{said}");
}

#[test]
fn private_names_stay_private() {
    let public = format!("https://{}.{}/simple/x/", "pypi", "org");
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (what, reply, expected) in [
        ("has it", None, "No problems found"),
        ("lacks it", Some(Reply::missing()), "not on the package index"),
        ("wants a password", Some(Reply::new(401, "")), "(status 401)"),
        ("is ill", Some(Reply::new(500, "")), "could not be verified"),
        ("talks nonsense", Some(Reply::ok("hello")), "could not be verified"),
        ("sends on to PyPI", Some(Reply::new(302, "").with("Location", public)), "redirects to PyPI"),
    ] {
        let server = Server::new(move |seen| match &reply {
            Some(reply) => reply.clone(),
            None => standard(seen, X),
        });
        let index = server.simple();
        for variable in ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"] {
            let place = Place::new();
            let (said, ways) = with_watched_ways(&place, &[(variable, &index)], &[]);
            assert!(said.contains(expected), "an index that {what}: {said}");
            assert_eq!(ways, [""; 0], "an index that {what}");
        }
        assert!(!server.seen().is_empty());
    }
    let not_there = format!("http://{closed}/simple");
    for (what, index) in [
        ("is not there", not_there.as_str()),
        ("is a folder", "file:///srv/wheels"),
        ("is a path", "./wheels"),
        ("is a path", "/srv/wheels"),
        ("is a path", "C:\\wheels"),
        ("is no address", "index.example.org/simple"),
        ("is of another kind", "git+https://user:secret@index.example.org/x"),
    ] {
        let (said, ways) = with_watched_ways(&Place::new(), &[("UV_DEFAULT_INDEX", index)], &[]);
        assert!(
            said.contains("warning[unverified-package]") && !said.contains("secret"),
            "an index that {what}: {said}"
        );
        assert_eq!(said.matches("warning: the package index").count(), 1, "{said}");
        assert_eq!(ways, [""; 0], "an index that {what}");
    }
    // Settings that cannot be read may name a private index.
    for (file, text) in [
        ("project/uv.toml", "index-url = \"https://user:secret@"),
        ("project/uv.toml", "[[index]]\ndefault = true\n"),
        ("pyproject.toml", "[tool.uv]\nindex-url = 3"),
        ("home/.config/uv/uv.toml", "\u{1}"),
        ("home/.config/pip/pip.conf", "[global\nindex-url = https://secret@x"),
    ] {
        if file.contains("home") && !cfg!(target_os = "linux") {
            continue;
        }
        let place = Place::new();
        place.file(file, text);
        let (said, ways) = with_watched_ways(&place, &[], &[]);
        assert!(said.contains("is not valid") && !said.contains("secret"), "{file}: {said}");
        assert_eq!(ways, [""; 0], "{file}");
    }
}

#[test]
fn a_folder_is_refused_clearly() {
    const WHEELS: (&str, &str) = ("UV_DEFAULT_INDEX", "file:///srv/wheels");
    let said = Place::new().check(&[WHEELS], &[]);
    let why = "the package index cannot be asked (a folder is no index here: only http and https)";
    assert!(said.contains(why), "{said}");
    // Who needs no index is not bothered.
    let said = Place::with(&["numpy"]).check(&[WHEELS], &[]);
    assert!(!said.contains("index"), "{said}");
}

fn basic(user_and_password: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encoded = user_and_password.as_bytes().chunks(3).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        (0..4).map(
            move |at| {
                if at > chunk.len() { '=' } else { char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]) }
            },
        )
    });
    format!("Basic {}", encoded.collect::<String>())
}

/// All bytes below a folder.
fn contents(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            if path.is_dir() { contents(&path) } else { String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned() }
        })
        .collect()
}

#[test]
fn users_and_passwords() {
    assert_eq!(basic("user:pass word"), "Basic dXNlcjpwYXNzIHdvcmQ=");
    let files = Server::index(&[]);
    let other = files.base.clone();
    let server = Server::new(move |seen| match seen.header("authorization") {
        None => Reply::new(401, "who are you?"),
        Some(_) if seen.path.ends_with("/moved/") => {
            Reply::new(302, "").with("Location", format!("{other}/simple/moved/"))
        }
        Some(_) if seen.path.ends_with("/elsewhere/") => {
            Reply::ok(page(&["elsewhere-1.0-py3-none-any.whl"]).replace("/files/", &format!("{other}/files/")))
        }
        Some(_) if seen.path.ends_with("/signed/") => {
            let host = seen.header("host").unwrap_or_default();
            Reply::ok(
                page(&["signed-1.0-py3-none-any.whl"])
                    .replace("/files/", &format!("http://mine:s3cret@{host}/files/"))
                    .replace(".whl\", \"hashes", ".whl?key=s3cret\", \"hashes"),
            )
        }
        Some(_) => standard(seen, X),
    });
    let host = server.base.trim_start_matches("http://").to_owned();
    let plain = server.simple();
    let in_address = format!("http://us%40er:s3cret%21@{host}/simple");
    let netrc = "# mine\nmachine other.example login nobody password nothing\n\
                 macdef init\nmachine 127.0.0.1 login macro password macro\n\n\
                 machine 127.0.0.1\n  login user # not a comment\n  account a\n  password s3cret\n";
    let default = "machine other.example login a password b\ndefault login user password s3cret\n";
    for (variables, netrc, expected) in [
        (&[("PIP_INDEX_URL", in_address.as_str())][..], "", "us@er:s3cret!"),
        (&[("UV_DEFAULT_INDEX", &format!("http://t0ken-s3cret@{host}/simple"))], "", "t0ken-s3cret:"),
        (
            &[
                ("UV_DEFAULT_INDEX", &format!("my-own.one={plain}")),
                ("UV_INDEX_MY_OWN_ONE_USERNAME", "user"),
                ("UV_INDEX_MY_OWN_ONE_PASSWORD", "s3cret"),
            ],
            "",
            "user:s3cret",
        ),
        (&[("PIP_INDEX_URL", &plain)], netrc, "user:s3cret"),
        (&[("PIP_INDEX_URL", &plain)], default, "user:s3cret"),
        // What the address says counts more.
        (&[("PIP_INDEX_URL", &in_address)], default, "us@er:s3cret!"),
    ] {
        let place = Place::with(&["x", "elsewhere", "signed", "moved"]);
        place.file("home/.netrc", netrc);
        server.take();
        files.take();
        let said = place.check(variables, &["-v"]);
        assert!(!said.contains("s3cret") && !said.contains("could not be reached"), "{said}");
        let seen = server.seen();
        assert!(!seen.is_empty());
        for seen in &seen {
            assert_eq!(seen.header("authorization"), Some(basic(expected).as_str()), "{seen:?}");
        }
        // Another server is told nothing, but for what netrc says of it: by its host, which is the same here.
        let elsewhere = files.seen();
        assert!(elsewhere.iter().any(|seen| seen.path.ends_with(".metadata")), "{elsewhere:?}");
        assert!(elsewhere.iter().any(|seen| seen.path.ends_with("/moved/")), "{elsewhere:?}");
        if !netrc.contains("machine 127.0.0.1") {
            assert!(elsewhere.iter().all(|seen| seen.header("authorization").is_none()), "{elsewhere:?}");
        }
        let kept = contents(&place.cache());
        assert!(kept.contains("x-1.0-py3-none-any.whl"));
        assert!(!kept.contains("s3cret") && !kept.contains("us@er") && !kept.contains("dXNl"), "{kept}");
    }
    let said = Place::new().check(&[("PIP_INDEX_URL", &plain)], &[]);
    assert!(said.contains("it asks for a user and password (status 401)"), "{said}");
    let said = Place::new().check(&[("PIP_INDEX_URL", "http://user:s3cret@127.0.0.1:9/simple")], &["-v"]);
    assert!(said.contains("could not be reached") && !said.contains("s3cret"), "{said}");
    let said = Place::new().check(&[("PIP_INDEX_URL", "http://user:s3cret@ 127.0.0.1/simple")], &["-v"]);
    assert!(said.contains("cannot be asked") && !said.contains("s3cret"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn an_index_of_the_project_alone_is_not_told_who_asks() {
    let server = Server::index(X);
    let plain = server.simple();
    let own = "home/.config/wasmfix/wasmfix.toml";
    let project = |text: &str| {
        let place = Place::new();
        place.file("home/.netrc", "machine 127.0.0.1 login user password s3cret\n");
        place.file("project/pyproject.toml", text);
        place
    };
    let logins = |place: &Place, arguments: &[&str]| {
        server.take();
        let variables = [("UV_INDEX_TEAM_USERNAME", "user"), ("UV_INDEX_TEAM_PASSWORD", "s3cret")];
        let said = place.check(&variables, &[&["--refresh"], arguments].concat());
        assert!(!said.contains("s3cret"), "{said}");
        let seen = server.seen();
        assert!(!seen.is_empty(), "{said}");
        let known: Vec<bool> =
            seen.iter().map(|seen| seen.header("authorization") == Some(&basic("user:s3cret"))).collect();
        let nothing = seen.iter().all(|seen| seen.header("authorization").is_none());
        assert!(nothing || known.iter().all(|&known| known));
        (!nothing, said)
    };
    for text in [
        format!("[[tool.uv.index]]\nname = \"team\"\nurl = \"{plain}\"\ndefault = true\n"),
        format!("[tool.uv]\nindex-url = \"{plain}\"\n"),
        format!("[tool.wasmfix]\nindex-url = \"{plain}\"\n"),
    ] {
        let place = project(&text);
        let (told, said) = logins(&place, &[]);
        assert!(!told, "{text}");
        let hint = format!(
            "is named by the project alone, so it gets no user and password of your environment or netrc: \
                            if you trust it, write `trusted-indexes = [\"{plain}\"]` into"
        );
        let lines = said.lines().filter(|line| line.contains(&hint)).count();
        assert_eq!(lines, 1, "{said}");
        // Who says so is the person.
        assert!(logins(&place, &["--index-url", &plain]).0, "{text}");
        for (trusted, expected) in
            [(format!("{}/", server.base), true), (plain.clone(), true), (format!("{plain}x"), false)]
        {
            place.file(own, &format!("trusted-indexes = [\"{trusted}\"]\n"));
            let (told, said) = logins(&place, &[]);
            assert_eq!((told, said.contains("named by the project alone")), (expected, !expected), "{trusted}");
        }
    }
    let place = project("[tool.wasmfix]\ntrusted-indexes = [\"https://index.example.org/\"]\n");
    let output = place.command().arg("notebook.py").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("is yours alone to say, not the project's"), "{said}");
    for (text, why) in [
        ("trusted-indexes = [\"index.example.org\"]", "is no address"),
        ("trusted-indexes = [\"http://index.example.org/\"]", "begins with http:"),
        ("trusted-indexes = [\"https://me:s3cret@index.example.org/\"]", "holds a user"),
        ("trusted = []", "unknown field `trusted`"),
    ] {
        place.file(own, text);
        fs::write(place.path("project/pyproject.toml"), "").unwrap();
        let output = place.command().arg("notebook.py").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(why) && !said.contains("s3cret"), "{said}");
    }
    place.file(own, "trusted-indexes = [\"https://index.example.org/\"]\n");
    let output = place.command().arg("config").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("# trusted-indexes: [\"https://index.example.org/\"]"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn no_password_goes_over_plain_http() {
    let server = Server::index(X);
    let place = Place::new();
    place.file("home/.netrc", "machine index.example.org login user password s3cret\n");
    let variables = [("UV_DEFAULT_INDEX", "http://index.example.org/simple"), ("HTTP_PROXY", &server.base)];
    let said = place.check(&variables, &[]);
    assert!(said.contains("speaks plain http, so it gets no user and password"), "{said}");
    let seen = server.seen();
    assert!(!seen.is_empty() && seen.iter().all(|seen| seen.header("authorization").is_none()), "{seen:?}");
}

#[test]
fn proxies_and_certificates() {
    let proxy = Server::index(X);
    let place = Place::new();
    let said = place.check(&[("HTTP_PROXY", &proxy.base), ("PIP_INDEX_URL", "http://index.example/simple")], &[]);
    assert!(said.contains("No problems found"), "{said}");
    assert!(proxy.paths().contains(&"http://index.example/simple/x/".to_owned()), "{:?}", proxy.paths());
    for variable in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"] {
        for file in ["absent.pem", "project/notebook.py"] {
            let file = place.path(file).display().to_string();
            let (said, ways) = with_watched_ways(&place, &[(variable, &file)], &["--refresh"]);
            assert!(said.contains(&format!("({variable} names no file with certificates)")), "{said}");
            assert_eq!(ways, [""; 0]);
        }
    }
}

#[test]
fn a_slow_index_is_not_waited_for_long() {
    let server = Server::new(|_| Reply::missing().after(Duration::from_secs(20)));
    let started = std::time::Instant::now();
    let said =
        Place::with(&["x", "y", "z"]).check(&[("PIP_INDEX_URL", &server.simple()), ("UV_HTTP_TIMEOUT", "1")], &[]);
    assert_eq!(said.matches("no answer in time").count(), 1, "{said}");
    assert_eq!(said.matches("warning[unverified-package]").count(), 3, "{said}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
#[cfg(target_os = "linux")]
fn the_cache() {
    let server = Server::index(X);
    let place = Place::new();
    let cache = |command: &str| {
        let output = place.command().args(["cache", command]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let folder = place.cache();
    assert_eq!(cache("dir"), format!("{}\n", folder.display()));
    assert_eq!(cache("clean"), format!("Nothing to remove in {}\n", folder.display()));
    // What the lock knows leaves no trace.
    let numpy = Place::with(&["numpy"]);
    numpy.check(&[("PIP_INDEX_URL", &server.simple())], &[]);
    assert!(!numpy.path("home/.cache").exists() && server.seen().is_empty());

    place.check(&[("PIP_INDEX_URL", &server.simple())], &["--offline"]);
    assert!(!folder.exists());
    // The page of x, what its wheel needs, and whether there is a newer marimo.
    place.check(&[("PIP_INDEX_URL", &server.simple())], &[]);
    assert_eq!(server.take(), 3);
    place.check(&[("PIP_INDEX_URL", &server.simple())], &[]);
    assert_eq!(server.take(), 0);
    place.check(&[("PIP_INDEX_URL", &server.simple())], &["--refresh"]);
    assert_eq!(server.take(), 3);
    place.file("home/.cache/wasmfix/mine.txt", "not wasmfix's");
    let said = cache("clean");
    assert!(said.starts_with("Removed 3 files (") && said.ends_with(&format!("from {}\n", folder.display())), "{said}");
    assert_eq!(contents(&folder), "not wasmfix's");
    assert_eq!(cache("clean"), format!("Nothing to remove in {}\n", folder.display()));
}

#[test]
fn a_newer_marimo_is_named_where_something_is_asked_anyway() {
    let server = Server::index(&[
        ("x", &["x-1.0-py3-none-any.whl"]),
        (
            "marimo",
            &["marimo-0.1-py3-none-any.whl", "marimo-99.1-py3-none-any.whl", "marimo-100.0rc1-py3-none-any.whl"],
        ),
    ]);
    let index = [("PIP_INDEX_URL", server.simple())];
    let index = index.each_ref().map(|(key, value)| (*key, value.as_str()));
    let newer = "marimo 99.1 is on the package index and was not judged: ";
    let place = Place::new();
    assert!(!place.check(&index, &["--offline"]).contains(newer));
    assert!(place.check(&index, &[]).contains(newer));
    // From the cache.
    assert!(place.check(&index, &[]).contains(newer));
    assert!(!place.check(&index, &["--offline"]).contains(newer));
    assert!(!place.check(&index, &["-q"]).contains(newer));
    let numpy = Place::with(&["numpy"]);
    server.take();
    assert!(!numpy.check(&index, &[]).contains(newer));
    assert_eq!(server.take(), 0, "nothing else is asked");
}

#[test]
fn several_processes_share_a_cache() {
    let pages: Vec<String> = (0..30).map(|number| format!("p{number}")).collect();
    let server = Server::new(|seen| {
        let name = seen.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        standard(seen, &[(&name, &[&format!("{name}-1.0-py3-none-any.whl")])]).with("Cache-Control", "max-age=600")
    });
    let names: Vec<&str> = pages.iter().map(String::as_str).collect();
    let place = Place::with(&names);
    let check =
        || place.check(&[("PIP_INDEX_URL", &server.simple()), ("HOME", place.path("home").to_str().unwrap())], &[]);
    let start = |refresh: bool| {
        let mut command = place.command();
        command.env("PIP_INDEX_URL", server.simple()).args(["--format", "json", "notebook.py"]);
        if refresh {
            command.arg("--refresh");
        }
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let children: Vec<_> = (0..8).map(|number| start(number % 2 == 1)).collect();
    let outputs: Vec<Vec<u8>> = children.into_iter().map(|child| child.wait_with_output().unwrap().stdout).collect();
    assert!(!outputs[0].is_empty());
    for output in &outputs {
        assert_eq!(String::from_utf8_lossy(output), String::from_utf8_lossy(&outputs[0]));
    }
    server.take();
    check();
    assert_eq!(server.take(), 0, "all entries are whole");
    if cfg!(target_os = "linux") {
        let projects = fs::read_dir(place.cache().join("projects-2")).unwrap().count();
        let metadata = fs::read_dir(place.cache().join("metadata-2")).unwrap().count();
        assert_eq!((projects, metadata), (31, 30), "and marimo's page; nothing else is left");
    }
}

#[test]
#[cfg(unix)]
fn a_terminal_shows_what_is_waited_for() {
    let server = Server::new(|seen| standard(seen, X).after(Duration::from_millis(1500)));
    let place = Place::new();
    let run = |arguments: &[&str]| {
        let mut command = place.command();
        command.env("PIP_INDEX_URL", server.simple()).env("TERM", "xterm").env("NO_COLOR", "1");
        command.args(["--refresh", "--format", "concise", "notebook.py"]).args(arguments);
        let mut session = rexpect::session::spawn_command(command, Some(20_000)).unwrap();
        session.exp_eof().unwrap()
    };
    let said = run(&[]);
    assert!(said.contains("Asking the package index: 0 of 1"), "{said:?}");
    // The line is gone before anything else is said.
    let after = said.rsplit_once("Asking the package index").unwrap().1;
    assert!(after.contains("\r\u{1b}[2KNo problems found"), "{said:?}");
    assert!(!run(&["-q"]).contains("Asking"));
    let said = place.check(&[("PIP_INDEX_URL", &server.simple())], &["--refresh"]);
    assert!(!said.contains("Asking"), "no terminal, no line: {said}");
}

//! `public/` is what everyone can read: which files a flag copies there, and which it leaves.

use std::fs;
use std::path::Path;

use wasmfix::notebook::Notebook;
use wasmfix::report::Report;
use wasmfix::{Options, check, fix};

/// A notebook that reads one file in each cell.
fn notebook(folder: &Path, files: &[&str]) -> Notebook {
    let mut source =
        "# /// script\n# dependencies = [\"marimo\"]\n# ///\n\nimport marimo\n\napp = marimo.App()\n".to_owned();
    for (number, file) in files.iter().enumerate() {
        source += &format!(
            "\n\n@app.cell\ndef _():\n    text{number} = open(\"{file}\").read()\n    return (text{number},)\n"
        );
    }
    source += "\n\nif __name__ == \"__main__\":\n    app.run()\n";
    Notebook::read(&folder.join("notebook.py"), source.as_bytes()).unwrap()
}

/// The files that `--fix --unsafe-fixes` copies.
fn copied(folder: &Path, files: &[&str]) -> Vec<String> {
    let fixed = fix(notebook(folder, files), &Options::default(), true);
    fixed.copies.into_iter().map(|copy| copy.from).collect()
}

fn report(folder: &Path, file: &str) -> Report {
    check(notebook(folder, &[file]), &Options::default())
}

/// Why no fix copies a file.
fn withheld(folder: &Path, file: &str) -> String {
    let report = report(folder, file);
    let withheld = report.findings.iter().flat_map(|finding| &finding.withheld).next();
    withheld.unwrap_or_else(|| panic!("{file}: {:?}", report.findings)).reason.clone()
}

/// The title of the fix that only a person may choose.
fn asked(folder: &Path, file: &str) -> String {
    let report = report(folder, file);
    let finding = report.findings.iter().find(|finding| finding.problem.id == "local-file").unwrap();
    assert!(finding.default_fix(true).is_none(), "{file}");
    let [fix] = &finding.fixes[..] else { panic!("{file}: {finding:?}") };
    assert!(fix.ask && !fix.copies.is_empty());
    fix.title.clone()
}

fn write(folder: &Path, file: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn data_is_copied() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["table.csv", "data/keys.json", "notes.txt", "data/monkey.PNG", "token_counts.parquet", "a/b/c.csv.gz"];
    files.iter().for_each(|file| write(folder.path(), file, "a,b\n1,2\n"));
    let mut copies = copied(folder.path(), &files);
    copies.sort();
    let mut all = files.map(str::to_owned);
    all.sort();
    assert_eq!(copies, all);
}

#[test]
fn what_a_name_calls_a_secret_stays() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ".env",
        ".netrc",
        ".aws/config.json",
        "data/.hidden/table.csv",
        "id_rsa",
        "keys/deploy_ed25519",
        "Server.PEM",
        "app.key",
        "bundle.p12",
        "vault.kdbx",
        "credentials.json",
        "my-credentials.csv",
        "passwords.txt",
        "secrets/data.csv",
        "secrets.toml",
        "client_secret_123.json",
        "prod.env",
        "terraform.tfvars",
        "kubeconfig",
    ];
    for file in files {
        write(folder.path(), file, "a,b\n1,2\n");
        assert_eq!(copied(folder.path(), &[file]), Vec::<String>::new(), "{file}");
        assert!(withheld(folder.path(), file).ends_with("everyone could read it in `public/`"), "{file}");
    }
}

#[test]
fn what_holds_a_key_stays() {
    let folder = tempfile::tempdir().unwrap();
    let key = |kind: &str| format!("-----BEGIN {kind}PRIVATE KEY-----\nMIIEvQ\n");
    for (text, what) in [
        (key(""), "a private key"),
        (key("OPENSSH "), "a private key"),
        (["user,key\nme,AKIA", "IOSFODNN7EXAMPLE\n"].concat(), "an access key of AWS"),
        (format!("{{\"token\": \"ghp_{}\"}}", "a1B2".repeat(9)), "a token of GitHub"),
        (["xoxb-", "123456789012-abcdefghijkl"].concat(), "a token of Slack"),
        (format!("url,postgresql://{}@db.example/app\n", "me:hunter2"), "an address with a password"),
    ] {
        write(folder.path(), "data.csv", &text);
        assert_eq!(copied(folder.path(), &["data.csv"]), Vec::<String>::new(), "{text}");
        assert!(withheld(folder.path(), "data.csv").contains(what), "{text}");
    }
    write(folder.path(), "data.csv", "name\nAKIA\nghp_short\n-----BEGIN CERTIFICATE-----\nhttps://example.com/a:b@c\n");
    assert_eq!(copied(folder.path(), &["data.csv"]), ["data.csv"]);
}

#[test]
fn what_git_ignores_a_person_may_choose() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path();
    write(top, ".git/HEAD", "ref: refs/heads/main\n");
    write(top, ".git/info/exclude", "excluded.csv\n");
    write(top, ".gitignore", "*.json\n!kept.json\n/private/\n");
    write(top, "work/.gitignore", "local.csv\n");
    let (here, ignored) = (top.join("work"), ["data.json", "local.csv", "excluded.csv", "deep/data.json"]);
    for file in ignored.iter().chain(&["kept.json", "table.csv", "deep/table.csv"]) {
        write(&here, file, "1");
    }
    write(top, "private/work/table.csv", "1");
    assert_eq!(copied(&here, &["kept.json", "table.csv"]), ["kept.json", "table.csv"]);
    assert_eq!(copied(&here, &["deep/table.csv"]), ["deep/table.csv"]);
    for file in ignored {
        assert_eq!(copied(&here, &[file]), Vec::<String>::new(), "{file}");
        assert!(asked(&here, file).ends_with("git ignores it, and everyone can read what lies in `public/`"), "{file}");
    }
    assert!(asked(&top.join("private/work"), "table.csv").contains("git ignores it"));
    // Git tracks what was added in spite of that.
    let mut index = b"DIRC\0\0\0\x02\0\0\0\x01".to_vec();
    index.extend([0; 60]);
    index.extend(b"\0\x0ework/data.json\0\0\0\0\0");
    write(top, ".git/index", index);
    assert_eq!(copied(&here, &["data.json"]), ["data.json"]);
    assert!(asked(&here, "deep/data.json").contains("git ignores it"));
}

#[test]
fn without_a_repository_its_lists_of_ignored_files_count_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "pyproject.toml", "[project]\nname = \"x\"\n");
    write(folder.path(), ".gitignore", "*.csv\n");
    write(folder.path(), "work/table.csv", "1");
    assert!(asked(&folder.path().join("work"), "table.csv").contains("git ignores it"));
}

#[test]
fn what_is_no_data_a_person_may_choose() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["notebook_of_mine.py", "run.sh", "noending"] {
        write(folder.path(), file, "1");
        assert_eq!(copied(folder.path(), &[file]), Vec::<String>::new(), "{file}");
        assert!(asked(folder.path(), file).contains("its ending is none of data"), "{file}");
    }
}

#[test]
#[cfg(unix)]
fn links_stay() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("project");
    write(&here, "table.csv", "1");
    write(&here, "pyproject.toml", "");
    write(folder.path(), "outside/table.csv", "1");
    fs::hard_link(folder.path().join("outside/table.csv"), here.join("hard.csv")).unwrap();
    std::os::unix::fs::symlink("table.csv", here.join("link.csv")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("outside"), here.join("data")).unwrap();
    assert!(withheld(&here, "hard.csv").contains("a hard link"));
    assert!(withheld(&here, "link.csv").contains("is a link"));
    assert!(withheld(&here, "data/table.csv").contains("is a link out of"));
    assert_eq!(copied(&here, &["hard.csv", "link.csv", "data/table.csv"]), Vec::<String>::new());
}

#[test]
fn what_is_public_already_is_read_from_there() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "public/noending", "1");
    write(folder.path(), "noending", "1");
    let fixed = fix(notebook(folder.path(), &["noending"]), &Options::default(), true);
    assert!(fixed.copies.is_empty() && fixed.report.notebook.text.as_str().contains("\"public\" / \"noending\""));
}

#[test]
fn a_project_alone_publishes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "table.csv", "1");
    let options = Options { unpublished: true, ..Options::default() };
    let fixed = fix(notebook(folder.path(), &["table.csv"]), &options, true);
    assert!(fixed.copies.is_empty() && fixed.applied.iter().all(|(id, _)| id != "local-file"), "{:?}", fixed.applied);
}

//! Edits, diffs and writes through the public face; diffs are proven with the real `git apply`.

use std::fs;
use std::path::Path;
use std::process::Command;

use wasmfix::check::FileCopy;
use wasmfix::disk::copies::{CopyError, make};
use wasmfix::disk::write::{WriteError, create, replace};
use wasmfix::edit::diff::{coloured, copy, relative, unified};
use wasmfix::edit::{ApplyError, Edit, apply};

fn edit(start: usize, end: usize, text: &str) -> Edit {
    Edit { span: start..end, text: text.into() }
}

#[test]
fn edits_apply_in_order_and_may_touch() {
    let edits = [edit(0, 0, "a"), edit(0, 0, "b"), edit(0, 1, "c"), edit(1, 2, ""), edit(3, 3, "d")];
    assert_eq!(apply("xyz", &edits).as_deref(), Ok("abczd"));
    assert_eq!(apply("é = 1\r\n", &[edit(2, 2, "")]).as_deref(), Ok("é = 1\r\n"));
    assert_eq!(apply("", &[]).as_deref(), Ok(""));
}

#[test]
fn edits_that_do_not_fit_are_refused() {
    let misplaced = |source: &str, edits: &[Edit]| matches!(apply(source, edits), Err(ApplyError::Misplaced { .. }));
    assert!(misplaced("é", &[edit(1, 2, "x")]));
    assert!(misplaced("abc", &[edit(3, 4, "x")]));
    assert!(misplaced("abc", &[edit(2, 1, "x")]));
    assert!(misplaced("abc", &[edit(usize::MAX, usize::MAX, "x")]));
    let overlap = |edits: &[Edit]| matches!(apply("abcdef", edits), Err(ApplyError::Overlap { .. }));
    assert!(overlap(&[edit(0, 3, "x"), edit(2, 4, "y")]));
    assert!(overlap(&[edit(4, 5, "x"), edit(0, 1, "y")]));
    assert!(overlap(&[edit(0, 3, ""), edit(2, 2, "y")]));
}

fn git(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> String {
    let patch = folder.join("../patch");
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    if let Some(input) = input {
        fs::write(&patch, input).unwrap();
        command.arg("../patch");
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "git {arguments:?}: {said}\n{}",
        String::from_utf8_lossy(input.unwrap_or_default())
    );
    said
}

fn git_applies(name: &str, old: &[u8], new: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path().join("repository");
    let file = repository.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, old).unwrap();
    git(&repository, &["init", "-q"], None);
    let diff = unified(Path::new(name), old, new);
    git(&repository, &["apply", "--check"], Some(&diff));
    git(&repository, &["apply"], Some(&diff));
    let applied = fs::read(&file).unwrap();
    assert!(
        applied == new,
        "{name}: {:?} is not {:?}",
        String::from_utf8_lossy(&applied),
        String::from_utf8_lossy(new)
    );
}

#[test]
fn git_makes_the_copies() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path().join("repository");
    for name in ["data/x.csv", "my data.csv", "dönt.csv"] {
        let file = repository.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, b"a\r\n\xff").unwrap();
    }
    git(&repository, &["init", "-q"], None);
    let copies =
        [("data/x.csv", "public/x.csv"), ("my data.csv", "public/my data.csv"), ("dönt.csv", "public/dönt.csv")];
    let diff: String = copies.iter().map(|(from, to)| copy(Path::new(from), Path::new(to))).collect();
    git(&repository, &["apply"], Some(diff.as_bytes()));
    for (from, to) in copies {
        assert_eq!(fs::read(repository.join(to)).unwrap(), fs::read(repository.join(from)).unwrap(), "{to}");
    }
}

fn file_copy(from: &str, to: &str) -> FileCopy {
    FileCopy { from: from.to_owned(), to: to.to_owned() }
}

#[test]
fn files_are_copied_all_or_none_and_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a"), "a").unwrap();
    fs::write(at("b"), "b").unwrap();
    let both = [file_copy("a", "public/a"), file_copy("b", "public/b")];
    make(folder.path(), &both).unwrap();
    assert_eq!((fs::read(at("public/a")).unwrap(), fs::read(at("public/b")).unwrap()), (b"a".to_vec(), b"b".to_vec()));
    make(folder.path(), &both).unwrap().undo();
    assert!(at("public/a").exists(), "what was there before is not taken away");

    fs::remove_file(at("public/a")).unwrap();
    fs::write(at("public/b"), "other").unwrap();
    assert!(matches!(make(folder.path(), &both), Err(CopyError::Taken(_))));
    assert!(!at("public/a").exists(), "the first copy is taken back");
    assert_eq!(fs::read(at("public/b")).unwrap(), b"other");

    let missing = make(folder.path(), &[file_copy("a", "new/deep/a"), file_copy("gone", "new/gone")]);
    assert!(matches!(missing, Err(CopyError::Io { .. })));
    assert!(!at("new").exists(), "the new folder is taken back");
    make(folder.path(), &[file_copy("a", "new/deep/a")]).unwrap().undo();
    assert!(!at("new").exists());
    assert_eq!(fs::read_dir(at("public")).unwrap().count(), 1, "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn links_lead_no_copy_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(outside.path().join("secret"), "s").unwrap();
    fs::write(at("a"), "a").unwrap();
    symlink(outside.path().join("secret"), at("link")).unwrap();
    assert!(matches!(make(folder.path(), &[file_copy("link", "public/link")]), Err(CopyError::Outside(_))));
    assert!(!at("public").exists());
    symlink(outside.path(), at("public")).unwrap();
    assert!(matches!(make(folder.path(), &[file_copy("a", "public/a")]), Err(CopyError::Outside(_))));
    assert!(!outside.path().join("a").exists());
    fs::remove_file(at("public")).unwrap();
    fs::create_dir(at("public")).unwrap();
    symlink(outside.path().join("new"), at("public/a")).unwrap();
    assert!(matches!(make(folder.path(), &[file_copy("a", "public/a")]), Err(CopyError::Taken(_))));
    assert!(!outside.path().join("new").exists());
}

#[test]
fn git_takes_the_diff() {
    let long: String = (1..=60).map(|line| format!("line {line}\n")).collect();
    let changed =
        long.replace("line 7\n", "line seven\n").replace("line 50\n", "").replace("line 60\n", "line 60\nmore\n");
    let cases: &[(&str, &str)] = &[
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\r\nb\r\nc\r\n", "a\r\nb\r\nB\r\nc\r\n"),
        ("a\r\nb\nc\r\n", "a\nb\r\nc\r\n"),
        ("a\nb", "a\nc"),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("a\r\nb", "x\r\na\r\nb"),
        ("\u{feff}a\nb\n", "\u{feff}\n# x\na\nb\n"),
        ("é = 'ü'\nb\n", "é = 'ß'\nb\n"),
        ("b\n", "a\nb\n"),
        ("b\n", "b\nc\n"),
        ("b\n", "a\n\nb\n\nc\n"),
        ("a\rb\nc\n", "a\rb\nd\n"),
        ("a\x0cb\n\x0c\n", "a\x0cb\n\x0cc\n"),
        ("\n\n\n", "\n\n\n\n"),
        ("-- a\n++ b\n", "-- c\n++ b\n"),
        (&long, &changed),
        (&long, "short"),
    ];
    for (old, new) in cases {
        git_applies("notebook.py", old.as_bytes(), new.as_bytes());
    }
    git_applies("latin1.py", b"# coding: latin-1\nx = '\xe9'\n", b"# coding: latin-1\nimport sys\nx = '\xe9'\n");
    assert!(unified(Path::new("same.py"), b"a\n", b"a\n").is_empty());
}

#[test]
fn git_takes_odd_names() {
    for name in [
        "folder/a.py",
        "with blank.py",
        "Übung.py",
        "quo\"te.py",
        "back\\slash.py",
        "new\nline.py",
        "tab\t.py",
        "a/b c/dé.py",
    ] {
        git_applies(name, b"a\nb\n", b"a\nc\n");
    }
}

#[test]
fn diff_has_the_headers_of_git() {
    let diff =
        String::from_utf8(unified(Path::new("a/b.py"), b"1\n2\n3\n4\n5\n6\n7\n8", b"1\n2\n3\n4\n5\n6\n7\n9")).unwrap();
    assert_eq!(
        diff,
        "diff --git a/a/b.py b/a/b.py\n--- a/a/b.py\n+++ b/a/b.py\n@@ -5,4 +5,4 @@\n 5\n 6\n 7\n-8\n\\ No newline at end of file\n+9\n\\ No newline at end of file\n"
    );
    assert_eq!(relative(Path::new("./a/./b.py"), Path::new("/w")), Path::new("a/b.py"));
    assert_eq!(relative(Path::new("/w/a/b.py"), Path::new("/w")), Path::new("a/b.py"));
}

#[test]
fn coloured_diff_shows_no_control_character() {
    let shown = coloured("x = 1\n", "x = 2  # \u{1b}]0;title\u{7}\n");
    assert!(shown.contains("␛]0;title␇"), "{shown:?}");
    assert!(shown.contains("@@ -1 +1 @@"));
}

#[test]
fn a_write_is_refused_if_the_file_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.py");
    fs::write(&file, b"theirs").unwrap();
    assert!(matches!(replace(&file, b"read", b"ours"), Err(WriteError::Changed)));
    assert_eq!(fs::read(&file).unwrap(), b"theirs");
    replace(&file, b"theirs", b"ours").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"ours");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    assert!(matches!(replace(&folder.path().join("gone.py"), b"", b"x"), Err(WriteError::Io(_))));
}

#[cfg(unix)]
#[test]
fn a_write_keeps_mode_links_and_read_only_files() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.py");
    let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o7777;
    fs::write(&file, b"1").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o751)).unwrap();
    replace(&file, b"1", b"2").unwrap();
    assert_eq!(mode(&file), 0o751);

    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    let link = folder.path().join("elsewhere/link.py");
    symlink("../a.py", &link).unwrap();
    replace(&link, b"2", b"3").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&file).unwrap(), b"3");

    let twin = folder.path().join("twin.py");
    fs::hard_link(&file, &twin).unwrap();
    replace(&file, b"3", b"a longer text").unwrap();
    replace(&twin, b"a longer text", b"4").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"4");
    assert_eq!(fs::metadata(&file).unwrap().nlink(), 2);
    assert_eq!(mode(&file), 0o751);

    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    assert!(matches!(replace(&file, b"4", b"5"), Err(WriteError::ReadOnly)));
    assert!(matches!(create(&file, b"5"), Err(WriteError::ReadOnly)));
    assert_eq!(fs::read(&twin).unwrap(), b"4");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn a_report_is_created_or_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.json");
    create(&file, b"1").unwrap();
    create(&file, b"2").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"2");
    assert!(matches!(create(&folder.path().join("no/such/folder"), b""), Err(WriteError::Io(_))));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_ne!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o044,
            0,
            "others may read it, as the umask says"
        );
        create(Path::new("/dev/null"), b"x").unwrap();
    }
}

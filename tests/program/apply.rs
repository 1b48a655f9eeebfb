//! `wasmfix --diff | git apply`, with the real git between: from the top, from a subfolder, from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::interactive::NOTEBOOK;

const READER: &str = r#"print(open("notes.txt").read())"#;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "a").env(format!("GIT_{role}_EMAIL"), "a@example.com");
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?} in {}: {said}", folder.display());
    said
}

/// A repository with a notebook at each of the paths; each reads a file beside it, which is to be copied.
fn repository(at: &Path, notebooks: &[&str]) {
    fs::create_dir_all(at).unwrap();
    git(at, &["init", "-q"]);
    for name in notebooks {
        let file = at.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, NOTEBOOK.replace(r#"subprocess.run(["two"])"#, READER)).unwrap();
        fs::write(file.with_file_name("notes.txt"), "n").unwrap();
    }
}

/// The diff of the paths, and what is said beside it.
fn diff(here: &Path, paths: &[&str]) -> (Vec<u8>, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("wasmfix"));
    command.current_dir(here).args(["--offline", "--isolated", "--diff", "--unsafe-fixes"]).args(paths);
    let output = command.output().unwrap();
    (output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Applies the diff in the folder, and gives what git says.
fn apply(there: &Path, diff: &[u8]) -> String {
    let patch = tempfile::NamedTempFile::new().unwrap();
    fs::write(patch.path(), diff).unwrap();
    git(there, &["apply", "--verbose", patch.path().to_str().unwrap()])
}

/// Whether the notebook is fixed and its file is copied.
fn is_fixed(notebook: &Path) -> bool {
    let fixed = fs::read_to_string(notebook).unwrap().contains("emscripten");
    let copied = notebook.with_file_name("public").join("notes.txt").exists();
    assert_eq!(fixed, copied, "{}", notebook.display());
    fixed
}

const BEYOND: &str = "outside of what `git apply` changes in this folder";

#[test]
fn git_apply_takes_it_in_the_folder_where_it_was_made() {
    let odd = ["sub/with blank/a.py", "sub/dönt \"do\".py", "sub/ü/ä.py"];
    for (here, paths) in [
        ("", &["sub/a.py"][..]),
        ("", &["."]),
        ("sub", &["a.py"]),
        ("sub", &["."]),
        ("sub", &["../sub/a.py"]),
        ("sub/deeper", &["."]),
        ("sub/deeper", &["a.py"]),
        ("", &odd[..]),
        ("sub", &["with blank"]),
        ("sub", &["dönt \"do\".py", "ü/ä.py"]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().join("repository");
        repository(&top, &[&["sub/a.py", "sub/deeper/a.py"][..], &odd[..]].concat());
        let here = top.join(here);
        let (diff, said) = diff(&here, paths);
        assert!(!said.contains("git apply"), "{paths:?}: {said}");
        apply(&here, &diff);
        for path in paths.iter().filter(|path| path.ends_with(".py")) {
            assert!(is_fixed(&here.join(path)), "{path} in {}", here.display());
        }
        // A second run finds nothing to change.
        assert_eq!(crate::apply::diff(&here, paths).0, b"", "{paths:?}");
    }
}

#[test]
fn what_git_would_pass_over_is_said_with_the_command_that_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    let top = root.join("my repository");
    repository(&top, &["a.py", "sub/b.py", "other/c.py"]);
    fs::create_dir(top.join("empty")).unwrap();
    for (here, path) in
        [("my repository/empty", "../sub/b.py"), ("my repository/other", "../a.py"), ("", "my repository/other/c.py")]
    {
        let here = root.join(here);
        let (diff, said) = diff(&here, &[path]);
        assert!(said.contains(BEYOND) && said.contains(&format!("git -C \"{}\" apply", top.display())), "{said}");
        apply(&top, &diff);
        assert!(is_fixed(&here.join(path)), "{path}");
    }
}

#[test]
fn an_absolute_path_is_one_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("repository");
    repository(&top, &["sub/a.py"]);
    let path = top.join("sub/a.py");
    let (diff, said) = diff(&top, &[path.to_str().unwrap()]);
    assert!(!said.contains("git apply"), "{said}");
    apply(&top, &diff);
    assert!(is_fixed(&path));
}

#[test]
fn without_a_repository_paths_are_from_here() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("here");
    repository(&here, &["sub/a.py"]);
    fs::remove_dir_all(here.join(".git")).unwrap();
    let (changes, said) = diff(&here, &["sub"]);
    assert!(!said.contains("git apply"), "{said}");
    apply(&here, &changes);
    assert!(is_fixed(&here.join("sub/a.py")));
    // From a folder beside it, the root is the folder that both lie in.
    repository(&here, &["sub/a.py"]);
    fs::remove_dir_all(here.join(".git")).unwrap();
    fs::remove_dir_all(here.join("sub/public")).unwrap();
    let beside = folder.path().join("beside");
    fs::create_dir(&beside).unwrap();
    let (changes, said) = diff(&beside, &["../here/sub/a.py"]);
    assert!(said.contains(BEYOND) && said.contains("git -C / apply"), "{said}");
    apply(Path::new("/"), &changes);
    assert!(is_fixed(&here.join("sub/a.py")));
}

#[test]
fn a_worktree_and_a_submodule_are_repositories_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    let top = root.join("repository");
    repository(&top, &["sub/a.py"]);
    git(&top, &["add", "."]);
    git(&top, &["commit", "-q", "-m", "a"]);
    git(&top, &["worktree", "add", "-q", "../tree"]);
    let here = root.join("tree/sub");
    let (changes, said) = diff(&here, &["."]);
    assert!(!said.contains("git apply"), "{said}");
    apply(&here, &changes);
    assert!(is_fixed(&here.join("a.py")) && !is_fixed(&top.join("sub/a.py")));

    let outer = root.join("outer");
    repository(&outer, &["a.py"]);
    git(&outer, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../repository", "inner"]);
    let inner = outer.join("inner/sub");
    let (changes, said) = diff(&inner, &["a.py"]);
    assert!(!said.contains("git apply"), "{said}");
    apply(&inner, &changes);
    assert!(is_fixed(&inner.join("a.py")));
    // From above, git would look for it in the outer repository.
    git(&outer.join("inner"), &["checkout", "-q", "--", "."]);
    fs::remove_dir_all(inner.join("public")).unwrap();
    let (changes, said) = diff(&outer, &["inner"]);
    assert!(said.contains(&format!("git -C {} apply", outer.join("inner").display())), "{said}");
    apply(&outer.join("inner"), &changes);
    assert!(is_fixed(&inner.join("a.py")));
    // Both at once lie in two repositories.
    git(&outer.join("inner"), &["checkout", "-q", "--", "."]);
    let (_, said) = diff(&outer, &["."]);
    assert!(said.contains("another repository"), "{said}");
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_files_that_git_knows() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    let top = root.join("repository");
    repository(&top, &["sub/a.py"]);
    let link: PathBuf = root.join("link");
    std::os::unix::fs::symlink(&top, &link).unwrap();
    for (here, path) in [
        (link.clone(), "sub/a.py".to_owned()),
        (link.join("sub"), "a.py".to_owned()),
        (top.clone(), link.join("sub/a.py").display().to_string()),
    ] {
        let (changes, said) = diff(&here, &[&path]);
        assert!(!said.contains("git apply"), "{said}");
        apply(&here, &changes);
        assert!(is_fixed(&top.join("sub/a.py")), "{path}");
        fs::write(top.join("sub/a.py"), NOTEBOOK.replace(r#"subprocess.run(["two"])"#, READER)).unwrap();
        fs::remove_dir_all(top.join("sub/public")).unwrap();
    }
}

#[test]
fn lines_end_as_they_did() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("repository");
    repository(&top, &[]);
    fs::create_dir(top.join("sub")).unwrap();
    let file = top.join("sub/a.py");
    fs::write(&file, NOTEBOOK.replace('\n', "\r\n")).unwrap();
    let (changes, _) = diff(&top.join("sub"), &["a.py"]);
    apply(&top.join("sub"), &changes);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("emscripten"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

//! The script block: what is read, what is malformed, and edits of it byte for byte.

use std::path::Path;

use proptest::prelude::*;
use wasmfix::edit::script_block::{BlockPlan, add, replace};
use wasmfix::notebook::{Notebook, ScriptBlockState};

const CODE: &str = "import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    import apsw\n\n    return\n";

fn read(source: &str) -> Notebook {
    Notebook::read(Path::new("notebook.py"), source.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

fn apply(notebook: &Notebook, plan: &BlockPlan) -> String {
    let edits = plan.edits(notebook).unwrap_or_else(|error| panic!("{error}"));
    assert!(edits.windows(2).all(|pair| pair[0].span.end < pair[1].span.start), "{edits:?}");
    let mut text = notebook.text.as_str().to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.clone(), &edit.text);
    }
    text
}

fn adding(names: &[&str]) -> BlockPlan {
    BlockPlan { add: names.iter().map(|&name| name.to_owned()).collect(), ..BlockPlan::default() }
}

/// Adds `apsw` and `marimo`; a second time nothing changes.
fn assert_adds(before: &str, after: &str) {
    assert_plan("notebook.py", before, &adding(&["marimo", "apsw"]), after);
}

fn assert_plan(name: &str, before: &str, plan: &BlockPlan, after: &str) {
    let parse =
        |source: &str| Notebook::read(Path::new(name), source.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let notebook = parse(before);
    let result = apply(&notebook, plan);
    assert_eq!(result, after);
    let again = parse(&result);
    assert!(matches!(again.script.state, ScriptBlockState::Present { .. }), "{:?}", again.script);
    let listed = again.script.requirements().iter().map(|requirement| requirement.text.clone()).collect::<Vec<_>>();
    assert!(
        plan.add.iter().all(|name| listed.iter().any(|one| one.to_lowercase().starts_with(&name.to_lowercase()))),
        "{listed:?}"
    );
    assert_eq!(add(&again, &plan.add), Ok(Vec::new()), "the second time");
}

/// A block with the given content before [`CODE`].
fn block(content: &str) -> String {
    format!("# /// script\n{content}# ///\n\n{CODE}")
}

fn reason(source: &str) -> String {
    let notebook = read(source);
    assert!(add(&notebook, &["apsw".to_owned()]).is_err());
    match notebook.script.state {
        ScriptBlockState::Malformed { reason } => reason,
        state => panic!("{state:?}\n{source}"),
    }
}

const NEW: &str = "# /// script\n# dependencies = [\n#     \"apsw\",\n#     \"marimo\",\n# ]\n# ///\n";

#[test]
fn a_new_block_goes_below_bom_shebang_and_coding_line() {
    for head in ["", "\"\"\"Doc.\"\"\"\n\n", "# A comment.\n# Another.\n", "# /// pyproject\n# x = 1\n# ///\n\n"] {
        assert_adds(&format!("{head}{CODE}"), &format!("{NEW}\n{head}{CODE}"));
    }
    for head in [
        "#!/usr/bin/env python\n",
        "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n",
        "# coding: utf-8\n",
        "# Copyright\n# coding: utf-8\n",
        "\u{feff}#!/usr/bin/env python\n",
    ] {
        assert_adds(&format!("{head}{CODE}"), &format!("{head}{NEW}\n{CODE}"));
        assert_adds(&format!("{head}\n{CODE}"), &format!("{head}{NEW}\n{CODE}"));
    }
    assert_adds(&format!("\u{feff}{CODE}"), &format!("\u{feff}\n{NEW}\n{CODE}"));
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_adds(&windows(CODE), &windows(&format!("{NEW}\n{CODE}")));
    assert_adds(&windows(&format!("\u{feff}{CODE}")), &windows(&format!("\u{feff}\n{NEW}\n{CODE}")));
    assert_adds(CODE.trim_end(), &format!("{NEW}\n{}", CODE.trim_end()));
}

#[test]
fn a_list_keeps_its_layout() {
    let list = |lines: &[&str]| block(&lines.iter().map(|line| format!("# {line}\n")).collect::<String>());
    let cases: &[(&[&str], &[&str])] = &[
        // On one line.
        (&["dependencies = [\"marimo\"]"], &["dependencies = [\"apsw\", \"marimo\"]"]),
        (&["dependencies = [\"marimo\", \"numpy\"]"], &["dependencies = [\"apsw\", \"marimo\", \"numpy\"]"]),
        (&["dependencies = ['aa', 'marimo',] # why"], &["dependencies = ['aa', 'apsw', 'marimo',] # why"]),
        (&["dependencies = [ \"pandas\", \"marimo\" ]"], &["dependencies = [ \"pandas\", \"marimo\", \"apsw\" ]"]),
        (&["dependencies = []"], &["dependencies = [\"apsw\", \"marimo\"]"]),
        (&["dependencies=[\"aa\"]"], &["dependencies=[\"aa\", \"apsw\", \"marimo\"]"]),
        // On many: indentation, quotes, comments, and the last comma stay.
        (
            &["dependencies = [", "  'marimo', # m", "  'numpy' # n", "]"],
            &["dependencies = [", "  'apsw',", "  'marimo', # m", "  'numpy' # n", "]"],
        ),
        (
            &["dependencies = [", "  'aa',", "  'ab' # b", "  # tail", "]"],
            &["dependencies = [", "  'aa',", "  'ab', # b", "  'apsw',", "  'marimo'", "  # tail", "]"],
        ),
        (
            &[
                "dependencies = [ # all",
                "    # about numpy",
                "    \"numpy\",",
                "    # about zarr",
                "    \"zarr\",",
                "]",
            ],
            &[
                "dependencies = [ # all",
                "    \"apsw\",",
                "    \"marimo\",",
                "    # about numpy",
                "    \"numpy\",",
                "    # about zarr",
                "    \"zarr\",",
                "]",
            ],
        ),
        (
            &["dependencies = [", "    \"aa\", # one", "    # about numpy", "    \"numpy\",", "]"],
            &[
                "dependencies = [",
                "    \"aa\", # one",
                "    \"apsw\",",
                "    \"marimo\",",
                "    # about numpy",
                "    \"numpy\",",
                "]",
            ],
        ),
        (
            &["dependencies = [", "    \"zarr\", \"marimo\",", "    \"numpy\"]"],
            &["dependencies = [", "    \"zarr\", \"marimo\",", "    \"numpy\",", "    \"apsw\"]"],
        ),
        (
            &["dependencies = [\"aa\",", "    \"zarr\"]"],
            &["dependencies = [\"aa\",", "    \"apsw\",", "    \"marimo\",", "    \"zarr\"]"],
        ),
        (&["dependencies = [", "]"], &["dependencies = [", "    \"apsw\",", "    \"marimo\",", "]"]),
        (
            &["dependencies = [", "    # \"none yet\",", "]"],
            &["dependencies = [", "    \"apsw\",", "    \"marimo\",", "    # \"none yet\",", "]"],
        ),
        (
            &["dependencies = [", "    \"aa\"", "  , \"zarr\"", "]"],
            &["dependencies = [", "    \"aa\",", "    \"apsw\",", "    \"marimo\"", "  , \"zarr\"", "]"],
        ),
        // Sorted whatever the case; not sorted.
        (
            &["dependencies = [", "    \"Altair\",", "    \"Marimo>=0.9\",", "]"],
            &["dependencies = [", "    \"Altair\",", "    \"apsw\",", "    \"Marimo>=0.9\",", "]"],
        ),
        (
            &["dependencies = [", "    \"numpy\",", "    \"altair\",", "]"],
            &["dependencies = [", "    \"numpy\",", "    \"altair\",", "    \"apsw\",", "    \"marimo\",", "]"],
        ),
    ];
    for (before, after) in cases {
        assert_adds(&list(before), &list(after));
        assert_adds(&list(before).replace('\n', "\r\n"), &list(after).replace('\n', "\r\n"));
    }
}

#[test]
fn a_block_without_the_key_gets_it_above_the_tables() {
    let key = "# dependencies = [\n#     \"apsw\",\n#     \"marimo\",\n# ]\n";
    let python = "# requires-python = \">=3.11\"\n";
    let table = "# [tool.uv]\n# exclude-newer = \"2026-01-01T00:00:00Z\"\n";
    assert_adds(&block(""), &block(key));
    assert_adds(&block("#\n"), &block(&format!("{key}#\n")));
    assert_adds(&block(python), &block(&format!("{python}{key}")));
    assert_adds(&block(table), &block(&format!("{key}#\n{table}")));
    assert_adds(&block(&format!("{python}{table}")), &block(&format!("{python}{key}#\n{table}")));
    assert_adds(&block(&format!("{python}#\n{table}")), &block(&format!("{python}{key}#\n{table}")));
    assert_adds(
        &block(&format!("# tool.uv.preview = true # x\n{table}").replace("[tool.uv]", "[tool.ruff]")),
        &block(&format!("# tool.uv.preview = true # x\n{key}#\n{table}").replace("[tool.uv]", "[tool.ruff]")),
    );
}

#[test]
fn what_is_listed_is_not_added() {
    for entry in [
        "apsw",
        "APSW==3.51",
        "apsw[x]>=1",
        "apsw; sys_platform != 'emscripten'",
        "apsw @ https://example.org/a.whl",
        "apsw~=3.0",
    ] {
        let source = block(&format!("# dependencies = [\"marimo\", \"{entry}\"]\n"));
        assert_eq!(add(&read(&source), &["apsw".to_owned(), "marimo".to_owned()]), Ok(Vec::new()), "{entry}");
    }
    let source = block("# dependencies = [\"Scikit_Learn\", \"a.b-_c\"]\n");
    assert_eq!(add(&read(&source), &["scikit-learn".to_owned(), "A-b.c".to_owned()]), Ok(Vec::new()));
    assert_plan(
        "notebook.py",
        &source,
        &adding(&["scikit"]),
        &block("# dependencies = [\"Scikit_Learn\", \"a.b-_c\", \"scikit\"]\n"),
    );
}

#[test]
fn after_code_and_without_a_last_newline() {
    let before = "import marimo\n\napp = marimo.App()\n\n# /// script\n# dependencies = [\"marimo\", \"numpy\"]\n# ///";
    assert_adds(before, &before.replace("[\"marimo\"", "[\"apsw\", \"marimo\""));
}

#[test]
fn a_block_right_behind_a_bom_is_read_and_moved_down() {
    let source = format!("\u{feff}{}", block("# dependencies = [\"marimo\"]\n"));
    let notebook = read(&source);
    assert!(notebook.script.behind_bom);
    assert_eq!(notebook.script.requirements().len(), 1);
    assert_adds(&source, &format!("\u{feff}\n{}", block("# dependencies = [\"apsw\", \"marimo\"]\n")));
    assert!(!read(&format!("\u{feff}\n{}", block(""))).script.behind_bom);
}

#[test]
fn replacing_an_entry_keeps_all_around_it() {
    let torch = ["torch>=2; sys_platform != 'emscripten'".to_owned()];
    let both =
        ["numpy==1.26; sys_platform != 'emscripten'".to_owned(), "numpy; sys_platform == 'emscripten'".to_owned()];
    let check = |before: &str, index: usize, texts: &[String], after: &str| {
        let plan = BlockPlan { replace: [(index, texts.to_vec())].into(), ..BlockPlan::default() };
        assert_plan("notebook.py", &block(before), &plan, &block(after));
        assert_eq!(replace(&read(&block(before)), index, texts), plan.edits(&read(&block(before))));
    };
    check(
        "# dependencies = [\"a\", \"torch>=2\"] # c\n",
        1,
        &torch,
        "# dependencies = [\"a\", \"torch>=2; sys_platform != 'emscripten'\"] # c\n",
    );
    check(
        "# dependencies = ['torch>=2', 'a']\n",
        0,
        &torch,
        "# dependencies = [\"torch>=2; sys_platform != 'emscripten'\", 'a']\n",
    );
    check(
        "# dependencies = [\n#   'numpy==1.26', # pinned\n#   'zarr'\n# ]\n",
        0,
        &both,
        "# dependencies = [\n#   \"numpy==1.26; sys_platform != 'emscripten'\",\n#   \"numpy; sys_platform == 'emscripten'\", # pinned\n#   'zarr'\n# ]\n",
    );
    check("# dependencies = ['a', 'b']\n", 1, &["c".to_owned(), "d".to_owned()], "# dependencies = ['a', 'c', 'd']\n");
    check(
        "# dependencies = ['a']\n",
        0,
        &["b; os_name == \"x\"".to_owned()],
        "# dependencies = ['b; os_name == \"x\"']\n",
    );
    let notebook = read(&block("# dependencies = [\"a\"]\n"));
    assert!(replace(&notebook, 1, &torch).is_err());
    assert!(replace(&notebook, 0, &[]).is_err());
    assert!(replace(&read(CODE), 0, &torch).is_err());
}

#[test]
fn one_plan_adds_and_replaces() {
    let mut plan = adding(&["psycopg", "apsw"]);
    plan.merge(BlockPlan {
        add: vec!["apsw".to_owned()],
        replace: [(0, vec!["a; x".to_owned()]), (1, vec!["psycopg[binary]".to_owned(), "psycopg-pool".to_owned()])]
            .into(),
        ..BlockPlan::default()
    });
    let result = |before: &str| apply(&read(&block(before)), &plan);
    assert_eq!(
        result("# dependencies = [\"a\", \"psycopg2\"]\n"),
        block("# dependencies = [\"a; x\", \"apsw\", \"psycopg[binary]\", \"psycopg-pool\"]\n")
    );
    assert_eq!(
        result("# dependencies = [\n#     \"a\",\n#     \"psycopg2\"\n# ]\n"),
        block(
            "# dependencies = [\n#     \"a; x\",\n#     \"apsw\",\n#     \"psycopg[binary]\",\n#     \"psycopg-pool\"\n# ]\n"
        ),
    );
    assert_eq!(
        result("# dependencies = [\n#     \"z\",\n#     \"psycopg2\"\n# ]\n"),
        block(
            "# dependencies = [\n#     \"a; x\",\n#     \"psycopg[binary]\",\n#     \"psycopg-pool\",\n#     \"apsw\"\n# ]\n"
        ),
    );
}

#[test]
fn requirements_point_at_their_strings() {
    let source = block(
        "# requires-python = \">=3.11\"\n#\n# dependencies = [\n#     'a', # \"no\"\n#   \"b[x]>=1; os_name == 'é'\",\n# ]\n#\n# [tool.marimo.runtime]\n# cache_cells = true\n",
    );
    for source in [source.replace('\n', "\r\n"), source] {
        let notebook = read(&source);
        let found = notebook.script.requirements().iter();
        let found = found.map(|one| (one.text.as_str(), notebook.slice(one.span.clone()))).collect::<Vec<_>>();
        assert_eq!(found, [("a", "'a'"), ("b[x]>=1; os_name == 'é'", "\"b[x]>=1; os_name == 'é'\"")]);
        let ScriptBlockState::Present { toml, .. } = &notebook.script.state else { panic!("present") };
        assert!(toml.ends_with("\n\n[tool.marimo.runtime]\ncache_cells = true\n"));
        let block = notebook.slice(notebook.script.span.clone());
        assert!(block.starts_with("# /// script") && block.ends_with("# ///"));
    }
}

#[test]
fn malformed_blocks_say_what_to_do() {
    for (source, words) in [
        (format!("# /// script\n# dependencies = []\n\n{CODE}"), "not closed"),
        (format!("# /// script\n# dependencies = [\n\n# ]\n# ///\n{CODE}"), "line 3"),
        (format!("# /// script\n#dependencies = []\n# ///\n{CODE}"), "line 2"),
        (block("# dependencies = [\"numpy\",,]\n"), "line 2"),
        (block("# requires-python = \">=3.11\"\n# dependencies = [\n"), "correct the TOML"),
        (block("# dependencies = \"numpy\"\n"), "list of strings"),
        (block("# dependencies = [\"numpy\", 1]\n"), "list of strings"),
        (block("# [dependencies]\n# numpy = 1\n"), "list of strings"),
        (format!("{}{}", block(""), block("").replace(CODE, "")), "two `script` blocks"),
        (format!("# ///script\n# dependencies = []\n# ///\n{CODE}"), "line 1 has to be exactly `# /// script`"),
        (format!("#/// script\n# dependencies = []\n# ///\n{CODE}"), "line 1 has to be exactly `# /// script`"),
        (format!("# /// script \n# dependencies = []\n# ///\n{CODE}"), "line 1 has to be exactly `# /// script`"),
        (format!("\"\"\"\n{}\"\"\"\n", block("").replace(CODE, "")) + CODE, "inside a string"),
    ] {
        assert!(reason(&source).contains(words), "{}\n{source}", reason(&source));
        assert!(reason(&source.replace('\n', "\r\n")).contains(words));
    }
}

#[test]
fn what_is_no_script_block() {
    for source in [
        CODE.to_owned(),
        format!("# /// pyproject\n# x = 1\n# ///\n{CODE}"),
        format!("{CODE}\nx = '''\n# ///script\n'''\n"),
        format!("# See /// script\n# // script\n{CODE}"),
    ] {
        assert!(matches!(read(&source).script.state, ScriptBlockState::Missing), "{source}");
    }
    // Two kinds of blocks side by side.
    let both = format!("# /// script\n# dependencies = [\"a\"]\n# ///\n# /// other\n# x = 1\n# ///\n{CODE}");
    assert_eq!(read(&both).script.requirements().len(), 1);
}

const CELLS: &str = "\n# Title\n\n```python {.marimo}\nimport apsw\n```\n";

fn assert_markdown(before: &str, after: &str) {
    for end in ["\n", "\r\n"] {
        let plan = adding(&["marimo", "apsw"]);
        assert_plan(
            "notebook.md",
            &format!("{before}{CELLS}").replace('\n', end),
            &plan,
            &format!("{after}{CELLS}").replace('\n', end),
        );
    }
}

#[test]
fn front_matter() {
    let list = "pyproject: |-\n  dependencies = [\n      \"apsw\",\n      \"marimo\",\n  ]\n";
    assert_markdown(
        "---\ntitle: x\nmarimo-version: 0.25.2\n---\n",
        &format!("---\ntitle: x\nmarimo-version: 0.25.2\n{list}---\n"),
    );
    assert_markdown("", &format!("---\n{list}---\n"));
    assert_markdown("---\npyproject: ''\n---\n", &format!("---\npyproject: ''\n{list}---\n"));
    assert_markdown(
        "---\nheader: |\n  \"\"\"Doc.\"\"\"\n---\n",
        &format!("---\nheader: |\n  \"\"\"Doc.\"\"\"\n{list}---\n"),
    );
    assert_markdown(
        "---\npyproject: |-\n    dependencies = ['marimo']\n\n    [tool.x]\n    a = 1\ntitle: x\n---\n",
        "---\npyproject: |-\n    dependencies = ['apsw', 'marimo']\n\n    [tool.x]\n    a = 1\ntitle: x\n---\n",
    );
    assert_markdown(
        "---\npyproject: |-\n  [tool.x]\n  a = 1\n---\n",
        &format!("---\n{list}\n  [tool.x]\n  a = 1\n---\n"),
    );
    assert_markdown(
        "---\nheader: |\n  # Copyright\n  # /// script\n  # dependencies = [\n  #     \"marimo\",\n  # ]\n  # ///\ntitle: x\n---\n",
        "---\nheader: |\n  # Copyright\n  # /// script\n  # dependencies = [\n  #     \"apsw\",\n  #     \"marimo\",\n  # ]\n  # ///\ntitle: x\n---\n",
    );
    assert_markdown(
        "---\nheader: |\n  # /// script\n  # dependencies = [\"zarr\"]\n  # ///\npyproject: |\n  dependencies = [\"marimo\"]\n---\n",
        "---\nheader: |\n  # /// script\n  # dependencies = [\"zarr\"]\n  # ///\npyproject: |\n  dependencies = [\"apsw\", \"marimo\"]\n---\n",
    );
}

#[test]
fn malformed_front_matter() {
    for (value, words) in [
        ("pyproject: |-\n  dependencies = [,]\n", "line 3"),
        ("pyproject: [marimo]\n", "`pyproject: |-`"),
        ("pyproject: \"dependencies = [,]\\n\"\n", "`pyproject: |-`"),
        ("header: |\n  # /// script\n  # dependencies = []\n", "not closed"),
    ] {
        let source = format!("---\n{value}---\n{CELLS}");
        let notebook = Notebook::read(Path::new("notebook.md"), source.as_bytes()).expect("a notebook");
        let ScriptBlockState::Malformed { reason } = &notebook.script.state else { panic!("{:?}", notebook.script) };
        assert!(reason.contains(words), "{reason}");
    }
}

#[test]
fn front_matter_in_other_strings_is_read_and_not_edited() {
    for value in [
        "pyproject: 'dependencies = [\"marimo\", \"pandas\"]'",
        "pyproject: dependencies = [\"marimo\", \"pandas\"]  # a comment",
        "pyproject: \"dependencies = [\\n  \\\"marimo\\\",\\n  'pandas',\\n]\\n\"",
        "pyproject: \"dependencies = [\\n\\\n  \\  \\\"marimo\\\", 'pandas'\\\n  \\n]\"",
        "pyproject: 'dependencies =\n  [''marimo'',\n\n  ''pandas'']'",
        "pyproject: >\n  dependencies = [\n    \"marimo\",\n    \"pandas\"\n  ]\n\n  [tool.x]\n\n  a = 1",
        "pyproject: >-\n    dependencies =\n    [\"marimo\",\n    'pandas']",
        "header: \"# /// script\\n# dependencies = [\\\"marimo\\\", 'pandas']\\n# ///\"",
    ] {
        for end in ["\n", "\r\n"] {
            let source = format!("---\ntitle: x\n{value}\nwidth: full\n---\n{CELLS}").replace('\n', end);
            let notebook = Notebook::read(Path::new("notebook.md"), source.as_bytes()).expect("a notebook");
            let names: Vec<&str> = notebook.script.requirements().iter().map(|entry| entry.text.as_str()).collect();
            assert_eq!(names, ["marimo", "pandas"], "{source}\n{:?}", notebook.script.state);
            assert!(
                notebook.script.requirements().iter().all(|entry| notebook.slice(entry.span.clone()).contains(':'))
            );
            let refused = adding(&["apsw"]).edits(&notebook).expect_err("no edit fits in there");
            assert!(refused.contains(": |-` by hand"), "{refused}");
            assert_eq!(adding(&[]).edits(&notebook), Ok(Vec::new()));
        }
    }
    // A header that is no block leaves room for one.
    assert_markdown(
        "---\nheader: 'Copyright'\n---\n",
        "---\nheader: 'Copyright'\npyproject: |-\n  dependencies = [\n      \"apsw\",\n      \"marimo\",\n  ]\n---\n",
    );
}

/// Entries (name, quote, and what surrounds each), and the shape of the list.
type List = (Vec<(String, bool, usize)>, usize, bool, bool, bool);

fn list_strategy() -> impl Strategy<Value = List> {
    let entry = ("[a-z]{1,3}(-[a-z])?", any::<bool>(), 0..5_usize);
    (proptest::collection::vec(entry, 0..5), 0..4_usize, any::<bool>(), any::<bool>(), any::<bool>())
}

proptest! {
    #[test]
    fn any_layout_of_the_list((entries, open, last_comma, tables, windows) in list_strategy(), adds in proptest::collection::vec("[a-z]{1,4}", 0..4), replaced in 0..6_usize) {
        // What follows a comma: nothing, a space, a line, a comment and a line, comment lines.
        let gaps = ["", " ", "\n#   ", " # note, it's\n#     ", "\n#\n#   # above, \"x\"\n#   "];
        let mut content = format!("# dependencies = [{}", gaps[open]);
        for (index, (name, single, gap)) in entries.iter().enumerate() {
            let quote = if *single { '\'' } else { '"' };
            content += &format!("{quote}{name}{quote}");
            if index + 1 < entries.len() || last_comma {
                content += ",";
            }
            content += gaps[*gap];
        }
        content += "]\n";
        if tables {
            content += "# [tool.x]\n# a = 1\n";
        }
        let source = block(&content);
        let source = if windows { source.replace('\n', "\r\n") } else { source };
        let notebook = read(&source);
        prop_assert!(matches!(notebook.script.state, ScriptBlockState::Present { .. }), "{:?}\n{source}", notebook.script);
        let mut plan = adding(&adds.iter().map(String::as_str).collect::<Vec<_>>());
        let swap = (replaced < entries.len()).then(|| vec!["q9; os_name == 'x'".to_owned(), "q8".to_owned()]);
        plan.replace.extend(swap.clone().map(|texts| (replaced, texts)));
        let result = apply(&notebook, &plan);
        let after = read(&result);
        let mut wanted = entries.iter().map(|(name, ..)| name.clone()).collect::<Vec<_>>();
        if let Some(texts) = swap {
            wanted.splice(replaced..=replaced, texts);
        }
        let new = adds.iter().filter(|name| !wanted.contains(name)).cloned().collect::<std::collections::BTreeSet<_>>();
        wanted.extend(new);
        wanted.sort();
        let mut listed = after.script.requirements().iter().map(|one| one.text.clone()).collect::<Vec<_>>();
        listed.sort();
        prop_assert_eq!(listed, wanted, "{}\n{}", source, result);
        let comments = |text: &str| text.matches("# note, it's").count() + text.matches("# above, \"x\"").count();
        prop_assert_eq!(comments(&result), comments(&source));
        prop_assert_eq!(add(&after, &plan.add), Ok(Vec::new()));
        prop_assert_eq!(result.matches('\n').count() == result.matches("\r\n").count(), windows);
    }
}

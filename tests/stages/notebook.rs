//! From bytes to cells: encodings, the forms in which cells are written, Markdown. See `script_block.rs` for the block.

use std::path::Path;

use proptest::prelude::*;
use wasmfix::notebook::{Cell, CellKind, Notebook, ReadError, Text};

fn read(source: &str) -> Notebook {
    Notebook::read(Path::new("notebook.py"), source.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

fn read_markdown(source: &str) -> Notebook {
    Notebook::read(Path::new("notebook.md"), source.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{source}"))
}

fn is_notebook(name: &str, source: &str) -> bool {
    match Notebook::read(Path::new(name), source.as_bytes()) {
        Ok(_) => true,
        Err(ReadError::NotANotebook) => false,
        Err(error) => panic!("{error}"),
    }
}

/// A notebook whose cells are the given text.
fn with_cells(cells: &str) -> Notebook {
    read(&format!("import marimo\n\napp = marimo.App()\n\n\n{cells}\n\nif __name__ == \"__main__\":\n    app.run()\n"))
}

fn only_cell(notebook: &Notebook) -> &Cell {
    assert_eq!(notebook.cells.len(), 1, "{:?}", notebook.cells);
    &notebook.cells[0]
}

/// The code of the only cell and the texts of its statements.
fn code_and_statements(cells: &str) -> (String, Vec<String>) {
    let notebook = with_cells(cells);
    let cell = only_cell(&notebook);
    let statements = cell.statements.iter().map(|&node| notebook.node_text(node).to_owned()).collect();
    (notebook.slice(cell.code.clone()).to_owned(), statements)
}

fn returned(cells: &str) -> Option<Vec<String>> {
    only_cell(&with_cells(cells)).returns.clone().map(|returns| returns.names)
}

#[test]
fn statements_of_python_2_are_errors() {
    let errors = |line: &str| {
        let source = format!("import marimo\napp = marimo.App()\n\n\n@app.cell\ndef _():\n    {line}\n    return\n");
        read(&source).tree.errors().len()
    };
    for line in ["print \"x\"", "print x, y", "print f(x)", "exec \"x\"", "exec code in scope", "print not x"] {
        assert_eq!(errors(line), 1, "{line}");
    }
    for line in
        ["print >> x, 1", "print -1", "print [0]", "print (x), 2", "exec (x) in y", "print not in x", "print: int = 3"]
    {
        assert_eq!(errors(line), 0, "{line}");
    }
}

#[test]
fn an_app_is_found_however_it_is_imported_and_called() {
    let cell = "\n\n@app.cell\ndef _():\n    return\n";
    for head in [
        "import marimo\napp = marimo.App()",
        "import marimo as mo\napp = mo.App(width=\"full\")",
        "import marimo as mo; app = mo.App()",
        "from marimo import App\napp = App()",
        "from marimo import App as Notebook, ui\napp = Notebook()",
        "import marimo\napp: marimo.App = marimo.App()",
        "import marimo\napp = marimo.App(\n    width=\"medium\",\n    app_title=\"x\",\n)",
        "import os, marimo\napp = (marimo.App())",
        "\"\"\"Doc.\"\"\"\n# comment\nimport marimo\n# /// script\n# dependencies = []\n# ///\n__generated_with = \"0.1.0\"\napp = marimo.App()",
        "import marimo\nnb = app = marimo.App()",
    ] {
        let notebook = read(&format!("{head}{cell}"));
        assert_eq!(notebook.cells.len(), 1, "{head}");
        let call = notebook.node_text(notebook.app_call.expect("the call"));
        assert!(call.contains("App(") || call.contains("Notebook("), "{head}: {call}");
    }
    let other_name =
        read("import marimo\nnb = marimo.App()\n@nb.cell\ndef a():\n    return\n@app.cell\ndef b():\n    return\n");
    assert_eq!(only_cell(&other_name).name, "a");
}

#[test]
fn what_makes_no_app_is_no_notebook() {
    for source in [
        "",
        "\n",
        "import marimo\n",
        "import marimo as mo\n\nmo.md('x')\n",
        "x = \"\"\"\nimport marimo\napp = marimo.App()\n@app.cell\n\"\"\"\n",
        "# import marimo\n# app = marimo.App()\n",
        "import marimo\n# app = marimo.App()\n",
        "app = marimo.App()\n",
        "import marimo\napp = other.App()\n",
        "import marimo\n\ndef make():\n    app = marimo.App()\n    return app\n",
        "import marimo\nx = \"\"\"\napp = marimo.App(\n\"\"\"\ndef f(:\n",
        "def f(:\n",
    ] {
        assert!(!is_notebook("notebook.py", source), "{source}");
    }
    for source in [
        "",
        "# Title\n",
        "---\ntitle: x\n---\n",
        "```python\nimport marimo\n```\n",
        "````md\n```python {.marimo}\n```\n````\n",
    ] {
        assert!(!is_notebook("notebook.md", source), "{source}");
    }
}

#[test]
fn a_notebook_that_does_not_parse_is_still_one() {
    for source in [
        "import marimo\napp = marimo.App()\n\n@app.cell\ndef _():\n    x = = 1\n    return\n",
        "import marimo as mo\napp = mo.App(\n\n@app.cell\ndef _(:\n    return\n",
        "import marimo\n)\nnb = marimo.App()\n@nb.cell\ndef f():\n    return\n",
    ] {
        let notebook = read(source);
        assert!(!notebook.tree.errors().is_empty(), "{source}");
    }
}

#[test]
fn lines_that_end_with_cr_alone_are_refused_with_the_reason() {
    let source = b"import marimo\rapp = marimo.App()\r\r@app.cell\rdef _():\r    return\r";
    let Err(ReadError::Decode(error)) = Notebook::read(Path::new("a.py"), source) else { panic!("it is read") };
    assert!(error.to_string().contains("CR alone"), "{error}");
}

#[test]
fn decorators_names_and_options() {
    let notebook = with_cells(
        "@app.cell\ndef _():\n    return\n\n\n@app.cell(hide_code=True, disabled=True)\ndef named(a):\n    a\n    return\n\n\n\
         @app.cell()\nasync def __():\n    await x\n    return\n\n\n@app.cell(disabled=False)\ndef last():\n    return\n",
    );
    let cells =
        notebook.cells.iter().map(|cell| (cell.name.as_str(), cell.disabled, cell.is_async)).collect::<Vec<_>>();
    assert_eq!(cells, [("_", false, false), ("named", true, false), ("_", false, true), ("last", false, false)]);
    assert!(notebook.cells.iter().all(|cell| cell.kind == CellKind::Code));
    let second = &notebook.cells[1];
    assert!(notebook.slice(second.span.clone()).starts_with("@app.cell(hide_code=True"));
    assert!(notebook.slice(second.span.clone()).ends_with("return"));
    assert_eq!(notebook.cell_at(second.code.start + 4), Some(1));
}

#[test]
fn setup_function_class_and_unparsable() {
    let notebook = with_cells(
        "with app.setup(hide_code=True):\n    import os  # o\n    # tail\n\n\n@app.function\ndef f(x):\n    return os, x\n    # tail\n\n\n\
         @app.function(hide_code=True)\n@cache\ndef g():\n    return 1\n\n\n@app.class_definition\n@dataclass\nclass C:\n    x: int = 1\n\n\n\
         app._unparsable_cell(\n    r\"\"\"\n    x =\n    \"\"\",\n    name=\"broken\"\n)\n",
    );
    let kinds = notebook.cells.iter().map(|cell| (cell.kind, cell.name.as_str())).collect::<Vec<_>>();
    let wanted = [
        (CellKind::Setup, "setup"),
        (CellKind::Function, "f"),
        (CellKind::Function, "g"),
        (CellKind::Class, "C"),
        (CellKind::Unparsable, "broken"),
    ];
    assert_eq!(kinds, wanted);
    let code = |index: usize| notebook.slice(notebook.cells[index].code.clone());
    assert_eq!(code(0), "    import os  # o\n    # tail");
    assert_eq!(code(1), "def f(x):\n    return os, x\n    # tail");
    assert_eq!(code(2), "@cache\ndef g():\n    return 1");
    assert_eq!(code(3), "@dataclass\nclass C:\n    x: int = 1");
    assert_eq!(code(4), "r\"\"\"\n    x =\n    \"\"\"");
    let statement = |index: usize| notebook.tree.kind(notebook.cells[index].statements[0]);
    assert_eq!([statement(1), statement(2)], ["function_definition", "decorated_definition"]);
    assert!(notebook.cells.iter().all(|cell| cell.returns.is_none() && cell.parameters_span.is_none()));
    assert_eq!(with_cells("with app.setup:\n\tpass\n").cells[0].indent, "\t");
}

#[test]
fn code_is_what_stands_before_the_return() {
    let strings = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
    for (cell, code, statements) in [
        ("@app.cell\ndef _():\n    x = 1\n    return (x,)", "    x = 1", &["x = 1"][..]),
        (
            "@app.cell\ndef _(a):  # head\n    # lead\n    x = 1;  # trail\n    # after\n\n    return",
            "    # lead\n    x = 1;  # trail\n    # after",
            &["x = 1"],
        ),
        ("@app.cell\ndef _():\n    x;\n    return", "    x;", &["x"]),
        ("@app.cell\ndef _():\n    # only\n    return", "    # only", &[]),
        ("@app.cell\ndef _():\n    return", "", &[]),
        ("@app.cell\ndef _(): return", "", &[]),
        ("@app.cell\ndef _(): x = 1; return x,", "x = 1", &["x = 1"]),
        ("@app.cell\ndef _(): x = 1; y = 2", "x = 1; y = 2", &["x = 1", "y = 2"]),
        (
            "@app.cell\ndef _():\n    \"\"\"Doc.\"\"\"\n    x\n    return",
            "    \"\"\"Doc.\"\"\"\n    x",
            &["\"\"\"Doc.\"\"\"", "x"],
        ),
        ("@app.cell\ndef _():\n\tx = 1\n\ty = 2\n\treturn", "\tx = 1\n\ty = 2", &["x = 1", "y = 2"]),
        ("@app.cell\ndef _():\n    x\n    # end\n\n# of the module\n", "    x\n    # end", &["x"]),
        ("@app.cell\ndef _():\n    x; return", "    x", &["x"]),
        ("@app.cell\ndef _():\n    x\n# at the margin\n    return", "    x\n# at the margin", &["x"]),
        (
            "@app.cell\ndef _():\n    def f():\n        return 1\n    # end\n    return (f,)",
            "    def f():\n        return 1\n    # end",
            &["def f():\n        return 1"],
        ),
        (
            "@app.cell\ndef _():\n    if x:\n        return\n    y",
            "    if x:\n        return\n    y",
            &["if x:\n        return", "y"],
        ),
        (
            "@app.cell\ndef _():\n    s = \"\"\"\n# no comment\n\"\"\"\n    return",
            "    s = \"\"\"\n# no comment\n\"\"\"",
            &["s = \"\"\"\n# no comment\n\"\"\""],
        ),
    ] {
        assert_eq!(code_and_statements(cell), (code.to_owned(), strings(statements)), "{cell}");
    }
}

#[test]
fn an_empty_cell_has_its_place_before_the_return() {
    let notebook = with_cells("@app.cell\ndef _():\n    return\n");
    let cell = only_cell(&notebook);
    assert_eq!(&notebook.text.as_str()[cell.code.start..cell.code.start + 10], "    return");
    assert_eq!(cell.indent, "    ");
}

#[test]
fn returns_in_every_form() {
    let names = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    for (written, wanted) in [
        ("return", names(&[])),
        ("return (x,)", names(&["x"])),
        ("return x,", names(&["x"])),
        ("return x", names(&["x"])),
        ("return (x)", names(&["x"])),
        ("return a, b", names(&["a", "b"])),
        ("return mo, np,", names(&["mo", "np"])),
        ("return (\n        a,\n        b,  # why\n    )", names(&["a", "b"])),
        ("return  # nothing", names(&[])),
        ("def f():\n        return 1", None),
    ] {
        assert_eq!(returned(&format!("@app.cell\ndef _():\n    x = 1\n    {written}\n")), wanted, "{written}");
    }
}

#[test]
fn parameters_keep_order_and_annotation() {
    let notebook =
        with_cells("@app.cell\ndef _(\n    b,\n    a: int,  # why\n    c=1, *, d: str = \"x\",\n):\n    return\n");
    let cell = only_cell(&notebook);
    let parameters = cell.parameters.iter().map(|one| (one.name.as_str(), notebook.slice(one.span.clone())));
    assert_eq!(parameters.collect::<Vec<_>>(), [("b", "b"), ("a", "a: int"), ("c", "c=1"), ("d", "d: str = \"x\"")]);
    let span = cell.parameters_span.clone().expect("a span");
    assert!(notebook.slice(span.clone()).starts_with('(') && notebook.slice(span).ends_with(')'));
}

#[test]
fn code_between_cells_is_no_cell() {
    let notebook = with_cells(
        "@app.cell\ndef _():\n    return\n\n\nx = 1\n\n\ndef helper():\n    return\n\n\n@other.cell\ndef _():\n    return\n",
    );
    assert_eq!(notebook.cells.len(), 1);
}

#[test]
fn windows_line_ends_and_bom() {
    let source = "\u{feff}import marimo\r\napp = marimo.App()\r\n\r\n\r\n@app.cell\r\ndef _():\r\n    x = 1\r\n    # c\r\n    return (x,)\r\n";
    let notebook = read(source);
    assert_eq!(notebook.slice(only_cell(&notebook).code.clone()), "    x = 1\r\n    # c");
    assert_eq!(notebook.text.encode().expect("bytes"), source.as_bytes());
    assert_eq!(notebook.text.line_ending(), "\r\n");
    assert_eq!(notebook.text.position(3), (1, 1));
    assert_eq!(notebook.text.position(4), (1, 2));
}

#[test]
fn bytes_come_back_as_they_were() {
    let body = b"import marimo\napp = marimo.App()\nx = '\xe9\xa4'\n";
    for label in ["latin-1", "iso-8859-15", "cp1252", "latin_1", "ISO8859-1", "koi8-r", "mac-roman", "windows-1251"] {
        for head in [
            format!("# -*- coding: {label} -*-\n"),
            format!("#!/usr/bin/env python\n# vim: set fileencoding={label} :\n"),
            format!("\n# coding={label}\n"),
        ] {
            let bytes = [head.as_bytes(), body].concat();
            let text = Text::decode(&bytes).unwrap_or_else(|error| panic!("{head}: {error}"));
            assert_eq!(text.encode().expect("bytes"), bytes, "{head}");
            assert_eq!(text.file_offset(text.as_str().len()), bytes.len());
        }
    }
    let japanese = [b"# coding: euc-jp\n# ".as_slice(), &[0xa4, 0xa2], b"\nx\n"].concat();
    let text = Text::decode(&japanese).expect("euc-jp");
    assert!(text.as_str().contains('あ'));
    assert_eq!(text.file_offset(text.as_str().find('x').expect("x")), 22);
    assert!(text.with_source("# \u{1f343}".to_owned()).encode().is_err());
    for plain in [
        &b"x\0y\r\nz\r\n"[..],
        b"# coding: utf-8\n\xc3\xa9",
        b"# coding: ascii\nx",
        "\u{feff}# coding: utf-8-sig\n".as_bytes(),
    ] {
        assert_eq!(Text::decode(plain).expect("text").encode().expect("bytes"), plain);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for (bytes, word) in [
        (&b"\xff\xfei\0"[..], "UTF-16"),
        (b"\xfe\xff\0i", "UTF-16"),
        (b"\xff\xfe\0\0i\0\0\0", "UTF-32"),
        (b"a\n\xe9\n", "line 2"),
        (b"# coding: klingon\n", "klingon"),
        (b"# coding: utf-16\n", "utf-16"),
        (b"# coding: ascii\n\xe9", "ASCII"),
        (b"# coding: euc-jp\n\xff", "euc-jp"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "latin-1"),
    ] {
        let error = Text::decode(bytes).expect_err(word).to_string();
        assert!(error.contains(word), "{error}");
    }
    // Only the first two lines, only comments, and the second only below a comment or nothing.
    for bytes in [&b"x\n# coding: klingon\n"[..], b"\n\n# coding: klingon\n", b"x = 'coding: klingon'\n"] {
        assert!(Text::decode(bytes).is_ok());
    }
    assert!(is_notebook("notebook.md", "# Decoding: a tale\n\n```python {.marimo}\n```\n"));
}

#[test]
fn lines_and_columns() {
    let text = Text::decode("aé\r\nb\rc\n\nd".as_bytes()).expect("text");
    let positions = [0, 1, 3, 5, 7, 9, 10, 99].map(|at| text.position(at));
    assert_eq!(positions, [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (4, 1), (5, 1), (5, 2)]);
    assert_eq!(text.position(2), (1, 2), "inside of a character");
    assert_eq!(
        [text.line(0), text.line(4), text.line(5), text.line(9), text.line(99)],
        [0..3, 0..3, 5..6, 9..9, 10..11]
    );
    assert_eq!(Text::decode(b"").expect("text").line_ending(), "\n");
    assert_eq!(Text::decode(b"a\r\nb\nc\r\n").expect("text").line_ending(), "\r\n");
}

#[test]
fn fences_in_every_form() {
    for (head, name, disabled) in [
        ("python {.marimo}", "_", false),
        ("python {.marimo name=\"x\"}", "x", false),
        ("{python}", "_", false),
        ("{.python.marimo name=\"x\" disabled=\"true\"}", "x", true),
        ("{marimo .python}", "_", false),
        ("{.marimo .python hide_code=\"true\" disabled=\"true\"}", "_", true),
        ("{.marimo name=\"a &amp; b\"}", "a & b", false),
    ] {
        for marks in ["```", "~~~~", "`````"] {
            let notebook = read_markdown(&format!("# Title\n\n{marks}{head}\nx = 1\n\ny = 2\n{marks}\n"));
            let cell = only_cell(&notebook);
            assert_eq!((cell.kind, cell.name.as_str(), cell.disabled), (CellKind::Code, name, disabled), "{head}");
            assert_eq!(notebook.slice(cell.code.clone()), "x = 1\n\ny = 2");
            assert_eq!(cell.statements.len(), 2);
            assert!(notebook.slice(cell.span.clone()).ends_with(marks));
        }
    }
}

#[test]
fn fences_that_are_prose() {
    let notebook = read_markdown(
        "---\nmarimo-version: 0.25.2\n---\n\n```python\nshown()\n```\n\n````md\n```python {.marimo}\nshown()\n```\n````\n\n\
         ```python {.marimo}\nrun()\n```\n\n> ```python {.marimo}\n> shown()\n> ```\n\n```python {.marimo}\nnever_closed()\n",
    );
    assert_eq!(notebook.slice(only_cell(&notebook).code.clone()), "run()");
    assert!(notebook.tree.errors().is_empty());
}

#[test]
fn sql_indented_and_empty_fences() {
    let notebook = read_markdown(
        "```sql {.marimo query=\"df\" engine=\"con\"}\nSELECT 'not ' + python\n```\n\n  ```python {.marimo}\n  if x:\n      y = 1\n  z\n  ```\n\n\
         ```python {.marimo}\n```\n\n```python {.marimo}\n\n# only a comment\n\n```\n\n```{.sql .marimo}\nSELECT 1\n```\n",
    );
    let kinds = notebook.cells.iter().map(|cell| (cell.kind, cell.statements.len())).collect::<Vec<_>>();
    let wanted =
        [(CellKind::Sql, 0), (CellKind::Code, 2), (CellKind::Code, 0), (CellKind::Code, 0), (CellKind::Sql, 0)];
    assert_eq!(kinds, wanted);
    assert!(notebook.tree.errors().is_empty());
    let sql = &notebook.cells[0];
    assert_eq!((sql.query.as_deref(), sql.engine.as_deref()), (Some("df"), Some("con")));
    assert_eq!(notebook.cells[4].query.as_deref(), Some("_df"));
    let indented = &notebook.cells[1];
    assert_eq!(indented.indent, "  ");
    assert_eq!(notebook.slice(indented.code.clone()), "  if x:\n      y = 1\n  z");
    assert_eq!(notebook.node_text(indented.statements[1]), "z");
    assert_eq!(notebook.slice(notebook.cells[3].code.clone()), "# only a comment");
}

#[test]
fn quarto_and_myst() {
    let quarto = Notebook::read(Path::new("a.qmd"), b"```{marimo .python name=\"a\"}\nx\n```\n").expect("a notebook");
    assert_eq!(only_cell(&quarto).name, "a");
    let myst = read_markdown(
        "```{marimo-config}\npyproject: |\n  dependencies = [\"marimo\"]\n```\n\n```{marimo} python\n:name: a\n:disabled: true\n\nx = 1\n```\n",
    );
    let cell = only_cell(&myst);
    assert_eq!((cell.name.as_str(), cell.disabled, myst.slice(cell.code.clone())), ("a", true, "x = 1"));
    assert_eq!(myst.script.requirements().len(), 1);
}

const SAMPLE: &str = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# /// script\n# requires-python = \">=3.11\"\n# dependencies = [\n#     \"marimo\", # é\n# ]\n# ///\n\
    \"\"\"Doc.\"\"\"\nimport marimo\n\n__generated_with = \"0.25.2\"\napp = marimo.App(width=\"full\")\n\nwith app.setup:\n    import os  # é\n    # c\n\n\n\
    @app.cell(disabled=True)\nasync def one(\n    a, b: int = 1\n):  # h\n    # lead\n    x = 1; y = f\"\"\"{a!r:>{b}} é\n\"\"\"\n    def f():\n        return x\n    return (\n        x,\n        y,\n    )\n\n\n\
    @app.function\n@cache\ndef g(): return 1\n\n\n@app.cell\ndef _(): x; return\n\n\napp._unparsable_cell(r\"\"\"x =\"\"\", name=\"_\")\n\nif __name__ == \"__main__\":\n    app.run()\n";

const MARKDOWN_SAMPLE: &str = "---\ntitle: é\nmarimo-version: 0.25.2\npyproject: |-\n  dependencies = [\n      'marimo',\n  ]\n---\n\n# Title\n\n```python {.marimo name=\"é\"}\nx = (1,\n  2)\n```\n\n  ~~~sql {.marimo query=\"df\"}\n  SELECT 1\n  ~~~\n\n```{marimo} python\n:name: a\n\ny\n```\n";

/// Reads, and touches all that could be out of bounds.
fn exercise(name: &str, bytes: &[u8]) {
    let Ok(notebook) = Notebook::read(Path::new(name), bytes) else { return };
    assert_eq!(notebook.text.encode().expect("bytes"), bytes);
    let source = notebook.text.as_str();
    for cell in &notebook.cells {
        assert!(cell.span.start <= cell.code.start && cell.code.end <= cell.span.end, "{cell:?}");
        assert!(source.get(cell.span.clone()).is_some() && source.get(cell.code.clone()).is_some(), "{cell:?}");
        for &statement in &cell.statements {
            assert!(cell.span.start <= notebook.tree.start(statement), "{cell:?}");
        }
    }
    assert!(source.get(notebook.script.span.clone()).is_some());
    assert!(source.is_char_boundary(notebook.script.insert_at));
    for requirement in notebook.script.requirements() {
        assert!(
            source.get(requirement.span.clone()).is_some_and(|text| text.starts_with(['"', '\''])),
            "{requirement:?}"
        );
    }
    for edit in wasmfix::edit::script_block::add(&notebook, &["numpy".to_owned()]).unwrap_or_default() {
        assert!(source.get(edit.span).is_some());
    }
}

#[test]
fn a_notebook_cut_off_anywhere() {
    for (name, sample) in [("a.py", SAMPLE), ("a.md", MARKDOWN_SAMPLE)] {
        for text in
            [sample.to_owned(), sample.replace('\n', "\r\n"), sample.replace('\n', "\r"), format!("\u{feff}{sample}")]
        {
            let bytes = text.as_bytes();
            for end in 0..=bytes.len() {
                exercise(name, &bytes[..end]);
                exercise(name, &bytes[end..]);
            }
        }
    }
    assert_eq!(read(SAMPLE).cells.len(), 5);
    assert_eq!(read_markdown(MARKDOWN_SAMPLE).cells.len(), 3);
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        exercise("a.py", &bytes);
        exercise("a.md", &bytes);
        if let Ok(text) = Text::decode(&bytes) {
            for at in 0..=bytes.len() {
                let _ = (text.position(at), text.line(at));
            }
        }
    }

    #[test]
    fn damaged_notebooks(at in 0..1000_usize, length in 0..40_usize, put in "[ \\n\\t\\r#\"'(){}:`~,@éa/-]{0,8}") {
        for (name, sample) in [("a.py", SAMPLE), ("a.md", MARKDOWN_SAMPLE)] {
            let at = at.min(sample.len());
            let end = (at + length).min(sample.len());
            let bytes = [&sample.as_bytes()[..at], put.as_bytes(), &sample.as_bytes()[end..]].concat();
            exercise(name, &bytes);
        }
    }
}

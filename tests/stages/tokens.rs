//! What Python's tokenizer refuses is a syntax error in its words, and nothing that it accepts is one.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use wasmfix::notebook::Notebook;

/// A notebook whose only cell is the given code, without indentation of its own.
fn notebook(code: &str) -> Notebook {
    let source = format!("import marimo\n\napp = marimo.App()\n\nwith app.setup:\n    pass\n\n{code}\n");
    Notebook::read(Path::new("notebook.py"), source.as_bytes()).unwrap()
}

/// The first syntax error: Python's words and the line within the code.
fn error(code: &str) -> Option<(String, usize)> {
    let notebook = notebook(code);
    let first = notebook.tree.errors().first()?;
    Some((first.why.clone().unwrap_or_default(), notebook.text.position(first.span.start).0.saturating_sub(7)))
}

fn refused(code: &str) -> String {
    error(code).unwrap_or_else(|| panic!("accepted:\n{code}")).0
}

fn accepted(code: &str) {
    assert_eq!(error(code), None, "{code}");
}

/// `if x:` in itself, with a string at the bottom.
fn blocks(count: usize) -> String {
    let mut code = String::new();
    for level in 0..count {
        let _ = writeln!(code, "{}if x:", " ".repeat(level));
    }
    code + &" ".repeat(count) + "'text'"
}

fn brackets(count: usize) -> String {
    format!("{}1{}", "(".repeat(count), ")".repeat(count))
}

fn f_strings(count: usize) -> String {
    (0..count).fold("1".to_owned(), |inner, _| format!("f'{{{inner}}}'"))
}

#[test]
fn the_limits_are_those_of_cpython() {
    accepted(&blocks(99));
    accepted(&brackets(200));
    assert_eq!(error(&blocks(100)), Some(("too many levels of indentation".to_owned(), 101)));
    assert_eq!(error(&brackets(201)), Some(("too many nested parentheses".to_owned(), 1)));
    assert_eq!(refused(&f_strings(150)), "too many nested f-strings");
}

#[test]
fn no_depth_ends_the_process() {
    for count in [383, 384, 510, 511, 512, 1_000] {
        assert_eq!(refused(&blocks(count)), "too many levels of indentation");
    }
    for count in [250, 600] {
        assert_eq!(refused(&f_strings(count)), "too many nested f-strings");
        // What does not parse makes the parser look for blocks everywhere.
        for code in [format!("x = (\n{}", blocks(count)), format!("x = '''\n{}", blocks(count).replace(" 'text'", ""))]
        {
            assert!(!refused(&code).is_empty());
        }
    }
}

#[test]
fn a_steep_text_is_read_as_any_other() {
    let mut steep = String::new();
    for column in 0..600 {
        let _ = writeln!(steep, "{}*", " ".repeat(column));
    }
    let code =
        format!("if x:\n    art = '''\n{steep}'''\n    for y in x:\n        f(art, [\n{}1])", steep.replace('*', "1,"));
    let read = notebook(&code);
    assert_eq!(read.tree.errors(), []);
    let strings: Vec<&str> =
        read.tree.all().filter(|&node| read.tree.kind(node) == "string").map(|node| read.node_text(node)).collect();
    assert_eq!(strings, [format!("'''\n{steep}'''")]);
    let blocks = read.tree.all().filter(|&node| read.tree.kind(node) == "block").count();
    assert_eq!(blocks, 3);
}

#[test]
fn what_python_accepts() {
    for code in [
        "x = {'a': 1}[\n  'a'\n]",
        "def f(\n        a,\n    b):\n    return a",
        "if x:\n\ty\n\tz",
        "if x:\n\ty\n\tif z:\n\t    w",
        "if x:\n    y\n  # a comment anywhere\n        # and here\n    z",
        "if x:\n    y\n\x0c\nz",
        "if x: y\nelse: z",
        "class A: pass\nclass B:\n    x: int\n    y: int = 1",
        "x = 1 + \\\n        2\ny = 3",
        "x = 'a\\\n  b'\ny = r'\\\\'\nz = rb'\\'' + B\"\\\"\"",
        "x = \"it's\"; y = 'say \"x\"'; z = ''; w = \"\"\"a\"b\"\"c\"\"\"",
        "x = f'{a!r:>{w}}' f\"{{}}\" f'{a:%H:%M}' f'{a[\"b\"]}' f'{a != b}'",
        "x = f'''{\n  a  # a comment\n}'''\ny = f'{a['b']}' if 0 else rf'\\{a}\\d'",
        "x = f'\\N{BULLET} {a}' f'{lambda_(lambda: 1)}' f'{ {1: 2}[1] }' f'{a=}' f'{a:{b}.{c}}'",
        "x = f'{a:{b:0}.{c:{d}}}' f'{1:#{3 != {4: 5} and 6}x}'",
        "x = f'{a:\\n}' f'{'''it's'''}' Rb'x' u'y'",
        "x = 1if y else\"z\"\nprint(b\"a\"in c)",
        "match x:\n    case [1, *_]: y\n    case {'a': b}:\n        z",
        "while x:\n  y\nelse:\n     z",
        "lambda: (yield)",
        "x = [i for i in y if i\n     ]",
        "async def f():\n    async with x as y: await z",
        "\\\nx = 1",
        "if x:\n    \\\n  y\n    z",
        "größe = 'ß'; Δ = f'{größe}'",
    ] {
        let error = notebook(code).tree.errors().iter().find_map(|error| error.why.clone());
        assert_eq!(error, None, "{code}");
    }
}

#[test]
fn what_python_refuses_and_how_it_says_so() {
    for (code, why, line) in [
        ("if x:\n    y\n  z", "unindent does not match any outer indentation level", 3),
        ("if x:\n        y\n\tz", "inconsistent use of tabs and spaces in indentation", 3),
        ("if x:\n    if y:\n\tz", "inconsistent use of tabs and spaces in indentation", 3),
        ("x = 1\n  y = 2", "unexpected indent", 2),
        ("if x:\ny", "expected an indented block", 2),
        ("if x:\n    # only a comment", "expected an indented block", 3),
        ("x = (1,\ny = 2", "'(' was never closed", 1),
        ("x = 1)", "unmatched ')'", 1),
        ("x = (1]", "closing parenthesis ']' does not match opening parenthesis '('", 1),
        ("x = 'a\ny = 1", "unterminated string literal", 1),
        ("x = '''a\ny = 1", "unterminated triple-quoted string literal", 1),
        ("x = f'a\ny = 1", "unterminated f-string literal", 1),
        ("x = f'}'", "f-string: single '}' is not allowed", 1),
        ("x = f'{a'\ny = 1", "f-string: expecting '}'", 1),
        ("x = 1 \\ + 2", "unexpected character after line continuation character", 1),
        ("x = '\0'", "source code cannot contain null bytes", 1),
    ] {
        let (said, at) = error(code).unwrap_or_else(|| panic!("accepted:\n{code}"));
        assert_eq!((said.as_str(), at), (why, line), "{code}");
    }
}

#[test]
fn a_cell_of_markdown_that_is_refused_takes_no_other_with_it() {
    let deep = blocks(600);
    let source = format!(
        "---\nmarimo-version: 0.25.2\n---\n\n```python {{.marimo}}\nx = 1\n```\n\n```python {{.marimo}}\n{deep}\n```\n\n\
         ```python {{.marimo}}\ny = x\n```\n"
    );
    let notebook = Notebook::read(Path::new("notebook.md"), source.as_bytes()).unwrap();
    let statements: Vec<usize> = notebook.cells.iter().map(|cell| cell.statements.len()).collect();
    assert_eq!(statements, [1, 0, 1]);
    let error = &notebook.tree.errors()[0];
    assert_eq!(error.why.as_deref(), Some("too many levels of indentation"));
    assert_eq!(notebook.text.position(error.span.start).0, 9 + 101);
}

/// Text that means nothing to a tokenizer, in all kinds of strings and comments.
fn inert() -> impl Strategy<Value = String> {
    let text = "[a-z(\\[{}\\]):#, \\n\\t]{0,30}";
    prop_oneof![
        text.prop_map(|text| format!("x = '''{text}'''")),
        text.prop_map(|text| format!("x = rb\"\"\"{text}\"\"\"")),
        text.prop_map(|text| format!("x = '{}'", text.replace('\n', " "))),
        text.prop_map(|text| format!("x = f'''{}'''", text.replace('{', "{{").replace('}', "}}"))),
        text.prop_map(|text| format!("x = 1  # {}", text.replace('\n', " "))),
        text.prop_map(|text| format!("x = [f'{{a[\"{}\"]}}' for a in b]", text.replace('\n', " "))),
    ]
}

proptest! {
    #[test]
    fn strings_and_comments_hide_what_is_in_them(lines in prop::collection::vec((0_usize..4, inert()), 1..8)) {
        let mut code = String::new();
        for (depth, line) in lines {
            for level in 0..depth {
                let _ = writeln!(code, "{}if x:", "  ".repeat(level));
            }
            let _ = writeln!(code, "{}{line}", "  ".repeat(depth));
        }
        prop_assert_eq!(error(&code), None);
    }

    #[test]
    fn nothing_ends_the_process(code in "([(\\[{}\\])'\":#\\\\fx\\t]|\n {0,12}|'''){0,60}") {
        let _ = error(&code);
    }
}

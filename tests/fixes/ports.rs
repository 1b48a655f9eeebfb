//! Two database libraries in one notebook: the swap of one leaves the other's code as it is.

use std::path::Path;

use wasmfix::notebook::Notebook;
use wasmfix::{Options, check, edit};

/// A library, and code that the rule of some other library would change or refuse.
struct Library {
    module: &'static str,
    /// The problem that its swap belongs to, and what the module becomes.
    swap: Option<(&'static str, &'static str)>,
    name: &'static str,
    code: &'static str,
    /// What its swap makes of the code.
    swapped: &'static str,
}

const LIBRARIES: [Library; 7] = [
    Library {
        module: "sqlite3",
        swap: Some(("sqlite3", "apsw")),
        name: "sqlite3",
        code: r#"
    lite = sqlite3.connect(":memory:")
    lite.executescript("CREATE TABLE t (uuid TEXT, d TEXT); INSERT INTO t VALUES ('a', '0000-00-00')")
    lite.commit()
    print(lite.execute("SELECT uuid, d FROM t WHERE uuid IN (?, ?)", ("a", "b")).fetchall())
"#,
        swapped: r#"
    lite = apsw.Connection(":memory:")
    lite.execute("CREATE TABLE t (uuid TEXT, d TEXT); INSERT INTO t VALUES ('a', '0000-00-00')").fetchall()
    print(lite.execute("SELECT uuid, d FROM t WHERE uuid IN (?, ?)", ("a", "b")).fetchall())
"#,
    },
    Library {
        module: "psycopg2",
        swap: Some(("psycopg2", "psycopg")),
        name: "psycopg2",
        code: r#"
    pg = psycopg2.connect(host="db", database="shop")
    pg_cursor = pg.cursor()
    pg_cursor.execute("SELECT name FROM a WHERE id IN %s", ((1, 2),))
    try:
        pg_cursor.execute("DELETE FROM a WHERE id NOT IN %s", ((3, 4),))
    except psycopg2.Error as pg_error:
        print(pg_error.pgcode)
    pg.close()
"#,
        swapped: r#"
    pg = psycopg.connect(host="db", dbname="shop", cursor_factory=psycopg.ClientCursor)
    pg_cursor = pg.cursor()
    pg_cursor.execute("SELECT name FROM a WHERE id = ANY(%s)", ([1, 2],))
    try:
        pg_cursor.execute("DELETE FROM a WHERE id <> ALL(%s)", ([3, 4],))
    except psycopg.Error as pg_error:
        print(pg_error.sqlstate)
    pg.close()
"#,
    },
    Library {
        module: "MySQLdb",
        swap: Some(("mysqlclient", "pymysql")),
        name: "MySQLdb",
        code: r#"
    my = MySQLdb.connect("db", "reader", "secret", "shop")
    my_cursor = my.cursor()
    my_cursor.execute("SELECT name, uuid FROM b WHERE id IN %s", ((1, 2),))
    try:
        my_cursor.execute("DELETE FROM b WHERE id NOT IN %s", ((3, 4),))
    except MySQLdb.Error as my_error:
        print(my_error, my_error.args[0])
    my.close()
"#,
        swapped: r#"
    my = pymysql.connect(host="db", user="reader", password="secret", database="shop")
    my_cursor = my.cursor()
    my_cursor.execute("SELECT name, uuid FROM b WHERE id IN %s", ((1, 2),))
    try:
        my_cursor.execute("DELETE FROM b WHERE id NOT IN %s", ((3, 4),))
    except pymysql.Error as my_error:
        print(my_error, my_error.args[0])
    my.close()
"#,
    },
    Library {
        module: "pymysql",
        swap: None,
        name: "pymysql",
        code: r#"
    other = pymysql.connect(host="db", database="shop", cursorclass=pymysql.cursors.DictCursor)
    with other.cursor() as other_cursor:
        other_cursor.execute("SELECT uuid FROM c WHERE id IN %s AND d > '0000-00-00'", ((1, 2),))
        print(other_cursor.fetchall(), other_cursor.description, other_cursor.lastrowid)
    try:
        other.ping()
    except pymysql.Error as other_error:
        print(repr(other_error), other_error.pgcode)
"#,
        swapped: "",
    },
    Library {
        module: "mysql.connector",
        swap: None,
        name: "mysql",
        code: r#"
    third = mysql.connector.connect(host="db", database="shop")
    third_cursor = third.cursor(dictionary=True)
    third_cursor.execute("SELECT inet, uuid FROM d; SELECT 2", (b"bytes", (1, 2)))
    print(third_cursor.fetchall(), third_cursor.lastrowid, third_cursor.rowcount)
"#,
        swapped: "",
    },
    Library {
        module: "oracledb",
        swap: None,
        name: "oracledb",
        code: r#"
    ora = oracledb.connect(user="a", password="b", dsn="db/shop")
    with ora:
        ora.cursor().execute("SELECT uuid FROM e WHERE id IN %s", ((1, 2),))
    ora.cursor().execute("INSERT INTO e VALUES ('infinity', '24:00:00')")
"#,
        swapped: "",
    },
    Library {
        module: "duckdb",
        swap: None,
        name: "duckdb",
        code: r#"
    duck = duckdb.connect()
    duck.execute("CREATE TABLE f (id UUID, data BLOB)")
    print(duck.execute("SELECT * FROM f WHERE id IN (?, ?)", ("a", "b")).fetchall())
"#,
        swapped: "",
    },
];

fn notebook(first: &Library, second: &Library) -> String {
    let (one, two) = (first.name.min(second.name), first.name.max(second.name));
    format!(
        "# /// script\n# dependencies = [\"marimo\", \"mysqlclient\", \"psycopg2-binary\"]\n# ///\n\nimport marimo\n\napp = marimo.App()\n\n\n\
         @app.cell\ndef _():\n    import {}\n    import {}\n\n    return {one}, {two}\n\n\n\
         @app.cell\ndef _({one}, {two}):{}{}    return\n\n\n\
         if __name__ == \"__main__\":\n    app.run()\n",
        first.module, second.module, first.code, second.code
    )
}

#[test]
fn the_swap_of_one_library_leaves_another_ones_code_as_it_is() {
    let mut pairs = 0;
    for first in LIBRARIES.iter().filter(|library| library.swap.is_some()) {
        for second in LIBRARIES.iter().filter(|library| library.module != first.module) {
            let (id, new) = first.swap.unwrap();
            if second.module == new {
                continue; // its name is taken
            }
            for text in [notebook(first, second), notebook(second, first)] {
                let read = Notebook::read(Path::new("notebook.py"), text.as_bytes()).unwrap();
                let report = check(read, &Options::default());
                let finding = report.findings.iter().find(|finding| finding.problem.definition.id == id).unwrap();
                let swap = finding.fixes.iter().find(|fix| matches!(&*fix.id, "swap" | "apsw"));
                let pair = format!("{} beside {}", first.module, second.module);
                let Some(swap) = swap else {
                    panic!("{pair}: {:?}", finding.withheld.iter().map(|one| &one.reason).collect::<Vec<_>>())
                };
                let swapped = edit::apply(&text, &swap.edits).unwrap();
                assert!(swapped.contains(&format!("import {new}\n")), "{pair}:\n{swapped}");
                assert!(swapped.contains(first.swapped), "{pair}:\n{swapped}");
                assert!(swapped.contains(second.code), "{pair}:\n{swapped}");
                assert!(swapped.contains(&format!("import {}\n", second.module)), "{pair}:\n{swapped}");
                pairs += 1;
            }
        }
    }
    assert!(pairs >= 30, "only {pairs} notebooks");
}

/// Layouts of a call that gets a further argument, before and after.
const LAYOUTS: [(&str, &str); 20] = [
    ("(\"dbname=a\")", "(\"dbname=a\", NEW)"),
    ("(host=\"a\", dbname=\"b\")", "(host=\"a\", dbname=\"b\", NEW)"),
    ("(host=\"a\", dbname=\"b\",)", "(host=\"a\", dbname=\"b\", NEW,)"),
    ("()", "(NEW)"),
    (
        "(\n        host=\"a\",\n        dbname=\"b\",\n    )",
        "(\n        host=\"a\",\n        dbname=\"b\",\n        NEW,\n    )",
    ),
    (
        "(\n        host=\"a\",\n        dbname=\"b\"\n    )",
        "(\n        host=\"a\",\n        dbname=\"b\",\n        NEW\n    )",
    ),
    ("(\n        host=\"a\",\n        dbname=\"b\")", "(\n        host=\"a\",\n        dbname=\"b\",\n        NEW)"),
    ("(host=\"a\",\n              dbname=\"b\")", "(host=\"a\",\n              dbname=\"b\",\n              NEW)"),
    (
        "(\n        host=\"a\",  # the server\n        dbname=\"b\",  # the shop\n    )",
        "(\n        host=\"a\",  # the server\n        dbname=\"b\",  # the shop\n        NEW,\n    )",
    ),
    (
        "(\n        host=\"a\",\n        dbname=\"b\"  # the shop\n    )",
        "(\n        host=\"a\",\n        dbname=\"b\",  # the shop\n        NEW\n    )",
    ),
    (
        "(\n        host=\"a\",\n        dbname=\"b\",\n        # port=5432,\n    )",
        "(\n        host=\"a\",\n        dbname=\"b\",\n        NEW,\n        # port=5432,\n    )",
    ),
    (
        "(\n        # all of it\n        host=\"a\"\n    )",
        "(\n        # all of it\n        host=\"a\",\n        NEW\n    )",
    ),
    (
        "(\n        host=\"a\", port=5,\n        dbname=\"b\", user=\"c\"\n    )",
        "(\n        host=\"a\", port=5,\n        dbname=\"b\", user=\"c\",\n        NEW\n    )",
    ),
    ("(\n        host=\"a\", dbname=\"b\"\n    )", "(\n        host=\"a\", dbname=\"b\", NEW\n    )"),
    (
        "(\n        \"host=a \"\n        \"dbname=b\"\n    )",
        "(\n        \"host=a \"\n        \"dbname=b\",\n        NEW\n    )",
    ),
    (
        "(\"host=a \"\n                            \"dbname=b\")",
        "(\"host=a \"\n                            \"dbname=b\",\n                            NEW)",
    ),
    ("(\"\"\"host=a\n        dbname=b\"\"\")", "(\"\"\"host=a\n        dbname=b\"\"\", NEW)"),
    (
        "(\n        host=\"a\",\n        **settings,\n    )",
        "(\n        host=\"a\",\n        **settings,\n        NEW,\n    )",
    ),
    (
        "(\n        host=\"a\",\n        **settings\n    )",
        "(\n        host=\"a\",\n        **settings,\n        NEW\n    )",
    ),
    ("(host=\"a\", **settings)", "(host=\"a\", **settings, NEW)"),
];

#[test]
fn a_further_argument_is_written_as_the_call_is() {
    let cells = |call: &str| {
        format!(
            "# /// script\n# dependencies = [\"marimo\", \"psycopg2-binary\"]\n# ///\n\nimport marimo\n\napp = marimo.App()\n\n\n\
             @app.cell\ndef _():\n    import psycopg2\n\n    settings = {{\"dbname\": \"b\"}}\n    conn = psycopg2.connect{call}\n    return\n\n\n\
             if __name__ == \"__main__\":\n    app.run()\n"
        )
    };
    for (before, after) in LAYOUTS {
        for eol in ["\n", "\r\n"] {
            let text = cells(before).replace('\n', eol);
            let read = Notebook::read(Path::new("notebook.py"), text.as_bytes()).unwrap();
            let report = check(read, &Options::default());
            let finding = report.findings.iter().find(|finding| finding.problem.definition.id == "psycopg2").unwrap();
            let swap = finding.fixes.iter().find(|fix| fix.id == "swap").unwrap_or_else(|| panic!("{before}"));
            let swapped = edit::apply(&text, &swap.edits).unwrap();
            let wanted = format!("psycopg.connect{after}").replace("NEW", "cursor_factory=psycopg.ClientCursor");
            assert!(swapped.contains(&wanted.replace('\n', eol)), "{before}\n{swapped}");
        }
    }
}

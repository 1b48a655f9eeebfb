//! The output formats, fed with findings made by hand.

use std::path::Path;

use serde_json::Value;
use wasmfix::check::{Ignored, Problem, Subject, Verdict};
use wasmfix::edit::Edit;
use wasmfix::fix::{Fix, Withheld};
use wasmfix::notebook::{Notebook, Span};
use wasmfix::packages::{Package, Status};
use wasmfix::report::{Finding, Format, Look, Report, Summary, render, render_statistics};
use wasmfix::rules::Level;
use wasmfix::rules::Safety;

const NOTEBOOK: &str = "\u{feff}# é\r\nimport marimo\r\n\r\napp = marimo.App()\r\n\r\n\r\n@app.cell\r\ndef load():\r\n\
    \x20   x = 'é'; \tos.system('ls')\r\n    return\r\n\r\n\r\n@app.cell\r\ndef _():\r\n    '''a\r\n    \u{1b}[31mb\r\n\
    \x20   '''\r\n    return";

fn report(path: &str, findings: Vec<Finding>) -> Report {
    let notebook = Notebook::read(Path::new(path), NOTEBOOK.as_bytes()).unwrap();
    let package = |name: &str, status, notes: &str| Package { name: name.into(), status, notes: notes.into() };
    Report {
        notebook,
        verdict: Verdict::of(findings.iter().map(|finding| &finding.problem), &[]),
        ignored: Ignored::default(),
        host: "marimo 0.25.2 (Pyodide 314.0.0)".into(),
        releases: "marimo 0.25.2".into(),
        host_notes: vec!["the host was chosen by `--marimo`".into()],
        packages: vec![package("marimo", Status::Ok, "available"), package("torch", Status::Fail, "C++ | CUDA\nonly")],
        findings,
        destinations: vec!["HTML export: needs nothing".into()],
        export: None,
        download: None,
        recommendations: vec!["Move it to a hosted API.".into()],
    }
}

fn finding(id: &str, level: Level, span: Span) -> Finding {
    let notebook = Notebook::read(Path::new("a.py"), NOTEBOOK.as_bytes()).unwrap();
    let problem = Problem {
        definition: wasmfix::rules::definition(id).expect("a problem that there is").clone(),
        id: id.into(),
        level,
        message: format!("`{id}`: 100% broken"),
        reason: "no processes,\nat all".into(),
        suggestion: "guard it".into(),
        cell: notebook.cell_at(span.start),
        span,
        subject: Subject::Notebook,
    };
    Finding { problem, fixes: Vec::new(), withheld: Vec::new() }
}

fn span_of(text: &str) -> Span {
    let start = NOTEBOOK.find(text).unwrap();
    start..start + text.len()
}

fn fix(id: &str, safety: Safety, span: Span) -> Fix {
    let edits = vec![Edit { span, text: "pass".into() }];
    Fix { id: id.into(), title: format!("Do {id}"), safety, edits, copies: Vec::new(), ask: false }
}

/// One notebook with an error that has two fixes, and a warning whose fix is withheld.
fn reports() -> Vec<Report> {
    let call = span_of("os.system('ls')");
    let mut error = finding("subprocess", Level::Error, call.clone());
    error.fixes = vec![fix("guard", Safety::Safe, call.clone()), fix("remove", Safety::Unsafe, call)];
    let mut warning = finding("missing-script-block", Level::Warning, 0..0);
    warning.withheld = vec![Withheld { id: "add".into(), reason: "line 3 forbids it".into() }];
    vec![report("a b/ü.py", vec![warning.clone(), error]), report("c.py", vec![warning])]
}

fn rendered(format: Format) -> String {
    let reports = reports();
    render(&reports, &Summary::of(&reports, &[]), format, Look::default())
}

#[test]
fn concise_says_shared_problems_once() {
    assert_eq!(
        rendered(Format::Concise),
        "a b/ü.py:1:1: warning[missing-script-block] `missing-script-block`: 100% broken (so in 2 of 2 notebooks)\n\
         a b/ü.py:9:15: error[subprocess] `subprocess`: 100% broken [fixable]\n"
    );
}

#[test]
fn full_shows_the_source_and_the_fixes() {
    let page = rendered(Format::Full);
    for part in [
        "a b/ü.py: FAIL  on marimo 0.25.2\n\nCompatibility\n  HTML export: needs nothing\n  the host was",
        "Package report\n  Package  Status  Notes\n  marimo   OK      available\n  torch    FAIL    ",
        "Code issues\nwarning[missing-script-block]: ",
        "  = fix withheld: `add`: line 3 forbids it\n",
        "error[subprocess]: `subprocess`: 100% broken\n --> a b/ü.py:9:15\n",
        "^^^^^^^^^^^^^^^ cell `load`",
        "  = help: guard it\n",
        "  = fix available: Do guard (safe)\n",
        "  = fix available: Do remove (unsafe)\n",
        "Recommendations\n  - Move it to a hosted API.\n  - `wasmfix --fix \"a b/ü.py\"` cures 1 of the 2 problems.\n",
        "\n\nc.py: PASS  on",
    ] {
        assert!(page.contains(part), "{part:?} is not in\n{page}");
    }
    assert_eq!(page.matches("missing-script-block]").count(), 1);
    assert!(!page.contains('\u{1b}'));
}

/// A report on a notebook of this path whose warning is of this problem, with what is ignored.
fn judged(path: &str, id: &str, level: Level, ignored: Ignored) -> Report {
    Report { ignored, ..report(path, vec![finding(id, level, span_of("import"))]) }
}

#[test]
fn the_first_line_fits_and_says_what_is_ignored() {
    let ignored = Ignored { errors: 2, warnings: 1 };
    let long = "notebooks/of/a/very/deep/folder/with/many/parts/and/a/long/name/analysis.py";
    for path in ["a.py", long] {
        let reports = [judged(path, "threading", Level::Warning, ignored)];
        let page = render(&reports, &Summary::of(&reports, &[]), Format::Full, Look::default());
        let first = page.lines().next().unwrap();
        assert!(first.chars().count() <= 80, "{first}");
        assert!(first.ends_with(".py: WARN, 2 errors and 1 warning ignored  on marimo 0.25.2"), "{first}");
        assert_eq!(
            page.lines().nth(1),
            Some(if path == long {
                "  notebooks/of/a/very/deep/folder/with/many/parts/and/a/long/name/analysis.py"
            } else {
                ""
            })
        );
        for format in [Format::Markdown, Format::Html] {
            let page = render(&reports, &Summary::of(&reports, &[]), format, Look::default());
            assert!(page.contains("2 errors and 1 warning ignored"), "{page}");
        }
        assert!(Summary::of(&reports, &[]).closing(true).contains("2 errors and 1 warning ignored"));
    }
}

#[test]
fn people_see_the_worst_first_and_programs_the_order_of_paths() {
    let none = Ignored::default();
    let reports = [
        judged("a.py", "missing-script-block", Level::Warning, none),
        judged("b.py", "threading", Level::Warning, none),
        judged("c.py", "subprocess", Level::Error, none),
        judged("d.py", "subprocess", Level::Error, none),
    ];
    let order = |format| {
        let page = render(&reports, &Summary::of(&reports, &[]), format, Look::default());
        let mut at: Vec<(usize, &str)> =
            ["a.py", "b.py", "c.py", "d.py"].map(|path| (page.find(path).unwrap(), path)).to_vec();
        at.sort_unstable();
        at.into_iter().map(|(_, path)| path).collect::<Vec<_>>()
    };
    for format in [Format::Full, Format::Concise, Format::Markdown, Format::Github, Format::Html] {
        assert_eq!(order(format), ["c.py", "d.py", "b.py", "a.py"], "{format:?}");
    }
    for format in [Format::Json, Format::Sarif, Format::Junit] {
        assert_eq!(order(format), ["a.py", "b.py", "c.py", "d.py"], "{format:?}");
    }
}

#[test]
fn sentences_are_wrapped_at_words() {
    let mut one = finding("unsupported-requirement", Level::Error, span_of("import"));
    one.problem.message =
        "a message of many words that is wider than the terminal that it is shown on, as some are".into();
    one.problem.reason = one.problem.message.clone();
    one.fixes = vec![fix("a fix whose title is a long one, too, and goes on and on", Safety::Safe, span_of("import"))];
    let mut report = report("a.py", vec![one]);
    report.packages[1].notes = report.findings[0].problem.message.clone();
    report.recommendations = vec![report.findings[0].problem.message.clone()];
    report.host_notes = report.recommendations.clone();
    for width in [60, 80, 100] {
        let page = render(&[report.clone()], &Summary::default(), Format::Full, Look { styled: false, width });
        for line in page.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}\n{page}");
        }
        assert!(page.contains("unsupported-requirement]: a message of many words"), "{page}");
    }
}

#[test]
fn full_takes_every_span() {
    // Also those that no finder should make: reversed, inside a character, behind the end.
    let spots: Vec<usize> = (0..=NOTEBOOK.len() + 2).collect();
    for styled in [false, true] {
        for &start in &spots {
            for end in [start, start + 1, start + 7, NOTEBOOK.len(), start.saturating_sub(3)] {
                let mut one = finding("subprocess", Level::Advice, 0..0);
                one.problem.span = start..end;
                let reports = [report("a.py", vec![one])];
                let page =
                    render(&reports, &Summary::of(&reports, &[]), Format::Full, Look { styled, ..Look::default() });
                assert!(page.contains("a.py:"), "{start}..{end}: {page}");
            }
        }
    }
}

#[test]
fn markdown_has_the_sections_of_the_guidance() {
    let page = rendered(Format::Markdown);
    let mut rest = page.as_str();
    for part in [
        "# a b/ü.py\n\n**Compatibility: FAIL** on marimo 0.25.2 (Pyodide 314.0.0)\n\n- HTML export: needs nothing\n",
        "**Package report**\n\n| Package | Status | Notes |\n|---|---|---|\n| marimo | OK | available |\n",
        "| torch | FAIL | C++ \\| CUDA only |\n\n**Code issues**\n\n",
        "- **error** `subprocess`, cell `load`, line 9: `subprocess`: 100% broken\n  - Reason: no processes, at all\n",
        "  - Fix (safe): Do guard\n  - Fix (unsafe): Do remove\n\n**Recommendations**\n\n- Move it to a hosted API.\n",
        "# c.py\n\n**Compatibility: PASS**",
    ] {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is not in its place in\n{page}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn json_is_version_1() {
    let json: Value = serde_json::from_str(&rendered(Format::Json)).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(json["summary"]["warnings"], 2);
    assert_eq!(json["summary"]["fixable"], 1);
    let file = &json["files"][0];
    assert_eq!((&file["path"], &file["verdict"]), (&"a b/ü.py".into(), &"FAIL".into()));
    assert_eq!(file["packages"][1]["status"], "FAIL");
    assert_eq!(json["files"][1]["problems"][0]["id"], "missing-script-block", "data holds all of them");
    let problem = &file["problems"][1];
    let call = span_of("os.system('ls')");
    assert_eq!(problem["level"], "error");
    assert_eq!(problem["cell"], 1);
    assert_eq!(
        [&problem["line"], &problem["column"], &problem["end_line"], &problem["end_column"]],
        [&Value::from(9), &Value::from(15), &Value::from(9), &Value::from(30)]
    );
    let edit = &problem["fixes"][0]["edits"][0];
    assert_eq!((&edit["start"], &edit["end"], &edit["text"]), (&call.start.into(), &call.end.into(), &"pass".into()));
    assert_eq!(problem["fixes"][1]["safety"], "unsafe");
    assert_eq!(file["problems"][0]["cell"], Value::Null);
    assert_eq!(file["problems"][0]["withheld"][0]["reason"], "line 3 forbids it");
}

#[test]
fn sarif_names_rules_places_and_fixes() {
    let log: Value = serde_json::from_str(&rendered(Format::Sarif)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(2));
    let result = &run["results"][1];
    assert_eq!((&result["ruleId"], &result["level"]), (&"subprocess".into(), &"error".into()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C3%BC.py");
    assert_eq!(place["region"]["startColumn"], 15);
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "pass");
}

#[test]
fn github_commands_are_escaped() {
    let lines = rendered(Format::Github);
    assert_eq!(
        lines.lines().nth(1),
        Some(
            "::error file=a b/ü.py,line=9,endLine=9,col=15,endColumn=30,title=wasmfix%3A subprocess::\
             `subprocess`: 100%25 broken (cell `load`)%0Ano processes, at all%0Aguard it"
        )
    );
    assert_eq!(lines.lines().count(), 3);
}

#[test]
fn statistics_count_by_id() {
    let reports = reports();
    assert_eq!(render_statistics(&reports, Format::Full), "2 missing-script-block\n1 subprocess [fixable]\n");
    let json: Value = serde_json::from_str(&render_statistics(&reports, Format::Json)).unwrap();
    assert_eq!(json[0]["count"], 2);
}

#[test]
fn the_closing_lines_add_up() {
    let reports = reports();
    assert_eq!(
        Summary::of(&reports, &[]).closing(true),
        "Found 3 problems (1 error, 2 warnings)\n1 fixable with --fix\n2 notebooks: 1 PASS, 0 WARN, 1 FAIL"
    );
    let named =
        |ids: &[(&str, Level)]| report("a.py", ids.iter().map(|(id, level)| finding(id, *level, 0..1)).collect());
    let (error, warning) = (Level::Error, Level::Warning);
    let before = named(&[("subprocess", error), ("subprocess", error), ("local-file", warning)]);
    // What is left may be of another level; what is new is named.
    let after =
        named(&[("subprocess", warning), ("stopped-cells", warning), ("missing-name", error), ("missing-name", error)]);
    let summary = Summary::of(std::slice::from_ref(&after), &[&before]);
    assert_eq!(
        summary.closing(true).lines().next(),
        Some("Found 3 problems (2 errors, 1 warning; 2 fixed, 1 left, 3 new: missing-name (2), stopped-cells)")
    );
    assert_eq!(
        summary.closing(false).lines().next(),
        Some(
            "Found 3 problems (2 errors, 1 warning; 2 would be fixed, 1 left, 3 new: missing-name (2), stopped-cells)"
        )
    );
    assert_eq!((summary.errors, summary.warnings, summary.fixed, summary.new), (2, 2, 2, 3));
    let same = Summary::of(std::slice::from_ref(&before), &[&before]);
    assert_eq!(same.closing(true), "Found 3 problems (2 errors, 1 warning)");
    // A change that cures nothing is said to be none.
    let mut changed = before.clone();
    let text = NOTEBOOK.replace("import", "import ");
    changed.notebook = Notebook::read(Path::new("a.py"), text.as_bytes()).unwrap();
    let cured = Summary::of(std::slice::from_ref(&changed), &[&before]);
    assert_eq!(cured.closing(true), "Found 3 problems (2 errors, 1 warning; 0 fixed, 3 left)");
    assert_eq!(Summary::of(&reports[1..], &[]).closing(true), "Found 1 problem (1 warning)");
    assert_eq!(Summary::of(&[], &[]).closing(true), "No notebooks found");
    assert_eq!(Summary::of(&[report("a.py", vec![])], &[]).closing(false), "No problems found in 1 notebook");
}

#[test]
fn sarif_counts_in_utf_16_and_knows_a_line_again() {
    let text = "\u{feff}import marimo\napp = marimo.App()\n# 🙂 é here\n# again\n# again\n";
    let of = |lines: &str| {
        let notebook = Notebook::read(Path::new("a.py"), format!("{lines}{text}").trim_start().as_bytes()).unwrap();
        let source = notebook.text.as_str().to_owned();
        let spans =
            ["import", "here", "again"].map(|word| source.match_indices(word).map(|(at, _)| at..at + word.len()));
        let findings = spans.into_iter().flatten().map(|span| finding("subprocess", Level::Error, span)).collect();
        let reports = [Report { notebook, ..report("a.py", findings) }];
        let log: Value =
            serde_json::from_str(&render(&reports, &Summary::default(), Format::Sarif, Look::default())).unwrap();
        log["runs"][0]["results"].as_array().unwrap().clone()
    };
    let results = of("");
    let columns: Vec<_> = results
        .iter()
        .map(|one| {
            let region = &one["locations"][0]["physicalLocation"]["region"];
            (region["startLine"].as_u64(), region["startColumn"].as_u64(), region["endColumn"].as_u64())
        })
        .collect();
    let at = |line, start, end| (Some(line), Some(start), Some(end));
    assert_eq!(columns, [at(1, 1, 7), at(3, 8, 12), at(4, 3, 8), at(5, 3, 8)]);
    let prints = |results: &[Value]| -> Vec<String> {
        results.iter().map(|one| one["partialFingerprints"]["wasmfix/v1"].to_string()).collect()
    };
    let before = prints(&results);
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 4, "{before:?}");
    // Lines that come in front of it change nothing.
    assert_eq!(prints(&of("# one\n# two\n")), before);
}

#[test]
fn junit_fails_for_errors_alone() {
    let page = rendered(Format::Junit);
    for part in [
        "<testsuites name=\"wasmfix\" tests=\"3\" failures=\"1\">",
        "<testsuite name=\"a b/ü.py\" tests=\"2\" failures=\"1\" skipped=\"1\">",
        "<testcase classname=\"a b/ü.py\" name=\"subprocess, line 9\" file=\"a b/ü.py\" line=\"9\">",
        "<failure type=\"error\" message=\"`subprocess`: 100% broken\">no processes, at all\nguard it</failure>",
        "<skipped message=\"`missing-script-block`: 100% broken\">",
    ] {
        assert!(page.contains(part), "{part:?} is not in\n{page}");
    }
    let clean = render(&[report("<&>\".py", vec![])], &Summary::default(), Format::Junit, Look::default());
    assert!(clean.contains("<testcase classname=\"&lt;&amp;&gt;&quot;.py\" name=\"runs in the browser\"/>"), "{clean}");
}

#[test]
fn html_shows_each_problem_beside_its_code_and_its_diff() {
    let page = rendered(Format::Html);
    for part in [
        "<title>wasmfix: 2 notebooks</title>",
        "<p>Found 3 problems (1 error, 2 warnings)</p>",
        "<li><b class=\"fail\">FAIL</b> <a href=\"#notebook-0\">a b/ü.py</a> <small>2 problems</small></li>",
        "<tr><td>torch</td><td><b class=\"fail\">FAIL</b></td><td>C++ | CUDA only</td></tr>",
        "<h4><b class=\"fail\">error</b> <code>subprocess</code> <small>cell <code>load</code>, line 9</small></h4>",
        // Without the indentation of the file.
        "<span class=\"line here\"><i>9</i>x = &#39;é&#39;; \t<mark>os.system(&#39;ls&#39;)</mark></span>",
        "<details open>\n<summary>Do guard <b class=\"pass\">safe</b></summary>",
        "<details>\n<summary>Do remove <b class=\"warn\">unsafe</b></summary>",
        "<del class=\"line removed\"><i>-</i>    x = &#39;é&#39;; \t<mark>os.system(&#39;ls&#39;)</mark></del>",
        "<ins class=\"line added\"><i>+</i>    x = &#39;é&#39;; \t<mark>pass</mark></ins>",
        "<p>Fix <code>add</code> withheld: line 3 forbids it</p>",
        "<li>Move it to a hosted API.</li>",
    ] {
        assert!(page.contains(part), "{part:?} is not in\n{page}");
    }
    assert!(!page.contains('\u{1b}') && !page.contains("<script"));
}

#[test]
fn html_takes_every_span() {
    let spots: Vec<usize> = (0..=NOTEBOOK.len() + 2).collect();
    for &start in &spots {
        for end in [start, start + 1, start + 7, NOTEBOOK.len(), start.saturating_sub(3)] {
            let mut one = finding("subprocess", Level::Advice, 0..0);
            one.problem.span = start..end;
            let reports = [report("a.py", vec![one])];
            for format in [Format::Html, Format::Sarif, Format::Junit] {
                assert!(
                    render(&reports, &Summary::default(), format, Look::default()).contains("subprocess"),
                    "{start}..{end}"
                );
            }
        }
    }
}

//! The report as one page that holds all it needs: no script, no request, every text of a notebook escaped.

mod code;

use std::fmt::Write as _;

use super::markdown::recommendations;
use super::markup::{escaped, prose};
use super::place::{Place, Shown, path_label, shown};
use super::{Report, Summary};
use crate::check::Verdict;
use crate::edit;
use crate::fix::Fix;
use crate::packages::Status;
use crate::rules::{Level, Safety};

const STYLE: &str = include_str!("page.css");

pub(super) fn render(reports: &[&Report], summary: &Summary) -> String {
    let title = match reports {
        [only] => path_label(&only.notebook.path),
        _ => super::summary::counted(reports.len(), "notebook"),
    };
    let lines: String = summary.closing(true).lines().map(|line| format!("<p>{}</p>\n", prose(line))).collect();
    let contents = if reports.len() > 1 { contents(reports) } else { String::new() };
    let found = reports.iter().zip(shown(reports)).enumerate();
    let sections: String = found.map(|(number, (report, findings))| section(number, report, &findings)).collect();
    // The policy holds for the page as it is opened from a disk, too.
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>wasmfix: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Does it run in the browser?</h1>\n{lines}</header>\n{contents}<main>\n{sections}</main>\n\
         <footer>wasmfix {version}</footer>\n</body>\n</html>\n",
        title = escaped(&title),
        version = env!("CARGO_PKG_VERSION"),
    )
}

/// The list of notebooks that leads to each of them.
fn contents(reports: &[&Report]) -> String {
    let mut list = String::from("<nav aria-label=\"Notebooks\">\n<ul>\n");
    for (number, report) in reports.iter().enumerate() {
        let count = match report.findings.len() {
            0 => String::new(),
            count => format!(" <small>{}</small>", super::summary::counted(count, "problem")),
        };
        let path = escaped(&path_label(&report.notebook.path));
        let _ = writeln!(list, "<li>{} <a href=\"#notebook-{number}\">{path}</a>{count}</li>", verdict(report.verdict));
    }
    list + "</ul>\n</nav>\n"
}

fn section(number: usize, report: &Report, findings: &[Shown]) -> String {
    let path = escaped(&path_label(&report.notebook.path));
    let mut page = format!(
        "<section id=\"notebook-{number}\">\n<h2>{} {path}</h2>\n<p>{}.</p>\n",
        verdict(report.verdict),
        prose(&on(report))
    );
    list(&mut page, report.destinations.iter().chain(&report.host_notes));
    if let Some(command) = &report.export {
        let _ = writeln!(page, "<p>To make the page: <code>{}</code></p>", escaped(command));
    }
    if !report.packages.is_empty() {
        page.push_str("<h3>Packages</h3>\n<div class=\"wide\">\n<table>\n");
        page.push_str(
            "<tr><th scope=\"col\">Package</th><th scope=\"col\">Status</th><th scope=\"col\">Notes</th></tr>\n",
        );
        for package in &report.packages {
            let status = match package.status {
                Status::Ok => badge("pass", package.status.label()),
                Status::Warn => badge("warn", package.status.label()),
                Status::Fail => badge("fail", package.status.label()),
            };
            let (name, notes) = (escaped(&package.name), prose(&package.notes));
            let _ = writeln!(page, "<tr><td>{name}</td><td>{status}</td><td>{notes}</td></tr>");
        }
        page.push_str("</table>\n</div>\n");
    }
    if !findings.is_empty() {
        page.push_str("<h3>Problems</h3>\n");
    }
    findings.iter().for_each(|shown| page.push_str(&problem(report, shown)));
    let recommendations = recommendations(report);
    if !recommendations.is_empty() {
        page.push_str("<h3>Recommendations</h3>\n");
        list(&mut page, &recommendations);
    }
    page + "</section>\n"
}

fn on(report: &Report) -> String {
    match report.ignored.in_words() {
        ignored if ignored.is_empty() => format!("On {}", report.host),
        ignored => format!("On {}, {ignored} ignored", report.host),
    }
}

/// A problem in words; beside it the code of its cell and what its fixes change.
fn problem(report: &Report, shown: &Shown) -> String {
    let problem = &shown.finding.problem;
    let class = match problem.level {
        Level::Error => "fail",
        Level::Warning => "warn",
        Level::Advice => "note",
    };
    let line = Place::of(report, shown.finding).line;
    let place = match report.cell_label(shown.finding) {
        Some(cell) => format!("{}, line {line}", prose(&cell)),
        None => format!("line {line}"),
    };
    let mut page = format!(
        "<article class=\"{class}\">\n<div>\n<h4>{} <code>{}</code> <small>{place}</small></h4>\n<p>{}</p>\n",
        badge(class, problem.level.label()),
        escaped(&problem.id),
        prose(&shown.message)
    );
    for (word, text) in [("Why", &problem.reason), ("What to do", &problem.suggestion)] {
        if !text.is_empty() {
            let _ = writeln!(page, "<p><strong>{word}:</strong> {}</p>", prose(text));
        }
    }
    for withheld in &shown.finding.withheld {
        let _ =
            writeln!(page, "<p>Fix <code>{}</code> withheld: {}</p>", escaped(&withheld.id), prose(&withheld.reason));
    }
    let _ = writeln!(page, "</div>\n<div>\n{}", code::excerpt(report, problem));
    let default = shown.finding.default_fix(false).map(|fix| &fix.id);
    for fix in &shown.finding.fixes {
        page.push_str(&difference(report, fix, default == Some(&fix.id)));
    }
    page + "</div>\n</article>\n"
}

/// What a fix changes; the one that `--fix` makes is unfolded.
fn difference(report: &Report, fix: &Fix, open: bool) -> String {
    let old = report.notebook.text.as_str();
    let Ok(new) = edit::apply(old, &fix.edits) else { return String::new() };
    let safety = match fix.safety {
        Safety::Safe => badge("pass", fix.safety.label()),
        Safety::Unsafe => badge("warn", fix.safety.label()),
    };
    let mut page =
        format!("<details{}>\n<summary>{} {safety}</summary>\n", if open { " open" } else { "" }, prose(&fix.title));
    for copy in &fix.copies {
        let (from, to) = (escaped(&copy.from), escaped(&copy.to));
        let _ = writeln!(page, "<p>It copies <code>{from}</code> to <code>{to}</code>.</p>");
    }
    page + &code::difference(old, &new) + "</details>\n"
}

fn verdict(verdict: Verdict) -> String {
    let class = match verdict {
        Verdict::Pass => "pass",
        Verdict::Warn => "warn",
        Verdict::Fail => "fail",
    };
    badge(class, verdict.label())
}

fn badge(class: &str, label: &str) -> String {
    format!("<b class=\"{class}\">{label}</b>")
}

fn list<'a>(page: &mut String, items: impl IntoIterator<Item = &'a String>) {
    let items: String = items.into_iter().map(|item| format!("<li>{}</li>\n", prose(item))).collect();
    if !items.is_empty() {
        let _ = write!(page, "<ul>\n{items}</ul>\n");
    }
}

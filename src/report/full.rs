//! The report for a terminal: the guidance's sections, each problem with its source as rustc shows it.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level as Shade, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::Report;
use super::markdown::recommendations;
use super::place::{Place, Shown, path_label, shown};
use crate::check::{Level, Verdict};
use crate::edit::diff::printable;
use crate::packages::Status;

/// A span of more lines than this is shown by its first line.
const MOST_LINES: usize = 5;

pub(super) fn render(reports: &[Report], styled: bool) -> String {
    let style = |style: Style| if styled { style } else { Style::new() };
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let head = style(Style::new().bold());
    let mut page = String::new();
    for (report, findings) in reports.iter().zip(shown(reports)) {
        if !page.is_empty() {
            page.push('\n');
        }
        let verdict = style(verdict_style(report.verdict));
        let path = printable(&path_label(&report.notebook.path));
        let label = report.verdict.label();
        let _ = writeln!(page, "{head}Compatibility:{head:#} {verdict}{label}{verdict:#}  {path} on {}", report.host);
        for line in report.destinations.iter().chain(&report.host_notes) {
            let _ = writeln!(page, "  {}", printable(line));
        }
        if !report.packages.is_empty() {
            let _ = writeln!(page, "\n{head}Package report{head:#}");
            packages(&mut page, report, &style);
        }
        if !findings.is_empty() {
            let _ = writeln!(page, "\n{head}Code issues{head:#}");
            let issues: Vec<String> = findings.iter().map(|shown| issue(report, shown, &path, &renderer)).collect();
            let _ = writeln!(page, "{}", issues.join("\n\n"));
        }
        let recommendations = recommendations(report);
        if !recommendations.is_empty() {
            let _ = writeln!(page, "\n{head}Recommendations{head:#}");
            for recommendation in recommendations {
                let _ = writeln!(page, "  - {}", printable(&recommendation));
            }
        }
    }
    page
}

fn packages(page: &mut String, report: &Report, style: &dyn Fn(Style) -> Style) {
    let names = report.packages.iter().map(|package| package.name.chars().count());
    let width = names.max().unwrap_or_default().max("Package".len());
    let _ = writeln!(page, "  {:width$}  Status  Notes", "Package");
    for package in &report.packages {
        let status = style(match package.status {
            Status::Ok => verdict_style(Verdict::Pass),
            Status::Warn => verdict_style(Verdict::Warn),
            Status::Fail => verdict_style(Verdict::Fail),
        });
        let (name, notes) = (printable(&package.name), printable(&package.notes));
        let _ = writeln!(page, "  {name:width$}  {status}{:6}{status:#}  {notes}", package.status.label());
    }
}

fn verdict_style(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Pass => AnsiColor::Green,
        Verdict::Warn => AnsiColor::Yellow,
        Verdict::Fail => AnsiColor::BrightRed,
    };
    colour.on_default().bold()
}

fn issue(report: &Report, shown: &Shown, path: &str, renderer: &Renderer) -> String {
    let problem = &shown.finding.problem;
    let shade = match problem.level {
        Level::Error => Shade::ERROR,
        Level::Warning => Shade::WARNING,
        Level::Advice => Shade::HELP.with_name("advice"),
    };
    let text = report.notebook.text.as_str();
    let (window, span) = window(text, &problem.span);
    let source = text.get(window).unwrap_or_default();
    let annotation = AnnotationKind::Primary.span(span).label(report.cell_label(shown.finding));
    let snippet =
        Snippet::source(source).line_start(Place::of(report, shown.finding).line).path(path).annotation(annotation);
    let mut group = shade.primary_title(shown.message.as_ref()).id(problem.id.as_str()).element(snippet);
    group = note(group, Shade::NOTE, &problem.reason);
    group = note(group, Shade::HELP, &problem.suggestion);
    for fix in &shown.finding.fixes {
        let line = format!("{} ({})", fix.title, fix.safety.label());
        group = group.element(Shade::HELP.with_name("fix available").message(line));
    }
    for withheld in &shown.finding.withheld {
        let line = format!("`{}`: {}", withheld.id, withheld.reason);
        group = group.element(Shade::NOTE.with_name("fix withheld").message(line));
    }
    renderer.render(&[group])
}

fn note<'a>(group: Group<'a>, shade: Shade<'a>, text: &'a str) -> Group<'a> {
    if text.is_empty() { group } else { group.element(Element::from(shade.message(text))) }
}

/// The lines around a span (whole lines, without the last line's end, without a BOM), and the span within them.
fn window(text: &str, span: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (mut start, mut end) = (floor(span.start), floor(span.end.max(span.start)));
    if text.starts_with('\u{feff}') {
        (start, end) = (start.max('\u{feff}'.len_utf8()), end.max('\u{feff}'.len_utf8()));
    }
    let (before, from) = (&text[..start], &text[start..]);
    let first = before.rfind('\n').map_or(0, |newline| newline + 1);
    let first = if text[first..].starts_with('\u{feff}') { first + '\u{feff}'.len_utf8() } else { first };
    let line_end = |from: usize| text[from..].find('\n').map_or(text.len(), |newline| from + newline);
    if text[start..end].matches('\n').count() >= MOST_LINES {
        end = start + from.find('\n').unwrap_or(from.len());
    }
    let mut last = line_end(end);
    if text[..last].ends_with('\r') && last > end {
        last -= 1;
    }
    (first..last.max(end), start - first..end - first)
}

//! The report for a terminal: the guidance's sections, each problem with its source as rustc shows it.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level as Shade, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::markdown::recommendations;
use super::place::{Place, Shown, path_label, shown};
use super::{Look, Report};
use crate::check::Verdict;
use crate::packages::Status;
use crate::rules::Level;

/// A span of more lines than this is shown by its first line.
const MOST_LINES: usize = 5;

pub(super) fn render(reports: &[&Report], look: Look) -> String {
    let style = |style: Style| if look.styled { style } else { Style::new() };
    let renderer = if look.styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width);
    let head = style(Style::new().bold());
    let mut page = String::new();
    for (report, findings) in reports.iter().zip(shown(reports)) {
        if !page.is_empty() {
            page.push('\n');
        }
        let path = path_label(&report.notebook.path);
        first_line(&mut page, report, &path, look);
        let _ = writeln!(page, "\n{head}Compatibility{head:#}");
        for line in report.destinations.iter().chain(&report.host_notes) {
            page.push_str(&look.paragraph("  ", line));
        }
        if !report.packages.is_empty() {
            let _ = writeln!(page, "\n{head}Package report{head:#}");
            packages(&mut page, report, look);
        }
        if !findings.is_empty() {
            let _ = writeln!(page, "\n{head}Code issues{head:#}");
            let issues: Vec<String> =
                findings.iter().map(|shown| issue(report, shown, &path, (&renderer, look))).collect();
            let _ = writeln!(page, "{}", issues.join("\n\n"));
        }
        let recommendations = recommendations(report);
        if !recommendations.is_empty() {
            let _ = writeln!(page, "\n{head}Recommendations{head:#}");
            for recommendation in recommendations {
                page.push_str(&look.paragraph("  - ", &recommendation));
            }
        }
    }
    page
}

/// File, verdict and for which marimo, in one line that fits everywhere; a path that does not fit is said in full below.
fn first_line(page: &mut String, report: &Report, path: &str, look: Look) {
    let style = |style: Style| if look.styled { style } else { Style::new() };
    let (bold, verdict) = (style(Style::new().bold()), style(verdict_style(report.verdict)));
    let (words, on) = (report.verdict_in_words(), &report.releases);
    let rest = format!(": {words}  on {on}").chars().count();
    let short = Look::shortened(path, Look::WIDTH.min(look.width).saturating_sub(rest));
    let _ = writeln!(page, "{bold}{short}{bold:#}: {verdict}{words}{verdict:#}  on {on}");
    if short != path {
        let _ = writeln!(page, "  {path}");
    }
}

fn packages(page: &mut String, report: &Report, look: Look) {
    let style = |style: Style| if look.styled { style } else { Style::new() };
    let names = report.packages.iter().map(|package| package.name.chars().count());
    let width = names.max().unwrap_or_default().max("Package".len());
    let _ = writeln!(page, "  {:width$}  Status  Notes", "Package");
    for package in &report.packages {
        let status = style(match package.status {
            Status::Ok => verdict_style(Verdict::Pass),
            Status::Warn => verdict_style(Verdict::Warn),
            Status::Fail => verdict_style(Verdict::Fail),
        });
        let (name, notes) = (&package.name, &package.notes);
        let notes = look.paragraph(&" ".repeat(width + "    Status  ".len()), notes);
        let _ = write!(page, "  {name:width$}  {status}{:6}{status:#}  {}", package.status.label(), notes.trim_start());
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

fn issue(report: &Report, shown: &Shown, path: &str, (renderer, look): (&Renderer, Look)) -> String {
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
    let line = Place::of(report, shown.finding).line;
    let last = line + source.matches('\n').count();
    let snippet = Snippet::source(source).line_start(line).path(path).annotation(annotation);
    let title = look.wrapped(format!("{}[{}]: ", problem.level.label(), problem.id).chars().count(), &shown.message);
    let mut group = shade.primary_title(title).id(problem.id.as_str()).element(snippet);
    let mut notes =
        vec![(Shade::NOTE, "note", problem.reason.clone()), (Shade::HELP, "help", problem.suggestion.clone())];
    for fix in &shown.finding.fixes {
        notes.push((Shade::HELP, "fix available", format!("{} ({})", fix.title, fix.safety.label())));
    }
    for withheld in &shown.finding.withheld {
        notes.push((Shade::NOTE, "fix withheld", format!("`{}`: {}", withheld.id, withheld.reason)));
    }
    for (shade, name, text) in notes.into_iter().filter(|(.., text)| !text.is_empty()) {
        // `LINE = NAME: `, as the renderer writes it.
        let text = look.wrapped(format!("{last} = {name}: ").chars().count(), &text);
        group = group.element(Element::from(shade.with_name(name).message(text)));
    }
    renderer.render(&[group])
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

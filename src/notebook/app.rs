//! Which app a `.py` file makes, and which of its statements are written for it.
//!
//! marimo itself wants `import marimo` and a variable called `app`; notebooks with other names do run, so they are read too.

use super::{NodeId, Text, Tree};

/// The app of a notebook.
pub(super) struct App {
    /// The variables that hold an app; usually just `app`.
    pub names: Vec<String>,
    /// The call that makes it; absent if only the text of a file that does not parse says so.
    pub call: Option<NodeId>,
}

impl App {
    /// The app, if the file makes one.
    pub fn find(text: &Text, tree: &Tree) -> Option<App> {
        let source = text.as_str();
        let slice = |node: NodeId| source.get(tree.span(node)).unwrap_or_default();
        let mut modules = Vec::new();
        let mut classes = Vec::new();
        let mut app = App { names: Vec::new(), call: None };
        for statement in top_level(tree) {
            match tree.kind(statement) {
                "import_statement" => modules.extend(imported(tree, source, statement, "marimo")),
                "import_from_statement" if tree.child(statement, "module_name").map(slice) == Some("marimo") => {
                    classes.extend(imported(tree, source, statement, "App"));
                }
                "expression_statement" => {
                    for assignment in tree.children(statement).filter(|&node| tree.kind(node) == "assignment") {
                        let (targets, value) = assigned(tree, assignment);
                        let makes_app = value.is_some_and(|value| is_app_call(tree, source, value, &modules, &classes));
                        if makes_app {
                            app.call = app.call.or(value);
                            app.names.extend(targets.into_iter().map(|target| slice(target).to_owned()));
                        }
                    }
                }
                _ => {}
            }
        }
        if app.call.is_some() {
            return Some(app);
        }
        // What does not parse may have its app inside of an error; then the lines have to do.
        if tree.errors().is_empty() { None } else { names_in_text(text, tree) }
    }

    /// Whether an expression is `X.name` or `X.name(...)` of this app; then the call's arguments, too.
    pub fn uses(&self, tree: &Tree, source: &str, expression: NodeId) -> Option<(String, Option<NodeId>)> {
        let (attribute, arguments) = match tree.kind(expression) {
            "call" => (tree.child(expression, "function")?, tree.child(expression, "arguments")),
            _ => (expression, None),
        };
        if tree.kind(attribute) != "attribute" {
            return None;
        }
        let object = source.get(tree.span(tree.child(attribute, "object")?))?;
        let name = source.get(tree.span(tree.child(attribute, "attribute")?))?;
        self.names.iter().any(|app| app == object).then(|| (name.to_owned(), arguments))
    }
}

/// The statements of the module, those inside of errors too.
pub(super) fn top_level(tree: &Tree) -> Vec<NodeId> {
    let mut statements = Vec::new();
    let mut open: Vec<NodeId> = tree.root().into_iter().collect();
    while let Some(node) = open.pop() {
        if matches!(tree.kind(node), "module" | "ERROR") {
            let children = tree.children(node).collect::<Vec<_>>();
            open.extend(children.into_iter().rev());
        } else {
            statements.push(node);
        }
    }
    statements
}

/// The names under which an import statement binds the given name.
fn imported(tree: &Tree, source: &str, statement: NodeId, wanted: &str) -> Vec<String> {
    let slice = |node: NodeId| source.get(tree.span(node)).unwrap_or_default();
    let bound = |name: NodeId| match tree.kind(name) {
        "aliased_import" => (tree.child(name, "name").map(slice) == Some(wanted)).then(|| tree.child(name, "alias"))?,
        _ => (slice(name) == wanted).then_some(name),
    };
    tree.fields(statement, "name").filter_map(bound).map(|name| slice(name).to_owned()).collect()
}

/// The plain names on the left of an assignment, a chained one too, and its value without parentheses.
fn assigned(tree: &Tree, assignment: NodeId) -> (Vec<NodeId>, Option<NodeId>) {
    let mut targets = Vec::new();
    let mut node = assignment;
    loop {
        match tree.kind(node) {
            "assignment" => {
                targets.extend(tree.child(node, "left").filter(|&left| tree.kind(left) == "identifier"));
                let Some(right) = tree.child(node, "right") else { return (targets, None) };
                node = right;
            }
            "parenthesized_expression" => {
                let Some(inner) = tree.children(node).next() else { return (targets, None) };
                node = inner;
            }
            _ => return (targets, Some(node)),
        }
    }
}

/// Whether a call is `marimo.App(...)`, by the module's name or alias or by the class's.
fn is_app_call(tree: &Tree, source: &str, value: NodeId, modules: &[String], classes: &[String]) -> bool {
    let slice = |node: NodeId| source.get(tree.span(node)).unwrap_or_default();
    let Some(function) = (tree.kind(value) == "call").then(|| tree.child(value, "function")).flatten() else {
        return false;
    };
    match tree.kind(function) {
        "identifier" => classes.iter().any(|class| class == slice(function)),
        "attribute" => {
            let object = tree.child(function, "object").map(slice).unwrap_or_default();
            let attribute = tree.child(function, "attribute").map(slice);
            attribute == Some("App") && modules.iter().any(|module| module == object)
        }
        _ => false,
    }
}

/// The app by the lines alone: `X = marimo.App(`, `X = mo.App(`, `@X.cell`, outside of strings and comments.
fn names_in_text(text: &Text, tree: &Tree) -> Option<App> {
    let source = text.as_str();
    let imports = source.contains("import marimo") || source.contains("from marimo import");
    if !imports {
        return None;
    }
    if tree.root().is_none() {
        // Nothing could be read, and the app may be anywhere in it.
        return Some(App { names: Vec::new(), call: None });
    }
    let quoted = |at: usize| {
        tree.all().any(|node| matches!(tree.kind(node), "string" | "comment") && tree.span(node).contains(&at))
    };
    let mut names = Vec::new();
    for span in text.lines() {
        let Some(name) = source.get(span.clone()).and_then(app_in_line) else { continue };
        if !names.iter().any(|known| known == name) && !quoted(span.start) {
            names.push(name.to_owned());
        }
    }
    (!names.is_empty()).then_some(App { names, call: None })
}

fn app_in_line(line: &str) -> Option<&str> {
    let is_name = |name: &str| {
        !name.starts_with(|first: char| first.is_ascii_digit())
            && !name.is_empty()
            && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    if let Some((name, rest)) = line.strip_prefix('@').and_then(|rest| rest.split_once(".cell")) {
        return (is_name(name) && (rest.trim_end().is_empty() || rest.starts_with('('))).then_some(name);
    }
    let (target, value) = line.split_once('=')?;
    let name = target.split(':').next()?.trim_end();
    let value = value.trim_start();
    let makes_app = ["marimo.App(", "mo.App("].iter().any(|call| value.starts_with(call));
    (is_name(name) && makes_app).then_some(name)
}

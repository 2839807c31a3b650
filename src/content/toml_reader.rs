//! Reads a TOML file table by table and collects every mistake with its line instead of stopping at
//! the first.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A mistake in the content, described so that its author can fix it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file's name within the folder.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The mistake.
    pub what: String,
    /// A hint on how to fix it.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, what, hint } = self;
        write!(f, "{file}:{line}: {what}\n    hint: {hint}")
    }
}

/// A value with its location.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value; empty where the file has no valid one.
    pub value: T,
    /// The file's name.
    pub file: String,
    /// The line, counted from 1; 0 where the file has no valid value, which was reported on
    /// reading.
    pub line: usize,
}

impl<T> Located<T> {
    /// Returns the same location with another value.
    pub fn with<U>(&self, value: U) -> Located<U> {
        Located { value, file: self.file.clone(), line: self.line }
    }

    /// Returns a problem at this location.
    pub fn problem(&self, what: impl Into<String>, hint: impl Into<String>) -> Problem {
        Problem { file: self.file.clone(), line: self.line, what: what.into(), hint: hint.into() }
    }

    /// Whether the file has a valid value. If not, that was reported on reading.
    pub fn is_there(&self) -> bool {
        self.line > 0
    }
}

/// A parsed file.
pub struct TomlFile<'t> {
    name: &'t str,
    text: &'t str,
    tree: Spanned<DeTable<'t>>,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> TomlFile<'t> {
    /// Parses as much of `text` as is valid TOML and records the errors.
    pub fn parse(name: &'t str, text: &'t str) -> Self {
        let (tree, errors) = DeTable::parse_recoverable(text);
        let file = Self { name, text, tree, problems: RefCell::default() };
        for error in errors {
            let line = file.line(&error.span().unwrap_or_default());
            let what = format!("this is not TOML: {}", error.message());
            file.note(
                line,
                what,
                "look for a missing quote, bracket or equals sign in this line or the one above",
            );
        }
        file
    }

    /// Returns the file's outermost table.
    pub fn top(&self) -> Table<'_> {
        Table {
            file: self,
            name: "the file".to_owned(),
            entries: Some(self.tree.get_ref()),
            line: 1,
            asked: Vec::new(),
        }
    }

    /// Returns the problems found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        1 + before.matches('\n').count()
    }

    fn note(&self, line: usize, what: impl Into<String>, hint: impl Into<String>) {
        let problem =
            Problem { file: self.name.to_owned(), line, what: what.into(), hint: hint.into() };
        self.problems.borrow_mut().push(problem);
    }
}

/// A table of a file, whose members are read by name.
pub struct Table<'f> {
    file: &'f TomlFile<'f>,
    name: String,
    /// `None` if the table itself is missing: that is one problem, not one for each member.
    entries: Option<&'f DeTable<'f>>,
    line: usize,
    asked: Vec<String>,
}

impl<'f> Table<'f> {
    /// Reads a non-empty text.
    pub fn text(&mut self, name: &str) -> Located<String> {
        self.wanted(name, "a text in double quotes", |value| value.as_str().map(str::to_owned))
    }

    /// Reads a text that may be missing.
    pub fn optional_text(&mut self, name: &str) -> Option<Located<String>> {
        if self.has(name) {
            return Some(self.text(name));
        }
        self.asked.push(name.to_owned());
        None
    }

    /// Reads a whole number.
    pub fn whole(&mut self, name: &str) -> Located<i64> {
        self.wanted(name, "a whole number", |value| {
            let digits = value.as_integer()?;
            i64::from_str_radix(digits.as_str(), digits.radix()).ok()
        })
    }

    /// Reads a Boolean.
    pub fn flag(&mut self, name: &str) -> Located<bool> {
        self.wanted(name, "true or false", DeValue::as_bool)
    }

    /// Reads a list of texts, which may be empty.
    pub fn texts(&mut self, name: &str) -> Vec<Located<String>> {
        let list = self.wanted(name, "a list of texts in square brackets", |value| {
            let items = value.as_array()?.iter();
            items
                .map(|item| Some((item.get_ref().as_str()?.to_owned(), item.span())))
                .collect::<Option<Vec<_>>>()
        });
        let located =
            |(text, span): (String, _)| Located { line: self.file.line(&span), ..list.with(text) };
        list.value.iter().cloned().map(located).collect()
    }

    /// Reads a list of texts that may be missing.
    pub fn optional_texts(&mut self, name: &str) -> Vec<Located<String>> {
        if self.has(name) {
            return self.texts(name);
        }
        self.asked.push(name.to_owned());
        Vec::new()
    }

    /// Reads a sub-table.
    pub fn table(&mut self, name: &str) -> Table<'f> {
        let entries = self.find(name).and_then(|value| value.get_ref().as_table());
        let line = self.key_line(name);
        if entries.is_none() && self.entries.is_some() {
            let what = format!("[{name}] is missing in {}", self.name);
            self.file.note(self.line, what, format!("add a table named `{name}` there"));
        }
        Table { file: self.file, name: format!("[{name}]"), entries, line, asked: Vec::new() }
    }

    /// Reads an array of tables (`[[name]]`).
    pub fn tables(&mut self, name: &str) -> Vec<Table<'f>> {
        let Some(items) = self.find(name).and_then(|value| value.get_ref().as_array()) else {
            self.file.note(
                self.line,
                format!("there is no [[{name}]] in {}", self.name),
                format!("add at least one [[{name}]]"),
            );
            return Vec::new();
        };
        let tables = items.iter().map(|item| {
            let (entries, line) = (item.get_ref().as_table(), self.file.line(&item.span()));
            if entries.is_none() {
                self.file.note(
                    line,
                    format!("this is no [[{name}]]"),
                    format!("write [[{name}]], and its members in lines below it"),
                );
            }
            Table { file: self.file, name: format!("[[{name}]]"), entries, line, asked: Vec::new() }
        });
        tables.collect()
    }

    /// Reads an array of tables that may be missing.
    pub fn optional_tables(&mut self, name: &str) -> Vec<Table<'f>> {
        if self.has(name) {
            return self.tables(name);
        }
        self.asked.push(name.to_owned());
        Vec::new()
    }

    /// Returns the names of all members, by line.
    pub fn names(&self) -> Vec<Located<String>> {
        let keys = self.entries.into_iter().flat_map(|entries| entries.keys());
        let mut names: Vec<_> = keys
            .map(|key| Located {
                value: key.get_ref().to_string(),
                file: self.file.name.to_owned(),
                line: self.file.line(&key.span()),
            })
            .collect();
        names.sort_by_key(|name| name.line);
        names
    }

    /// Reports the members that were never read, most often misspelt names.
    pub fn finish(self) {
        for name in self.names() {
            if !self.asked.contains(&name.value) {
                let what = format!("`{}` is unknown in {}", name.value, self.name);
                let hint = format!("known there: {}", self.asked.join(", "));
                self.file.note(name.line, what, hint);
            }
        }
    }

    /// Declares members with these names as known although they weren't read.
    pub fn expect(&mut self, names: &[&str]) {
        self.asked.extend(names.iter().map(|name| (*name).to_owned()));
    }

    fn has(&self, name: &str) -> bool {
        self.entries.is_some_and(|entries| entries.contains_key(name))
    }

    fn find(&mut self, name: &str) -> Option<&'f Spanned<DeValue<'f>>> {
        self.asked.push(name.to_owned());
        self.entries?.get(name)
    }

    fn key_line(&self, name: &str) -> usize {
        let key = self.entries.and_then(|entries| entries.get_key_value(name));
        key.map_or(self.line, |(key, _)| self.file.line(&key.span()))
    }

    /// Reads and converts the member `name`. If it is missing, empty or of the wrong kind, that is
    /// reported and the value is empty.
    fn wanted<T: Default>(
        &mut self,
        name: &str,
        kind: &str,
        convert: impl Fn(&DeValue<'f>) -> Option<T>,
    ) -> Located<T> {
        let found = self.find(name);
        let file = self.file.name.to_owned();
        if self.entries.is_none() {
            return Located { value: T::default(), file, line: 0 };
        }
        let nothing = Located { value: T::default(), file: file.clone(), line: 0 };
        let Some(found) = found else {
            self.file.note(
                self.line,
                format!("`{name}` is missing in {}", self.name),
                format!("add `{name} = …`: {kind}"),
            );
            return nothing;
        };
        let line = self.file.line(&found.span());
        if found.get_ref().as_str().is_some_and(|text| text.trim().is_empty()) {
            self.file.note(
                line,
                format!("`{name}` is empty"),
                "write the text; every text is needed in both languages",
            );
            return nothing;
        }
        if let Some(value) = convert(found.get_ref()) {
            return Located { value, file, line };
        }
        self.file.note(line, format!("`{name}` is not {kind}"), format!("write {kind}"));
        nothing
    }
}

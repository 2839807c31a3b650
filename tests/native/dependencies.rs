//! Checks the dependencies within the crate and within xtask: each folder uses only those before
//! it and says so, and no file directly or indirectly uses one that uses it.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::visit::Visit;
use syn::{ItemUse, UseTree, Visibility};

/// Sources whose folders are ordered.
struct Sources {
    place: &'static str,
    /// The folders in order; each uses only those before it.
    folders: &'static [&'static str],
    /// Minimum number of files and of uses; if fewer are found, the search is incomplete.
    least: (usize, usize),
}

/// The crate, in the order of the data flow.
const CRATE: Sources = Sources {
    place: "src",
    folders: &[
        "content",
        "assessment",
        "scoring",
        "language",
        "report",
        "brand",
        "storage",
        "view",
        "export",
        "session",
        "browser",
        "app",
        "cli",
    ],
    least: (100, 500),
};

/// The chores, in the order of a build.
const CHORES: Sources = Sources {
    place: "xtask/src",
    folders: &["tools", "build", "package", "check"],
    least: (25, 100),
};

/// A module as its path: `["report", "radar"]`.
type Module = Vec<String>;

/// A file's references: the paths that it uses, and those that it re-exports (`pub use`).
#[derive(Default)]
struct Uses {
    used: Vec<Vec<String>>,
    handed_on: Vec<Vec<String>>,
}

impl<'a> Visit<'a> for Uses {
    fn visit_item_use(&mut self, item: &'a ItemUse) {
        let is_private = matches!(item.vis, Visibility::Inherited);
        paths(&item.tree, &[], if is_private { &mut self.used } else { &mut self.handed_on });
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.used.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'a syn::Macro) {
        // Views are macros, whose tokens are searched for paths.
        let mut path: Vec<String> = Vec::new();
        for word in item
            .tokens
            .to_string()
            .split_whitespace()
            .flat_map(|word| word.split(['(', ')', '{', '}', ',']))
        {
            match word {
                "::" => path.push(word.to_owned()),
                _ if path.last().is_some_and(|last| last == "::") => path.push(word.to_owned()),
                _ => {
                    self.used.push(path.iter().filter(|word| *word != "::").cloned().collect());
                    path = vec![word.to_owned()];
                }
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        // Unit tests may use anything.
        if item.ident != "tests" {
            syn::visit::visit_item_mod(self, item);
        }
    }
}

/// Collects the paths that a `use` names.
fn paths(tree: &UseTree, start: &[String], found: &mut Vec<Vec<String>>) {
    let with =
        |name: &syn::Ident| start.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
    match tree {
        UseTree::Path(path) => paths(&path.tree, &with(&path.ident), found),
        UseTree::Name(name) if name.ident == "self" => found.push(start.to_vec()),
        UseTree::Name(name) => found.push(with(&name.ident)),
        UseTree::Rename(rename) => found.push(with(&rename.ident)),
        UseTree::Glob(_) => found.push(start.to_vec()),
        UseTree::Group(group) => group.items.iter().for_each(|item| paths(item, start, found)),
    }
}

/// Collects every module with its references.
fn modules(folder: &Path, module: &Module, all: &mut BTreeMap<Module, Uses>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let own = if name == "mod" {
            module.clone()
        } else {
            module.iter().cloned().chain([name.clone()]).collect()
        };
        if path.is_dir() {
            modules(&path, &own, all);
        } else if !["lib", "main"].contains(&name.as_str()) {
            let mut uses = Uses::default();
            uses.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
            all.insert(own, uses);
        }
    }
}

/// Returns a path from the crate root; `None` for one outside the crate.
fn absolute(path: &[String], module: &Module, all: &BTreeMap<Module, Uses>) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    match path.first()?.as_str() {
        // As in `pub(super)`.
        _ if path.len() == ups => None,
        "crate" => Some(path[1..].to_vec()),
        "self" => Some(module.iter().chain(&path[1..]).cloned().collect()),
        "super" => Some(module[..module.len() - ups].iter().chain(&path[ups..]).cloned().collect()),
        // A single word may as well be a variable.
        _ if path.len() == 1 => None,
        child => {
            let own: Module = module.iter().cloned().chain([child.to_owned()]).collect();
            all.contains_key(&own).then(|| module.iter().chain(path).cloned().collect())
        }
    }
}

/// Returns the module that defines an item, even if another re-exports it.
fn home(path: &[String], all: &BTreeMap<Module, Uses>) -> Module {
    let module = (0..=path.len())
        .rev()
        .map(|end| path[..end].to_vec())
        .find(|module| all.contains_key(module))
        .unwrap_or_default();
    let handed_on = path.get(module.len()).and_then(|name| {
        let path = all.get(&module)?.handed_on.iter().find(|path| path.last() == Some(name))?;
        absolute(path, &module, all)
    });
    match handed_on {
        Some(on) if on != path => home(&on, all),
        _ => module,
    }
}

/// Returns the first cycle that is reachable from a module, as the modules in it.
fn circle(
    from: &Module,
    edges: &BTreeMap<Module, Vec<Module>>,
    way: &mut Vec<Module>,
    done: &mut Vec<Module>,
) -> Option<Vec<Module>> {
    if let Some(start) = way.iter().position(|module| module == from) {
        return Some(way[start..].to_vec());
    }
    if done.contains(from) {
        return None;
    }
    way.push(from.clone());
    let found = edges[from].iter().find_map(|to| circle(to, edges, way, done));
    way.pop();
    done.push(from.clone());
    found
}

/// Returns the modules that each module uses; including those that it only re-exports, if
/// `with_handed_on`.
fn edges(sources: &Sources, with_handed_on: bool) -> BTreeMap<Module, Vec<Module>> {
    let mut all = BTreeMap::new();
    modules(Path::new(sources.place), &Vec::new(), &mut all);
    let mut edges: BTreeMap<Module, Vec<Module>> = BTreeMap::new();
    for (module, uses) in &all {
        let used = uses
            .used
            .iter()
            .chain(uses.handed_on.iter().filter(|_| with_handed_on))
            .filter_map(|path| absolute(path, module, &all));
        let homes = used.map(|path| home(&path, &all)).filter(|to| to != module && !to.is_empty());
        edges.insert(module.clone(), homes.collect());
    }
    let (modules, uses) = sources.least;
    assert!(
        edges.len() > modules && edges.values().map(Vec::len).sum::<usize>() > uses,
        "too little was found in {}",
        sources.place
    );
    edges
}

#[test]
fn no_file_uses_one_that_uses_it() {
    for sources in [CRATE, CHORES] {
        // A folder's own file re-exports what is in it, which doesn't count as a use.
        let edges = edges(&sources, false);
        let mut done = Vec::new();
        let circle =
            edges.keys().find_map(|module| circle(module, &edges, &mut Vec::new(), &mut done));
        assert_eq!(circle, None, "{}", sources.place);
    }
}

/// Our modules that the folder `browser` may use: plain types, and the drawing of the radar.
const FOR_BROWSER: [&str; 6] = [
    "view::patch",
    "view::shortcuts",
    "storage",
    "storage::keys",
    "storage::store",
    "report::radar",
];

#[test]
fn each_folder_uses_only_those_before_it() {
    let mut wrong = Vec::new();
    for sources in [CRATE, CHORES] {
        let place = |module: &Module| {
            sources.folders.iter().position(|folder| *folder == module[0]).unwrap()
        };
        for (module, used) in edges(&sources, true) {
            for to in used {
                let path = to.join("::");
                let is_allowed = match sources.folders[place(&module)] {
                    _ if to[0] == module[0] => true,
                    "browser" => {
                        path.starts_with("report::radar::") || FOR_BROWSER.contains(&path.as_str())
                    }
                    "cli" => !["browser", "app"].contains(&to[0].as_str()),
                    _ => place(&to) < place(&module),
                };
                if !is_allowed {
                    wrong.push(format!("{}: {} uses {path}", sources.place, module.join("::")));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The page, of which the exports module must know nothing.
const PAGE: [&str; 5] = ["storage", "view", "session", "browser", "app"];

/// The exports module itself names nothing of the page; the crate's `export` uses a little of
/// `storage` and `view`.
#[test]
fn the_exports_module_knows_nothing_of_the_page() {
    let mut files = 0;
    for entry in fs::read_dir("exports/src").unwrap() {
        let path = entry.unwrap().path();
        let mut uses = Uses::default();
        uses.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
        let paths = uses.used.iter().chain(&uses.handed_on);
        let of_the_crate: Vec<&Vec<String>> = paths
            .filter(|names| names.first().is_some_and(|name| name == "aims_assessment"))
            .collect();
        files += usize::from(!of_the_crate.is_empty());
        let of_the_page = of_the_crate
            .iter()
            .find(|names| names.get(1).is_none_or(|name| PAGE.contains(&name.as_str())));
        assert_eq!(of_the_page, None, "{}", path.display());
    }
    assert!(files > 0, "nothing was found in exports/src");
}

/// Returns the last paragraph of a folder's own documentation.
fn last_words(folder: &str) -> String {
    let text = fs::read_to_string(format!("src/{folder}/mod.rs")).unwrap();
    let lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).collect();
    let last: Vec<&str> = lines
        .rsplit(|line| line.is_empty())
        .next()
        .unwrap()
        .iter()
        .map(|line| line.trim())
        .collect();
    last.join(" ")
}

/// The last paragraph of a folder's documentation says what it uses and what it must never know.
#[test]
fn each_folder_says_what_it_uses_and_never_knows() {
    let mut by_folder: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, to) in edges(&CRATE, true) {
        let others = to.into_iter().map(|to| to[0].clone()).filter(|to| *to != module[0]);
        by_folder.entry(module[0].clone()).or_default().extend(others);
    }
    for folder in CRATE.folders {
        let words = last_words(folder);
        let (first, knows) = words.split_once(". ").unwrap_or_default();
        assert!(first.starts_with("Uses "), "{folder}: {words}");
        assert!(knows.to_lowercase().contains("knows no"), "{folder}: {words}");
        let mut named: Vec<&str> = first
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| CRATE.folders.contains(name))
            .collect();
        named.sort_unstable();
        let mut found: Vec<&str> = by_folder[*folder].iter().map(String::as_str).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(named, found, "{folder}");
    }
}

#[test]
fn the_folders_are_those_that_the_architecture_names() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    for Sources { place, folders, .. } in [CRATE, CHORES] {
        let entries = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
        let mut found: Vec<String> = entries
            .filter(|path| path.is_dir())
            .map(|path| path.file_name().unwrap().to_string_lossy().into())
            .collect();
        found.sort();
        let mut expected = folders.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{place}");
        for folder in folders {
            assert!(text.contains(&format!("`{folder}/`")), "{folder} is not in ARCHITECTURE.md");
        }
    }
}

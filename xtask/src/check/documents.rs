//! Makes the reports in `examples/`, and checks them with external programs; makes
//! `docs/coverage.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::convert::convert;
use super::slides;
use crate::tools::files::root;
use crate::tools::programs::{cargo, cargo_says, run};
use crate::tools::setup::Readers;

/// Folder and file of each example, and the language of its reports there.
const EXAMPLES: [(&str, &str); 2] = [("beginner", "fr"), ("nearly-ready", "en")];
const FORMATS: [&str; 8] = ["docx", "xlsx", "pptx", "html", "csv", "md", "json", "svg"];

/// The ending of a file of this format.
fn ending(format: &str) -> &str {
    if format == "csv" { "zip" } else { format }
}

/// Regenerates the reports in `examples/`.
///
/// # Errors
/// When a report can't be made.
pub fn examples() -> Result<()> {
    for (name, language) in EXAMPLES {
        for format in FORMATS {
            let file = format!("{name}.{}", ending(format));
            report(name, format, language, &root().join("examples").join(name).join(file))?;
        }
    }
    Ok(())
}

/// Writes `docs/coverage.md` anew: which answer covers which requirement.
///
/// # Errors
/// When the content has a problem, or the file can't be written.
pub fn coverage() -> Result<()> {
    let told =
        cargo_says(&["run", "--locked", "--quiet", "--", "check", "questions", "--coverage"])?;
    let file = root().join("docs/coverage.md");
    fs::write(&file, told).with_context(|| format!("writing {}", file.display()))
}

fn answers(name: &str) -> PathBuf {
    root().join("examples").join(name).join(format!("{name}.aims.json"))
}

/// Writes an example's report with all annexes.
fn report(name: &str, format: &str, language: &str, out: &Path) -> Result<()> {
    report_of(name, "full", format, language, out)
}

fn report_of(name: &str, content: &str, format: &str, language: &str, out: &Path) -> Result<()> {
    let (answers, out) = (answers(name), out.to_string_lossy().into_owned());
    let answers = answers.to_string_lossy();
    cargo(&[
        "run",
        "--locked",
        "--quiet",
        "--",
        "report",
        &answers,
        "--format",
        format,
        "--content",
        content,
        "--lang",
        language,
        "--force",
        "--out",
        &out,
    ])
}

/// Makes reports of the examples in both languages and opens them with external programs.
///
/// # Errors
/// When a program complains, or finds other figures than `aims score` gives.
pub fn check(readers: &Readers) -> Result<()> {
    let folder = root().join("target/documents");
    fs::create_dir_all(folder.join("profile/user"))?;
    fs::write(folder.join("profile/user/registrymodifications.xcu"), COMPUTE)?;
    for (name, _) in EXAMPLES {
        let figures = Figures::of(name)?;
        for language in ["en", "fr"] {
            let file = |format: &str| folder.join(format!("{name}.{language}.{}", ending(format)));
            for format in FORMATS {
                report(name, format, language, &file(format))?;
            }
            let config = root().join("tests/documents/htmlvalidate.json");
            run(Command::new(&readers.html_validate)
                .arg("--config")
                .arg(config)
                .arg(file("html")))?;
            check_table(readers, &file("csv"), language, &figures)?;
            check_word(readers, &file("docx"), language, &figures)?;
            check_length(readers, name, language, &folder)?;
            check_excel(readers, &file("xlsx"), &figures)?;
            slides::check(readers, &file("pptx"), language, &figures.overall)?;
        }
    }
    for language in ["en", "fr"] {
        compared(readers, language, &folder)?;
    }
    println!("\nThe documents open, and hold the figures.");
    Ok(())
}

/// Makes the comparison of the examples, and checks that `LibreOffice` opens it and finds the
/// scores of both.
fn compared(readers: &Readers, language: &str, folder: &Path) -> Result<()> {
    let [(earlier, _), (later, _)] = EXAMPLES;
    let files = [earlier, later].map(|name| answers(name).to_string_lossy().into_owned());
    let [docx, xlsx] = ["docx", "xlsx"].map(|format| -> Result<PathBuf> {
        let out = folder.join(format!("compared.{language}.{format}"));
        let [earlier, later] = &files;
        let place = out.to_string_lossy();
        cargo(&[
            "run", "--locked", "--quiet", "--", "compare", earlier, later, "--format", format,
            "--lang", language, "--force", "--out", &place,
        ])?;
        Ok(out)
    });
    let (docx, xlsx) = (docx?, xlsx?);
    let text = fs::read_to_string(convert(readers, &docx, &[], "txt:Text (encoded):UTF8")?)?;
    let sheet = fs::read_to_string(convert(readers, &xlsx, &[], "fods")?)?;
    for name in [earlier, later] {
        let overall = Figures::of(name)?.overall;
        let shown = if language == "fr" { overall.replace('.', ",") } else { overall.clone() };
        ensure!(text.contains(&shown), "{} doesn't hold {shown}", docx.display());
        let number = format!("office:value=\"{overall}\"");
        ensure!(sheet.contains(&number), "{} doesn't hold {overall}", xlsx.display());
    }
    Ok(())
}

/// The figures of an example as `aims score` gives them.
struct Figures {
    overall: String,
    /// Score, points, weight of each domain.
    domains: Vec<(String, u64, u64)>,
    /// Codes of the gaps.
    gaps: Vec<String>,
}

impl Figures {
    fn of(name: &str) -> Result<Self> {
        let output = Command::new("cargo")
            .args(["run", "--locked", "--quiet", "--", "score", "--format", "json"])
            .arg(answers(name))
            .current_dir(root())
            .output()?;
        ensure!(output.status.success(), "aims score: {}", String::from_utf8_lossy(&output.stderr));
        let scores: Value = serde_json::from_slice(&output.stdout)?;
        let text = |value: &Value| value.as_str().map(str::to_owned).context("a score is no text");
        let number = |value: &Value| value.as_u64().context("a sum is no number");
        let domains = scores["domains"].as_array().context("no domains")?.iter();
        Ok(Self {
            overall: text(&scores["overall"]["score"])?,
            domains: domains
                .map(|domain| {
                    Ok((
                        text(&domain["score"])?,
                        number(&domain["points"])?,
                        number(&domain["weight"])?,
                    ))
                })
                .collect::<Result<_>>()?,
            gaps: scores["gaps"]
                .as_array()
                .context("no gaps")?
                .iter()
                .map(|gap| text(&gap["question"]))
                .collect::<Result<_>>()?,
        })
    }

    /// Returns the rows of numbers in a table, each as score, points, weight.
    fn rows(&self) -> Vec<[String; 3]> {
        self.domains
            .iter()
            .map(|(score, points, weight)| [score.clone(), points.to_string(), weight.to_string()])
            .collect()
    }
}

impl Figures {
    /// Checks that a flat sheet of `LibreOffice` has each domain's numbers in one row, in this
    /// order, as numbers, and the overall score.
    fn stand_in(&self, sheet: &str, file: &Path) -> Result<()> {
        // `LibreOffice` writes 3.0 as 3.
        let plain = |number: &str| number.strip_suffix(".0").unwrap_or(number).to_owned();
        let rows: Vec<Vec<&str>> = sheet.split("<table:table-row").map(values).collect();
        for wanted in self.rows() {
            let wanted = wanted.map(|number| plain(&number));
            let stands_in = |row: &Vec<&str>| {
                let mut cells = row.iter();
                wanted.iter().all(|number| cells.any(|cell| cell == number))
            };
            ensure!(
                rows.iter().any(stands_in),
                "LibreOffice finds no row with {wanted:?} in {}",
                file.display()
            );
        }
        let overall = plain(&self.overall);
        ensure!(
            rows.iter().any(|row| row.first() == Some(&overall.as_str())),
            "LibreOffice finds no overall score {overall}"
        );
        Ok(())
    }
}

/// Checks that the package holds flat tables, in which Python's csv and `LibreOffice`, in the
/// language's region, read the same numbers.
fn check_table(readers: &Readers, file: &Path, language: &str, figures: &Figures) -> Result<()> {
    let (separator, code, locale) =
        if language == "fr" { (";", 59, 3084) } else { (",", 44, 4105) };
    let [domains, gaps, summary] = match language {
        "fr" => ["domaines.csv", "ecarts.csv", "sommaire.csv"],
        _ => ["domains.csv", "gaps.csv", "summary.csv"],
    };
    let (script, folder) =
        (root().join("tests/documents/read_csv.py"), file.with_extension("tables"));
    let output =
        Command::new(&readers.python).arg(script).arg(file).arg(separator).arg(&folder).output()?;
    ensure!(output.status.success(), "Python: {}", String::from_utf8_lossy(&output.stderr));
    let tables: BTreeMap<String, Vec<Vec<String>>> =
        serde_json::from_slice(&output.stdout).context("what Python printed")?;
    let rows = |name: &str| tables.get(name).with_context(|| format!("no {name} in the package"));
    let plain =
        |cell: &String| if language == "fr" { cell.replace(',', ".") } else { cell.clone() };
    for wanted in figures.rows() {
        let found = rows(domains)?
            .iter()
            .any(|row| row.len() > 4 && row[2..5].iter().map(plain).eq(wanted.iter().cloned()));
        ensure!(found, "Python finds no row with {wanted:?} in {}", file.display());
    }
    let codes = rows(gaps)?.iter().skip(1).filter_map(|row| row.get(1));
    ensure!(codes.eq(&figures.gaps), "Python finds other gaps in {}", file.display());
    // In order: separator, quotation mark, UTF-8, start at the first line, no column formats,
    // region (Canadian French or English), numbers as such.
    let filter = format!("--infilter=CSV:{code},34,76,1,,{locale},false,true,false");
    let mut text = String::new();
    for name in [domains, summary] {
        text += &fs::read_to_string(convert(readers, &folder.join(name), &[&filter], "fods")?)?;
    }
    figures.stand_in(&text, file)
}

/// Checks that `LibreOffice` opens the Word file, and that its text holds every score and every
/// gap.
fn check_word(readers: &Readers, file: &Path, language: &str, figures: &Figures) -> Result<()> {
    let text = fs::read_to_string(convert(readers, file, &[], "txt:Text (encoded):UTF8")?)?;
    let scores = figures.domains.iter().map(|(score, ..)| score).chain([&figures.overall]);
    let shown =
        scores.map(|score| if language == "fr" { score.replace('.', ",") } else { score.clone() });
    for wanted in shown.chain(figures.gaps.iter().cloned()) {
        ensure!(
            text.contains(&wanted),
            "LibreOffice's text of {} doesn't hold {wanted}",
            file.display()
        );
    }
    Ok(())
}

/// Checks that the Word files are no longer than is said: a page for a board, eight pages for the
/// report, 25 with all annexes.
fn check_length(readers: &Readers, name: &str, language: &str, folder: &Path) -> Result<()> {
    for (content, most) in [("brief", 1), ("report", 8), ("full", 25)] {
        let out = folder.join(format!("{name}.{content}.{language}.docx"));
        report_of(name, content, "docx", language, &out)?;
        let pdf = fs::read(convert(readers, &out, &[], "pdf")?)?;
        // `LibreOffice` writes one such object for each page.
        let pages = String::from_utf8_lossy(&pdf).matches("/Type/Page/").count();
        ensure!(
            (1..=most).contains(&pages),
            "{} has {pages} pages, not 1 to {most}",
            out.display()
        );
    }
    Ok(())
}

/// Checks that `LibreOffice` opens the Excel file, finds every score as a number, and computes the
/// formulas anew without an error and with the same results.
fn check_excel(readers: &Readers, file: &Path, figures: &Figures) -> Result<()> {
    let sheet = convert(readers, file, &[], "fods")?;
    let text = fs::read_to_string(&sheet)?;
    for gap in &figures.gaps {
        ensure!(
            text.contains(&format!(">{gap}<")),
            "LibreOffice finds no {gap} in {}",
            file.display()
        );
    }
    figures.stand_in(&text, &sheet)?;
    let computed = convert(readers, file, &[], "xlsx")?;
    let script = root().join("tests/documents/read_xlsx.py");
    run(Command::new(&readers.python).arg(script).args([file, &computed]))
}

/// Has `LibreOffice` compute all formulas of a workbook anew, rather than believe their results.
const COMPUTE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"#;

/// Returns the numbers of a row in `LibreOffice`'s flat file, where equal neighbours are written
/// once, with a repeat count.
fn values(row: &str) -> Vec<&str> {
    row.split("<table:table-cell").flat_map(numbers_of).collect()
}

fn numbers_of(cell: &str) -> impl Iterator<Item = &str> {
    let head = cell.split('>').next().unwrap_or_default();
    let member = |name: &str| head.split_once(name).and_then(|(_, rest)| rest.split('"').next());
    let repeated =
        member("number-columns-repeated=\"").and_then(|number| number.parse().ok()).unwrap_or(1);
    member("office:value=\"")
        .into_iter()
        .flat_map(move |value| std::iter::repeat_n(value, repeated))
}

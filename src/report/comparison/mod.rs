//! Two states of an assessment side by side, as plain data: the verdict, the scores, the gaps and
//! the answers that changed. The screen and the files only print it.

mod verdict;

use super::answers::answer_name;
use super::gaps::class_name;
use super::named::Named;
use super::radar::Radar;
use super::sources::domain_name;
use super::verdict::readiness_words;
use crate::assessment::answers::Assessment;
use crate::assessment::file::Opened;
use crate::assessment::organisation::are_different;
use crate::content::questionnaire::Questionnaire;
use crate::language::text::on_one_line;
use crate::language::{Language, Phrases, fill};
use crate::scoring::comparison::{Change, Comparison, ScoreChange, Side, Trend};
use crate::scoring::{self, Scores, Tenths};
use verdict::{GapPhrases, gap_phrases, sides};

/// One of the two states.
#[derive(Debug, Clone, Copy)]
pub struct State<'a> {
    /// The answers.
    pub assessment: &'a Assessment,
    /// When they were saved, as `2026-11-23T12:00:00Z`, if that is known.
    pub saved_at: Option<&'a str>,
}

impl<'a> From<&'a Opened> for State<'a> {
    fn from(opened: &'a Opened) -> Self {
        Self { assessment: &opened.assessment, saved_at: opened.saved_at.as_deref() }
    }
}

/// The sources of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The questions.
    pub questionnaire: &'static Questionnaire,
    /// The earlier state.
    pub earlier: State<'a>,
    /// The later state.
    pub later: State<'a>,
    /// The language.
    pub language: Language,
    /// The date of the comparison, as `2026-11-23`; empty if none should be printed.
    pub made_on: &'a str,
}

/// The comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonReport {
    /// Its language.
    pub language: Language,
    /// The words for the earlier state, the later one, and what lies between them.
    pub sides: [&'static str; 3],
    /// The label of the later state, or of the earlier one; may be empty.
    pub organisation: String,
    /// The date, as `2026-11-23`; may be empty.
    pub made_on: String,
    /// The names of the two states: `Acme, November 23, 2026`.
    pub labels: [String; 2],
    /// The overall trend, for programs that drive the page; `None` between two organizations, which
    /// have none.
    pub trend: Option<Trend>,
    /// The overall trend in one to three sentences.
    pub verdict: Vec<String>,
    /// Reasons to doubt that the two states can be compared.
    pub warnings: Vec<String>,
    /// Id and name of the readiness, earlier and later.
    pub readiness: [(&'static str, &'static str); 2],
    /// The eight domains.
    pub domains: Vec<ScoreRow>,
    /// All questions together.
    pub overall: ScoreRow,
    /// The gaps: closed, new, still open.
    pub gaps: [GapGroup; 3],
    /// The answers by kind of change; kinds without a question are left out.
    pub changes: Vec<ChangeGroup>,
    /// The radar with both states.
    pub radar: Radar,
}

/// The scores of a domain, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRow {
    /// `4` … `A`, or `overall`.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// The scores as numbers.
    pub scores: ScoreChange,
    /// Both scores and the change as text: `1.8`, `2.1`, `+0.3`.
    pub shown: [String; 3],
}

/// Gaps that were closed, are new, or are still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapGroup {
    /// `closed`, `new` or `open`.
    pub id: &'static str,
    /// `15 gaps closed`.
    pub title: String,
    /// The word for it in a table.
    pub state: &'static str,
    /// The gaps, most pressing first.
    pub gaps: Vec<GapLine>,
}

/// A gap in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapLine {
    /// Index of the question.
    pub question: usize,
    /// Its code and short title.
    pub named: Named,
    /// The name of its class: that of the later state, for a closed gap that of the earlier one.
    pub class_name: &'static str,
    /// The identifier of its class.
    pub class: &'static str,
    /// Both answers.
    pub answers: [String; 2],
    /// For a new gap, the remark that the question had no answer before.
    pub remark: Option<&'static str>,
}

/// Answers with the same kind of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeGroup {
    /// The kind.
    pub change: Change,
    /// `15 questions got better`.
    pub title: String,
    /// The word for it in a table.
    pub kind: &'static str,
    /// The answers, in the questionnaire's order.
    pub answers: Vec<ChangeLine>,
}

/// An answer before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Index of the question.
    pub question: usize,
    /// Its code and short title.
    pub named: Named,
    /// The name of its domain.
    pub domain: String,
    /// Both answers.
    pub answers: [String; 2],
    /// The later note.
    pub note: String,
}

impl ComparisonReport {
    /// Compares two states.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::{Choice, Level};
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::language::Language;
    /// use aims_assessment::report::comparison::{ComparisonReport, Sources, State};
    /// use aims_assessment::scoring::comparison::Trend;
    ///
    /// let before = example::assessment(&ISO42001, "Nordet");
    /// let mut after = before.clone();
    /// let audit = ISO42001.question("C9-3").unwrap();
    /// after.entries[audit].choice = Some(Choice::Level(Level::ALL[2]));
    /// let report = ComparisonReport::new(Sources {
    ///     questionnaire: &ISO42001,
    ///     earlier: State { assessment: &before, saved_at: Some("2026-11-23T12:00:00Z") },
    ///     later: State { assessment: &after, saved_at: None },
    ///     language: Language::English,
    ///     made_on: "",
    /// });
    /// assert_eq!(report.trend, Some(Trend::Better));
    /// assert_eq!(report.labels[0], "Nordet, November 23, 2026");
    /// assert_eq!(report.gaps[0].title, "1 gap closed");
    /// ```
    pub fn new(sources: Sources) -> Self {
        let Sources { questionnaire, earlier, later, language, made_on } = sources;
        let scores = [earlier, later].map(|state| scoring::score(questionnaire, state.assessment));
        let [before, after] = [(earlier, &scores[0]), (later, &scores[1])]
            .map(|(state, scores)| Side { assessment: state.assessment, scores });
        let comparison = Comparison::new(questionnaire, before, after);
        let t = &language.texts().phrases;
        let names = [earlier, later].map(|state| on_one_line(&state.assessment.organisation));
        let are_two_organisations = are_different(&names[0], &names[1]);
        let readiness = [0, 1].map(|side| readiness_words(t, &scores[side]));
        let sides = sides(t, are_two_organisations);
        let latest = names.iter().rev().find(|name| !name.is_empty());
        Self {
            language,
            sides,
            organisation: latest.cloned().unwrap_or_default(),
            made_on: made_on.to_owned(),
            labels: [
                label(language, &names[0], earlier.saved_at, sides[0]),
                label(language, &names[1], later.saved_at, sides[1]),
            ],
            trend: (!are_two_organisations).then(|| comparison.trend()),
            verdict: verdict::sentences(language, &comparison, readiness, are_two_organisations),
            warnings: verdict::warnings(
                language,
                &names,
                [earlier.assessment, later.assessment],
                [earlier.saved_at, later.saved_at],
            ),
            readiness: [0, 1].map(|side| (comparison.readiness[side].id(), readiness[side])),
            domains: domains(&sources, &comparison),
            overall: row(language, "overall", t.results_overall.to_owned(), comparison.overall),
            gaps: gaps(&sources, &comparison, &scores, are_two_organisations),
            changes: changes(&sources, &comparison, are_two_organisations),
            radar: Radar::new(questionnaire, later.assessment, &scores[1], language)
                .with_earlier(&scores[0], language)
                .without_targets(),
        }
    }
}

/// `Acme, November 23, 2026`; the word for the side where there is neither name nor date.
fn label(language: Language, name: &str, saved_at: Option<&str>, side: &str) -> String {
    let day = saved_at.and_then(|time| time.split('T').next()).map(|day| language.date(day));
    let name = if name.is_empty() { side } else { name };
    [Some(name.to_owned()), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn domains(sources: &Sources, comparison: &Comparison) -> Vec<ScoreRow> {
    let Sources { questionnaire, language, .. } = *sources;
    let domains = comparison.domains.iter().enumerate();
    domains
        .map(|(domain, change)| {
            let name = domain_name(language, questionnaire, domain);
            row(language, questionnaire.domains[domain].id, name, *change)
        })
        .collect()
}

fn row(language: Language, id: &'static str, name: String, scores: ScoreChange) -> ScoreRow {
    let score = |score: Option<Tenths>| language.score(score);
    let shown = [score(scores.before), score(scores.after), language.signed(scores.tenths())];
    ScoreRow { id, name, scores, shown }
}

fn gaps(
    sources: &Sources,
    comparison: &Comparison,
    scores: &[Scores; 2],
    are_two_organisations: bool,
) -> [GapGroup; 3] {
    let t = &sources.language.texts().phrases;
    let [closed, new, open] = gap_phrases(t, are_two_organisations);
    let group = |id, questions: &[usize], of: &Scores, phrases: GapPhrases| GapGroup {
        id,
        title: sources.language.counted(questions.len(), phrases.one, phrases.other),
        state: phrases.state,
        gaps: questions
            .iter()
            .filter_map(|gap| line(sources, comparison, of, *gap))
            // Between two organizations nothing is new.
            .map(|line| GapLine { remark: line.remark.filter(|_| !are_two_organisations), ..line })
            .collect(),
    };
    let Comparison { closed_gaps, new_gaps, open_gaps, .. } = comparison;
    let [before, after] = scores;
    [
        group("closed", closed_gaps, before, closed),
        group("new", new_gaps, after, new),
        group("open", open_gaps, after, open),
    ]
}

fn line(
    sources: &Sources,
    comparison: &Comparison,
    scores: &Scores,
    question: usize,
) -> Option<GapLine> {
    let t = &sources.language.texts().phrases;
    let class = scores.gaps.iter().find(|gap| gap.question == question)?.class;
    let is_found = comparison.is_found(question);
    Some(GapLine {
        question,
        named: Named::new(sources.language, sources.questionnaire, question),
        class_name: class_name(t, class),
        class: class.id(),
        answers: answers(sources.language, comparison, question),
        remark: is_found.then_some(t.compare_found),
    })
}

fn changes(
    sources: &Sources,
    comparison: &Comparison,
    are_two_organisations: bool,
) -> Vec<ChangeGroup> {
    let Sources { questionnaire, language, later, .. } = *sources;
    let line = |question: usize| ChangeLine {
        question,
        named: Named::new(language, questionnaire, question),
        domain: domain_name(language, questionnaire, questionnaire.questions[question].domain),
        answers: answers(language, comparison, question),
        note: later.assessment.entries[question].note.trim().to_owned(),
    };
    let group = |change: Change| {
        let questions = comparison.questions_that_are(change);
        let t = &language.texts().phrases;
        let kind = kind(t, change, are_two_organisations);
        let title = if are_two_organisations {
            let count = questions.len().to_string();
            fill(t.references_about, &[("place", kind), ("about", &count)])
        } else {
            let (one, other) = change_words(t, change);
            language.counted(questions.len(), one, other)
        };
        (!questions.is_empty()).then(|| ChangeGroup {
            change,
            kind,
            title,
            answers: questions.into_iter().map(line).collect(),
        })
    };
    Change::ALL.into_iter().filter_map(group).collect()
}

fn answers(language: Language, comparison: &Comparison, question: usize) -> [String; 2] {
    let change = comparison.questions[question];
    [change.before, change.after].map(|answer| answer_name(language, answer))
}

/// The word for a kind of change, or of difference between two organizations.
fn kind(t: &Phrases, change: Change, are_two_organisations: bool) -> &'static str {
    let kinds = if are_two_organisations { t.compare_kinds_apart } else { t.compare_kinds };
    kinds.split('|').nth(change as usize).unwrap_or_default()
}

fn change_words(t: &Phrases, change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Better => (t.compare_better_one, t.compare_better_other),
        Change::Worse => (t.compare_worse_one, t.compare_worse_other),
        Change::New => (t.compare_new_one, t.compare_new_other),
        Change::Gone => (t.compare_gone_one, t.compare_gone_other),
        Change::Applicability => (t.compare_applicability_one, t.compare_applicability_other),
        Change::Same => (t.compare_same_one, t.compare_same_other),
    }
}

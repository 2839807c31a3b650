//! The report as plain data: every figure, text and note in one language, in the order in which a
//! reader needs them.
//!
//! The screen and every file format only print it, so that all of them say the same.
//!
//! Uses `content`, `assessment`, `scoring` and `language`. Knows no HTML, and no file format but
//! its own scores file.

mod answers;
mod audit;
mod citations;
pub mod comparison;
pub mod content;
pub mod decisions;
mod figures;
pub mod file_name;
pub mod file_problems;
pub mod format;
mod gaps;
mod headline;
mod heat_map;
mod hints;
pub mod named;
mod picture_words;
mod plan;
mod plan_chart;
pub mod radar;
pub mod scores_file;
mod sources;
mod targets;
mod verdict;

use std::ops::Deref;

use crate::content::references::Framework;
use crate::language::text::on_one_line;
use crate::language::{Language, fill};
use crate::report::radar::Radar;
use crate::scoring::plan::Plan;
use crate::scoring::{self, Scores};

pub use answers::{AnswerReport, LeftOut, ProfileLine, SoaReport, answer_name, status_name};
pub use audit::{AuditItem, AuditReport};
pub use citations::{Citation, FrameworkReport};
pub use figures::{Arithmetic, DomainReport, Figure, StageReport};
pub use gaps::{GapReport, Horizon, Reuse};
pub use headline::{Earlier, Headline, KeyReport, Lowest};
pub use heat_map::{HeatCell, HeatRow};
pub use picture_words::picture_words;
pub use plan::{PhaseReport, PlanReport, Task, When, last_day};
pub use plan_chart::{Mark, Own};
pub use sources::{Sources, domain_label, domain_name, place_in_standard};
pub use targets::raised_targets;
pub use verdict::{Verdict, readiness_name, readiness_words};

/// The beginning of a report: enough for a first look while the rest, which takes longer, is being
/// made.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Its language.
    pub language: Language,
    /// The label that the respondent gave; may be empty.
    pub organisation: String,
    /// The date, as `2026-11-23`.
    pub made_on: String,
    /// The date in words.
    pub date: String,
    /// The overall figures.
    pub headline: Headline,
    /// The polygons of the radar.
    pub radar: Radar,
    /// The label of the earlier state compared with, if one was chosen.
    pub earlier: Option<String>,
    /// The organization's profile.
    pub profile: Vec<ProfileLine>,
    /// Every answer at a glance.
    pub heat_map: Vec<HeatRow>,
    /// The eight domains, each with its calculation.
    pub domains: Vec<DomainReport>,
    /// Signs that some answers may be too high, in friendly words.
    pub hints: Vec<String>,
    /// The disclaimer: what this report is not.
    pub disclaimer: Vec<String>,
    /// The scores as numbers.
    pub scores: Scores,
}

impl Head {
    /// Makes the head.
    pub fn new(sources: Sources) -> Self {
        let Sources { questionnaire, assessment, language, made_on, earlier } = sources;
        let scores = scoring::score(questionnaire, assessment);
        let earlier_scores =
            earlier.map(|(_, assessment)| scoring::score(questionnaire, assessment));
        Self {
            language,
            organisation: on_one_line(&assessment.organisation),
            made_on: made_on.to_owned(),
            date: language.date(made_on),
            headline: headline::headline(&sources, &scores, earlier_scores.as_ref()),
            radar: radar(&sources, &scores, earlier_scores.as_ref()),
            earlier: earlier.map(|(name, _)| on_one_line(name)),
            profile: answers::profile(&sources),
            heat_map: heat_map::heat_map(&sources),
            domains: figures::domains(&sources, &scores, earlier_scores.as_ref()),
            hints: hints::hints(&sources, &scores),
            disclaimer: headline::disclaimer(language),
            scores,
        }
    }

    /// Describes the radar in words, for those who can't see it.
    pub fn radar_in_words(&self) -> String {
        let scores: Vec<String> = self
            .domains
            .iter()
            .map(|domain| format!("{} {}", domain.name, domain.figure.score))
            .collect();
        format!("{}. {}", self.language.texts().phrases.results_radar_title, scores.join("; "))
    }

    /// The different targets of the domains, each once, lowest first.
    pub fn targets(&self) -> Vec<u32> {
        let mut targets: Vec<u32> = self.domains.iter().map(|domain| domain.target).collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    /// `target 3`, `targets 3 to 4`.
    pub fn targets_in_words(&self) -> String {
        let t = &self.language.texts().phrases;
        let targets = self.targets();
        let ends = [targets.first(), targets.last()];
        let [low, high] = ends.map(|target| target.copied().unwrap_or_default().to_string());
        let phrase = if low == high { t.overview_target } else { t.overview_targets };
        fill(phrase, &[("low", &low), ("high", &high)])
    }

    /// What made a document.
    pub fn made_with(&self) -> String {
        let t = &self.language.texts().phrases;
        let version = env!("CARGO_PKG_VERSION");
        fill(t.report_made_with, &[("name", t.site_name), ("version", version)])
    }

    /// Returns whether anything is answered; otherwise there is nothing to report.
    pub fn has_answers(&self) -> bool {
        self.scores.overall.answered > 0
    }
}

/// The whole report. It dereferences to its [`Head`].
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    head: Head,
    /// Plan, do, check, act; none where nothing is answered but key requirements.
    pub stages: Vec<StageReport>,
    /// The gaps, by rank.
    pub gaps: Vec<GapReport>,
    /// Quick wins, and long-term work.
    pub horizon: [Horizon; 2],
    /// The plan.
    pub plan: PlanReport,
    /// The four phases.
    pub phases: Vec<PhaseReport>,
    /// Ranks of the gaps that are opportunities.
    pub opportunities: Vec<usize>,
    /// The stage 1 and stage 2 audits.
    pub audit: Vec<AuditReport>,
    /// Every question, with its answer and note in full.
    pub answers: Vec<AnswerReport>,
    /// Unanswered, unknown and not applicable questions, in separate lists; none is empty.
    pub left_out: Vec<LeftOut>,
    /// The draft Statement of Applicability.
    pub soa: Vec<SoaReport>,
    /// The laws and frameworks referred to, each with its date.
    pub frameworks: Vec<FrameworkReport>,
    /// A note on the sector; most have none.
    pub sector_note: Option<&'static str>,
    /// How the figures are made, one sentence each.
    pub method: Vec<String>,
}

impl Deref for Report {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl Report {
    /// Makes the report; with its head the only place where answers become words.
    ///
    /// ```
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::language::Language;
    /// use aims_assessment::report::{Report, Sources};
    ///
    /// let report = Report::new(Sources {
    ///     questionnaire: &ISO42001,
    ///     assessment: &example::assessment(&ISO42001, "Nordet"),
    ///     earlier: None,
    ///     language: Language::French,
    ///     made_on: "2026-11-23",
    /// });
    /// assert_eq!(report.date, "23 novembre 2026");
    /// assert_eq!(report.scores.overall.score().map(|score| score.0), Some(24));
    /// assert_eq!(report.headline.gaps, (21, 4)); // all, and the critical ones
    /// assert_eq!(report.gap(1).map(|gap| gap.code), Some("C9-4"));
    /// ```
    pub fn new(sources: Sources) -> Self {
        let Sources { questionnaire, assessment, language, .. } = sources;
        let head = Head::new(sources);
        let scores = &head.scores;
        let gaps = gaps::all(&sources, scores);
        let plan = Plan::new(questionnaire, &scores.gaps, assessment.lanes());
        let plan = plan::plan(&sources, scores, &plan, &gaps);
        Self {
            stages: figures::stages(language, scores),
            horizon: gaps::horizon(language, &gaps),
            phases: plan::phases(&sources, &plan),
            plan,
            opportunities: gaps::ranks(&gaps, GapReport::is_opportunity),
            audit: audit::audit(&sources),
            answers: answers::answers(&sources),
            left_out: answers::left_out(&sources),
            soa: answers::soa(&sources),
            frameworks: citations::frameworks(&sources),
            sector_note: assessment
                .profile
                .is_concerned_by(Framework::OsfiE23)
                .then_some(language.texts().phrases.references_finance),
            method: headline::method(language, scores),
            gaps,
            head,
        }
    }

    /// The unanswered, unknown and not applicable questions, a line each: `Don’t know (2): C4-2,
    /// A-5`.
    pub fn left_out_lines(&self) -> Vec<String> {
        let about = self.language.texts().phrases.references_about;
        let line = |list: &LeftOut| {
            let codes = list.questions.iter().map(|question| self.answers[*question].code);
            let codes = codes.collect::<Vec<_>>().join(", ");
            let place = format!("{} ({})", list.title, list.questions.len());
            fill(about, &[("place", &place), ("about", &codes)])
        };
        self.left_out.iter().map(line).collect()
    }

    /// The gap with this rank.
    pub fn gap(&self, rank: usize) -> Option<&GapReport> {
        self.gaps.get(rank.checked_sub(1)?)
    }
}

fn radar(sources: &Sources, scores: &Scores, earlier: Option<&Scores>) -> Radar {
    let radar = Radar::new(sources.questionnaire, sources.assessment, scores, sources.language);
    match earlier {
        Some(earlier) => radar.with_earlier(earlier, sources.language),
        None => radar,
    }
}

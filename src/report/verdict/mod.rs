//! The verdict: what a consultant would say of the result in two or three sentences.
//!
//! It reconciles readiness with critical gaps, names what is missing, and promises nothing. Where
//! too little is answered, it says what is missing and nothing of readiness.

mod score;

use super::named::Named;
use crate::assessment::answers::Assessment;
use crate::content::questionnaire::Questionnaire;
use crate::language::{Language, Phrases, fill, in_a_row};
use crate::scoring::{COMPLETE_PERCENT, Gap, GapClass, Readiness, Scores};

/// Up to so many questions are named one by one; of more, two and the number of the others.
const ALL_NAMED: usize = 3;
const SOME_NAMED: usize = 2;

/// The verdict: a few sentences that are shown before all else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The first sentence, without its full stop: `Not ready for an audit yet: 7 critical gaps`.
    pub heading: String,
    /// One or two more: what is missing, and the score.
    pub sentences: Vec<String>,
}

impl Verdict {
    /// Finds the verdict on these answers.
    ///
    /// ```
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::language::Language;
    /// use aims_assessment::report::Verdict;
    /// use aims_assessment::scoring;
    ///
    /// let assessment = example::assessment(&ISO42001, "Nordet");
    /// let scores = scoring::score(&ISO42001, &assessment);
    /// let verdict = Verdict::new(&ISO42001, &assessment, &scores, Language::English);
    /// assert_eq!(verdict.heading, "Not ready for an audit yet: 4 critical gaps");
    /// ```
    pub fn new(
        questionnaire: &Questionnaire,
        assessment: &Assessment,
        scores: &Scores,
        language: Language,
    ) -> Self {
        let case =
            Case { questionnaire, assessment, scores, language, t: &language.texts().phrases };
        if scores.overall.answered == 0 {
            case.nothing()
        } else if scores.has_only_key_answers() {
            case.key_only()
        } else if scores.provisional {
            case.too_early()
        } else {
            case.determined()
        }
    }

    /// All of it as one paragraph.
    pub fn text(&self) -> String {
        format!("{}. {}", self.heading, self.sentences.join(" "))
    }
}

/// The input of a verdict.
#[derive(Clone, Copy)]
struct Case<'a> {
    questionnaire: &'a Questionnaire,
    assessment: &'a Assessment,
    scores: &'a Scores,
    language: Language,
    t: &'a Phrases,
}

impl Case<'_> {
    /// Nothing is answered.
    fn nothing(self) -> Verdict {
        let Scores { key, overall, .. } = self.scores;
        let [key, questions] = [key.questions, overall.questions].map(|count| count.to_string());
        let values = [("key", key.as_str()), ("questions", &questions)];
        Verdict {
            heading: self.t.verdict_nothing.to_owned(),
            sentences: vec![fill(self.t.verdict_nothing_text, &values)],
        }
    }

    /// Nothing but key requirements is answered: how far these are, and what this isn't.
    fn key_only(self) -> Verdict {
        let key = self.scores.key;
        let [n, all] = [key.at_level_3, key.questions].map(|count| count.to_string());
        let at_level_3 = fill(self.t.plan_audit_ready, &[("n", &n), ("all", &all)]);
        let others = self.scores.overall.questions - key.questions;
        let others = fill(self.t.verdict_others, &[("n", &others.to_string())]);
        Verdict {
            heading: self.t.verdict_key.to_owned(),
            sentences: vec![
                sentence([Some(at_level_3), self.critical(), self.unknown()]),
                sentence([self.key_open(), Some(others), None]),
            ],
        }
    }

    /// Too little is answered: what is missing, and what can be said all the same.
    fn too_early(self) -> Verdict {
        let t = self.t;
        let overall = self.scores.overall;
        let missing = self.key_open().unwrap_or_else(|| self.needed());
        let score = overall.score().map(|score| self.language.score(Some(score)));
        let score = score.map(|score| fill(t.verdict_so_far, &[("score", &score)]));
        let so_far = [score, self.critical(), self.unknown()];
        let has_more = so_far.iter().any(Option::is_some);
        let missing = sentence([Some(missing), None, None]);
        Verdict {
            heading: self.language.counted(
                overall.open(),
                t.verdict_early_one,
                t.verdict_early_other,
            ),
            sentences: if has_more { vec![missing, sentence(so_far)] } else { vec![missing] },
        }
    }

    /// Enough is answered for a readiness.
    fn determined(self) -> Verdict {
        let gaps = self.missing();
        // Gaps that are named aren't counted as well.
        let open = gaps.as_ref().and_then(|_| self.open());
        let missing = gaps.or_else(|| self.unanswered());
        let score = sentence([Some(self.score()), self.unknown(), open]);
        Verdict {
            heading: self.heading(),
            sentences: missing
                .map(|missing| sentence([Some(missing), None, None]))
                .into_iter()
                .chain([score])
                .collect(),
        }
    }

    /// The readiness, and how many critical gaps stand against it.
    fn heading(self) -> String {
        let (t, language) = (self.t, self.language);
        let readiness = readiness_name(t, self.scores.readiness);
        let critical = self.scores.critical_gaps().count();
        let about = match (self.scores.readiness, critical) {
            (Readiness::Stage1Plausible, 1..) => {
                return language.counted(critical, t.verdict_stage_1_one, t.verdict_stage_1_other);
            }
            (Readiness::NotReady, 0) => {
                language.counted(self.low_clauses().len(), t.verdict_low_one, t.verdict_low_other)
            }
            (Readiness::NotReady, _) => {
                language.counted(critical, t.results_critical_one, t.results_critical_other)
            }
            (Readiness::Building, 0) if self.missing().is_some() => {
                t.verdict_building_none.to_owned()
            }
            (Readiness::Building, 0) => {
                let open = self.scores.overall.open();
                language.counted(open, t.verdict_building_open_one, t.verdict_building_open_other)
            }
            (Readiness::Building, _) => {
                language.counted(critical, t.verdict_building_one, t.verdict_building_other)
            }
            _ => return readiness.to_owned(),
        };
        fill(t.references_about, &[("place", readiness), ("about", &about)])
    }

    /// The gaps in the way, or that all is in place; `None` where only answers are missing.
    fn missing(self) -> Option<String> {
        let t = self.t;
        let absent = || {
            let high = self.scores.gaps.iter().filter(|gap| gap.class == GapClass::High);
            self.gaps([t.verdict_at_1, t.verdict_at_1_some], &high.collect::<Vec<_>>())
        };
        let below_3 = [t.verdict_below_3, t.verdict_below_3_some];
        let critical: Vec<&Gap> = self.scores.critical_gaps().collect();
        match self.scores.readiness {
            Readiness::BeyondConformity => Some(t.verdict_managed.to_owned()),
            Readiness::Stage2Plausible => Some(t.verdict_in_place.to_owned()),
            _ if critical.len() == 1 => {
                self.gaps([t.verdict_key_below_3_one, t.verdict_key_below_3_some], &critical)
            }
            _ if !critical.is_empty() => {
                self.gaps([t.verdict_key_below_3_other, t.verdict_key_below_3_some], &critical)
            }
            Readiness::NotReady => {
                let low = fill(t.verdict_below_2, &[("list", &self.domains(&self.low_clauses()))]);
                Some(in_a_row(&[&low, &absent().unwrap_or_default()]))
            }
            Readiness::Building => absent(),
            _ => self.gaps(below_3, &self.scores.to_close().collect::<Vec<_>>()),
        }
    }

    /// Names gaps, the most pressing first. What nobody could say is not called missing.
    fn gaps(self, [phrase, some_unknown]: [&'static str; 2], gaps: &[&Gap]) -> Option<String> {
        let phrase = match gaps.iter().filter(|gap| gap.unknown).count() {
            0 => phrase,
            unknown if unknown == gaps.len() => self.t.verdict_to_find_out,
            _ => some_unknown,
        };
        let list = self.list(gaps.iter().map(|gap| self.title(gap.question)).collect());
        (!gaps.is_empty()).then(|| fill(phrase, &[("list", &list)]))
    }

    /// The questions without an answer, where they are all that is missing.
    fn unanswered(self) -> Option<String> {
        let entries = self.assessment.entries.iter().enumerate();
        let open = entries.filter(|(_, entry)| entry.answer().is_none());
        let open: Vec<String> = open.map(|(index, _)| self.title(index)).collect();
        (!open.is_empty()).then(|| fill(self.t.verdict_unanswered, &[("list", &self.list(open))]))
    }

    /// `3 critical gaps: …`; `None` if there are none.
    fn critical(self) -> Option<String> {
        let t = self.t;
        let gaps: Vec<String> =
            self.scores.critical_gaps().map(|gap| self.title(gap.question)).collect();
        let count = gaps.len();
        let what = self.language.counted(count, t.results_critical_one, t.results_critical_other);
        if count > ALL_NAMED {
            let first = gaps.into_iter().take(SOME_NAMED).collect();
            let list = self.list(first);
            Some(fill(t.verdict_among, &[("what", &what), ("list", &list)]))
        } else {
            let list = self.list(gaps);
            (count > 0).then(|| fill(t.references_about, &[("place", &what), ("about", &list)]))
        }
    }

    /// The key requirements without an answer.
    fn key_open(self) -> Option<String> {
        let t = self.t;
        let questions = self.questionnaire.questions.iter().zip(&self.assessment.entries);
        let open: Vec<String> = questions
            .enumerate()
            .filter(|(_, (question, entry))| question.critical && entry.answer().is_none())
            .map(|(index, _)| self.title(index))
            .collect();
        let phrase =
            if open.len() == 1 { t.verdict_key_open_one } else { t.verdict_key_open_other };
        (!open.is_empty()).then(|| fill(phrase, &[("list", &self.list(open))]))
    }

    /// How many answers there are, and how many it takes.
    fn needed(self) -> String {
        let overall = self.scores.overall;
        let needed = (COMPLETE_PERCENT * overall.questions).div_ceil(100).to_string();
        let [answered, questions] =
            [overall.answered, overall.questions].map(|count| count.to_string());
        let values = [("answered", answered.as_str()), ("questions", &questions)];
        let answered = fill(self.t.progress_overall, &values);
        format!("{answered}; {}", fill(self.t.verdict_needed, &[("needed", &needed)]))
    }

    /// How many answers are *don't know*.
    fn unknown(self) -> Option<String> {
        let count = self.scores.overall.unknown;
        let t = self.t;
        (count > 0)
            .then(|| self.language.counted(count, t.verdict_unknown_one, t.verdict_unknown_other))
    }

    /// How many questions are unanswered.
    fn open(self) -> Option<String> {
        let count = self.scores.overall.open();
        let t = self.t;
        (count > 0).then(|| self.language.counted(count, t.verdict_open_one, t.verdict_open_other))
    }

    /// A question's short title as it stands within a sentence.
    fn title(self, question: usize) -> String {
        let named = Named::new(self.language, self.questionnaire, question);
        self.language.after_colon(named.title)
    }

    /// `a, b and c`; of more than three, the first two and the number of the others. Names that
    /// are lists themselves are kept apart by semicolons.
    fn list(self, mut names: Vec<String>) -> String {
        if names.len() > ALL_NAMED {
            let others = (names.len() - SOME_NAMED).to_string();
            names.truncate(SOME_NAMED);
            names.push(fill(self.t.verdict_more, &[("n", &others)]));
        }
        let and = fill(self.t.verdict_and, &[("first", ""), ("last", "")]);
        if names.iter().any(|name| name.contains(", ") || name.contains(&and)) {
            return names.join("; ");
        }
        match names.split_last() {
            Some((last, first)) if !first.is_empty() => {
                let first = first.join(", ");
                fill(self.t.verdict_and, &[("first", &first), ("last", last)])
            }
            _ => names.concat(),
        }
    }
}

/// A sentence of parts.
fn sentence(parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ") + "."
}

/// The readiness of a result in words: a stage 1 audit waits for the critical gaps.
pub fn readiness_words(t: &Phrases, scores: &Scores) -> &'static str {
    let has_critical = scores.critical_gaps().next().is_some();
    match scores.readiness {
        Readiness::Stage1Plausible if has_critical => t.results_readiness_stage_1_open,
        readiness => readiness_name(t, readiness),
    }
}

/// The name of a readiness.
pub fn readiness_name(t: &Phrases, readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::Undetermined => t.results_readiness_undetermined,
        Readiness::BeyondConformity => t.results_readiness_beyond_conformity,
        Readiness::Stage2Plausible => t.results_readiness_stage_2_plausible,
        Readiness::Stage1Plausible => t.results_readiness_stage_1_plausible,
        Readiness::NotReady => t.results_readiness_not_ready,
        Readiness::Building => t.results_readiness_building,
    }
}

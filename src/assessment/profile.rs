//! The optional profile of the organization. It decides what is shown, how advice is worded, and
//! how much the plan does at the same time; it never affects a score.

use crate::content::questionnaire::{Question, Questionnaire, Topic};
use crate::content::references::{Framework, Who};

/// The chosen options of all topics of the questionnaire.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// In order, so that the same options are the same profile.
    chosen: Vec<(&'static str, &'static str)>,
}

impl Profile {
    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether this option of a topic was chosen.
    pub fn has(&self, topic: &str, option: &str) -> bool {
        self.chosen.contains(&(topic, option))
    }

    /// The chosen options of a topic, in the order of the questionnaire.
    pub fn options_of<'p>(
        &'p self,
        topic: &'static Topic,
    ) -> impl Iterator<Item = usize> + use<'p> {
        (0..topic.options.len()).filter(|option| self.has(topic.id, topic.options[*option]))
    }

    /// The number of topics with an answer.
    pub fn answered(&self, questionnaire: &Questionnaire) -> usize {
        questionnaire.profile.iter().filter(|topic| self.is_answered(topic.id)).count()
    }

    /// Chooses an option or removes it. In a topic with one answer it replaces the others; *none of
    /// these* excludes the others.
    pub fn choose(&mut self, topic: &'static Topic, option: usize, is_chosen: bool) {
        let Some(id) = topic.options.get(option).copied() else { return };
        if is_chosen {
            let goes = |other: &str| !topic.many || excludes(id, other) || excludes(other, id);
            self.chosen.retain(|(of, other)| *of != topic.id || !goes(other));
            if let Err(place) = self.chosen.binary_search(&(topic.id, id)) {
                self.chosen.insert(place, (topic.id, id));
            }
        } else {
            self.chosen.retain(|chosen| *chosen != (topic.id, id));
        }
    }

    /// Whether a question of the profile is answered.
    pub fn is_answered(&self, topic: &str) -> bool {
        self.chosen.iter().any(|(of, _)| *of == topic)
    }

    /// Whether a framework's references are shown. If the topic is unanswered, they are; what
    /// concerns few organizations is shown only if they say so.
    pub fn is_concerned_by(&self, framework: Framework) -> bool {
        let is_in = |place: &str| self.has("jurisdictions", place);
        match framework {
            Framework::NistAiRmf | Framework::IsoFamily => true,
            Framework::EuAiAct | Framework::Gdpr => self.may_be_in_europe(),
            Framework::EuProductLiability => {
                self.may_be_in_europe() && self.is_in_role(Who::Provider)
            }
            // Useful only to organizations that run such a system; the text of the advice says so.
            // One for privacy alone has the same structure, so its holder sees both.
            Framework::Iso27001 => self.may_run("iso_27001") || self.runs_only_iso_27701(),
            Framework::Iso9001 => self.may_run("iso_9001") || self.runs_only_iso_27701(),
            Framework::Law25 => self.works_in(&["quebec", "quebec_public"]),
            Framework::QuebecHealth => {
                is_in("quebec_health")
                    || self.has("sector", "health") && (is_in("quebec") || is_in("quebec_public"))
            }
            Framework::QuebecAi => is_in("quebec_public"),
            Framework::QuebecBiometrics => {
                ["quebec", "quebec_public", "quebec_health"].into_iter().any(is_in)
            }
            Framework::Pipeda => self.works_in(&ENTERPRISES),
            Framework::AlbertaPipa => is_in("alberta"),
            Framework::BcPipa => is_in("british_columbia"),
            Framework::OntarioHiring => is_in("ontario"),
            Framework::FederalAdm => is_in("federal_public"),
            Framework::OtherPublic => is_in("other_public"),
            Framework::AmfAi => self.is_financial() && self.works_in(&["quebec"]),
            Framework::OsfiE23 => self.is_financial() && self.works_in(&ENTERPRISES),
            Framework::ColoradoAdmt => is_in("colorado"),
        }
    }

    /// Whether an article of the EU AI Act for this role is shown.
    pub fn is_in_role(&self, who: Who) -> bool {
        let does = |options: &[&str]| {
            !self.is_answered("roles") || options.iter().any(|option| self.has("roles", option))
        };
        match who {
            Who::Everyone => true,
            Who::Provider => does(&["develop", "provide", "integrate"]),
            Who::Deployer => does(&["use"]),
            // Few organizations provide one: shown only if they say so.
            Who::Model => self.has("general_model", "yes"),
        }
    }

    /// Whether decisions about people may be fully automated: unless the organization denies it.
    pub fn may_decide_alone(&self) -> bool {
        !self.has("automated_decisions", "no")
    }

    /// Whether Quebec's sections for public bodies are cited instead of those for enterprises.
    pub fn is_only_public_body(&self) -> bool {
        self.has("jurisdictions", "quebec_public") && !self.has("jurisdictions", "quebec")
    }

    /// Whether it belongs to the financial sector, which has guidelines of its own.
    pub fn is_financial(&self) -> bool {
        self.has("sector", "finance")
    }

    /// Whether the organization runs ISO/IEC 27001 with a certificate.
    pub fn has_iso_27001(&self) -> bool {
        self.has("certificates", "iso_27001")
    }

    /// Whether the organization runs ISO 9001 with a certificate.
    pub fn has_iso_9001(&self) -> bool {
        self.has("certificates", "iso_9001")
    }

    /// The number of pieces of work at the same time that an organization of this size usually
    /// manages; of a middling size if that is unanswered.
    pub fn usual_lanes(&self) -> u32 {
        if self.has("headcount", "1-49") {
            2
        } else if ["250-999", "1000+"].iter().any(|size| self.has("headcount", size)) {
            4
        } else {
            3
        }
    }

    /// Whether *not applicable* fits a question that allows it. A given answer stays, and so does
    /// the score.
    ///
    /// Only allow it (docs/method.md, "Inputs"); they apply to organizations that
    /// develop, adapt or integrate AI systems.
    pub fn may_leave_out(&self, question: &Question) -> bool {
        question.not_applicable
            && !["develop", "integrate"].iter().any(|role| self.has("roles", role))
    }

    /// Whether to suggest that a question may not apply: an organization that only uses AI builds
    /// no system, which is what A-5 asks about.
    ///
    /// Not for A-8, data: whoever uses AI enters data, and the profile can't tell otherwise.
    pub fn suggests_leaving_out(&self, question: &Question) -> bool {
        let is_user = self.has("roles", "use") && !self.has("roles", "provide");
        question.code == "A-5" && is_user && self.may_leave_out(question)
    }

    /// Whether the organization holds a certificate for privacy alone. Such a system has clauses of
    /// the same structure as ISO/IEC 42001, so much of it can be extended.
    pub fn runs_only_iso_27701(&self) -> bool {
        let has = |certificate| self.has("certificates", certificate);
        has("iso_27701") && !has("iso_27001") && !has("iso_9001")
    }

    /// Whether the organization runs this management system with a certificate, or didn't say.
    pub fn may_run(&self, certificate: &str) -> bool {
        !self.is_answered("certificates") || self.has("certificates", certificate)
    }

    fn may_be_in_europe(&self) -> bool {
        !self.has("european_union", "no")
    }

    fn works_in(&self, places: &[&str]) -> bool {
        !self.is_answered("jurisdictions")
            || places.iter().any(|place| self.has("jurisdictions", place))
    }
}

/// The enterprises under PIPEDA, be it only for what crosses a border.
const ENTERPRISES: [&str; 6] =
    ["quebec", "alberta", "british_columbia", "ontario", "other_province", "federal"];

/// Whether an option excludes another of its topic: *none of these* all, *not in Canada* all places
/// in Canada.
fn excludes(id: &str, other: &str) -> bool {
    id == "none" || (id == "elsewhere" && other != "colorado")
}

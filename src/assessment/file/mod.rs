//! Reads and writes the answers file, `*.aims.json`, version 1.
//!
//! The same format is used for files and for the browser's storage. A file that can't be ours is
//! refused as a whole; a single bad answer is left out and reported, and the rest is read.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::Questionnaire;

mod bytes;
mod entry;
mod extras;
mod plan;
mod problem;
mod scan;
mod time;

pub(crate) use problem::json;
use problem::{digit, shortened};

pub use problem::{MOST_BYTES, MOST_LEVELS, Problem, ProblemKind, Refusal};

/// The value of `format` that identifies our files.
pub const FORMAT: &str = "aims-assessment/answers";
/// The version that this program writes, and the newest that it reads.
pub const VERSION: u64 = 1;
/// The content read from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The assessment.
    pub assessment: Assessment,
    /// The problems: parts that were left out or set aside.
    pub problems: Vec<Problem>,
    /// When it was saved, in UTC to the second, however the file writes it: `2026-11-23T12:00:00Z`.
    pub saved_at: Option<String>,
}

/// Reads a file.
///
/// # Errors
/// A [`Refusal`] if it is not an answers file that this program can read; then nothing of it is
/// used.
///
/// ```
/// use aims_assessment::assessment::file::{self, ProblemKind, Refusal};
/// use aims_assessment::content::questionnaire::ISO42001;
///
/// let text = br#"{ "format": "aims-assessment/answers", "version": 1,
///     "answers": { "C4-1": { "level": 3 }, "C4-2": { "level": 7 } } }"#;
/// let opened = file::read(&ISO42001, text)?;
/// assert_eq!(opened.assessment.answered(0..42), 1);
/// // A bad answer is left out and reported; the rest is read.
/// assert_eq!(opened.problems[0].place, "C4-2");
/// assert_eq!(opened.problems[0].kind, ProblemKind::BadLevel("7".to_owned()));
/// // A text that can't be an answers file is refused as a whole.
/// assert_eq!(file::read(&ISO42001, b"[1, 2, 3]"), Err(Refusal::Foreign));
/// # Ok::<(), Refusal>(())
/// ```
pub fn read(questionnaire: &Questionnaire, bytes: &[u8]) -> Result<Opened, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    read_stored(questionnaire, &bytes::decoded(bytes)?)
}

/// Reads a text from the browser's storage: the same format, of any size.
///
/// # Errors
/// As [`read`], except for the size.
///
/// ```
/// use aims_assessment::assessment::answers::Assessment;
/// use aims_assessment::assessment::file::{read_stored, write};
/// use aims_assessment::content::questionnaire::ISO42001;
///
/// let mut assessment = Assessment::new(&ISO42001);
/// assessment.organisation = "Nordet".to_owned();
/// let stored = write(&ISO42001, &assessment, "2026-11-23T12:00:00Z");
/// let opened = read_stored(&ISO42001, &stored)?;
/// assert_eq!((opened.assessment, opened.problems.len()), (assessment, 0));
/// assert_eq!(opened.saved_at.as_deref(), Some("2026-11-23T12:00:00Z"));
/// # Ok::<(), aims_assessment::assessment::file::Refusal>(())
/// ```
pub fn read_stored(questionnaire: &Questionnaire, text: &str) -> Result<Opened, Refusal> {
    let (value, mut problems) = parsed(text)?;
    let file = own_file(questionnaire, value)?;
    let mut assessment = Assessment::new(questionnaire);
    read_organisation(&file, &mut assessment, &mut problems);
    let saved_at = read_time(&file, &mut problems);
    read_targets(questionnaire, &file, &mut assessment, &mut problems);
    read_answers(questionnaire, &file, &mut assessment, &mut problems);
    read_extras(questionnaire, &file, &mut assessment, &mut problems);
    Ok(Opened { assessment, problems, saved_at })
}

/// The members of a stored text, whatever they are: it can read whatever [`read_stored`] can.
pub fn members(text: &str) -> Option<Map<String, Value>> {
    if let Ok((Value::Object(members), _)) = parsed(text) { Some(members) } else { None }
}

fn parsed(text: &str) -> Result<(Value, Vec<Problem>), Refusal> {
    let (text, problems) = scan::scan(text)?;
    let value = serde_json::from_str(&text).map_err(|_| Refusal::NotJson)?;
    Ok((value, problems))
}

/// The file's members, if it is an answers file for this questionnaire in a version that can be
/// read.
fn own_file(questionnaire: &Questionnaire, value: Value) -> Result<Map<String, Value>, Refusal> {
    let Value::Object(file) = value else { return Err(Refusal::Foreign) };
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Refusal::Foreign);
    }
    let version =
        file.get("version").filter(|version| version.is_number()).ok_or(Refusal::Foreign)?;
    match digit(version) {
        Some(1..=VERSION) => {}
        // Less than 1, as told by its digits: no floating point is used here.
        None if json(version).starts_with(['-', '0']) => return Err(Refusal::Foreign),
        _ => return Err(Refusal::Newer),
    }
    // Files written by hand may lack the member; if it is there it must name our questionnaire.
    let names_ours =
        |member: &Value| member.get("id").and_then(Value::as_str) == Some(questionnaire.id);
    if !file.get("questionnaire").is_none_or(names_ours) {
        return Err(Refusal::OtherQuestionnaire);
    }
    Ok(file)
}

fn read_organisation(
    file: &Map<String, Value>,
    assessment: &mut Assessment,
    problems: &mut Vec<Problem>,
) {
    match file.get("organisation") {
        None | Some(Value::Null) => {}
        Some(Value::String(name)) => assessment.organisation.clone_from(name),
        Some(_) => problems.push(bad_member("organisation")),
    }
}

/// Reads the time of saving. An empty text means none: this program writes it for a text without a
/// time.
fn read_time(file: &Map<String, Value>, problems: &mut Vec<Problem>) -> Option<String> {
    let said = file.get("saved_at").filter(|said| !said.is_null() && **said != "")?;
    let time = said.as_str().and_then(time::in_utc);
    if time.is_none() {
        problems.push(bad_member("saved_at"));
    }
    time
}

fn read_targets(
    questionnaire: &Questionnaire,
    file: &Map<String, Value>,
    assessment: &mut Assessment,
    problems: &mut Vec<Problem>,
) {
    for (id, target) in object(file, "targets", problems) {
        let mut note = |kind| problems.push(Problem { place: id.clone(), kind });
        let level = digit(target).and_then(Level::new).filter(|level| level.may_be_target());
        match (questionnaire.domain(id), level) {
            (None, _) => note(ProblemKind::UnknownDomain),
            (Some(_), None) => note(ProblemKind::BadTarget(shortened(&json(target)))),
            (Some(domain), Some(level)) => assessment.targets[domain] = level,
        }
    }
}

fn read_answers(
    questionnaire: &Questionnaire,
    file: &Map<String, Value>,
    assessment: &mut Assessment,
    problems: &mut Vec<Problem>,
) {
    for (code, value) in object(file, "answers", problems) {
        if let Some(question) = questionnaire.question(code) {
            let may_be_left_out = questionnaire.questions[question].not_applicable;
            let (entry, kinds) = entry::read(value, may_be_left_out);
            assessment.entries[question] = entry;
            problems.extend(kinds.into_iter().map(|kind| Problem { place: code.clone(), kind }));
        } else {
            assessment.set_aside.insert(code.clone(), value.clone());
            problems.push(Problem { place: code.clone(), kind: ProblemKind::UnknownQuestion });
        }
    }
}

fn read_extras(
    questionnaire: &Questionnaire,
    file: &Map<String, Value>,
    assessment: &mut Assessment,
    problems: &mut Vec<Problem>,
) {
    for (topic, value) in object(file, "profile", problems) {
        if let Err(kind) =
            extras::read_profile(questionnaire, topic, value, &mut assessment.profile)
        {
            problems.push(Problem { place: format!("profile/{topic}"), kind });
        }
    }
    for (id, value) in object(file, "soa", problems) {
        problems.extend(extras::read_control(questionnaire, id, value, assessment));
    }
    match file.get("plan") {
        None | Some(Value::Null) => {}
        Some(Value::Object(members)) => {
            *assessment.plan = plan::read(questionnaire, members, problems);
        }
        Some(_) => problems.push(bad_member("plan")),
    }
}

/// The entries of an optional object.
fn object<'f>(
    file: &'f Map<String, Value>,
    name: &str,
    problems: &mut Vec<Problem>,
) -> impl Iterator<Item = (&'f String, &'f Value)> + use<'f> {
    let member = file.get(name);
    if !matches!(member, None | Some(Value::Null | Value::Object(_))) {
        problems.push(bad_member(name));
    }
    member.and_then(Value::as_object).into_iter().flatten()
}

fn bad_member(name: &str) -> Problem {
    Problem { place: name.to_owned(), kind: ProblemKind::BadMember }
}

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u64,
    questionnaire: QuestionnaireStamp,
    #[serde(skip_serializing_if = "str::is_empty")]
    organisation: &'a str,
    saved_at: &'a str,
    #[serde(skip_serializing_if = "Members::is_empty")]
    targets: Members<'a>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    profile: Map<String, Value>,
    answers: Members<'a>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    soa: Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    plan: Map<String, Value>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Own(entry::Written<'a>),
    SetAside(&'a Value),
    Target(u32),
}

/// The members of an object, sorted by name. A list, as the first chunk of the module has no room
/// for another type of map.
struct Members<'a>(Vec<(&'a str, Answer<'a>)>);

impl<'a> Members<'a> {
    fn of(items: impl Iterator<Item = (&'a str, Answer<'a>)>) -> Self {
        let mut members = Self(Vec::new());
        items.for_each(|(name, value)| members.insert(name, value));
        members
    }

    fn insert(&mut self, name: &'a str, value: Answer<'a>) {
        let place = self.0.partition_point(|(other, _)| *other < name);
        self.0.insert(place, (name, value));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The questionnaire that the answers or scores belong to.
#[derive(Serialize)]
pub(crate) struct QuestionnaireStamp {
    id: &'static str,
    version: &'static str,
}

impl From<&Questionnaire> for QuestionnaireStamp {
    fn from(questionnaire: &Questionnaire) -> Self {
        Self { id: questionnaire.id, version: questionnaire.version }
    }
}

/// Writes an assessment; `saved_at` is the time in UTC, as `2026-11-23T12:00:00Z`.
///
/// *Not applicable* without a reason doesn't count as an answer yet; an extra member records that
/// it was chosen.
///
/// ```
/// use aims_assessment::assessment::{example, file};
/// use aims_assessment::content::questionnaire::ISO42001;
///
/// let assessment = example::assessment(&ISO42001, "Nordet");
/// let text = file::write(&ISO42001, &assessment, "2026-11-23T12:00:00Z");
/// let opened = file::read(&ISO42001, text.as_bytes())?;
/// assert_eq!(opened.assessment, assessment);
/// assert_eq!(opened.saved_at.as_deref(), Some("2026-11-23T12:00:00Z"));
/// # Ok::<(), file::Refusal>(())
/// ```
pub fn write(questionnaire: &Questionnaire, assessment: &Assessment, saved_at: &str) -> String {
    let codes = questionnaire.questions.iter().map(|question| question.code);
    let own = codes
        .zip(&assessment.entries)
        .filter_map(|(code, entry)| Some((code, Answer::Own(entry::write(entry)?))));
    let set_aside =
        assessment.set_aside.iter().map(|(code, value)| (code.as_str(), Answer::SetAside(value)));
    let differs = |(_, target): &(&str, Level)| *target != Level::USUAL_TARGET;
    let targets = questionnaire
        .domains
        .iter()
        .map(|domain| domain.id)
        .zip(assessment.targets.iter().copied());
    let file = File {
        format: FORMAT,
        version: VERSION,
        questionnaire: questionnaire.into(),
        organisation: &assessment.organisation,
        saved_at,
        targets: Members::of(
            targets.filter(differs).map(|(id, target)| (id, Answer::Target(target.number()))),
        ),
        profile: extras::write_profile(questionnaire, &assessment.profile),
        answers: Members::of(own.chain(set_aside)),
        soa: extras::write_soa(questionnaire, assessment),
        plan: plan::write(questionnaire, &assessment.plan),
    };
    // Serializing maps with text keys and plain values can't fail.
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

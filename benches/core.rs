//! Measures the speed of the core with 42, 420 and 4,200 questions: run `cargo bench`, or for all
//! figures `cargo xtask bench`.
#![allow(missing_docs, reason = "criterion's macros make functions without")]

use std::hint::black_box;

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::{Domain, ISO42001, Question, Questionnaire};
use aims_assessment::language::Language;
use aims_assessment::report::{Report, Sources};
use aims_assessment::scoring;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// Returns a questionnaire with every question repeated `times` times in its domain. All copies
/// wait for the first copy of each prerequisite, as in the page that is measured (`build.rs`).
fn repeated(times: usize) -> &'static Questionnaire {
    let at = |question: usize| {
        let domain = &ISO42001.domains[ISO42001.questions[question].domain];
        domain.first * times + question - domain.first
    };
    let mut domains = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    for domain in ISO42001.domains {
        let first = questions.len();
        for time in 1..=times {
            for question in &ISO42001.questions[domain.first..domain.first + domain.count] {
                let prerequisites: Vec<usize> =
                    question.prerequisites.iter().map(|other| at(*other)).collect();
                let code = if time == 1 {
                    question.code.to_owned()
                } else {
                    format!("{}-{time}", question.code)
                };
                questions.push(Question {
                    code: code.leak(),
                    prerequisites: prerequisites.leak(),
                    ..*question
                });
            }
        }
        domains.push(Domain { first, count: questions.len() - first, ..*domain });
    }
    Box::leak(Box::new(Questionnaire {
        domains: domains.leak(),
        questions: questions.leak(),
        ..ISO42001
    }))
}

/// Returns answers with each level in turn, and a note on every fourth question.
fn answered(questionnaire: &Questionnaire) -> Assessment {
    let mut assessment = Assessment::new(questionnaire);
    for (index, entry) in assessment.entries.iter_mut().enumerate() {
        entry.choice = Some(Choice::Level(Level::ALL[index % 5]));
        if index % 4 == 0 {
            "Draft of 2025 lies with legal; the register is in the share, last looked at in June."
                .clone_into(&mut entry.note);
        }
    }
    assessment
}

fn core(criterion: &mut Criterion) {
    for times in [1, 10, 100] {
        let questionnaire = repeated(times);
        let assessment = answered(questionnaire);
        let text = file::write(questionnaire, &assessment, "2026-11-24T10:00:00Z");
        let count = questionnaire.questions.len();
        let mut group = criterion.benchmark_group("core");
        group.bench_function(BenchmarkId::new("score", count), |b| {
            b.iter(|| scoring::score(questionnaire, black_box(&assessment)));
        });
        group.bench_function(BenchmarkId::new("write", count), |b| {
            b.iter(|| file::write(questionnaire, black_box(&assessment), "2026-11-24T10:00:00Z"));
        });
        group.bench_function(BenchmarkId::new("read", count), |b| {
            b.iter(|| file::read_stored(questionnaire, black_box(&text)));
        });
        group.finish();
    }
    let assessment = answered(&ISO42001);
    criterion.bench_function("core/report/42", |b| {
        b.iter(|| {
            Report::new(Sources {
                questionnaire: &ISO42001,
                assessment: black_box(&assessment),
                earlier: None,
                language: Language::English,
                made_on: "2026-11-24",
            })
        });
    });
}

criterion_group!(benches, core);
criterion_main!(benches);

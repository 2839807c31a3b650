//! The native tests, in one program: it is linked once, where a program for each file took a minute
//! of processor time. One file alone: `cargo test --test native NAME::`.
#![allow(clippy::unwrap_used, clippy::too_many_lines, missing_docs)]

mod common;

mod answers_file;
mod answers_file_extras;
mod answers_file_forms;
mod answers_file_plan;
mod architecture;
mod brand_cases;
mod color_properties;
mod command_line;
#[cfg(unix)]
mod command_line_safety;
#[cfg(unix)]
mod command_line_writing;
mod comparison_cases;
mod content;
mod coverage;
mod decision_cases;
mod deletion;
mod deletion_model;
mod dependencies;
mod documents;
mod embed_cases;
mod example;
mod export_colors;
mod exported_documents;
mod flat_tables;
mod glossary;
mod hostile_input;
mod key_requirements;
mod keyboard_shortcuts;
mod language_rule;
mod languages;
mod legal_references;
mod merge_cases;
mod offer_cases;
mod plan_cases;
mod plan_screen;
mod properties;
mod published_formats;
mod question_screens;
mod radar_picture;
mod reading_time;
mod report_cases;
mod report_formats;
mod results_screens;
mod routes;
mod scoring_cases;
mod screens;
mod session_properties;
mod session_sequences;
mod single_file;
mod slides;
mod storage_library;
mod storage_transfer;
mod suggestions;
mod tab_sync;
mod texts_survive;
mod verdict_cases;
mod ways_of_answering;
mod what_if_cases;
mod wording;
mod workbook;
mod written_texts;

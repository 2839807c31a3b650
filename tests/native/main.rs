//! The native tests, in one program: it is linked once, where a program for each file took a minute
//! of processor time. One file alone: `cargo test --test native NAME::`.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

mod addresses;
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
mod law_cases;
mod library_cases;
mod merge_cases;
mod moving_cases;
mod offer_cases;
mod one_file_cases;
mod pace;
mod plan_cases;
mod plan_screen;
mod properties;
mod published_formats;
mod question_screens;
mod radar_picture;
mod report_cases;
mod report_formats;
mod results_screens;
mod saved_cases;
mod saved_extras;
mod saved_forms;
mod saved_plan;
mod scoring_cases;
mod screens;
mod session_properties;
mod session_sequences;
mod slides;
mod suggestions;
mod texts_survive;
mod together;
mod verdict_cases;
mod ways_of_answering;
mod what_if_cases;
mod words;
mod workbook;
mod written_texts;

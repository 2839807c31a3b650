//! Schedules the gaps: in each week, a free lane takes the most urgent gap whose prerequisites are
//! closed.

use super::order::Order;
use super::weeks::Span;

/// The span of each piece, with so many `lanes`; `weeks` is how long a piece takes.
pub fn place(order: &Order, lanes: u32, weeks: impl Fn(usize) -> u32) -> Vec<Span> {
    let mut spans: Vec<Option<Span>> = vec![None; order.questions.len()];
    let mut week = 0;
    loop {
        while spans.iter().flatten().filter(|span| span.end > week).count() < lanes as usize {
            let Some(piece) = next(order, &spans, week) else { break };
            spans[piece] = Some(Span { start: week, end: week + weeks(piece) });
        }
        // Nothing changes before the next piece ends.
        let Some(end) = spans.iter().flatten().map(|span| span.end).filter(|end| *end > week).min()
        else {
            break;
        };
        week = end;
    }
    // A piece that is never placed would be part of a cycle, which the checks of the content rule
    // out.
    spans.into_iter().map(|span| span.unwrap_or(Span { start: 0, end: 0 })).collect()
}

/// The waiting piece with the best priority, then the best rank, for which nothing is left to wait.
fn next(order: &Order, spans: &[Option<Span>], week: u32) -> Option<usize> {
    let has_ended = |piece: &usize| spans[*piece].is_some_and(|span| span.end <= week);
    (0..spans.len())
        .filter(|piece| spans[*piece].is_none() && order.before[*piece].iter().all(has_ended))
        .min_by_key(|piece| (order.priorities[*piece], *piece))
}

//! Post-processes the XML that docx-rs writes: puts children in the order that the schema requires,
//! and adds what docx-rs can't express.
//!
//! docx-rs writes properties in an order of its own. Word is lenient about most of it, other
//! readers less so; here they are put into the order of ISO/IEC 29500-1 (transitional). What
//! docx-rs can't express is marked by something that it can, and replaced here. Text can't be
//! mistaken for markup meanwhile: it is escaped already.

use crate::export::text::escaped;

/// The style that marks a run as right-to-left.
pub const RIGHT_TO_LEFT: &str = "RightToLeft";

const ORDER: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps strike dstrike vanish color spacing w kern position sz szCs highlight u bdr shd fitText vertAlign \
         rtl cs lang",
    ),
    ("w:tblPr", "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook"),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    ("w:trPr", "cantSplit trHeight tblHeader"),
    ("w:tcPr", "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign"),
    (
        "w:sectPr",
        "headerReference footerReference type pgSz pgMar pgNumType cols textDirection titlePg docGrid",
    ),
    (
        "w:style",
        "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr",
    ),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr"),
    ("w:lvlOverride", "startOverride lvl"),
];
/// The elements that are left out if they are empty.
const NOTHING_WHEN_EMPTY: [&str; 4] = ["w:pPr", "w:rPr", "w:trPr", "w:tcPr"];

/// An element, or a text with its escapes.
enum Node<'a> {
    Element { open: &'a str, children: Vec<Self> },
    Text(&'a str),
}

impl Node<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Element { open, .. } => open.split(' ').next().unwrap_or_default(),
            Self::Text(_) => "",
        }
    }
}

/// Returns the document in the schema's order, with the marks replaced; `None` if it isn't
/// UTF-8 or has an incomplete tag. `alternative` is the alternative text of the picture.
pub fn finish(xml: &[u8], language: &str, alternative: &str) -> Option<Vec<u8>> {
    let xml = std::str::from_utf8(xml).ok()?;
    let (declaration, body) = match xml.split_once("?>") {
        Some((_, body)) if xml.starts_with("<?xml") => {
            ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", body)
        }
        _ => ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", xml),
    };
    let mut rest = body;
    let nodes = parse(&mut rest)?;
    let mut out = declaration.to_owned();
    for node in &nodes {
        write(node, &mut out, &Marks { language, alternative });
    }
    Some(out.into_bytes())
}

/// The values that replace marks.
struct Marks<'m> {
    language: &'m str,
    alternative: &'m str,
}

/// Parses nodes up to the end tag of the enclosing element.
fn parse<'a>(rest: &mut &'a str) -> Option<Vec<Node<'a>>> {
    let mut nodes = Vec::new();
    while !rest.is_empty() {
        let Some(from) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            nodes.push(Node::Text(&rest[..end]));
            *rest = &rest[end..];
            continue;
        };
        let (tag, after) = from.split_once('>')?;
        *rest = after;
        if tag.starts_with('/') {
            return Some(nodes);
        }
        if let Some(open) = tag.strip_suffix('/') {
            nodes.push(Node::Element { open: open.trim_end(), children: Vec::new() });
        } else {
            nodes.push(Node::Element { open: tag, children: parse(rest)? });
        }
    }
    Some(nodes)
}

fn write(node: &Node, out: &mut String, marks: &Marks) {
    let (open, children) = match node {
        Node::Text(text) => {
            out.push_str(text);
            return;
        }
        Node::Element { open, children } => (*open, children),
    };
    let name = node.name();
    // docx-rs never restarts its numbering of paragraphs, so the same report would give another
    // file.
    let open = if name == "w:p" { name } else { open };
    // The schema has no such attribute there.
    let open = if name == "w:gridCol" {
        open.strip_suffix(" w:type=\"dxa\"").unwrap_or(open)
    } else {
        open
    };
    if children.is_empty() && NOTHING_WHEN_EMPTY.contains(&name) {
        return;
    }
    let mut inner = String::new();
    let order = ORDER.iter().find(|(parent, _)| *parent == name).map(|(_, order)| *order);
    let mut children: Vec<&Node> = children.iter().collect();
    if let Some(order) = order {
        children.sort_by_key(|child| place(order, child.name()));
    }
    for child in children {
        write(child, &mut inner, marks);
    }
    if name == "w:rPr" && inner.is_empty() {
        return;
    }
    out.push_str(&element(open, name, &inner, marks));
}

/// Returns the element with its content.
fn element(open: &str, name: &str, inner: &str, marks: &Marks) -> String {
    match exchanged(open, marks) {
        Some(other) => other,
        None if inner.is_empty() => format!("<{open}/>"),
        None if name == "w:rPrDefault" => {
            let lang = format!(
                "<w:lang w:val=\"{0}\" w:eastAsia=\"{0}\" w:bidi=\"ar-SA\"/></w:rPr>",
                marks.language
            );
            format!("<{open}>{}</{name}>", inner.replace("</w:rPr>", &lang))
        }
        None if open.contains("w:styleId=\"Normal\"") => {
            format!("<{open} w:default=\"1\">{inner}</{name}>")
        }
        None => format!("<{open}>{inner}</{name}>"),
    }
}

/// Returns the position of a child; children that the list doesn't have come last, in their
/// original order.
fn place(order: &str, name: &str) -> usize {
    let local = name.strip_prefix("w:").unwrap_or(name);
    order.split_whitespace().position(|other| other == local).unwrap_or(usize::MAX)
}

/// Returns the replacement if the element is a mark.
fn exchanged(open: &str, marks: &Marks) -> Option<String> {
    if open.starts_with("w:trHeight ") && open.contains("w:val=\"1\"") {
        return Some("<w:tblHeader/>".to_owned());
    }
    if open.starts_with("w:rStyle ") && open.contains(RIGHT_TO_LEFT) {
        return Some("<w:rtl/>".to_owned());
    }
    if open.starts_with("wp:docPr ") {
        return Some(format!("<{open} descr=\"{}\"/>", escaped(marks.alternative)));
    }
    None
}

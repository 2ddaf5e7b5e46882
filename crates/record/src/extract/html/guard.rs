//! Parsing that stops where a page would cost more than it can be worth.
//!
//! The time of an HTML parser grows with the square of how deep elements stand
//! in each other, and unclosed formatting is made anew in every paragraph. Which
//! tags open and close what only the parser knows, so it is fed piece by piece
//! and its tree is asked between the pieces. It also compares each attribute of a
//! tag with all before it: while nothing comes of the pieces, they are looked
//! through for a tag that stays open.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::NodeId;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use rustc_hash::FxHashMap;
use scraper::{Html, HtmlTreeSink};

use crate::extract::limits;

/// Bytes between two questions; so many cannot open more elements than the parser bears.
const PIECE: usize = 2048;
/// Elements beyond one for each byte of the page: those that every page has.
const IMPLIED: usize = 16;

/// Why a page is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Costly {
    /// Its elements stand too deep in each other.
    Deep,
    /// One of its tags has too many attributes.
    Attributes,
    /// It makes more elements than it has bytes.
    Many,
}

/// The tree of a page.
pub(super) fn parse(page: &str) -> Result<Html, Costly> {
    let guard = Guard {
        tree: HtmlTreeSink::new(Html::new_document()),
        depths: RefCell::default(),
        deepest: Cell::new(0),
        made: Cell::new(0),
        calls: Cell::new(0),
        added: Cell::new(0),
    };
    let mut calls = 0;
    // Where the piece begins in which something last came of the page, and when to look at what follows.
    let (mut silent, mut look) = (0, 2 * PIECE);
    let mut parser = parse_document(guard, ParseOpts::default());
    let mut rest = page;
    while !rest.is_empty() {
        let (piece, more) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = more;
        parser.process(StrTendril::from(piece));
        let guard = &parser.tokenizer.sink.sink;
        let at = page.len() - rest.len();
        if guard.calls.get() != calls {
            calls = guard.calls.get();
            (silent, look) = (at - piece.len(), 2 * PIECE);
        } else if at - silent >= look {
            look = 2 * (at - silent);
            let open = page.as_bytes().get(silent..at).unwrap_or_default();
            if super::attributes::of_open_tag(open) > limits::ATTRIBUTES {
                return Err(Costly::Attributes);
            }
        }
        if guard.deepest.get() > limits::DEPTH {
            return Err(Costly::Deep);
        }
        if guard.made.get() > page.len() + IMPLIED {
            return Err(Costly::Many);
        }
    }
    Ok(parser.finish())
}

/// The tree of a page, and how deep its elements were put.
struct Guard {
    tree: HtmlTreeSink,
    depths: RefCell<FxHashMap<NodeId, usize>>,
    deepest: Cell<usize>,
    made: Cell<usize>,
    /// Calls that put something into the tree.
    calls: Cell<usize>,
    /// Attributes that were given to elements already made.
    added: Cell<usize>,
}

impl Guard {
    fn depth(&self, node: NodeId) -> usize {
        self.depths.borrow().get(&node).copied().unwrap_or_default()
    }

    fn put(&self, node: &NodeOrText<NodeId>, depth: usize) {
        self.calls.set(self.calls.get() + 1);
        if let NodeOrText::AppendNode(node) = node {
            self.depths.borrow_mut().insert(*node, depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }
}

impl TreeSink for Guard {
    type Output = Html;
    type Handle = NodeId;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.tree.finish()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.tree.parse_error(message);
    }

    fn get_document(&self) -> NodeId {
        self.tree.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.tree.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.made.set(self.made.get() + 1);
        self.tree.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.tree.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.put(&child, self.depth(*parent) + 1);
        self.tree.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, former: &NodeId, child: NodeOrText<NodeId>) {
        // Before the table, or into the element that was open before it.
        self.put(&child, self.depth(*element).max(self.depth(*former) + 1));
        self.tree.append_based_on_parent_node(element, former, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.tree.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.tree.get_template_contents(target);
        self.put(&NodeOrText::AppendNode(contents), self.depth(*target) + 1);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.tree.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.put(&node, self.depth(*sibling));
        self.tree.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        // Each is compared with all that are there.
        let added = self.added.get() + attributes.len();
        if added <= limits::ATTRIBUTES {
            self.added.set(added);
            self.tree.add_attrs_if_missing(target, attributes);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.tree.reparent_children(node, parent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(page: &str) -> Option<Costly> {
        parse(page).err()
    }

    #[test]
    fn end_tags_that_end_nothing_do_not_hide_depth() {
        assert_eq!(code(&"<div></x>".repeat(1_700_000)), Some(Costly::Deep));
        assert_eq!(code(&"<b><table><tr><td></b>".repeat(100_000)), Some(Costly::Deep));
        assert_eq!(code(&"<template>".repeat(100_000)), Some(Costly::Deep));
    }

    #[test]
    fn what_is_no_element_is_not_counted() {
        let script = format!("<script>{}</script>", "if (i<n) j<m;".repeat(5_000));
        assert_eq!(code(&format!("<p>one{script}<!--{}-->two", "<div>".repeat(5_000))), None);
        assert_eq!(code(&"<p>one <b>two".repeat(20_000)), None);
        assert_eq!(code(&"<div><p>one</div>".repeat(20_000)), None);
    }

    #[test]
    fn formatting_made_anew_without_end_is_refused() {
        let formats: String = (0..1_000).map(|at| format!("<font size={at}>")).collect();
        assert_eq!(code(&format!("<p>{formats}{}", "<p>x".repeat(1_000_000))), Some(Costly::Many));
    }

    #[test]
    fn the_tree_is_that_of_the_parser_itself() {
        let page =
            "<p>one<b>two<table><tr><td>tree<div>é</b>x<template><i>y</template></table><svg><a/></svg>"
                .repeat(90);
        assert_eq!(parse(&page).map(|tree| tree.html()), Ok(Html::parse_document(&page).html()));
    }
}

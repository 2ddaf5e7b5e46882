//! Strongly connected components (Tarjan 1972), without recursion.

use super::moves::Lists;

/// The component of each node. A component that another can reach has the smaller number.
pub(super) fn components(nodes: usize, successors: &Lists) -> (Vec<u32>, usize) {
    const NONE: u32 = u32::MAX;
    let mut component = vec![NONE; nodes];
    let mut number = vec![NONE; nodes];
    let mut low = vec![NONE; nodes];
    let (mut next, mut found) = (0_u32, 0_u32);
    let mut stack: Vec<usize> = Vec::new();
    let mut calls: Vec<(usize, usize)> = Vec::new();
    for root in 0..nodes {
        if number[root] != NONE {
            continue;
        }
        calls.push((root, 0));
        while let Some((node, at)) = calls.last_mut() {
            let node = *node;
            if *at == 0 {
                number[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
            }
            if let Some(&to) = successors.of(node).get(*at) {
                *at += 1;
                let to = to as usize;
                if number[to] == NONE {
                    calls.push((to, 0));
                } else if component[to] == NONE {
                    low[node] = low[node].min(number[to]);
                }
                continue;
            }
            calls.pop();
            if let Some(&(above, _)) = calls.last() {
                low[above] = low[above].min(low[node]);
            }
            if low[node] == number[node] {
                while let Some(member) = stack.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    (component, found as usize)
}

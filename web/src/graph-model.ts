import { DirectedGraph } from "graphology";
import type { Edge, Investigation, Node } from "./data";
import { seconds } from "./text";

/** A row of the drawing: one credential, principal or workload, or several of a kind folded into one. */
export interface Row {
  id: string;
  node: Node;
  members: Node[];
  depth: number;
  parent: string | null;
  edge: Edge | null;
  born: number | null;
  died: number | null;
  uses: Edge[];
}

export interface Link {
  from: string;
  to: string;
  edge: Edge;
}

export interface Family {
  rows: Row[];
  links: Link[];
  hidden: number;
}

const few = 3;

/** Lays the graph out as a family tree: a parent above its children, the children in the order in which they came. */
export function family(of: Investigation, options: { follow: string | null; excluded: Set<string>; unfolded: Set<string>; attempts: boolean }): Family {
  const graph = new DirectedGraph<Node, { edge: Edge }>({ multi: false } as never);
  for (const node of of.graph.nodes) if (node.kind !== "address" && !options.excluded.has(node.id)) graph.addNode(node.id, node);
  const uses = new Map<string, Edge[]>();
  const all: Edge[] = [];
  const kinds = new Map(of.graph.nodes.map((n) => [n.id, n.kind]));
  for (const edge of of.graph.edges) {
    if (kinds.get(edge.to) === "address") {
      uses.set(edge.from, [...(uses.get(edge.from) ?? []), edge]);
      continue;
    }
    if (edge.kind === "attempted" && !options.attempts) continue;
    if (!graph.hasNode(edge.from) || !graph.hasNode(edge.to) || edge.from === edge.to) continue;
    all.push(edge);
    if (!graph.hasEdge(edge.from, edge.to)) graph.addEdge(edge.from, edge.to, { edge });
  }
  if (!options.attempts) graph.forEachNode((id) => graph.degree(id) === 0 && graph.order > 1 && !uses.has(id) && graph.dropNode(id));
  if (options.follow && graph.hasNode(options.follow)) {
    const kept = new Set([...reach(graph, options.follow, "out"), ...reach(graph, options.follow, "in")]);
    graph.forEachNode((id) => kept.has(id) || graph.dropNode(id));
  }
  const hidden = of.graph.nodes.filter((n) => n.kind !== "address").length - graph.order;
  const parents = new Map<string, Edge>();
  for (const edge of [...all].sort((a, b) => Number(a.kind === "attempted") - Number(b.kind === "attempted") || (a.time ?? "~").localeCompare(b.time ?? "~"))) {
    if (graph.hasNode(edge.from) && graph.hasNode(edge.to) && !parents.has(edge.to) && !leads(parents, edge.from, edge.to)) parents.set(edge.to, edge);
  }
  const children = new Map<string | null, string[]>();
  graph.forEachNode((id) => {
    const parent = parents.get(id)?.from ?? null;
    children.set(parent, [...(children.get(parent) ?? []), id]);
  });
  const born = (id: string): number => seconds(parents.get(id)?.time) ?? Math.min(...graph.outEdges(id).map((e) => seconds(graph.getEdgeAttribute(e, "edge").time) ?? Infinity), ...(uses.get(id) ?? []).map((u) => seconds(u.time) ?? Infinity));
  const rows: Row[] = [];
  const into = new Map<string, string>();
  const died = lives(of);
  const visit = (ids: string[], depth: number, parent: string | null): void => {
    const sorted = [...ids].sort((a, b) => born(a) - born(b) || (a < b ? -1 : 1));
    const groups = new Map<string, string[]>();
    for (const id of sorted) {
      const leaf = !children.get(id)?.length;
      const group = leaf ? `${parent}|${parents.get(id)?.kind}|${kindOf(graph.getNodeAttributes(id))}` : id;
      groups.set(group, [...(groups.get(group) ?? []), id]);
    }
    for (const [name, members] of groups) {
      if (members.length > few && !options.unfolded.has(name)) {
        const first = members[0]!;
        const node = graph.getNodeAttributes(first);
        const family = kindOf(node).split("|")[1] ?? "";
        rows.push({
          id: name,
          node: { id: name, kind: node.kind, label: `${members.length} × ${family || node.kind}` },
          members: members.map((m) => graph.getNodeAttributes(m)),
          depth,
          parent,
          edge: parents.get(first) ?? null,
          born: born(first),
          died: Math.max(...members.map((m) => died.get(m) ?? born(m))),
          uses: members.flatMap((m) => uses.get(m) ?? []),
        });
        for (const m of members) into.set(m, name);
        continue;
      }
      for (const id of members) {
        const at = born(id);
        rows.push({
          id,
          node: graph.getNodeAttributes(id),
          members: [],
          depth,
          parent,
          edge: parents.get(id) ?? null,
          born: Number.isFinite(at) ? at : null,
          died: died.get(id) ?? null,
          uses: uses.get(id) ?? [],
        });
        into.set(id, id);
        visit(children.get(id) ?? [], depth + 1, id);
      }
    }
  };
  visit(children.get(null) ?? [], 0, null);
  const links = all
    .filter((e) => into.has(e.from) && into.has(e.to) && into.get(e.from) !== into.get(e.to))
    .map((edge) => ({ from: into.get(edge.from)!, to: into.get(edge.to)!, edge }));
  return { rows, links, hidden };
}

/** When each credential was last used, from the letter's table of credentials. */
function lives(of: Investigation): Map<string, number> {
  const last = new Map<string, number>();
  for (const table of of.letters.find((l) => l.key === "track")?.tables ?? []) {
    const [id, at] = [Math.max(table.columns.indexOf("credential"), table.columns.indexOf("id")), Math.max(table.columns.indexOf("lastuse"), table.columns.indexOf("last"))];
    if (id < 0 || at < 0) continue;
    for (const row of table.rows) {
      const time = seconds(row[at] as string | null);
      if (typeof row[id] === "string" && time !== null) last.set(row[id], Math.max(time, last.get(row[id]) ?? 0));
    }
  }
  return last;
}

function leads(parents: Map<string, Edge>, from: string, to: string): boolean {
  for (let at: string | undefined = from, n = 0; at !== undefined && n < 1000; at = parents.get(at)?.from, n++) if (at === to) return true;
  return false;
}

function reach(graph: DirectedGraph<Node, { edge: Edge }>, from: string, way: "in" | "out"): Set<string> {
  const seen = new Set([from]);
  const next = [from];
  while (next.length) {
    for (const id of way === "out" ? graph.outNeighbors(next.pop()!) : graph.inNeighbors(next.pop()!)) {
      if (!seen.has(id)) seen.add(id), next.push(id);
    }
  }
  return seen;
}

/** What is folded together: sessions of one role, keys of one user. */
function kindOf(node: Node): string {
  const name = node.label.replace(/^(session|role|user|key of user) /, "").split(/[/(]/)[0]!.trim();
  return `${node.kind}|${node.kind === "session" || node.label.includes("/") ? `${name}/…` : node.kind}`;
}

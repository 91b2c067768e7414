import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import postgres from 'postgres';
import { listed } from './work.ts';

/**
 * The limit: bare HTTP, the driver and statements by hand on the schema of the Atlas; nothing is checked, written to a log or kept.
 * At /null?of=ADDRESS it sends again what that address answered once, and asks nothing: the floor of HTTP and client, which reads long
 * and Chinese answers more slowly than others.
 */
const sql = postgres(process.argv[2], { max: 10, onnotice: () => {} });
const run = (text: string, values: string[]) => sql.unsafe(text, values, { prepare: true });

const columns = listed.map((field) => `p.${field}`).join(', ');
const orders: Record<string, string> = {
	title: 'e.title collate "C", e.id collate "C"',
	'-id': 'e.id collate "C" desc',
	'modality,title': 'e.modality, e.title collate "C", e.id collate "C"',
	'-subject,-technology,title': 'e.subject desc, e.technology desc, e.title collate "C", e.id collate "C"'
};
const entries = 'derived.proposal_entry e';
const rows = (where: string, order: string) =>
	`select ${columns} from (select e.id, row_number() over () as place from (select e.id from ${entries} where ${where} order by ${order} limit 50) e) e
	join proposal p using (id) order by e.place`;
const byId = 'e.id collate "C"';

/** Dimensions of the cross-tab, of a proposal `p`, its link `l` and the instrument `i` of that. */
const dimensions: Record<string, string> = {
	remedy_type: 'p.remedy_type',
	modality: 'p.modality',
	specificity: 'p.specificity',
	jurisdiction: 'i.jurisdiction',
	relation: 'l.relation::text',
	confidence: 'l.confidence::text',
	status: 'i.status'
};

/** How the law of an instrument stands on the day $1, as far as the dates of a synthetic set go. */
const lightOf = `case when i.status = 'proposed' then 'proposed' when i.in_force_from <= $1 then 'in-force' else 'unknown' end`;

type Row = { layers: Record<string, string>; actors: object[]; papers: string[]; law: object[] };
type Asked = Record<string, string>;
const answers: Record<string, (asked: Asked) => Promise<object>> = {
	async list({ layer, remedy, sort }) {
		const where = `e.level = 'specific' and e.facets @> array[$1, $2]`;
		const values = [`layer:${layer}:primary`, `remedy:${remedy}`];
		const [[{ total }], found] = await Promise.all([
			run(`select count(*)::int as total from ${entries} where ${where}`, values),
			run(rows(where, orders[sort]), values)
		]);
		return { total, rows: found };
	},
	async matrix({ layer, remedy, sort }) {
		const found = await run(
			`select e.id from ${entries} where e.level = 'specific' and e.facets @> array[$1, $2] order by ${orders[sort]} limit 50`,
			[`layer:${layer}:primary`, `remedy:${remedy}`]
		);
		const ids = found.map(({ id }) => id as string);
		const of = (text: string) => sql.unsafe(text, [ids], { prepare: true });
		const [heads, layerRows, actors, papers, links] = await Promise.all([
			of(`select ${columns} from proposal p where id = any($1)`),
			of('select proposal, layer, involvement from proposal_layer where proposal = any($1)'),
			of(
				"select proposal, code, basis from proposal_code where proposal = any($1) and field = 'actors' order by proposal, ordinal"
			),
			of('select distinct proposal, paper from proposal_evidence where proposal = any($1)'),
			of(`select l.proposal, l.relation, l.basis, i.status, count(*)::int as count
				from link l join instrument i on i.id = l.instrument where l.proposal = any($1) group by 1, 2, 3, 4`)
		]);
		const rows = new Map(
			heads.map((head) => [
				head.id as string,
				{ ...head, layers: {}, actors: [], papers: [], law: [] } as Row
			])
		);
		for (const { proposal, layer, involvement } of layerRows) rows.get(proposal)!.layers[layer] = involvement;
		for (const { proposal, ...actor } of actors) rows.get(proposal)!.actors.push(actor);
		for (const { proposal, paper } of papers) rows.get(proposal)!.papers.push(paper);
		for (const { proposal, ...law } of links) rows.get(proposal)!.law.push(law);
		return { rows: ids.map((id) => rows.get(id)) };
	},
	async keyset({ after }) {
		return { rows: await run(rows(`e.level = 'specific' and e.id collate "C" > $1`, byId), [after]) };
	},
	async search({ q }) {
		const words = q.toLowerCase().split(' ');
		const isPair = /^[一-鿿]{2}$/.test(q);
		const where = `e.level = 'specific' and ${
			isPair
				? 'e.han @> array[$1]'
				: words.map((_, place) => `e.haystack like '%' || $${place + 1} || '%'`).join(' and ')
		}`;
		const [[{ total }], found] = await Promise.all([
			run(`select count(*)::int as total from ${entries} where ${where}`, words),
			run(rows(where, byId), words)
		]);
		return { total, rows: found };
	},
	async crosstab({ rows, cols, measure }) {
		return {
			cells: await run(
				`select ${dimensions[rows]} as "row", ${dimensions[cols]} as col, ${measure === 'links' ? 'count(*)' : 'count(distinct p.id)'}::int as n
				from proposal p join link l on l.proposal = p.id join instrument i on i.id = l.instrument
				where p.level = 'specific' group by 1, 2`,
				[]
			)
		};
	},
	async crosstab_mv({ rows, cols, measure }) {
		const kept = await run(
			`select "rows", "cols", counts from derived.cross_count where level = 'specific' and ("rows", "cols") in (($1, $2), ($1, 'links'), ($2, 'links'), ('links', 'links'))`,
			[rows, cols]
		);
		const pair = kept.find((row) => row.rows === rows && row.cols === cols)!;
		const cells = (pair.counts as [string, string, number, number][]).map(([row, col, proposals, links]) => ({
			row,
			col,
			n: measure === 'links' ? links : proposals
		}));
		return { cells, totals: kept.filter((row) => row !== pair) };
	},
	/** Fifty rows with what counts on a day in each place, and the sums of all rows from the kept changes. */
	async coverage({ day, after }) {
		const [rows, cells, sums] = await Promise.all([
			run(
				`select p.id, p.title_en, p.title_zh, p.level, y.layer from (select e.id from ${entries} where e.level = 'specific' and ${byId} > $1 order by ${byId} limit 50) e
				join proposal p using (id) join proposal_layer y on y.proposal = p.id and y.involvement = 'primary' order by p.id collate "C"`,
				[after]
			),
			run(
				`select l.proposal, i.jurisdiction, l.relation, ${lightOf} as light, count(*)::int as n
				from (select e.id from ${entries} where e.level = 'specific' and ${byId} > $2 order by ${byId} limit 50) e
				join link l on l.proposal = e.id join instrument i on i.id = l.instrument group by 1, 2, 3, 4`,
				[day, after]
			),
			run(
				`select place, sum(links)::int as links, sum(law)::int as law, sum(not_operative)::int as not_operative, sum(undated)::int as undated
				from derived.coverage_step where day <= $1 and level = 'specific' group by place`,
				[day]
			)
		]);
		return { rows, cells, sums };
	},
	async detail({ id }) {
		const of = (text: string) => run(text, [id]);
		const [[head], layers, codes, evidence, relations, links] = await Promise.all([
			of('select * from proposal where id = $1'),
			of('select layer, involvement, reason_en, reason_zh from proposal_layer where proposal = $1'),
			of('select field, code, basis from proposal_code where proposal = $1 order by field, ordinal'),
			of('select * from proposal_evidence where proposal = $1 order by ordinal'),
			of('select * from proposal_relation where proposal = $1 order by ordinal'),
			of(`select l.*, i.jurisdiction, v.ref_en, v.verification,
				array(select code from link_cover c where c.link = l.id order by ordinal) as covers
				from link l join instrument i on i.id = l.instrument join provision v on v.instrument = l.instrument and v.number = l.provision
				where l.proposal = $1 order by l.ordinal`)
		]);
		return { ...head, layers, codes, evidence, relations, links };
	}
};
const sent = new Map<string, Buffer>();
async function nothing(address: string): Promise<Buffer> {
	const known = sent.get(address);
	if (known) return known;
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
	const body = Buffer.from(await answer.arrayBuffer());
	sent.set(address, body);
	return body;
}

const server = createServer(async (request, response) => {
	try {
		const { pathname, searchParams } = new URL(request.url!, 'http://limit');
		const kind = pathname.slice(1);
		const body =
			kind === 'null'
				? await nothing(searchParams.get('of')!)
				: Buffer.from(JSON.stringify(await answers[kind](Object.fromEntries(searchParams))));
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
		response.end(body);
	} catch (error) {
		response.writeHead(500);
		response.end(String(error));
	}
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
	console.log(`limit is at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
);
process.once('SIGTERM', () => {
	server.close();
	server.closeAllConnections();
	void sql.end({ timeout: 1 });
});

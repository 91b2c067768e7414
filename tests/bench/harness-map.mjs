// Endpoint map by which the shared harness measures the Atlas as one more column, on its own schema and data of `npm run synth`.
// Ids, totals and words are the Atlas's own, so its check of equal answers tells of differences; `npm run bench` compares.
import { createHash } from 'node:crypto';

const layers = { model: 'technology', platform: 'institution', society: 'subject' };
const remedies = [
	'disclosure',
	'rights-definition',
	'audit-assessment',
	'labour-standard',
	'oversight-monitoring',
	'redistribution',
	'participation-co-governance',
	'collective-organisation',
	'technical-redesign',
	'identity-portability',
	'public-infrastructure',
	'platform-responsibility',
	'value-orientation',
	'subject-awakening',
	'international-cooperation'
];
const sorts = { updated_at: 'id', title_en: 'title', created_at: 'modality,title', status: 'level,title' };
const english = [
	'audits',
	'riders',
	'wage floors',
	'opt-in',
	'periodic rest breaks',
	'warehouse',
	'Require transparent',
	'digital unions for riders',
	'voluntary',
	'young workers on game platforms',
	'training courses for couriers',
	'export'
];
const chinese = [
	'审计',
	'骑手',
	'外卖平台',
	'最低报酬',
	'数字工会',
	'透明',
	'主播提供',
	'强制',
	'生成式模型',
	'家政人员',
	'封号通知',
	'游戏平台为创作者'
];

const fields =
	'fields=id,title_en,title_zh,level,modality,specificity,remedy_type,alienation_dimension,as_of,url,data_url';
const asked = new Map();
/** The place of a value among those of its kind, in the order in which the harness first names them. */
const placeOf = (kind, value) => {
	const known = asked.get(kind) ?? asked.set(kind, []).get(kind);
	if (!known.includes(value)) known.push(value);
	return known.indexOf(value);
};
const list = (query) => `/api/v1/proposals?limit=50&${fields}&${query}`;
const search = (words) => list(`q=${encodeURIComponent(words)}&sort=-id`);
const id = (number) => `synth-${String(number).padStart(6, '0')}`;

/** The cursor after a record of the list that is ordered by falling id, with no other filter. */
function cursor(after) {
	const text = Buffer.from(JSON.stringify([after, after])).toString('base64url');
	const about = JSON.stringify(['proposals', { level: 'specific' }, ['-id']]);
	return `${text}.${createHash('sha256').update(`${text}\n${about}`).digest('base64url').slice(0, 16)}`;
}
const newest = Number(process.env.ATLAS_PROPOSALS ?? 10_000);

/** `layer|remedy`: how many, in every cell that holds any. */
const cellsOf = (rows) =>
	Object.fromEntries(
		rows
			.filter(({ id }) => id !== 'all')
			.flatMap(({ id, title: _, total: __, ...counts }) =>
				Object.entries(counts).map(([remedy, count]) => [`${id}|${remedy}`, count])
			)
			.filter(([, count]) => count > 0)
	);

export default {
	name: 'atlas',
	headers: { 'cache-control': 'no-cache' },
	path: {
		list: ({ layer, remedy, sort, dir }) =>
			list(
				`layer=${layers[layer]}:primary&remedy=${remedies[placeOf('remedy', remedy) % remedies.length]}&sort=${dir === 'desc' ? '-' : ''}${sorts[sort]}`
			),
		deep_keyset: ({ offset }) => list(`sort=-id&cursor=${cursor(id(newest - offset))}`),
		search_en: ({ q }) => search(english[placeOf('en', q) % english.length]),
		search_zh: ({ q }) => search(chinese[placeOf('zh', q) % chinese.length]),
		crosstab: () => '/matrix/cross-tab.json?rows=layer&cols=remedy_type&level=all',
		detail: ({ id: number }) => `/api/v1/proposals/${id(number)}?include=links`
	},
	read: (endpoint, { data, meta }) =>
		endpoint === 'detail'
			? { id: data.id, evidence: data.evidence.length, provisions: data.links.map((link) => link.id) }
			: endpoint === 'crosstab'
				? { cells: cellsOf(data) }
				: { total: meta.total, ids: data.map((row) => row.id) }
};

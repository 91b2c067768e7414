import { involvements, layers, type Layer } from '../../domain/codes.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { LinkFile } from '../../domain/link.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';

/** English and Chinese of the words that synthetic titles are made of. */
type Pair = readonly [en: string, zh: string];
const verbs: Pair[] = [
	['Require', '要求'],
	['Prohibit', '禁止'],
	['Limit', '限制'],
	['Mandate', '强制'],
	['Encourage', '鼓励'],
	['Standardise', '规范'],
	['Fund', '资助'],
	['Review', '审查'],
	['Publish', '公布'],
	['Clarify', '明确'],
	['Certify', '认证'],
	['Monitor', '监测']
];
const qualities: Pair[] = [
	['transparent', '透明的'],
	['periodic', '定期的'],
	['independent', '独立的'],
	['real-time', '实时的'],
	['opt-in', '选择加入的'],
	['granular', '细化的'],
	['default', '默认的'],
	['accessible', '无障碍的'],
	['proportionate', '相称的'],
	['verifiable', '可核查的'],
	['binding', '有约束力的'],
	['voluntary', '自愿的'],
	['layered', '分层的'],
	['machine-readable', '机器可读的'],
	['emergency', '紧急的'],
	['long-term', '长期的']
];
const objects: Pair[] = [
	['algorithm audits', '算法审计'],
	['pay statements', '报酬明细'],
	['rating appeals', '评分申诉'],
	['deactivation notices', '封号通知'],
	['rest breaks', '休息时间'],
	['data deletion', '数据删除'],
	['data portability', '数据可携'],
	['consent records', '同意记录'],
	['accident insurance', '工伤保险'],
	['wage floors', '最低报酬'],
	['dispatch limits', '派单限制'],
	['training courses', '技能培训'],
	['worker councils', '劳动者委员会'],
	['digital unions', '数字工会'],
	['complaint desks', '投诉窗口'],
	['incident reports', '事件报告'],
	['model registers', '模型登记'],
	['risk assessments', '风险评估'],
	['profit shares', '收益分成'],
	['working-time records', '工时记录'],
	['content credits', '创作署名'],
	['portable identities', '可迁移身份'],
	['privacy defaults', '隐私默认设置'],
	['literacy courses', '素养课程']
];
const people: Pair[] = [
	['riders', '骑手'],
	['couriers', '快递员'],
	['ride-hailing drivers', '网约车司机'],
	['livestreamers', '主播'],
	['crowd workers', '众包劳动者'],
	['data labellers', '数据标注员'],
	['content moderators', '内容审核员'],
	['domestic workers', '家政人员'],
	['freelance designers', '自由设计师'],
	['creators', '创作者'],
	['young workers', '青年劳动者'],
	['migrant workers', '流动劳动者'],
	['older workers', '高龄劳动者'],
	['all users', '全体用户']
];
const systems: Pair[] = [
	['delivery platforms', '外卖平台'],
	['ride-hailing apps', '网约车平台'],
	['livestream platforms', '直播平台'],
	['crowdsourcing sites', '众包网站'],
	['labelling platforms', '标注平台'],
	['short-video apps', '短视频应用'],
	['online marketplaces', '电商平台'],
	['freelance exchanges', '自由职业平台'],
	['care platforms', '家政平台'],
	['warehouse systems', '仓储系统'],
	['dispatch algorithms', '派单算法'],
	['rating systems', '评分系统'],
	['social networks', '社交网络'],
	['generative models', '生成式模型'],
	['game platforms', '游戏平台'],
	['remote-work tools', '远程办公工具']
];

/** How many of what is shared by all proposals, however many those are. */
const synthShared = { papers: 5, instruments: 200, provisions: 1500 } as const;
const linksEach = 10;
const checkedOn = '2026-11-21';

/** mulberry32: the same seed gives the same numbers on every machine. */
function randomFrom(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	const pick = <T>(list: readonly T[]): T => list[below(list.length)];
	/** Some of a list, each once, in the order of the list. */
	const some = <T>(list: readonly T[], most: number): T[] => {
		const wanted = new Set(Array.from({ length: 1 + below(most) }, () => below(list.length)));
		return list.filter((_, place) => wanted.has(place));
	};
	return { next, below, pick, some };
}

export const synthId = (index: number): string => `synth-${String(index + 1).padStart(6, '0')}`;
const instrumentId = (index: number): string => `synth-regulation-${String(index + 1).padStart(3, '0')}`;
const paperId = (index: number): string => String(900 + index);
const isUmbrella = (index: number): boolean => index % 20 === 0;

/** The vocabularies of the real set without its passages, which speak of its papers. */
export const synthVocabularies = (real: Vocabulary[]): Vocabulary[] =>
	real.map((vocabulary) => ({
		...vocabulary,
		terms: vocabulary.terms.map(({ evidence: _, ...term }) => term)
	}));

export function* synthPapers(): Generator<Paper> {
	for (let index = 0; index < synthShared.papers; index++)
		yield {
			id: paperId(index),
			bibliography: {
				title_en: { value: `Synthetic paper ${index + 1}, for measuring only`, source: 'file' },
				title_zh: { value: `合成论文 ${index + 1}（仅供测速）`, source: 'file' }
			},
			text_sha256: String(index).padStart(64, '0'),
			text_contains_en: 'Nothing: this paper does not exist.',
			text_contains_zh: '无：此论文并不存在。',
			structure: Array.from({ length: 6 }, (_, section) => ({
				section: String(section + 1),
				paragraphs: Array.from({ length: 5 }, (_, paragraph) => ({
					paragraph: paragraph + 1,
					starts_with: '合成',
					first_line: 1,
					last_line: 1
				}))
			})),
			named_items_note_en: 'None.',
			named_items_note_zh: '无。'
		};
}

/** What a regulation is, and what its force lets a link say at most. */
const standings = [
	{ force: 'binding-in-force', status: 'in-force', binding: 'binding', in_force_from: '2021-03-01' },
	{ force: 'binding-in-force', status: 'in-force', binding: 'binding', in_force_from: '2024-07-01' },
	{ force: 'soft-law', status: 'soft-law-current', binding: 'not-binding', in_force_from: '2019-06-30' },
	{ force: 'proposal-or-unverified', status: 'proposed', binding: 'not-binding', in_force_from: undefined }
] as const;
const standingOf = (index: number) => standings[index % standings.length];

/** The provision with the given place among all: shared out over the instruments, so that each has seven or eight. */
const provisionAt = (place: number) => ({
	instrument: place % synthShared.instruments,
	number: Math.floor(place / synthShared.instruments) + 1
});

export function* synthInstruments(vocabularies: Vocabulary[]): Generator<Instrument> {
	const codes = codesOf(vocabularies);
	const jurisdictions = codes('jurisdictions').filter((code) => !code.startsWith('REG-'));
	for (let index = 0; index < synthShared.instruments; index++) {
		const { pick } = randomFrom(77 + index * 31);
		const { force, status, binding, in_force_from } = standingOf(index);
		const number = index + 1;
		const count = Math.ceil((synthShared.provisions - index) / synthShared.instruments);
		yield {
			id: instrumentId(index),
			title_original: `Synthetic regulation ${number}`,
			original_language: 'en',
			title_en: `Synthetic regulation ${number} on platform work`,
			title_en_basis: 'own-translation',
			title_zh: `合成规定 ${number}：平台劳动`,
			title_zh_basis: 'own-translation',
			short_title_en: `Synthetic regulation ${number}`,
			short_title_zh: `合成规定 ${number}`,
			jurisdiction: pick(jurisdictions),
			type: 'regulation',
			binding,
			force,
			...(in_force_from && { in_force_from }),
			status,
			verification: codes('instrument_verification')[0],
			sources: ['made by npm run synth'],
			checked_on: checkedOn,
			provisions: Array.from({ length: count }, (_, place) => {
				const object = pick(objects);
				return {
					number: place + 1,
					ref: `第${place + 1}条`,
					ref_en: `Art. ${place + 1}`,
					paraphrase_en: `Speaks of ${object[0]} on ${pick(systems)[0]}.`,
					paraphrase_zh: `涉及${pick(systems)[1]}的${object[1]}。`,
					verification: 'text'
				};
			})
		};
	}
}

/** Makes the proposal of an index (from 0) with its links; neither depends on how many there are. */
export function synthProposals(vocabularies: Vocabulary[]): {
	proposal(index: number): Proposal;
	links(index: number): LinkFile;
} {
	const codes = codesOf(vocabularies);
	return { proposal: (index) => proposalAt(index, codes), links: (index) => linksAt(index, codes) };
}

const passage = ({ below }: ReturnType<typeof randomFrom>) => ({
	paper: paperId(below(synthShared.papers)),
	section: String(1 + below(6)),
	paragraph: 1 + below(5)
});

function proposalAt(index: number, codes: Codes): Proposal {
	const random = randomFrom(0x9e37 + index * 2654435761);
	const { below, pick, some } = random;
	const [verb, quality, object] = [pick(verbs), pick(qualities), pick(objects)];
	const [group, system] = [pick(people), pick(systems)];
	const primary = pick(layers);
	const layer = (name: Layer) => ({
		involvement: name === primary ? ('primary' as const) : pick(involvements.slice(1)),
		reason_en: `Made up for the layer ${name}.`,
		reason_zh: '合成理由。'
	});
	const remedy_type = pick(codes('remedy_types'));
	const party = (code: string) => ({ code, basis: pick(['named', 'inferred'] as const) });
	const umbrella = isUmbrella(index);
	return {
		id: synthId(index),
		title_en: `${verb[0]} ${quality[0]} ${object[0]} for ${group[0]} on ${system[0]}`,
		title_zh: `${verb[1]}${system[1]}为${group[1]}提供${quality[1]}${object[1]}`,
		summary_en: `Synthetic: asks ${system[0]} for ${quality[0]} ${object[0]}, so that ${group[0]} can rely on them.`,
		summary_zh: `合成数据：要求${system[1]}提供${quality[1]}${object[1]}，使${group[1]}有所依凭。`,
		level: umbrella ? 'umbrella' : 'specific',
		modality: pick(codes('modality')),
		specificity: pick(codes('specificity')),
		layers: {
			institution: layer('institution'),
			technology: layer('technology'),
			subject: layer('subject')
		},
		remedy_type,
		...(below(3) === 0 && {
			secondary_remedy_types: some(codes('remedy_types'), 1).filter((code) => code !== remedy_type)
		}),
		...(below(2) === 0 && {
			alienation_dimension: pick(codes('alienation_dimensions')),
			alienation_basis: pick(codes('alienation_basis'))
		}),
		actors: some(codes('actors'), 3).map(party),
		beneficiaries: some(codes('beneficiaries'), 2).map(party),
		mechanisms: [{ name_en: object[0], name_zh: object[1] }],
		...(below(2) === 0 && { obstacles: some(codes('obstacles'), 2) }),
		evidence: [
			{ ...passage(random), role: 'proposal', key_terms: [object[1]] },
			{ ...passage(random), role: 'restatement', key_terms: [system[1], group[1]] }
		],
		...(!umbrella &&
			index % 3 === 1 && {
				relations: [
					{
						// Umbrellas stand at every twentieth place: the one before this proposal is always there.
						type: 'broader',
						to: synthId(index - (index % 20)),
						reason_en: 'Made up.',
						reason_zh: '合成。',
						basis: codes('relation_basis')[0],
						scope: codes('relation_scope')[0]
					}
				]
			})
	};
}

function linksAt(index: number, codes: Codes): LinkFile {
	const random = randomFrom(5000 + index * 40503);
	const { below, pick, some } = random;
	const id = synthId(index);
	const start = below(synthShared.provisions);
	const step = 1 + below(140);
	const numbers = new Map<number, number>();
	return {
		id,
		links: Array.from({ length: linksEach }, (_, place) => {
			const { instrument, number } = provisionAt((start + place * step) % synthShared.provisions);
			const running = (numbers.get(instrument) ?? 0) + 1;
			numbers.set(instrument, running);
			const cited = below(7) === 0;
			const strong = standingOf(instrument).force === 'binding-in-force';
			const relation = cited
				? pick(['builds-on', 'models-on', 'warns-against', 'mentions'] as const)
				: strong
					? pick(['enacts', 'partly-enacts', 'enables', 'precedent', 'conflicts'] as const)
					: pick(['enables', 'precedent', 'conflicts'] as const);
			return {
				id: `${id}--${instrumentId(instrument)}-${running}`,
				provision: `${instrumentId(instrument)}#${number}`,
				basis: cited ? ('paper' as const) : ('coder' as const),
				relation,
				reason_en: 'Made up for measuring.',
				reason_zh: '为测速而合成。',
				...(relation === 'partly-enacts' && {
					missing_en: 'Made up as well.',
					missing_zh: '亦属合成。'
				}),
				covers: some(codes('worker_groups'), 2),
				confidence: pick(['high', 'medium', 'low'] as const),
				...(cited && { evidence: passage(random) })
			};
		}),
		...(index % 5 === 0 && {
			assessments: [
				{
					jurisdiction: pick(codes('jurisdictions').filter((code) => !code.startsWith('REG-'))),
					finding: codes('assessment_findings')[0],
					as_of: checkedOn,
					scope: 'jurisdiction',
					strength: codes('assessment_strength')[0],
					reason_en: 'Made up: nobody looked.',
					reason_zh: '合成：并未查找。'
				}
			]
		})
	};
}

type Codes = (vocabulary: string) => string[];

function codesOf(vocabularies: Vocabulary[]): Codes {
	const known = new Map(vocabularies.map(({ id, terms }) => [id, terms.map(({ code }) => code)]));
	return (vocabulary) => {
		const codes = known.get(vocabulary);
		if (!codes) throw new Error(`there is no vocabulary ${vocabulary}`);
		return codes;
	};
}

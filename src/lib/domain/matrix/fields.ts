/**
 * The fields a matrix file may name as columns, per kind of row, with the heading they carry unless the file gives
 * its own. The builder has one reader for each.
 */
type Heading = { en: string; zh: string };

export const proposalFields = {
	title: { en: 'Proposal', zh: '对策' },
	summary: { en: 'Summary', zh: '概要' },
	remedy_type: { en: 'Remedy', zh: '对策类型' },
	secondary_remedy_types: { en: 'Also', zh: '兼属类型' },
	involvement: { en: 'Involvement', zh: '涉及程度' },
	institution: { en: 'Institution', zh: '制度' },
	technology: { en: 'Technology', zh: '技术' },
	subject: { en: 'Subject', zh: '主体' },
	actors: { en: 'Who must act', zh: '谁来做' },
	actors_named: { en: 'Must act, named', zh: '论文点名的主体' },
	actors_inferred: { en: 'Must act, inferred', zh: '推断的主体' },
	beneficiaries: { en: 'Who benefits', zh: '谁受益' },
	mechanisms: { en: 'Mechanism', zh: '工具与机制' },
	regulations_named: { en: 'Regulations named', zh: '点名的法规' },
	obstacles: { en: 'Obstacles', zh: '障碍' },
	target_problems: { en: 'Problems addressed', zh: '针对的问题' },
	law: { en: 'Linked law', zh: '相关法律' },
	law_by_jurisdiction: { en: 'Law', zh: '法律' },
	papers: { en: 'Papers', zh: '论文' },
	modality: { en: 'How firmly asked', zh: '主张强度' },
	specificity: { en: 'How concrete', zh: '具体程度' },
	level: { en: 'Level', zh: '层级' },
	alienation_dimension: { en: 'Alienation', zh: '异化形式' }
} satisfies Record<string, Heading>;

export const paperFields = {
	title: { en: 'Paper', zh: '论文' },
	authors: { en: 'Authors', zh: '作者' },
	year: { en: 'Year', zh: '年份' },
	licence: { en: 'Licence', zh: '许可' },
	institution: { en: 'Institution', zh: '制度' },
	technology: { en: 'Technology', zh: '技术' },
	subject: { en: 'Subject', zh: '主体' },
	specific: { en: 'Specific proposals', zh: '具体对策' },
	umbrella: { en: 'Umbrellas', zh: '总括' },
	regulations_named: { en: 'Regulations named', zh: '点名的法规' },
	not_coded: { en: 'Diagnosed, not remedied', zh: '只作诊断' }
} satisfies Record<string, Heading>;

export type ProposalField = keyof typeof proposalFields;
export type PaperField = keyof typeof paperFields;

export const knownFields: Record<'proposals' | 'papers', readonly string[]> = {
	proposals: Object.keys(proposalFields),
	papers: Object.keys(paperFields)
};

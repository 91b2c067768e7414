/** How a cell is read, shown and written to files. */
export const columnKinds = ['text', 'code', 'codes', 'involvement', 'count', 'coverage', 'link'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/**
 * The fields a matrix file may name as columns, per kind of row, with the heading they carry unless the file gives
 * its own. The builder has one reader for each.
 */
type Field = {
	kind: ColumnKind;
	/** The vocabulary for whose terms it has a column each. */
	each?: string;
	en: string;
	zh: string;
};

export const proposalFields = {
	title: { kind: 'text', en: 'Proposal', zh: '对策' },
	summary: { kind: 'text', en: 'Summary', zh: '概要' },
	remedy_type: { kind: 'code', en: 'Remedy', zh: '对策类型' },
	secondary_remedy_types: { kind: 'codes', en: 'Also', zh: '兼属类型' },
	involvement: { kind: 'involvement', each: 'layers', en: 'Involvement', zh: '涉及程度' },
	institution: { kind: 'involvement', en: 'Institution', zh: '制度' },
	technology: { kind: 'involvement', en: 'Technology', zh: '技术' },
	subject: { kind: 'involvement', en: 'Subject', zh: '主体' },
	actors: { kind: 'codes', en: 'Who must act', zh: '谁须行动' },
	actors_named: { kind: 'codes', en: 'Must act, named', zh: '论文点名的主体' },
	actors_inferred: { kind: 'codes', en: 'Must act, inferred', zh: '推断的主体' },
	beneficiaries: { kind: 'codes', en: 'Who benefits', zh: '谁受益' },
	mechanisms: { kind: 'text', en: 'Mechanism', zh: '工具与机制' },
	regulations_named: { kind: 'link', en: 'Regulations named', zh: '点名的法规' },
	obstacles: { kind: 'codes', en: 'Obstacles', zh: '障碍' },
	target_problems: { kind: 'codes', en: 'Problems addressed', zh: '针对的问题' },
	law: { kind: 'coverage', en: 'Linked law', zh: '相关法律' },
	law_by_jurisdiction: { kind: 'coverage', each: 'jurisdictions', en: 'Law', zh: '法律' },
	papers: { kind: 'text', en: 'Papers', zh: '论文' },
	modality: { kind: 'code', en: 'How firmly asked', zh: '语气' },
	specificity: { kind: 'code', en: 'How concrete', zh: '具体程度' },
	level: { kind: 'code', en: 'Level', zh: '粒度' },
	alienation_dimension: { kind: 'code', en: 'Alienation', zh: '异化形式' }
} satisfies Record<string, Field>;

export const paperFields = {
	title: { kind: 'text', en: 'Paper', zh: '论文' },
	authors: { kind: 'text', en: 'Authors', zh: '作者' },
	year: { kind: 'text', en: 'Year', zh: '年份' },
	licence: { kind: 'text', en: 'Licence', zh: '许可' },
	institution: { kind: 'count', en: 'Institution', zh: '制度' },
	technology: { kind: 'count', en: 'Technology', zh: '技术' },
	subject: { kind: 'count', en: 'Subject', zh: '主体' },
	specific: { kind: 'count', en: 'Specific proposals', zh: '具体对策' },
	umbrella: { kind: 'count', en: 'Umbrellas', zh: '总括' },
	regulations_named: { kind: 'count', en: 'Regulations named', zh: '点名的法规' },
	not_coded: { kind: 'count', en: 'Diagnosed, not remedied', zh: '只作诊断' }
} satisfies Record<string, Field>;

export type ProposalField = keyof typeof proposalFields;
export type PaperField = keyof typeof paperFields;

const fieldsOf: Record<'proposals' | 'papers', Record<string, Field>> = {
	proposals: proposalFields,
	papers: paperFields
};
export const findField = (rows: 'proposals' | 'papers', name: string): Field | undefined =>
	Object.hasOwn(fieldsOf[rows], name) ? fieldsOf[rows][name] : undefined;

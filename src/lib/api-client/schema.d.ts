/** Made by `npm run api:client` from /api/v1/openapi.json; not edited by hand. */
export interface paths {
	'/api/v1/proposals': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Proposals
		 * @description Remedies, with passages, layers and what the law makes of them.
		 */
		get: operations['listProposals'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/proposals.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Proposals as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvProposals'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/proposals.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Proposals as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxProposals'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/proposals/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One proposal
		 * @description Remedies, with passages, layers and what the law makes of them.
		 */
		get: operations['getProposal'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/papers': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Papers
		 * @description The academic texts. A field of the bibliography that is not known is left out.
		 */
		get: operations['listPapers'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/papers.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Papers as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvPapers'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/papers.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Papers as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxPapers'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/papers/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One paper
		 * @description The academic texts. A field of the bibliography that is not known is left out.
		 */
		get: operations['getPaper'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/regulations': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Regulations
		 * @description Laws, rules, judgments, opinions, conventions, with how far each was verified.
		 */
		get: operations['listRegulations'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/regulations.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Regulations as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvRegulations'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/regulations.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Regulations as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxRegulations'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/regulations/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One regulation
		 * @description Laws, rules, judgments, opinions, conventions, with how far each was verified.
		 */
		get: operations['getRegulation'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/provisions': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Provisions
		 * @description Single articles and sections, paraphrased by us. The order is that of the law.
		 */
		get: operations['listProvisions'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/provisions.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Provisions as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvProvisions'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/provisions.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Provisions as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxProvisions'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/provisions/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One provision
		 * @description Single articles and sections, paraphrased by us. The order is that of the law.
		 */
		get: operations['getProvision'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/links': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Links
		 * @description Proposal × provision: the object the Atlas is made of. A paper’s own words (`basis` paper) and our reading (coder) are never mixed.
		 */
		get: operations['listLinks'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/links.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Links as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvLinks'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/links.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Links as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxLinks'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/links/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One link
		 * @description Proposal × provision: the object the Atlas is made of. A paper’s own words (`basis` paper) and our reading (coder) are never mixed.
		 */
		get: operations['getLink'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/assessments': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Assessments
		 * @description Searches without a find. Silence that was checked is not silence that was not.
		 */
		get: operations['listAssessments'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/assessments.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Assessments as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvAssessments'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/assessments.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Assessments as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxAssessments'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/assessments/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One assessment
		 * @description Searches without a find. Silence that was checked is not silence that was not.
		 */
		get: operations['getAssessment'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/vocabularies': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Vocabularies
		 * @description The codebook: what every code means, with an example and a counter-example.
		 */
		get: operations['listVocabularies'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/vocabularies.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Vocabularies as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvVocabularies'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/vocabularies.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Vocabularies as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxVocabularies'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/vocabularies/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One vocabulary
		 * @description The codebook: what every code means, with an example and a counter-example.
		 */
		get: operations['getVocabulary'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/changes': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Changes
		 * @description Every published change of a record, newest first. Nothing is ever taken out.
		 */
		get: operations['listChanges'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/changes.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Changes as CSV
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['csvChanges'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/changes.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Changes as XLSX
		 * @description All rows of the list, flat, without related records.
		 */
		get: operations['xlsxChanges'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/changes/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One change
		 * @description Every published change of a record, newest first. Nothing is ever taken out.
		 */
		get: operations['getChange'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Matrices
		 * @description The tables of the site. A single one answers its rows.
		 */
		get: operations['listMatrices'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/search': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * List: Search
		 * @description Records that hold every word of the query, or, if there is none, records with words like them.
		 */
		get: operations['search'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/{slug}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The rows of a matrix
		 * @description What the page `/matrix/{slug}` shows, with the parameters of its address. A matrix takes `sort` and `cols` by its own columns, of many proposals only those that the database can sort by; `papers` always shows all of its rows.
		 */
		get: operations['getMatrix'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/{slug}.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The rows of a matrix as CSV
		 * @description All of its rows, with the parameters of the JSON.
		 */
		get: operations['csvMatrix'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/{slug}.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The rows of a matrix as XLSX
		 * @description All of its rows, with the parameters of the JSON.
		 */
		get: operations['xlsxMatrix'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/coverage': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The coverage matrix
		 * @description Where proposals are law on a day, as the page `/matrix/coverage` shows it: a row for each proposal, columns for jurisdictions and their groups.
		 */
		get: operations['getCoverage'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/coverage.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The coverage matrix as CSV
		 * @description All of its rows, with the parameters of the JSON.
		 */
		get: operations['csvCoverage'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/coverage.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The coverage matrix as XLSX
		 * @description All of its rows, with the parameters of the JSON.
		 */
		get: operations['xlsxCoverage'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/cross-tab': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The cross-tab
		 * @description Two dimensions counted against each other, as the page `/matrix/cross-tab` shows them. As soon as one dimension is of links, links are counted, and proposals without any are left out.
		 */
		get: operations['getCrossTab'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/cross-tab.csv': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The cross-tab as CSV
		 * @description All of its rows, with the parameters of the JSON.
		 */
		get: operations['csvCrossTab'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/v1/matrices/cross-tab.xlsx': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The cross-tab as XLSX
		 * @description All of its rows, with the parameters of the JSON.
		 */
		get: operations['xlsxCrossTab'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/data/atlas.zip': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Data Package of CSV */
		get: operations['downloadDataPackage'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/data/atlas.jsonl.zip': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Data Package of JSON lines */
		get: operations['downloadJsonLines'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/data/atlas.sqlite': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** SQLite database */
		get: operations['downloadSqlite'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/data/atlas.sha256': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** SHA-256 of these files */
		get: operations['downloadChecksums'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/data/atlas/{file}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * One file of the Data Package of CSV
		 * @description `datapackage.json` or a table such as `links.csv`.
		 */
		get: operations['getPackageFile'];
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
}
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
		Proposal: {
			id: string;
			title_en: string;
			title_zh: string;
			summary_en: string;
			summary_zh: string;
			/** @enum {string} */
			level: 'specific' | 'umbrella';
			modality: string;
			specificity: string;
			layers: {
				institution: {
					/** @enum {string} */
					involvement: 'primary' | 'supporting' | 'none';
					reason_en: string;
					reason_zh: string;
				};
				technology: {
					/** @enum {string} */
					involvement: 'primary' | 'supporting' | 'none';
					reason_en: string;
					reason_zh: string;
				};
				subject: {
					/** @enum {string} */
					involvement: 'primary' | 'supporting' | 'none';
					reason_en: string;
					reason_zh: string;
				};
			};
			remedy_type: string;
			secondary_remedy_types?: string[];
			alienation_dimension?: string;
			alienation_basis?: string;
			secondary_alienation_dimensions?: string[];
			target_problems?: string[];
			target_problem_en?: string;
			target_problem_zh?: string;
			actors: {
				code: string;
				/** @enum {string} */
				basis: 'named' | 'inferred';
			}[];
			beneficiaries: {
				code: string;
				/** @enum {string} */
				basis: 'named' | 'inferred';
			}[];
			mechanisms: {
				name_en: string;
				name_zh: string;
			}[];
			obstacles?: string[];
			regulations_named?: {
				instrument: string;
				verbatim: string;
				use: string;
			}[];
			evidence: {
				paper: string;
				section: string;
				paragraph: number;
				page?: string;
				/** @enum {string} */
				role: 'proposal' | 'restatement' | 'goal' | 'obstacle' | 'practice';
				key_terms: string[];
			}[];
			relations?: {
				/** @enum {string} */
				type: 'broader' | 'narrower' | 'supports' | 'tension-with';
				to: string;
				reason_en: string;
				reason_zh: string;
				basis: string;
				scope: string;
			}[];
			merge_note_en?: string;
			merge_note_zh?: string;
			coding_note_en?: string;
			coding_note_zh?: string;
			/** @enum {string} */
			primary_layer: 'institution' | 'technology' | 'subject';
			papers: {
				id: string;
				/** @description False where the paper only mentions it. */
				proposing: boolean;
				/** @description With `include=papers`. */
				record?: components['schemas']['Paper'];
			}[];
			/** @description Strongest relation of any law to the proposal on the day `as_of`. */
			coverage: {
				/** @enum {string} */
				state:
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'nothing-found'
					| 'not-looked-at';
				/** @description Links that count that day, by relation. */
				counts: {
					[key: string]: number;
				};
				/** @description Links in which the paper itself names the law. */
				cited: number;
				looked_on?: string;
				/** @description Links whose law did not hold that day; never counted. */
				not_in_force: number;
				/** @description Links whose law has no usable dates; never counted. */
				undated: number;
			};
			/** @description The day for which computed fields hold. */
			as_of: string;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
			/** @description With `include=links`. */
			links?: components['schemas']['Link'][];
			/** @description With `include=assessments`. */
			assessments?: components['schemas']['Assessment'][];
		};
		Paper: {
			id: string;
			working_label_en?: string;
			working_label_zh?: string;
			bibliography: {
				[key: string]: {
					value: string | string[];
					source: string;
					/** Format: uri */
					url?: string;
					note_en?: string;
					note_zh?: string;
				};
			};
			text_sha256: string;
			text_contains_en: string;
			text_contains_zh: string;
			structure: {
				section: string;
				heading?: string;
				paragraphs?: {
					paragraph: number;
					starts_with: string;
					first_line: number;
					last_line: number;
				}[];
			}[];
			regulations_named?: {
				instrument: string;
				verbatim: string;
				short_verbatim?: string;
				issuer_verbatim?: string;
				date_verbatim?: string;
				title_en: string;
				title_zh: string;
				/** Format: uri */
				url_in_paper?: string;
				section: string;
				paragraph: number;
				page?: string;
			}[];
			named_items?: {
				verbatim: string;
				type: string;
				label_en: string;
				label_zh: string;
				said_en: string;
				said_zh: string;
				section: string;
				paragraph: number;
				page?: string;
			}[];
			named_items_note_en: string;
			named_items_note_zh: string;
			considered_not_coded?: {
				what_en: string;
				what_zh: string;
				why_en: string;
				why_zh: string;
				section: string;
				paragraph: number;
				page?: string;
			}[];
			title_en: string;
			title_zh: string;
			/** @description True where the title of the paper is not known and the editors gave it a label. */
			title_is_ours: boolean;
			/** @description Authors and year as far as known, else `Paper 002`. */
			short_name_en: string;
			short_name_zh: string;
			/** @description Ids of the proposals it makes or restates; left out where there are more than 500 proposals in all, then ask `/api/v1/proposals?paper=`. */
			proposals?: string[];
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		/** @description A proposal and a provision, with relation, reason, author’s basis and doubt. */
		Link: {
			id: string;
			provision: string;
			/** @enum {string} */
			basis: 'paper' | 'coder';
			/** @enum {string} */
			relation:
				| 'enacts'
				| 'partly-enacts'
				| 'enables'
				| 'precedent'
				| 'conflicts'
				| 'builds-on'
				| 'models-on'
				| 'warns-against'
				| 'mentions';
			reason_en: string;
			reason_zh: string;
			missing_en?: string;
			missing_zh?: string;
			covers: string[];
			/** @enum {string} */
			confidence: 'high' | 'medium' | 'low';
			evidence?: {
				paper: string;
				section: string;
				paragraph: number;
				page?: string;
			};
			coding_note_en?: string;
			proposal: string;
			/** @description Id of the regulation. */
			instrument: string;
			/** @description Number of the provision in the regulation. */
			number: number;
			jurisdiction: string;
			light: components['schemas']['LegalLight'];
			/**
			 * @description How the relation may be told on the day: `stands` only while its law does.
			 * @enum {string}
			 */
			tense: 'stands' | 'ended' | 'pending' | 'proposed' | 'not-yet' | 'unknown';
			/** @description The day for which computed fields hold. */
			as_of: string;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		/**
		 * @description Whether it was the law on the day `as_of`. Computed from dates and status, never coded.
		 * @enum {string}
		 */
		LegalLight:
			'in-force' | 'in-force-phased' | 'adopted-not-in-force' | 'proposed' | 'ended' | 'not-yet' | 'unknown';
		/** @description Somebody looked for this proposal in this jurisdiction and found nothing. */
		Assessment: {
			/** @description `<proposal>--<jurisdiction>-<n>` */
			id: string;
			proposal: string;
			jurisdiction: string;
			finding: string;
			as_of: string;
			scope: string;
			strength: string;
			reason_en: string;
			reason_zh: string;
			exceptions?: string[];
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		Meta: {
			/** @description Records that meet the filters, on all pages together. */
			total: number;
			/**
			 * @description Counting ended at `total` and there may be more: only the best hits of a search are ranked.
			 * @constant
			 */
			total_capped?: true;
			/** @description Give it back as `cursor` for the next page; null on the last one. */
			next: string | null;
			/**
			 * Format: date-time
			 * @description When this answer was made, in UTC.
			 */
			generated_at: string;
			/** @description Number of the newest change: the same number means the same data. */
			data_version: number;
			/** @description Licence of our coding; the papers stay their authors’. */
			licence: string;
		};
		/** @description An error by RFC 9457. */
		Problem: {
			type: string;
			title: string;
			status: number;
			detail?: string;
			/** @description What is wrong where; all of it at once. */
			errors?: {
				/** @description Name of the parameter or header. */
				path: string;
				message: string;
			}[];
			/** @description Records whose id looks like the one asked for, best first. */
			near?: {
				id: string;
				/** Format: uri */
				url: string;
			}[];
			/** @description Since when and why a record is not given any more, and where its versions are. */
			withdrawn?: {
				/** Format: date */
				on: string;
				reason_en: string;
				reason_zh: string;
				/** Format: uri */
				history_url: string;
			};
		};
		Regulation: {
			id: string;
			title_original: string;
			original_language: string;
			language_note_en?: string;
			title_en: string;
			title_en_basis: string;
			title_zh: string;
			title_zh_basis: string;
			short_title_en: string;
			short_title_zh: string;
			jurisdiction: string;
			issuing_bodies?: {
				name_original?: string;
				name_en: string;
				name_zh: string;
			}[];
			type: string;
			type_note_en?: string;
			/** @enum {string} */
			binding: 'binding' | 'not-binding' | 'not-established';
			force: string;
			number?: string;
			celex?: string;
			/** Format: uri */
			eli?: string;
			ecli?: string;
			publication_ref?: string;
			adopted_on?: string;
			issued_on?: string;
			published_on?: string;
			in_force_from?: string;
			applicable_from?: string;
			transposition_due?: string;
			ended_on?: string;
			status: string;
			status_note_en?: string;
			status_note_zh?: string;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			url_basis?: string;
			url_note_en?: string;
			other_urls?: string[];
			verification: string;
			verification_note_en?: string;
			sources: string[];
			unverified?: string[];
			checked_on: string;
			cited_by_papers?: {
				paper: string;
				kind: string;
				how_en: string;
				where?: string;
			}[];
			no_link_reason_en?: string;
			no_link_reason_zh?: string;
			light: components['schemas']['LegalLight'];
			/** @description The day for which computed fields hold. */
			as_of: string;
			/** @description Adopted, else issued, published, in force. */
			year?: number;
			/** @description Proposals linked to it. */
			proposal_count: number;
			/**
			 * Format: uri
			 * @description Where the publisher shows the text; left out where the address is not safe to follow.
			 */
			official_url?: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
			/** @description With `include=provisions`, the preset. */
			provisions?: components['schemas']['Provision'][];
			/** @description With `include=links`. */
			links?: components['schemas']['Link'][];
		};
		Provision: {
			/** @description `<regulation>#<number>`; write the # as %23 in an address. */
			id: string;
			/** @description Id of the regulation. */
			instrument: string;
			number: number;
			ref: string;
			ref_en: string;
			paraphrase_en: string;
			paraphrase_zh: string;
			verification: string;
			applicable_from?: string;
			applicable_note_en?: string;
			jurisdiction: string;
			light: components['schemas']['LegalLight'];
			/** @description The day for which computed fields hold. */
			as_of: string;
			link_count: number;
			/**
			 * Format: uri
			 * @description Where the publisher shows the text; left out where the address is not safe to follow.
			 */
			official_url?: string;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		Vocabulary: {
			id: string;
			title_en: string;
			title_zh: string;
			purpose_en: string;
			purpose_zh: string;
			example_en: string;
			example_zh: string;
			counter_example_en: string;
			counter_example_zh: string;
			/** @description In the order of their rank. With `include=terms`, the preset. */
			terms?: {
				code: string;
				label_en: string;
				label_zh: string;
				definition_en: string;
				definition_zh: string;
				parent?: string;
				level?: string;
				group?: string;
				evidence?: {
					paper: string;
					section: string;
					paragraph: number;
					page?: string;
					key_terms: string[];
				}[];
			}[];
			term_count: number;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		Change: {
			/** @description Number of the change; the newest one is the `data_version`. */
			id: number;
			/**
			 * @description `link` holds all links and assessments of one proposal.
			 * @enum {string}
			 */
			kind: 'vocabulary' | 'paper' | 'instrument' | 'proposal' | 'link' | 'matrix';
			/** @description Id of the record that changed. */
			record: string;
			version: number;
			/**
			 * @description The first version publishes a record; a version that retires or moves it withdraws it; any other corrects it.
			 * @enum {string}
			 */
			change: 'publication' | 'correction' | 'withdrawal';
			/** Format: date-time */
			at: string;
			/** @description Pseudonym of who wrote it, `seed` for what came with the files of the data set. */
			author: string;
			/** @description Pseudonym of who published it, another person than the author. */
			reviewer: string | null;
			/** @description Why. */
			note: string;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
			/** @description The whole record after the change, as its file holds it. With `include=data`. */
			data?: {
				[key: string]: unknown;
			};
		};
		Matrix: {
			id: string;
			/** @enum {string} */
			rows: 'proposals' | 'papers';
			title_en: string;
			title_zh: string;
			question_en: string;
			question_zh: string;
			columns: {
				key: string;
				/** @enum {string} */
				kind: 'text' | 'code' | 'codes' | 'involvement' | 'count' | 'coverage' | 'link';
				hidden: boolean;
			}[];
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		SearchHit: {
			/** @enum {string} */
			kind: 'proposal' | 'paper' | 'instrument' | 'provision';
			id: string;
			title_en: string;
			title_zh: string;
			/** @description False where no record holds all the words and this one is only like them. */
			exact: boolean;
			/** @description Only orders the hits of one answer. */
			score: number;
			/**
			 * Format: uri
			 * @description The page that shows it. Permanent.
			 */
			url: string;
			/**
			 * Format: uri
			 * @description The same as JSON.
			 */
			data_url: string;
		};
		/** @description Keys as in `meta.columns`. */
		MatrixRow: {
			[key: string]: string | number;
		};
	};
	responses: never;
	parameters: never;
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
	listProposals: {
		parameters: {
			query?: {
				/** @description A layer the proposal involves at all, or in this way */
				layer?: (
					| 'institution'
					| 'institution:primary'
					| 'institution:supporting'
					| 'institution:none'
					| 'technology'
					| 'technology:primary'
					| 'technology:supporting'
					| 'technology:none'
					| 'subject'
					| 'subject:primary'
					| 'subject:supporting'
					| 'subject:none'
				)[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Who must act; codes of the vocabulary `actors`. Several widen the choice. */
				actor?: string[];
				/** @description Who benefits; codes of the vocabulary `beneficiaries`. Several widen the choice. */
				beneficiary?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description How firmly it is asked; codes of the vocabulary `modality`. Several widen the choice. */
				modality?: string[];
				/** @description How concrete it is; codes of the vocabulary `specificity`. Several widen the choice. */
				specificity?: string[];
				/** @description Which alienation it answers; codes of the vocabulary `alienation_dimensions`. Several widen the choice. */
				alienation?: string[];
				/** @description What stands in its way; codes of the vocabulary `obstacles`. Several widen the choice. */
				obstacle?: string[];
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					| 'id'
					| '-id'
					| 'title'
					| '-title'
					| 'title_zh'
					| '-title_zh'
					| 'remedy_type'
					| '-remedy_type'
					| 'institution'
					| '-institution'
					| 'technology'
					| '-technology'
					| 'subject'
					| '-subject'
					| 'modality'
					| '-modality'
					| 'specificity'
					| '-specificity'
					| 'level'
					| '-level'
					| 'alienation_dimension'
					| '-alienation_dimension'
					| 'actors'
					| '-actors'
					| 'beneficiaries'
					| '-beneficiaries'
					| 'obstacles'
					| '-obstacles'
					| 'law'
					| '-law'
				)[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'summary_en'
					| 'summary_zh'
					| 'level'
					| 'modality'
					| 'specificity'
					| 'layers'
					| 'remedy_type'
					| 'secondary_remedy_types'
					| 'alienation_dimension'
					| 'alienation_basis'
					| 'secondary_alienation_dimensions'
					| 'target_problems'
					| 'target_problem_en'
					| 'target_problem_zh'
					| 'actors'
					| 'beneficiaries'
					| 'mechanisms'
					| 'obstacles'
					| 'regulations_named'
					| 'evidence'
					| 'relations'
					| 'merge_note_en'
					| 'merge_note_zh'
					| 'coding_note_en'
					| 'coding_note_zh'
					| 'primary_layer'
					| 'papers'
					| 'coverage'
					| 'as_of'
					| 'url'
					| 'data_url'
					| 'links'
					| 'assessments'
				)[];
				/** @description Related records to put in. Preset: none; `include=` for none. */
				include?: ('links' | 'assessments' | 'papers')[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Proposal'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvProposals: {
		parameters: {
			query?: {
				/** @description A layer the proposal involves at all, or in this way */
				layer?: (
					| 'institution'
					| 'institution:primary'
					| 'institution:supporting'
					| 'institution:none'
					| 'technology'
					| 'technology:primary'
					| 'technology:supporting'
					| 'technology:none'
					| 'subject'
					| 'subject:primary'
					| 'subject:supporting'
					| 'subject:none'
				)[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Who must act; codes of the vocabulary `actors`. Several widen the choice. */
				actor?: string[];
				/** @description Who benefits; codes of the vocabulary `beneficiaries`. Several widen the choice. */
				beneficiary?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description How firmly it is asked; codes of the vocabulary `modality`. Several widen the choice. */
				modality?: string[];
				/** @description How concrete it is; codes of the vocabulary `specificity`. Several widen the choice. */
				specificity?: string[];
				/** @description Which alienation it answers; codes of the vocabulary `alienation_dimensions`. Several widen the choice. */
				alienation?: string[];
				/** @description What stands in its way; codes of the vocabulary `obstacles`. Several widen the choice. */
				obstacle?: string[];
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					| 'id'
					| '-id'
					| 'title'
					| '-title'
					| 'title_zh'
					| '-title_zh'
					| 'remedy_type'
					| '-remedy_type'
					| 'institution'
					| '-institution'
					| 'technology'
					| '-technology'
					| 'subject'
					| '-subject'
					| 'modality'
					| '-modality'
					| 'specificity'
					| '-specificity'
					| 'level'
					| '-level'
					| 'alienation_dimension'
					| '-alienation_dimension'
					| 'actors'
					| '-actors'
					| 'beneficiaries'
					| '-beneficiaries'
					| 'obstacles'
					| '-obstacles'
					| 'law'
					| '-law'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'summary_en'
					| 'summary_zh'
					| 'level'
					| 'modality'
					| 'specificity'
					| 'layers'
					| 'remedy_type'
					| 'secondary_remedy_types'
					| 'alienation_dimension'
					| 'alienation_basis'
					| 'secondary_alienation_dimensions'
					| 'target_problems'
					| 'target_problem_en'
					| 'target_problem_zh'
					| 'actors'
					| 'beneficiaries'
					| 'mechanisms'
					| 'obstacles'
					| 'regulations_named'
					| 'evidence'
					| 'relations'
					| 'merge_note_en'
					| 'merge_note_zh'
					| 'coding_note_en'
					| 'coding_note_zh'
					| 'primary_layer'
					| 'papers'
					| 'coverage'
					| 'as_of'
					| 'url'
					| 'data_url'
					| 'links'
					| 'assessments'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxProposals: {
		parameters: {
			query?: {
				/** @description A layer the proposal involves at all, or in this way */
				layer?: (
					| 'institution'
					| 'institution:primary'
					| 'institution:supporting'
					| 'institution:none'
					| 'technology'
					| 'technology:primary'
					| 'technology:supporting'
					| 'technology:none'
					| 'subject'
					| 'subject:primary'
					| 'subject:supporting'
					| 'subject:none'
				)[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Who must act; codes of the vocabulary `actors`. Several widen the choice. */
				actor?: string[];
				/** @description Who benefits; codes of the vocabulary `beneficiaries`. Several widen the choice. */
				beneficiary?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description How firmly it is asked; codes of the vocabulary `modality`. Several widen the choice. */
				modality?: string[];
				/** @description How concrete it is; codes of the vocabulary `specificity`. Several widen the choice. */
				specificity?: string[];
				/** @description Which alienation it answers; codes of the vocabulary `alienation_dimensions`. Several widen the choice. */
				alienation?: string[];
				/** @description What stands in its way; codes of the vocabulary `obstacles`. Several widen the choice. */
				obstacle?: string[];
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					| 'id'
					| '-id'
					| 'title'
					| '-title'
					| 'title_zh'
					| '-title_zh'
					| 'remedy_type'
					| '-remedy_type'
					| 'institution'
					| '-institution'
					| 'technology'
					| '-technology'
					| 'subject'
					| '-subject'
					| 'modality'
					| '-modality'
					| 'specificity'
					| '-specificity'
					| 'level'
					| '-level'
					| 'alienation_dimension'
					| '-alienation_dimension'
					| 'actors'
					| '-actors'
					| 'beneficiaries'
					| '-beneficiaries'
					| 'obstacles'
					| '-obstacles'
					| 'law'
					| '-law'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'summary_en'
					| 'summary_zh'
					| 'level'
					| 'modality'
					| 'specificity'
					| 'layers'
					| 'remedy_type'
					| 'secondary_remedy_types'
					| 'alienation_dimension'
					| 'alienation_basis'
					| 'secondary_alienation_dimensions'
					| 'target_problems'
					| 'target_problem_en'
					| 'target_problem_zh'
					| 'actors'
					| 'beneficiaries'
					| 'mechanisms'
					| 'obstacles'
					| 'regulations_named'
					| 'evidence'
					| 'relations'
					| 'merge_note_en'
					| 'merge_note_zh'
					| 'coding_note_en'
					| 'coding_note_zh'
					| 'primary_layer'
					| 'papers'
					| 'coverage'
					| 'as_of'
					| 'url'
					| 'data_url'
					| 'links'
					| 'assessments'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getProposal: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'summary_en'
					| 'summary_zh'
					| 'level'
					| 'modality'
					| 'specificity'
					| 'layers'
					| 'remedy_type'
					| 'secondary_remedy_types'
					| 'alienation_dimension'
					| 'alienation_basis'
					| 'secondary_alienation_dimensions'
					| 'target_problems'
					| 'target_problem_en'
					| 'target_problem_zh'
					| 'actors'
					| 'beneficiaries'
					| 'mechanisms'
					| 'obstacles'
					| 'regulations_named'
					| 'evidence'
					| 'relations'
					| 'merge_note_en'
					| 'merge_note_zh'
					| 'coding_note_en'
					| 'coding_note_zh'
					| 'primary_layer'
					| 'papers'
					| 'coverage'
					| 'as_of'
					| 'url'
					| 'data_url'
					| 'links'
					| 'assessments'
				)[];
				/** @description Related records to put in. Preset: none; `include=` for none. */
				include?: ('links' | 'assessments' | 'papers')[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Proposal'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listPapers: {
		parameters: {
			query?: {
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: ('id' | '-id' | 'title' | '-title' | 'published' | '-published')[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'working_label_en'
					| 'working_label_zh'
					| 'bibliography'
					| 'text_sha256'
					| 'text_contains_en'
					| 'text_contains_zh'
					| 'structure'
					| 'regulations_named'
					| 'named_items'
					| 'named_items_note_en'
					| 'named_items_note_zh'
					| 'considered_not_coded'
					| 'title_en'
					| 'title_zh'
					| 'title_is_ours'
					| 'short_name_en'
					| 'short_name_zh'
					| 'proposals'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Paper'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvPapers: {
		parameters: {
			query?: {
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: ('id' | '-id' | 'title' | '-title' | 'published' | '-published')[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'working_label_en'
					| 'working_label_zh'
					| 'bibliography'
					| 'text_sha256'
					| 'text_contains_en'
					| 'text_contains_zh'
					| 'structure'
					| 'regulations_named'
					| 'named_items'
					| 'named_items_note_en'
					| 'named_items_note_zh'
					| 'considered_not_coded'
					| 'title_en'
					| 'title_zh'
					| 'title_is_ours'
					| 'short_name_en'
					| 'short_name_zh'
					| 'proposals'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxPapers: {
		parameters: {
			query?: {
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: ('id' | '-id' | 'title' | '-title' | 'published' | '-published')[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'working_label_en'
					| 'working_label_zh'
					| 'bibliography'
					| 'text_sha256'
					| 'text_contains_en'
					| 'text_contains_zh'
					| 'structure'
					| 'regulations_named'
					| 'named_items'
					| 'named_items_note_en'
					| 'named_items_note_zh'
					| 'considered_not_coded'
					| 'title_en'
					| 'title_zh'
					| 'title_is_ours'
					| 'short_name_en'
					| 'short_name_zh'
					| 'proposals'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getPaper: {
		parameters: {
			query?: {
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'working_label_en'
					| 'working_label_zh'
					| 'bibliography'
					| 'text_sha256'
					| 'text_contains_en'
					| 'text_contains_zh'
					| 'structure'
					| 'regulations_named'
					| 'named_items'
					| 'named_items_note_en'
					| 'named_items_note_zh'
					| 'considered_not_coded'
					| 'title_en'
					| 'title_zh'
					| 'title_is_ours'
					| 'short_name_en'
					| 'short_name_zh'
					| 'proposals'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Paper'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listRegulations: {
		parameters: {
			query?: {
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description What kind of text; codes of the vocabulary `instrument_types`. Several widen the choice. */
				type?: string[];
				/** @description Whether it binds */
				binding?: ('binding' | 'not-binding' | 'not-established')[];
				/** @description How it stood on the day `as_of` */
				light?: (
					| 'in-force'
					| 'in-force-phased'
					| 'adopted-not-in-force'
					| 'proposed'
					| 'ended'
					| 'not-yet'
					| 'unknown'
				)[];
				/** @description Status when it was checked; codes of the vocabulary `instrument_status`. Several widen the choice. */
				status?: string[];
				/** @description How it was checked; codes of the vocabulary `instrument_verification`. Several widen the choice. */
				verification?: string[];
				/** @description Whether any proposal is linked to it */
				touches?: ('yes' | 'no')[];
				/** @description First year. */
				from?: number;
				/** @description Last year. */
				to?: number;
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `jurisdiction,title`. */
				sort?: (
					| 'title'
					| '-title'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'type'
					| '-type'
					| 'light'
					| '-light'
					| 'year'
					| '-year'
					| 'verification'
					| '-verification'
					| 'proposals'
					| '-proposals'
					| 'checked'
					| '-checked'
				)[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_original'
					| 'original_language'
					| 'language_note_en'
					| 'title_en'
					| 'title_en_basis'
					| 'title_zh'
					| 'title_zh_basis'
					| 'short_title_en'
					| 'short_title_zh'
					| 'jurisdiction'
					| 'issuing_bodies'
					| 'type'
					| 'type_note_en'
					| 'binding'
					| 'force'
					| 'number'
					| 'celex'
					| 'eli'
					| 'ecli'
					| 'publication_ref'
					| 'adopted_on'
					| 'issued_on'
					| 'published_on'
					| 'in_force_from'
					| 'applicable_from'
					| 'transposition_due'
					| 'ended_on'
					| 'status'
					| 'status_note_en'
					| 'status_note_zh'
					| 'url'
					| 'url_basis'
					| 'url_note_en'
					| 'other_urls'
					| 'verification'
					| 'verification_note_en'
					| 'sources'
					| 'unverified'
					| 'checked_on'
					| 'cited_by_papers'
					| 'no_link_reason_en'
					| 'no_link_reason_zh'
					| 'light'
					| 'as_of'
					| 'year'
					| 'proposal_count'
					| 'official_url'
					| 'data_url'
					| 'provisions'
					| 'links'
				)[];
				/** @description Related records to put in. Preset: provisions; `include=` for none. */
				include?: ('provisions' | 'links')[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Regulation'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvRegulations: {
		parameters: {
			query?: {
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description What kind of text; codes of the vocabulary `instrument_types`. Several widen the choice. */
				type?: string[];
				/** @description Whether it binds */
				binding?: ('binding' | 'not-binding' | 'not-established')[];
				/** @description How it stood on the day `as_of` */
				light?: (
					| 'in-force'
					| 'in-force-phased'
					| 'adopted-not-in-force'
					| 'proposed'
					| 'ended'
					| 'not-yet'
					| 'unknown'
				)[];
				/** @description Status when it was checked; codes of the vocabulary `instrument_status`. Several widen the choice. */
				status?: string[];
				/** @description How it was checked; codes of the vocabulary `instrument_verification`. Several widen the choice. */
				verification?: string[];
				/** @description Whether any proposal is linked to it */
				touches?: ('yes' | 'no')[];
				/** @description First year. */
				from?: number;
				/** @description Last year. */
				to?: number;
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `jurisdiction,title`. */
				sort?: (
					| 'title'
					| '-title'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'type'
					| '-type'
					| 'light'
					| '-light'
					| 'year'
					| '-year'
					| 'verification'
					| '-verification'
					| 'proposals'
					| '-proposals'
					| 'checked'
					| '-checked'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_original'
					| 'original_language'
					| 'language_note_en'
					| 'title_en'
					| 'title_en_basis'
					| 'title_zh'
					| 'title_zh_basis'
					| 'short_title_en'
					| 'short_title_zh'
					| 'jurisdiction'
					| 'issuing_bodies'
					| 'type'
					| 'type_note_en'
					| 'binding'
					| 'force'
					| 'number'
					| 'celex'
					| 'eli'
					| 'ecli'
					| 'publication_ref'
					| 'adopted_on'
					| 'issued_on'
					| 'published_on'
					| 'in_force_from'
					| 'applicable_from'
					| 'transposition_due'
					| 'ended_on'
					| 'status'
					| 'status_note_en'
					| 'status_note_zh'
					| 'url'
					| 'url_basis'
					| 'url_note_en'
					| 'other_urls'
					| 'verification'
					| 'verification_note_en'
					| 'sources'
					| 'unverified'
					| 'checked_on'
					| 'cited_by_papers'
					| 'no_link_reason_en'
					| 'no_link_reason_zh'
					| 'light'
					| 'as_of'
					| 'year'
					| 'proposal_count'
					| 'official_url'
					| 'data_url'
					| 'provisions'
					| 'links'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxRegulations: {
		parameters: {
			query?: {
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description What kind of text; codes of the vocabulary `instrument_types`. Several widen the choice. */
				type?: string[];
				/** @description Whether it binds */
				binding?: ('binding' | 'not-binding' | 'not-established')[];
				/** @description How it stood on the day `as_of` */
				light?: (
					| 'in-force'
					| 'in-force-phased'
					| 'adopted-not-in-force'
					| 'proposed'
					| 'ended'
					| 'not-yet'
					| 'unknown'
				)[];
				/** @description Status when it was checked; codes of the vocabulary `instrument_status`. Several widen the choice. */
				status?: string[];
				/** @description How it was checked; codes of the vocabulary `instrument_verification`. Several widen the choice. */
				verification?: string[];
				/** @description Whether any proposal is linked to it */
				touches?: ('yes' | 'no')[];
				/** @description First year. */
				from?: number;
				/** @description Last year. */
				to?: number;
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `jurisdiction,title`. */
				sort?: (
					| 'title'
					| '-title'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'type'
					| '-type'
					| 'light'
					| '-light'
					| 'year'
					| '-year'
					| 'verification'
					| '-verification'
					| 'proposals'
					| '-proposals'
					| 'checked'
					| '-checked'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_original'
					| 'original_language'
					| 'language_note_en'
					| 'title_en'
					| 'title_en_basis'
					| 'title_zh'
					| 'title_zh_basis'
					| 'short_title_en'
					| 'short_title_zh'
					| 'jurisdiction'
					| 'issuing_bodies'
					| 'type'
					| 'type_note_en'
					| 'binding'
					| 'force'
					| 'number'
					| 'celex'
					| 'eli'
					| 'ecli'
					| 'publication_ref'
					| 'adopted_on'
					| 'issued_on'
					| 'published_on'
					| 'in_force_from'
					| 'applicable_from'
					| 'transposition_due'
					| 'ended_on'
					| 'status'
					| 'status_note_en'
					| 'status_note_zh'
					| 'url'
					| 'url_basis'
					| 'url_note_en'
					| 'other_urls'
					| 'verification'
					| 'verification_note_en'
					| 'sources'
					| 'unverified'
					| 'checked_on'
					| 'cited_by_papers'
					| 'no_link_reason_en'
					| 'no_link_reason_zh'
					| 'light'
					| 'as_of'
					| 'year'
					| 'proposal_count'
					| 'official_url'
					| 'data_url'
					| 'provisions'
					| 'links'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getRegulation: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_original'
					| 'original_language'
					| 'language_note_en'
					| 'title_en'
					| 'title_en_basis'
					| 'title_zh'
					| 'title_zh_basis'
					| 'short_title_en'
					| 'short_title_zh'
					| 'jurisdiction'
					| 'issuing_bodies'
					| 'type'
					| 'type_note_en'
					| 'binding'
					| 'force'
					| 'number'
					| 'celex'
					| 'eli'
					| 'ecli'
					| 'publication_ref'
					| 'adopted_on'
					| 'issued_on'
					| 'published_on'
					| 'in_force_from'
					| 'applicable_from'
					| 'transposition_due'
					| 'ended_on'
					| 'status'
					| 'status_note_en'
					| 'status_note_zh'
					| 'url'
					| 'url_basis'
					| 'url_note_en'
					| 'other_urls'
					| 'verification'
					| 'verification_note_en'
					| 'sources'
					| 'unverified'
					| 'checked_on'
					| 'cited_by_papers'
					| 'no_link_reason_en'
					| 'no_link_reason_zh'
					| 'light'
					| 'as_of'
					| 'year'
					| 'proposal_count'
					| 'official_url'
					| 'data_url'
					| 'provisions'
					| 'links'
				)[];
				/** @description Related records to put in. Preset: provisions; `include=` for none. */
				include?: ('provisions' | 'links')[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Regulation'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listProvisions: {
		parameters: {
			query?: {
				/** @description Ids of regulations. Several widen the choice. */
				regulation?: string[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description How it was checked; codes of the vocabulary `provision_verification`. Several widen the choice. */
				verification?: string[];
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `instrument,place`. */
				sort?: (
					| 'instrument'
					| '-instrument'
					| 'place'
					| '-place'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'verification'
					| '-verification'
					| 'link_count'
					| '-link_count'
				)[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'instrument'
					| 'number'
					| 'ref'
					| 'ref_en'
					| 'paraphrase_en'
					| 'paraphrase_zh'
					| 'verification'
					| 'applicable_from'
					| 'applicable_note_en'
					| 'jurisdiction'
					| 'light'
					| 'as_of'
					| 'link_count'
					| 'official_url'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Provision'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvProvisions: {
		parameters: {
			query?: {
				/** @description Ids of regulations. Several widen the choice. */
				regulation?: string[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description How it was checked; codes of the vocabulary `provision_verification`. Several widen the choice. */
				verification?: string[];
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `instrument,place`. */
				sort?: (
					| 'instrument'
					| '-instrument'
					| 'place'
					| '-place'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'verification'
					| '-verification'
					| 'link_count'
					| '-link_count'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'instrument'
					| 'number'
					| 'ref'
					| 'ref_en'
					| 'paraphrase_en'
					| 'paraphrase_zh'
					| 'verification'
					| 'applicable_from'
					| 'applicable_note_en'
					| 'jurisdiction'
					| 'light'
					| 'as_of'
					| 'link_count'
					| 'official_url'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxProvisions: {
		parameters: {
			query?: {
				/** @description Ids of regulations. Several widen the choice. */
				regulation?: string[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description How it was checked; codes of the vocabulary `provision_verification`. Several widen the choice. */
				verification?: string[];
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `instrument,place`. */
				sort?: (
					| 'instrument'
					| '-instrument'
					| 'place'
					| '-place'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'verification'
					| '-verification'
					| 'link_count'
					| '-link_count'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'instrument'
					| 'number'
					| 'ref'
					| 'ref_en'
					| 'paraphrase_en'
					| 'paraphrase_zh'
					| 'verification'
					| 'applicable_from'
					| 'applicable_note_en'
					| 'jurisdiction'
					| 'light'
					| 'as_of'
					| 'link_count'
					| 'official_url'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getProvision: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'instrument'
					| 'number'
					| 'ref'
					| 'ref_en'
					| 'paraphrase_en'
					| 'paraphrase_zh'
					| 'verification'
					| 'applicable_from'
					| 'applicable_note_en'
					| 'jurisdiction'
					| 'light'
					| 'as_of'
					| 'link_count'
					| 'official_url'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Provision'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listLinks: {
		parameters: {
			query?: {
				/** @description Ids of proposals. Several widen the choice. */
				proposal?: string[];
				/** @description Ids of regulations. Several widen the choice. */
				regulation?: string[];
				/** @description How the law stands to the proposal */
				relation?: (
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'builds-on'
					| 'models-on'
					| 'warns-against'
					| 'mentions'
				)[];
				/** @description Who says so */
				basis?: ('paper' | 'coder')[];
				/** @description How sure the coder is */
				confidence?: ('high' | 'medium' | 'low')[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description The layer the proposal acts on first */
				layer?: ('institution' | 'technology' | 'subject')[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description Links of umbrellas stand beside those of specific proposals unless left out. */
				level?: 'specific' | 'all';
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					| 'id'
					| '-id'
					| 'proposal'
					| '-proposal'
					| 'instrument'
					| '-instrument'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'relation'
					| '-relation'
					| 'confidence'
					| '-confidence'
				)[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'provision'
					| 'basis'
					| 'relation'
					| 'reason_en'
					| 'reason_zh'
					| 'missing_en'
					| 'missing_zh'
					| 'covers'
					| 'confidence'
					| 'evidence'
					| 'coding_note_en'
					| 'proposal'
					| 'instrument'
					| 'number'
					| 'jurisdiction'
					| 'light'
					| 'tense'
					| 'as_of'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Link'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvLinks: {
		parameters: {
			query?: {
				/** @description Ids of proposals. Several widen the choice. */
				proposal?: string[];
				/** @description Ids of regulations. Several widen the choice. */
				regulation?: string[];
				/** @description How the law stands to the proposal */
				relation?: (
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'builds-on'
					| 'models-on'
					| 'warns-against'
					| 'mentions'
				)[];
				/** @description Who says so */
				basis?: ('paper' | 'coder')[];
				/** @description How sure the coder is */
				confidence?: ('high' | 'medium' | 'low')[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description The layer the proposal acts on first */
				layer?: ('institution' | 'technology' | 'subject')[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description Links of umbrellas stand beside those of specific proposals unless left out. */
				level?: 'specific' | 'all';
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					| 'id'
					| '-id'
					| 'proposal'
					| '-proposal'
					| 'instrument'
					| '-instrument'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'relation'
					| '-relation'
					| 'confidence'
					| '-confidence'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'provision'
					| 'basis'
					| 'relation'
					| 'reason_en'
					| 'reason_zh'
					| 'missing_en'
					| 'missing_zh'
					| 'covers'
					| 'confidence'
					| 'evidence'
					| 'coding_note_en'
					| 'proposal'
					| 'instrument'
					| 'number'
					| 'jurisdiction'
					| 'light'
					| 'tense'
					| 'as_of'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxLinks: {
		parameters: {
			query?: {
				/** @description Ids of proposals. Several widen the choice. */
				proposal?: string[];
				/** @description Ids of regulations. Several widen the choice. */
				regulation?: string[];
				/** @description How the law stands to the proposal */
				relation?: (
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'builds-on'
					| 'models-on'
					| 'warns-against'
					| 'mentions'
				)[];
				/** @description Who says so */
				basis?: ('paper' | 'coder')[];
				/** @description How sure the coder is */
				confidence?: ('high' | 'medium' | 'low')[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description The layer the proposal acts on first */
				layer?: ('institution' | 'technology' | 'subject')[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description Links of umbrellas stand beside those of specific proposals unless left out. */
				level?: 'specific' | 'all';
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					| 'id'
					| '-id'
					| 'proposal'
					| '-proposal'
					| 'instrument'
					| '-instrument'
					| 'jurisdiction'
					| '-jurisdiction'
					| 'relation'
					| '-relation'
					| 'confidence'
					| '-confidence'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'provision'
					| 'basis'
					| 'relation'
					| 'reason_en'
					| 'reason_zh'
					| 'missing_en'
					| 'missing_zh'
					| 'covers'
					| 'confidence'
					| 'evidence'
					| 'coding_note_en'
					| 'proposal'
					| 'instrument'
					| 'number'
					| 'jurisdiction'
					| 'light'
					| 'tense'
					| 'as_of'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getLink: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'provision'
					| 'basis'
					| 'relation'
					| 'reason_en'
					| 'reason_zh'
					| 'missing_en'
					| 'missing_zh'
					| 'covers'
					| 'confidence'
					| 'evidence'
					| 'coding_note_en'
					| 'proposal'
					| 'instrument'
					| 'number'
					| 'jurisdiction'
					| 'light'
					| 'tense'
					| 'as_of'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Link'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listAssessments: {
		parameters: {
			query?: {
				/** @description Ids of proposals. Several widen the choice. */
				proposal?: string[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					'id' | '-id' | 'proposal' | '-proposal' | 'jurisdiction' | '-jurisdiction' | 'as_of' | '-as_of'
				)[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'proposal'
					| 'jurisdiction'
					| 'finding'
					| 'as_of'
					| 'scope'
					| 'strength'
					| 'reason_en'
					| 'reason_zh'
					| 'exceptions'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Assessment'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvAssessments: {
		parameters: {
			query?: {
				/** @description Ids of proposals. Several widen the choice. */
				proposal?: string[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					'id' | '-id' | 'proposal' | '-proposal' | 'jurisdiction' | '-jurisdiction' | 'as_of' | '-as_of'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'proposal'
					| 'jurisdiction'
					| 'finding'
					| 'as_of'
					| 'scope'
					| 'strength'
					| 'reason_en'
					| 'reason_zh'
					| 'exceptions'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxAssessments: {
		parameters: {
			query?: {
				/** @description Ids of proposals. Several widen the choice. */
				proposal?: string[];
				/** @description Jurisdictions such as EU or US-NY-NYC, or groups of them such as china. Several widen the choice. */
				jurisdiction?: string[];
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: (
					'id' | '-id' | 'proposal' | '-proposal' | 'jurisdiction' | '-jurisdiction' | 'as_of' | '-as_of'
				)[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'proposal'
					| 'jurisdiction'
					| 'finding'
					| 'as_of'
					| 'scope'
					| 'strength'
					| 'reason_en'
					| 'reason_zh'
					| 'exceptions'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getAssessment: {
		parameters: {
			query?: {
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'proposal'
					| 'jurisdiction'
					| 'finding'
					| 'as_of'
					| 'scope'
					| 'strength'
					| 'reason_en'
					| 'reason_zh'
					| 'exceptions'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Assessment'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listVocabularies: {
		parameters: {
			query?: {
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: ('id' | '-id' | 'term_count' | '-term_count')[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'purpose_en'
					| 'purpose_zh'
					| 'example_en'
					| 'example_zh'
					| 'counter_example_en'
					| 'counter_example_zh'
					| 'terms'
					| 'term_count'
					| 'url'
					| 'data_url'
				)[];
				/** @description Related records to put in. Preset: terms; `include=` for none. */
				include?: 'terms'[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Vocabulary'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvVocabularies: {
		parameters: {
			query?: {
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: ('id' | '-id' | 'term_count' | '-term_count')[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'purpose_en'
					| 'purpose_zh'
					| 'example_en'
					| 'example_zh'
					| 'counter_example_en'
					| 'counter_example_zh'
					| 'terms'
					| 'term_count'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxVocabularies: {
		parameters: {
			query?: {
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `id`. */
				sort?: ('id' | '-id' | 'term_count' | '-term_count')[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'purpose_en'
					| 'purpose_zh'
					| 'example_en'
					| 'example_zh'
					| 'counter_example_en'
					| 'counter_example_zh'
					| 'terms'
					| 'term_count'
					| 'url'
					| 'data_url'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getVocabulary: {
		parameters: {
			query?: {
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'title_en'
					| 'title_zh'
					| 'purpose_en'
					| 'purpose_zh'
					| 'example_en'
					| 'example_zh'
					| 'counter_example_en'
					| 'counter_example_zh'
					| 'terms'
					| 'term_count'
					| 'url'
					| 'data_url'
				)[];
				/** @description Related records to put in. Preset: terms; `include=` for none. */
				include?: 'terms'[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Vocabulary'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listChanges: {
		parameters: {
			query?: {
				/** @description Kinds of records */
				kind?: ('vocabulary' | 'paper' | 'instrument' | 'proposal' | 'link' | 'matrix')[];
				/** @description Ids of records. Several widen the choice. */
				record?: string[];
				/** @description Changes from this moment on. */
				since?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `-id`. */
				sort?: ('id' | '-id')[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'kind'
					| 'record'
					| 'version'
					| 'change'
					| 'at'
					| 'author'
					| 'reviewer'
					| 'note'
					| 'url'
					| 'data_url'
					| 'data'
				)[];
				/** @description Related records to put in. Preset: none; `include=` for none. */
				include?: 'data'[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Change'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvChanges: {
		parameters: {
			query?: {
				/** @description Kinds of records */
				kind?: ('vocabulary' | 'paper' | 'instrument' | 'proposal' | 'link' | 'matrix')[];
				/** @description Ids of records. Several widen the choice. */
				record?: string[];
				/** @description Changes from this moment on. */
				since?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `-id`. */
				sort?: ('id' | '-id')[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'kind'
					| 'record'
					| 'version'
					| 'change'
					| 'at'
					| 'author'
					| 'reviewer'
					| 'note'
					| 'url'
					| 'data_url'
					| 'data'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxChanges: {
		parameters: {
			query?: {
				/** @description Kinds of records */
				kind?: ('vocabulary' | 'paper' | 'instrument' | 'proposal' | 'link' | 'matrix')[];
				/** @description Ids of records. Several widen the choice. */
				record?: string[];
				/** @description Changes from this moment on. */
				since?: string;
				/** @description Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: `-id`. */
				sort?: ('id' | '-id')[];
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'kind'
					| 'record'
					| 'version'
					| 'change'
					| 'at'
					| 'author'
					| 'reviewer'
					| 'note'
					| 'url'
					| 'data_url'
					| 'data'
				)[];
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getChange: {
		parameters: {
			query?: {
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'kind'
					| 'record'
					| 'version'
					| 'change'
					| 'at'
					| 'author'
					| 'reviewer'
					| 'note'
					| 'url'
					| 'data_url'
					| 'data'
				)[];
				/** @description Related records to put in. Preset: none; `include=` for none. */
				include?: 'data'[];
			};
			header?: never;
			path: {
				/** @description Its id. */
				id: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Change'];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Another record took its place. */
			301: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The record was withdrawn; `withdrawn` says why, and where its versions can still be read. */
			410: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	listMatrices: {
		parameters: {
			query?: {
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: (
					| 'id'
					| 'rows'
					| 'title_en'
					| 'title_zh'
					| 'question_en'
					| 'question_zh'
					| 'columns'
					| 'url'
					| 'data_url'
				)[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['Matrix'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	search: {
		parameters: {
			query: {
				/** @description English or Chinese; a word of one or two letters or figures is found where a word begins, longer ones anywhere. */
				q: string;
				/** @description Kinds of records */
				kind?: ('proposal' | 'paper' | 'instrument' | 'provision')[];
				/** @description Records per page. */
				limit?: number;
				/** @description `meta.next` of the page before. It holds for the same filters and order only. */
				cursor?: string;
				/** @description Only these fields; `id` always comes along. */
				fields?: ('kind' | 'id' | 'title_en' | 'title_zh' | 'exact' | 'score' | 'url' | 'data_url')[];
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['SearchHit'][];
						meta: components['schemas']['Meta'];
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getMatrix: {
		parameters: {
			query?: {
				/** @description A layer the proposal involves at all, or in this way */
				layer?: (
					| 'institution'
					| 'institution:primary'
					| 'institution:supporting'
					| 'institution:none'
					| 'technology'
					| 'technology:primary'
					| 'technology:supporting'
					| 'technology:none'
					| 'subject'
					| 'subject:primary'
					| 'subject:supporting'
					| 'subject:none'
				)[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Who must act; codes of the vocabulary `actors`. Several widen the choice. */
				actor?: string[];
				/** @description Who benefits; codes of the vocabulary `beneficiaries`. Several widen the choice. */
				beneficiary?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description How firmly it is asked; codes of the vocabulary `modality`. Several widen the choice. */
				modality?: string[];
				/** @description How concrete it is; codes of the vocabulary `specificity`. Several widen the choice. */
				specificity?: string[];
				/** @description Which alienation it answers; codes of the vocabulary `alienation_dimensions`. Several widen the choice. */
				alienation?: string[];
				/** @description What stands in its way; codes of the vocabulary `obstacles`. Several widen the choice. */
				obstacle?: string[];
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description Columns of the matrix, each with a minus before it for descending */
				sort?: string[];
				/** @description Columns to answer */
				cols?: string[];
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
			};
			header?: never;
			path: {
				/** @description Its id. */
				slug: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['MatrixRow'][];
						meta: {
							/** @description Records that meet the filters, on all pages together. */
							total: number;
							/**
							 * @description Counting ended at `total` and there may be more: only the best hits of a search are ranked.
							 * @constant
							 */
							total_capped?: true;
							/** @description Give it back as `cursor` for the next page; null on the last one. */
							next: string | null;
							/**
							 * Format: date-time
							 * @description When this answer was made, in UTC.
							 */
							generated_at: string;
							/** @description Number of the newest change: the same number means the same data. */
							data_version: number;
							/** @description Licence of our coding; the papers stay their authors’. */
							licence: string;
							release: string;
							title: string;
							/** @description Filters, order and day in words. */
							filters: string[];
							/** @description The day whose law the rows show; left out where they show none of a day. */
							as_of?: string;
							/**
							 * Format: uri
							 * @description The page that shows the same.
							 */
							address: string;
							columns: {
								key: string;
								label: string;
								meaning: string;
								/** @description Where the values are codes: their list in `codes`. */
								vocabulary?: string;
							}[];
							/** @description What the codes of the columns mean, by the name of their list. */
							codes: {
								[key: string]: {
									title: string;
									purpose: string;
									codes: {
										code: string;
										label: string;
										meaning: string;
									}[];
								};
							};
						};
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvMatrix: {
		parameters: {
			query?: {
				/** @description A layer the proposal involves at all, or in this way */
				layer?: (
					| 'institution'
					| 'institution:primary'
					| 'institution:supporting'
					| 'institution:none'
					| 'technology'
					| 'technology:primary'
					| 'technology:supporting'
					| 'technology:none'
					| 'subject'
					| 'subject:primary'
					| 'subject:supporting'
					| 'subject:none'
				)[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Who must act; codes of the vocabulary `actors`. Several widen the choice. */
				actor?: string[];
				/** @description Who benefits; codes of the vocabulary `beneficiaries`. Several widen the choice. */
				beneficiary?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description How firmly it is asked; codes of the vocabulary `modality`. Several widen the choice. */
				modality?: string[];
				/** @description How concrete it is; codes of the vocabulary `specificity`. Several widen the choice. */
				specificity?: string[];
				/** @description Which alienation it answers; codes of the vocabulary `alienation_dimensions`. Several widen the choice. */
				alienation?: string[];
				/** @description What stands in its way; codes of the vocabulary `obstacles`. Several widen the choice. */
				obstacle?: string[];
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description Columns of the matrix, each with a minus before it for descending */
				sort?: string[];
				/** @description Columns to answer */
				cols?: string[];
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path: {
				/** @description Its id. */
				slug: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxMatrix: {
		parameters: {
			query?: {
				/** @description A layer the proposal involves at all, or in this way */
				layer?: (
					| 'institution'
					| 'institution:primary'
					| 'institution:supporting'
					| 'institution:none'
					| 'technology'
					| 'technology:primary'
					| 'technology:supporting'
					| 'technology:none'
					| 'subject'
					| 'subject:primary'
					| 'subject:supporting'
					| 'subject:none'
				)[];
				/** @description What kind of remedy, first or second; codes of the vocabulary `remedy_types`. Several widen the choice. */
				remedy?: string[];
				/** @description Who must act; codes of the vocabulary `actors`. Several widen the choice. */
				actor?: string[];
				/** @description Who benefits; codes of the vocabulary `beneficiaries`. Several widen the choice. */
				beneficiary?: string[];
				/** @description Ids of papers with a passage on it. Several widen the choice. */
				paper?: string[];
				/** @description How firmly it is asked; codes of the vocabulary `modality`. Several widen the choice. */
				modality?: string[];
				/** @description How concrete it is; codes of the vocabulary `specificity`. Several widen the choice. */
				specificity?: string[];
				/** @description Which alienation it answers; codes of the vocabulary `alienation_dimensions`. Several widen the choice. */
				alienation?: string[];
				/** @description What stands in its way; codes of the vocabulary `obstacles`. Several widen the choice. */
				obstacle?: string[];
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere. */
				q?: string;
				/** @description Columns of the matrix, each with a minus before it for descending */
				sort?: string[];
				/** @description Columns to answer */
				cols?: string[];
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path: {
				/** @description Its id. */
				slug: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getCoverage: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Whether all proposals have a row, or those that the matrix features. */
				rows?: 'featured' | 'all';
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Whether jurisdictions have a column together, by groups, or each its own. */
				group?: 'groups' | 'jurisdictions';
				/** @description Groups whose jurisdictions have columns of their own beside the other groups; codes of the vocabulary `jurisdiction_groups`. Several widen the choice. */
				open?: string[];
				/** @description Counts law only that reaches these people. */
				covers?:
					| 'employees'
					| 'dependent-contractors'
					| 'self-employed'
					| 'riders-couriers'
					| 'drivers'
					| 'streamers-creators'
					| 'consumers-users';
				/** @description How the law stands to the proposal */
				relation?: (
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'builds-on'
					| 'models-on'
					| 'warns-against'
					| 'mentions'
				)[];
				/** @description How sure the coder is */
				confidence?: ('high' | 'medium' | 'low')[];
				/** @description How the provision was checked; codes of the vocabulary `provision_verification`. Several widen the choice. */
				verification?: string[];
				/** @description How the regulation was checked; codes of the vocabulary `instrument_verification`. Several widen the choice. */
				instrument_verification?: string[];
				/** @description Where the law is from; codes of the vocabulary `jurisdictions`. Several widen the choice. */
				jurisdiction?: string[];
				/** @description The layer the proposal acts on first */
				layer?: ('institution' | 'technology' | 'subject')[];
				/** @description `title`, `layer`, `links`, `law` or codes of columns, each with a minus before it for descending */
				sort?: string[];
				/** @description The cell that the page opens, as proposal:column, or proposal:all for a row; the rows here stay the same. */
				cell?: string;
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['MatrixRow'][];
						meta: {
							/** @description Records that meet the filters, on all pages together. */
							total: number;
							/**
							 * @description Counting ended at `total` and there may be more: only the best hits of a search are ranked.
							 * @constant
							 */
							total_capped?: true;
							/** @description Give it back as `cursor` for the next page; null on the last one. */
							next: string | null;
							/**
							 * Format: date-time
							 * @description When this answer was made, in UTC.
							 */
							generated_at: string;
							/** @description Number of the newest change: the same number means the same data. */
							data_version: number;
							/** @description Licence of our coding; the papers stay their authors’. */
							licence: string;
							release: string;
							title: string;
							/** @description Filters, order and day in words. */
							filters: string[];
							/** @description The day whose law the rows show; left out where they show none of a day. */
							as_of?: string;
							/**
							 * Format: uri
							 * @description The page that shows the same.
							 */
							address: string;
							columns: {
								key: string;
								label: string;
								meaning: string;
								/** @description Where the values are codes: their list in `codes`. */
								vocabulary?: string;
							}[];
							/** @description What the codes of the columns mean, by the name of their list. */
							codes: {
								[key: string]: {
									title: string;
									purpose: string;
									codes: {
										code: string;
										label: string;
										meaning: string;
									}[];
								};
							};
						};
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvCoverage: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Whether all proposals have a row, or those that the matrix features. */
				rows?: 'featured' | 'all';
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Whether jurisdictions have a column together, by groups, or each its own. */
				group?: 'groups' | 'jurisdictions';
				/** @description Groups whose jurisdictions have columns of their own beside the other groups; codes of the vocabulary `jurisdiction_groups`. Several widen the choice. */
				open?: string[];
				/** @description Counts law only that reaches these people. */
				covers?:
					| 'employees'
					| 'dependent-contractors'
					| 'self-employed'
					| 'riders-couriers'
					| 'drivers'
					| 'streamers-creators'
					| 'consumers-users';
				/** @description How the law stands to the proposal */
				relation?: (
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'builds-on'
					| 'models-on'
					| 'warns-against'
					| 'mentions'
				)[];
				/** @description How sure the coder is */
				confidence?: ('high' | 'medium' | 'low')[];
				/** @description How the provision was checked; codes of the vocabulary `provision_verification`. Several widen the choice. */
				verification?: string[];
				/** @description How the regulation was checked; codes of the vocabulary `instrument_verification`. Several widen the choice. */
				instrument_verification?: string[];
				/** @description Where the law is from; codes of the vocabulary `jurisdictions`. Several widen the choice. */
				jurisdiction?: string[];
				/** @description The layer the proposal acts on first */
				layer?: ('institution' | 'technology' | 'subject')[];
				/** @description `title`, `layer`, `links`, `law` or codes of columns, each with a minus before it for descending */
				sort?: string[];
				/** @description The cell that the page opens, as proposal:column, or proposal:all for a row; the rows here stay the same. */
				cell?: string;
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxCoverage: {
		parameters: {
			query?: {
				/** @description The day for which lights and coverage are computed. Left out: today, in UTC. */
				as_of?: string;
				/** @description Whether all proposals have a row, or those that the matrix features. */
				rows?: 'featured' | 'all';
				/** @description Umbrellas only group others and are left out unless asked for. */
				level?: 'specific' | 'all';
				/** @description Whether jurisdictions have a column together, by groups, or each its own. */
				group?: 'groups' | 'jurisdictions';
				/** @description Groups whose jurisdictions have columns of their own beside the other groups; codes of the vocabulary `jurisdiction_groups`. Several widen the choice. */
				open?: string[];
				/** @description Counts law only that reaches these people. */
				covers?:
					| 'employees'
					| 'dependent-contractors'
					| 'self-employed'
					| 'riders-couriers'
					| 'drivers'
					| 'streamers-creators'
					| 'consumers-users';
				/** @description How the law stands to the proposal */
				relation?: (
					| 'enacts'
					| 'partly-enacts'
					| 'enables'
					| 'precedent'
					| 'conflicts'
					| 'builds-on'
					| 'models-on'
					| 'warns-against'
					| 'mentions'
				)[];
				/** @description How sure the coder is */
				confidence?: ('high' | 'medium' | 'low')[];
				/** @description How the provision was checked; codes of the vocabulary `provision_verification`. Several widen the choice. */
				verification?: string[];
				/** @description How the regulation was checked; codes of the vocabulary `instrument_verification`. Several widen the choice. */
				instrument_verification?: string[];
				/** @description Where the law is from; codes of the vocabulary `jurisdictions`. Several widen the choice. */
				jurisdiction?: string[];
				/** @description The layer the proposal acts on first */
				layer?: ('institution' | 'technology' | 'subject')[];
				/** @description `title`, `layer`, `links`, `law` or codes of columns, each with a minus before it for descending */
				sort?: string[];
				/** @description The cell that the page opens, as proposal:column, or proposal:all for a row; the rows here stay the same. */
				cell?: string;
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getCrossTab: {
		parameters: {
			query?: {
				/** @description What is counted against what. */
				rows?:
					| 'layer'
					| 'remedy_type'
					| 'actor'
					| 'beneficiary'
					| 'paper'
					| 'modality'
					| 'specificity'
					| 'alienation_dimension'
					| 'obstacle'
					| 'target_problem'
					| 'jurisdiction'
					| 'jurisdiction_group'
					| 'relation'
					| 'basis'
					| 'confidence'
					| 'worker_group'
					| 'instrument_type'
					| 'force'
					| 'status'
					| 'verification'
					| 'instrument_verification';
				/** @description What is counted against what. */
				cols?:
					| 'layer'
					| 'remedy_type'
					| 'actor'
					| 'beneficiary'
					| 'paper'
					| 'modality'
					| 'specificity'
					| 'alienation_dimension'
					| 'obstacle'
					| 'target_problem'
					| 'jurisdiction'
					| 'jurisdiction_group'
					| 'relation'
					| 'basis'
					| 'confidence'
					| 'worker_group'
					| 'instrument_type'
					| 'force'
					| 'status'
					| 'verification'
					| 'instrument_verification';
				/** @description What is counted. */
				measure?: 'proposals' | 'links';
				/** @description Whether umbrellas are counted too. */
				level?: 'specific' | 'all';
				/** @description Whether codes that do not occur have a row or column too. */
				empty?: 'show' | 'hide';
				/** @description The cell that the page opens, as row:column; the rows here stay the same. */
				cell?: string;
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/json': {
						data: components['schemas']['MatrixRow'][];
						meta: {
							/** @description Records that meet the filters, on all pages together. */
							total: number;
							/**
							 * @description Counting ended at `total` and there may be more: only the best hits of a search are ranked.
							 * @constant
							 */
							total_capped?: true;
							/** @description Give it back as `cursor` for the next page; null on the last one. */
							next: string | null;
							/**
							 * Format: date-time
							 * @description When this answer was made, in UTC.
							 */
							generated_at: string;
							/** @description Number of the newest change: the same number means the same data. */
							data_version: number;
							/** @description Licence of our coding; the papers stay their authors’. */
							licence: string;
							release: string;
							title: string;
							/** @description Filters, order and day in words. */
							filters: string[];
							/** @description The day whose law the rows show; left out where they show none of a day. */
							as_of?: string;
							/**
							 * Format: uri
							 * @description The page that shows the same.
							 */
							address: string;
							columns: {
								key: string;
								label: string;
								meaning: string;
								/** @description Where the values are codes: their list in `codes`. */
								vocabulary?: string;
							}[];
							/** @description What the codes of the columns mean, by the name of their list. */
							codes: {
								[key: string]: {
									title: string;
									purpose: string;
									codes: {
										code: string;
										label: string;
										meaning: string;
									}[];
								};
							};
						};
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	csvCrossTab: {
		parameters: {
			query?: {
				/** @description What is counted against what. */
				rows?:
					| 'layer'
					| 'remedy_type'
					| 'actor'
					| 'beneficiary'
					| 'paper'
					| 'modality'
					| 'specificity'
					| 'alienation_dimension'
					| 'obstacle'
					| 'target_problem'
					| 'jurisdiction'
					| 'jurisdiction_group'
					| 'relation'
					| 'basis'
					| 'confidence'
					| 'worker_group'
					| 'instrument_type'
					| 'force'
					| 'status'
					| 'verification'
					| 'instrument_verification';
				/** @description What is counted against what. */
				cols?:
					| 'layer'
					| 'remedy_type'
					| 'actor'
					| 'beneficiary'
					| 'paper'
					| 'modality'
					| 'specificity'
					| 'alienation_dimension'
					| 'obstacle'
					| 'target_problem'
					| 'jurisdiction'
					| 'jurisdiction_group'
					| 'relation'
					| 'basis'
					| 'confidence'
					| 'worker_group'
					| 'instrument_type'
					| 'force'
					| 'status'
					| 'verification'
					| 'instrument_verification';
				/** @description What is counted. */
				measure?: 'proposals' | 'links';
				/** @description Whether umbrellas are counted too. */
				level?: 'specific' | 'all';
				/** @description Whether codes that do not occur have a row or column too. */
				empty?: 'show' | 'hide';
				/** @description The cell that the page opens, as row:column; the rows here stay the same. */
				cell?: string;
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	xlsxCrossTab: {
		parameters: {
			query?: {
				/** @description What is counted against what. */
				rows?:
					| 'layer'
					| 'remedy_type'
					| 'actor'
					| 'beneficiary'
					| 'paper'
					| 'modality'
					| 'specificity'
					| 'alienation_dimension'
					| 'obstacle'
					| 'target_problem'
					| 'jurisdiction'
					| 'jurisdiction_group'
					| 'relation'
					| 'basis'
					| 'confidence'
					| 'worker_group'
					| 'instrument_type'
					| 'force'
					| 'status'
					| 'verification'
					| 'instrument_verification';
				/** @description What is counted against what. */
				cols?:
					| 'layer'
					| 'remedy_type'
					| 'actor'
					| 'beneficiary'
					| 'paper'
					| 'modality'
					| 'specificity'
					| 'alienation_dimension'
					| 'obstacle'
					| 'target_problem'
					| 'jurisdiction'
					| 'jurisdiction_group'
					| 'relation'
					| 'basis'
					| 'confidence'
					| 'worker_group'
					| 'instrument_type'
					| 'force'
					| 'status'
					| 'verification'
					| 'instrument_verification';
				/** @description What is counted. */
				measure?: 'proposals' | 'links';
				/** @description Whether umbrellas are counted too. */
				level?: 'specific' | 'all';
				/** @description Whether codes that do not occur have a row or column too. */
				empty?: 'show' | 'hide';
				/** @description The cell that the page opens, as row:column; the rows here stay the same. */
				cell?: string;
				/** @description Language of labels and texts. */
				lang?: 'en' | 'zh';
				/** @description A byte order mark at the start of the CSV, by which Excel knows UTF-8. */
				bom?: '0' | '1';
			};
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	downloadDataPackage: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/zip': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	downloadJsonLines: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/zip': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	downloadSqlite: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'application/vnd.sqlite3': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	downloadChecksums: {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/plain': string;
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
	getPackageFile: {
		parameters: {
			query?: never;
			header?: never;
			path: {
				/** @description Its name. */
				file: string;
			};
			cookie?: never;
		};
		requestBody?: never;
		responses: {
			/** @description As asked. */
			200: {
				headers: {
					/** @description Weak; for `If-None-Match`. */
					etag: string;
					'last-modified': string;
					/** @description What is left of the quota. */
					ratelimit: string;
					[name: string]: unknown;
				};
				content: {
					'text/csv': string;
					'application/json': {
						[key: string]: unknown;
					};
				};
			};
			/** @description Nothing new since the conditions of the request. */
			304: {
				headers: {
					[name: string]: unknown;
				};
				content?: never;
			};
			/** @description A parameter or header is wrong; `errors` names it. */
			400: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description There is nothing here; `near` has records of like ids. */
			404: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Accept` header takes nothing this address has. */
			406: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The request has a body. */
			415: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The `Range` header makes no sense. */
			416: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description Too many requests; `Retry-After` says when to come back. */
			429: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
			/** @description The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back. */
			503: {
				headers: {
					[name: string]: unknown;
				};
				content: {
					'application/problem+json': components['schemas']['Problem'];
				};
			};
		};
	};
}

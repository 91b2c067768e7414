import type { CrossView, DimensionName } from './cross-tab.ts';
import type { Dropped } from './matrix/view.ts';

export type CrossPage = {
	view: CrossView;
	dropped: Dropped[];
	columns: { code: string; label: string; total: number }[];
	rows: { code: string; label: string; counts: number[]; total: number }[];
	total: number;
	/** Proposals that cannot stand in the table because it counts links and they have none. */
	without_link: number;
	dimensions: { name: DimensionName; of: 'proposal' | 'link' }[];
	drawer?: {
		row: string;
		col: string;
		row_label: string;
		col_label: string;
		/** Proposals and links that are counted; of very many only the first stand below. */
		count: number;
		links: number;
		proposals: {
			id: string;
			title: string;
			umbrella: boolean;
			links: { id: string; href: string; label: string; relation: string; jurisdiction: string }[];
		}[];
	};
	data_version: number;
};

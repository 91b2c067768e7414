import * as m from '../paraglide/messages.js';

/** The places of curation. Apart from the main menu, which every page carries. */
export const deskMenu = [
	{ href: '/curate', label: m.suggest_nav_home },
	{ href: '/curate/queue', label: m.suggest_nav_queue },
	{ href: '/curate/mine', label: m.suggest_nav_mine },
	{ href: '/curate/suggestions', label: m.suggest_nav_suggestions },
	{ href: '/curate/import', label: m.suggest_nav_import },
	{ href: '/curate/coding', label: m.suggest_nav_coding },
	{ href: '/curate/people', label: m.suggest_nav_people },
	{ href: '/curate/audit', label: m.suggest_nav_audit }
];

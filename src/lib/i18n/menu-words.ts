import * as m from '../paraglide/messages.js';

/** The main menu: `section` is where its pages lie. */
export const mainMenu = [
	{ href: '/matrix/layers', section: '/matrix', label: m.nav_matrix },
	{ href: '/trace', section: '/trace', label: m.trace_nav },
	{ href: '/regulations', section: '/regulations', label: m.nav_regulations },
	{ href: '/timeline', section: '/timeline', label: m.law_nav_timeline },
	{ href: '/papers', section: '/papers', label: m.nav_papers },
	{ href: '/codebook', section: '/codebook', label: m.nav_codebook },
	{ href: '/data', section: '/data', label: m.nav_data }
];

/** The fields of a form as a query string; empty ones are left out. */
export function formQuery(form: HTMLFormElement): string {
	const query = new URLSearchParams();
	for (const [name, value] of new FormData(form))
		if (typeof value === 'string' && value) query.append(name, value);
	return `?${query}`;
}

/** Printable ASCII, so that no address can start a line of its own. */
const contact = /^(mailto|https|tel):[\x21-\x7e]+$/;
const validDays = 180;

/**
 * Addresses for reports of security holes, separated by commas: `mailto:…`, `https://…` or `tel:…`, first one first.
 * Undefined where one of them is none.
 */
export function parseContacts(value: string): string[] | undefined {
	const list = value
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
	return list.length > 0 && list.every((part) => contact.test(part) && URL.canParse(part)) ? list : undefined;
}

/** `/.well-known/security.txt` by RFC 9116. It runs out half a year after the day it was asked for. */
export function securityText(contacts: readonly string[], address: string, now: Date): string {
	const expires = new Date(now);
	expires.setUTCHours(0, 0, 0, 0);
	expires.setUTCDate(expires.getUTCDate() + validDays);
	return [
		...contacts.map((one) => `Contact: ${one}`),
		`Expires: ${expires.toISOString().replace('.000', '')}`,
		'Preferred-Languages: en, zh',
		`Canonical: ${address}`,
		''
	].join('\n');
}

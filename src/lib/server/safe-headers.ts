/**
 * Headers of every answer, files of the build and refusals included; an answer may name its own instead. Pages have a policy of
 * their own, with hashes (`svelte.config.js`); the one here is for what is no page: it may run and load nothing, a picture
 * may have the styles written into it.
 * @param origin public address; `https://…` asks browsers to come by TLS only
 */
export const safeHeaders = (origin: string | undefined): Record<string, string> => ({
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy':
		'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'x-content-type-options': 'nosniff',
	...(origin?.startsWith('https:') && {
		'strict-transport-security': 'max-age=31536000; includeSubDomains'
	})
});

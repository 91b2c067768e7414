import type { Locator, Page } from 'playwright-core';

/** What readers miss who set their system or browser to their eyes and hands; one readable line each. */

/** Links, buttons and fields that look the same with the focus as without. Of things that look alike the first is asked. */
export async function findUnseenFocus(page: Page): Promise<string[]> {
	// What a script focuses looks focused only where the last input was a key.
	await page.keyboard.press('Tab');
	return page.evaluate(() => {
		const around = (element: Element) =>
			[element, ...[...element.querySelectorAll('*')].slice(0, 20), element.nextElementSibling].filter(
				(one) => one !== null
			);
		const look = (element: Element) =>
			around(element).map((one) => {
				const { outlineStyle, outlineWidth, outlineColor, stroke, strokeWidth } = getComputedStyle(one);
				return outlineStyle === 'none' || outlineWidth === '0px'
					? `${stroke} ${strokeWidth}`
					: `${outlineStyle} ${outlineWidth} ${outlineColor}`;
			});
		const asked = new Set<string>();
		const found: string[] = [];
		for (const element of document.querySelectorAll<HTMLElement>(
			'a[href], button, input, select, textarea, summary, [tabindex]'
		)) {
			const kind = `${element.tagName} ${element.getAttribute('type')} ${element.getAttribute('class')} in ${element.parentElement?.getAttribute('class')}`;
			if (element.tabIndex < 0 || asked.has(kind) || !element.checkVisibility({ visibilityProperty: true }))
				continue;
			(document.activeElement as HTMLElement | null)?.blur();
			const before = look(element);
			element.focus();
			if (document.activeElement !== element) continue;
			asked.add(kind);
			if (look(element).join() === before.join())
				found.push(`${kind}: ${element.textContent.trim().slice(0, 40)}`);
		}
		return found;
	});
}

/**
 * What is lost where the system's colours replace ours: words in the colour of the ground that the browser lays behind
 * them, and what is chosen but looks like what is not. Thickness of letters alone does not tell.
 */
export async function findLostInForcedColors(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const ground = document.createElement('i');
		ground.style.color = 'Canvas';
		document.body.append(ground);
		const canvas = getComputedStyle(ground).color;
		ground.remove();
		const unread = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
			const { color, forcedColorAdjust } = getComputedStyle(element) as CSSStyleDeclaration & {
				forcedColorAdjust: string;
			};
			const hasWords = [...element.childNodes].some(
				(node) => node.nodeType === 3 && node.textContent?.trim()
			);
			return hasWords && color === canvas && forcedColorAdjust !== 'none' && element.checkVisibility();
		});

		const look = (element: Element) => {
			const style = getComputedStyle(element);
			return [
				style.color,
				style.backgroundColor,
				style.borderBottom,
				style.borderTop,
				style.outline,
				style.textDecorationLine
			].join();
		};
		const chosen = `:is(${['[aria-current]:not([aria-current=false])', '[aria-pressed=true]', '[aria-selected=true]'].join()})`;
		const alike = [...document.querySelectorAll(chosen)].filter((element) => {
			let place = element.parentElement;
			let other: Element | undefined;
			for (let height = 0; place && !other && height < 4; height++, place = place.parentElement)
				other = [...place.querySelectorAll(`${element.tagName}:not(${chosen})`)].find(
					(one) => one.className === element.className && one.checkVisibility()
				);
			return other && look(other) === look(element);
		});
		return [...unread, ...alike].map(({ outerHTML }) => outerHTML.slice(0, 120));
	});
}

/** What still moves for readers who asked for stillness: anything longer than one picture of the screen. */
export async function findMotion(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const longest = (durations: string) => Math.max(...durations.split(', ').map(parseFloat));
		const found = new Set(
			document
				.getAnimations()
				.filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 17)
				.map(String)
		);
		for (const element of document.querySelectorAll('*'))
			for (const part of [undefined, '::before', '::after']) {
				const style = getComputedStyle(element, part);
				if (
					longest(style.transitionDuration) > 0.017 ||
					longest(style.animationDuration) > 0.017 ||
					style.scrollBehavior === 'smooth'
				)
					found.add(`${element.tagName} ${element.getAttribute('class')} ${part ?? ''}`);
			}
		return [...found];
	});
}

/** Words that are cut off, and pages that must be scrolled sideways. Shortened is not lost where a title has the whole. */
export async function findClipped(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in ${clientWidth}`] : [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const range = document.createRange();
		while (walker.nextNode()) {
			const text = walker.currentNode;
			const parent = text.parentElement!;
			if (!text.textContent?.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
			range.selectNodeContents(text);
			const words = range.getBoundingClientRect();
			if (words.width === 0) continue;
			for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
				const style = getComputedStyle(box);
				const edge = box.getBoundingClientRect();
				if (style.clipPath !== 'none' || edge.width <= 1 || style.position === 'fixed') break;
				const isHidden = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
				if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
				const over =
					(isHidden(style.overflowX) && (words.right > edge.right + 2 || words.left < edge.left - 2)) ||
					(isHidden(style.overflowY) && (words.bottom > edge.bottom + 2 || words.top < edge.top - 2));
				if (!over) continue;
				const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
				if (!(isShortened && box.closest('[title]')))
					found.push(`${text.textContent.trim().slice(0, 60)} (${box.tagName} ${box.getAttribute('class')})`);
				break;
			}
		}
		return found;
	});
}

/** How a mark looks: the share of its square that differs from the ground, and its picture for comparing. */
export async function drawnMark(page: Page, mark: Locator): Promise<{ ink: number; picture: string }> {
	const box = (await mark.boundingBox())!;
	const size = Math.min(box.width, box.height);
	const png = await page.screenshot({
		clip: { x: box.x - 1, y: box.y + (box.height - size) / 2 - 1, width: size + 2, height: size + 2 }
	});
	const ink = await page.evaluate(
		async (bytes) => {
			const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
			const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
			canvas.drawImage(bitmap, 0, 0);
			const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
			let differing = 0;
			for (let at = 0; at < data.length; at += 4)
				if (
					Math.abs(data[at] - data[0]) + Math.abs(data[at + 1] - data[1]) + Math.abs(data[at + 2] - data[2]) >
					60
				)
					differing++;
			return differing / (data.length / 4);
		},
		[...png]
	);
	return { ink, picture: png.toString('base64') };
}

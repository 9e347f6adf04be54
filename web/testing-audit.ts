/** Test support: what a page must have for whoever does not see it, or does not use a mouse. */
import type { Page } from 'playwright-core'

/**
 * Looks over a page as it stands: names of controls, one heading of the first level, no skipped levels, labels, ids, language,
 * and contrast of text (WCAG 2.2: 1.3.1, 1.4.3, 2.4.6, 3.1.1, 4.1.2).
 *
 * @returns complaints; none for a page that is well.
 */
export function audit(page: Page): Promise<readonly string[]> {
  return page.evaluate(AUDIT)
}

/** Runs in the page, hence as text: it knows the page's types, this file does not. */
const AUDIT = `(() => {
  const complaints = []
  const isShown = (element) => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden'
  }
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(isShown)
  const told = (element) => element.outerHTML.slice(0, 120)
  const nameOf = (element) => {
    const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '')
    const labels = [...(element.labels ?? [])].map((label) => label.textContent)
    const images = [...element.querySelectorAll('img[alt], [aria-label]')].map((each) => each.getAttribute('alt') ?? each.getAttribute('aria-label'))
    return [element.getAttribute('aria-label'), ...by, ...labels, element.textContent, ...images].join('').trim()
  }
  for (const element of shown('button, a[href], input, select, textarea, [role=button], [role=tab], [role=combobox]'))
    if (nameOf(element) === '') complaints.push('no name: ' + told(element))
  for (const image of shown('img')) if (!image.hasAttribute('alt')) complaints.push('no alternative: ' + told(image))
  if (!document.documentElement.lang) complaints.push('the page has no language')
  const levels = shown('h1, h2, h3, h4').map((heading) => Number(heading.tagName[1]))
  if (levels.filter((level) => level === 1).length !== 1) complaints.push('headings of the first level: ' + levels.join(' '))
  levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) complaints.push('a level of headings is skipped: ' + levels.join(' ')) })
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
  for (const id of new Set(ids)) if (ids.filter((each) => each === id).length > 1) complaints.push('id twice: ' + id)
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = rgba(getComputedStyle(each).backgroundColor)
      if (color[3] > 200) return color
    }
    return [255, 255, 255, 255]
  }
  for (const element of shown('main *, header *')) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (!text || element.closest('[disabled], [data-disabled], .skip')) continue
    const { color, fontSize, fontWeight } = getComputedStyle(element)
    const [a, b] = [luminance(rgba(color)), luminance(behind(element))].toSorted((x, y) => y - x)
    const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.6 && Number(fontWeight) >= 700)
    const ratio = (a + 0.05) / (b + 0.05)
    if (ratio < (isLarge ? 3 : 4.5)) complaints.push('contrast ' + ratio.toFixed(2) + ': ' + told(element))
  }
  return [...new Set(complaints)]
})()`

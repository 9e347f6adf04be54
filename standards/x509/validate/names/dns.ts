/** DNS names as certificates carry them (RFC 5280 4.2.1.6, 4.2.1.10; RFC 1034 3.5, RFC 1123 2.1). */

/** A label; underscores are outside the preferred syntax, yet in use, and the strict profile refuses them. */
const label = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/
const MAXIMUM_NAME_CHARACTERS = 253

/** Whether a text is a host name in absolute form without a trailing dot; `*` may stand for its whole first label. */
export function isDnsName(text: string): boolean {
  const labels = text.split('.')
  const [first = ''] = labels
  const rest = first === '*' && labels.length > 1 ? labels.slice(1) : labels
  return text.length <= MAXIMUM_NAME_CHARACTERS && rest.every((each) => label.test(each))
}

/** Whether a name is the base or below it, by whole labels; the base is lower case. */
function isAtOrBelow(name: string, base: string): boolean {
  return name === base || (name.endsWith(base) && name.at(-base.length - 1) === '.')
}

/** Whether all that a name stands for lies in a subtree; an empty base spans all names. */
export function isDnsWithin(name: string, base: string): boolean {
  return base === '' || isAtOrBelow(name.toLowerCase(), base.toLowerCase())
}

/** Whether anything that a name stands for may lie in a subtree: a wildcard reaches one label below its own base. */
export function touchesDns(name: string, base: string): boolean {
  if (isDnsWithin(name, base)) return true
  if (!name.startsWith('*.')) return false
  const [, ...above] = base.toLowerCase().split('.')
  return above.join('.') === name.slice(2).toLowerCase()
}

import type { Finding } from '@entrepot/edi'
import { useSpeech } from '../language/language.ts'

/** A finding in a line: what, what stands there, what should, and where. */
export function FindingLine({
  finding,
  withPlace = false,
}: {
  readonly finding: Finding
  readonly withPlace?: boolean
}) {
  const { words } = useSpeech()
  const say = words.interchange
  const { code, found, expected, segment, element, component, offset, path, tag } = finding
  const place = [
    ...(withPlace ? [path === '' ? tag : path, segment === 0 ? '' : say.where(segment)] : []),
    element === undefined ? '' : say.element(element),
    component === undefined ? '' : say.component(component),
    withPlace ? say.byte(offset) : '',
  ].filter((part) => part !== '')
  const more = [found === undefined ? '' : say.foundValue(found), expected === undefined ? '' : say.expected(expected)]
  return (
    <>
      <strong>{say.findings[code]}</strong>
      {[place.join(' '), ...more].filter((part) => part !== '').map((part) => ` · ${part}`)}
    </>
  )
}
